package dev.diddo.persistence;

import dev.diddo.domain.cart.CartContents;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.cart.StorePart;
import dev.diddo.domain.id.CartId;
import dev.diddo.domain.id.MerchantOrderId;
import dev.diddo.domain.id.OrderId;
import dev.diddo.domain.id.PaymentId;
import dev.diddo.domain.id.SessionId;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A live cart as a row: its status is its type. */
final class LiveCartRow {
  /** Of {@code live_cart c}. */
  static final String COLUMNS =
      """
      c.id as cart_id, c.session_id as cart_session_id, c.template_cart_id as cart_template_id,
        c.status as cart_status, c.version as cart_version, c.revision as cart_revision,
        c.currency as cart_currency, c.buyer as cart_buyer, c.parts as cart_parts,
        c.request_ids as cart_request_ids, c.created_at as cart_created_at,
        c.expires_at as cart_expires_at, c.payment_id as cart_payment_id,
        c.order_id as cart_order_id""";

  private LiveCartRow() {}

  static UUID[] requestIds(CartContents contents) {
    return contents.parts().stream()
        .map(part -> part.requestId().orElseThrow().value())
        .toArray(UUID[]::new);
  }

  static LiveCart read(Row row) {
    var contents = contents(row);
    return switch (row.getString("cart_status")) {
      case "open" -> new LiveCart.Open(contents);
      case "frozen" -> new LiveCart.Frozen(contents, new PaymentId(row.getUUID("cart_payment_id")));
      case "submitted" ->
          new LiveCart.Submitted(contents, new OrderId(row.getUUID("cart_order_id")));
      case "expired" -> new LiveCart.Expired(contents);
      case "cancelled" -> new LiveCart.Cancelled(contents);
      case String other -> throw new IllegalStateException("A cart's status: " + other);
    };
  }

  private static CartContents contents(Row row) {
    var currency = Currency.getInstance(row.getString("cart_currency"));
    return new CartContents(
        new CartId(row.getUUID("cart_id")),
        new SessionId(row.getUUID("cart_session_id")),
        new CartId(row.getUUID("cart_template_id")),
        row.getInteger("cart_version"),
        currency,
        BuyerJson.read(row.getJsonObject("cart_buyer")),
        parts(row.getJsonArray("cart_parts"), row.getArrayOfUUIDs("cart_request_ids"), currency),
        Times.read(row, "cart_created_at"),
        Times.read(row, "cart_expires_at"));
  }

  private static List<StorePart> parts(JsonArray parts, UUID[] requestIds, Currency currency) {
    var read = new ArrayList<StorePart>();
    for (int i = 0; i < requestIds.length; i++) {
      var id = Optional.of(new MerchantOrderId(requestIds[i]));
      read.add(StorePartJson.read(parts.getJsonObject(i), id, currency));
    }
    return read;
  }
}
