package dev.diddo.http.order;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.diddo.application.merchant.OrderRequests;
import dev.diddo.domain.cart.PricedLine;
import dev.diddo.domain.order.MerchantOrder;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.payment.CardNumber;
import dev.diddo.domain.webhook.Message;
import dev.diddo.http.Json;
import dev.diddo.http.Texts;
import dev.diddo.http.cart.BuyerJson;
import dev.diddo.http.catalog.MerchandiseJson;
import java.util.Optional;

/** What a store reads of its orders, and what is read of its answers. */
public final class MerchantOrderRequests implements OrderRequests {
  private static final int MAX_REASON = 500;

  @Override
  public byte[] of(Message.OfMerchantOrder message, Order order, MerchantOrder part) {
    var json =
        Json.object()
            .put("id", message.id().text())
            .put("type", message.type())
            .put("created_at", message.at().toString());
    var data = json.putObject("data");
    data.put("order_id", order.id().text()).put("order_number", order.number().text());
    data.set("merchant_order", OrderJson.of(part));
    var items = data.putArray("items");
    part.part().lines().forEach(line -> items.add(item(line)));
    data.set("buyer_identity", BuyerJson.of(order.buyer()));
    data.put("payment_reference", order.payment().text());
    return Json.bytes(json);
  }

  /** What is to be sent, in the store's own words for it. */
  private static ObjectNode item(PricedLine priced) {
    var line = priced.line();
    var json =
        Json.object()
            .put("line_id", line.id().text())
            .put("sku", priced.merchandise().sku().orElse(null))
            .put("quantity", line.quantity());
    json.set("customizations", MerchandiseJson.choices(line.customizations()));
    return json;
  }

  @Override
  public Optional<BrandAnswer> read(byte[] body) {
    try {
      var json = Json.read(body);
      var reason =
          text(json, "reason")
              .filter(it -> !it.isBlank() && !CardNumber.isIn(it))
              .map(MerchantOrderRequests::shortened);
      return text(json, "status")
          .flatMap(
              status ->
                  switch (status) {
                    case "accepted" -> Optional.of(new BrandAnswer.Accepted());
                    case "rejected" -> Optional.of(new BrandAnswer.Rejected(reason));
                    case "pending" -> Optional.of(new BrandAnswer.Pending());
                    default -> Optional.empty();
                  });
    } catch (Json.MalformedException noAnswer) {
      return Optional.empty();
    }
  }

  private static Optional<String> text(JsonNode json, String name) {
    return Optional.ofNullable(json.get(name)).filter(JsonNode::isTextual).map(JsonNode::textValue);
  }

  private static String shortened(String reason) {
    var shown = Texts.printable(reason);
    int length = Math.min(shown.codePointCount(0, shown.length()), MAX_REASON);
    return shown.substring(0, shown.offsetByCodePoints(0, length));
  }
}
