package dev.diddo.http.cart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.diddo.application.cart.CartView;
import dev.diddo.application.payment.CheckoutLinks;
import dev.diddo.domain.cart.Cart;
import dev.diddo.domain.cart.CartContents;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.cart.Offer;
import dev.diddo.domain.cart.PricedLine;
import dev.diddo.domain.cart.ShippingRate;
import dev.diddo.domain.cart.StorePart;
import dev.diddo.domain.cart.Totals;
import dev.diddo.domain.id.CartId;
import dev.diddo.domain.id.Id;
import dev.diddo.domain.id.VariantId;
import dev.diddo.http.Json;
import dev.diddo.http.MoneyJson;
import dev.diddo.http.catalog.MerchandiseJson;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How a cart is shown: templates and live carts alike. */
public final class CartJson {
  private final CheckoutLinks links;

  public CartJson(CheckoutLinks links) {
    this.links = links;
  }

  public ObjectNode of(CartView view) {
    return switch (view) {
      case CartView.OfTemplate(var cart, var parts) -> template(cart, parts);
      case CartView.OfLiveCart(var cart, var notAvailable) -> live(cart, notAvailable);
    };
  }

  /** The page on which a live cart is checked out. */
  URI checkoutPage(LiveCart cart) {
    return links.checkoutPage(cart.contents().template());
  }

  /** The state of a live cart in the words of the contract. */
  public static String status(LiveCart cart) {
    return switch (cart) {
      case LiveCart.Open _, LiveCart.Frozen _ -> "IN_PROGRESS";
      case LiveCart.Submitted _ -> "SUBMITTED";
      case LiveCart.Expired _ -> "EXPIRED";
      case LiveCart.Cancelled _ -> "CANCELLED";
    };
  }

  // Of a template nothing is shown that a checkout could change.
  private ObjectNode template(Cart cart, List<StorePart> parts) {
    var currency = cart.lines().currency();
    var json = head(cart.id(), "template", "TEMPLATE", Optional.empty());
    json.put("version", cart.version()).put("currency", currency.getCurrencyCode());
    links(json, cart.id());
    json.putNull("expires_at");
    json.set("cost", cost(Totals.of(currency, parts)));
    json.putNull("buyer_identity");
    var stores = json.putArray("stores");
    parts.forEach(part -> stores.add(store(part, false, Optional.empty())));
    return json;
  }

  private ObjectNode live(LiveCart cart, Set<VariantId> notAvailable) {
    var contents = cart.contents();
    var json = head(cart.id(), "live", status(cart), Optional.of(contents.template()));
    json.put("version", contents.version()).put("currency", contents.currency().getCurrencyCode());
    links(json, contents.template());
    json.put("expires_at", contents.expiresAt().toString());
    json.set("cost", cost(contents.totals()));
    json.set("buyer_identity", BuyerJson.of(contents.buyer()));
    json.set("stores", stores(contents, cart instanceof LiveCart.Submitted, notAvailable));
    return json;
  }

  private static ArrayNode stores(
      CartContents contents, boolean submitted, Set<VariantId> notAvailable) {
    var stores = Json.array();
    contents.parts().forEach(part -> stores.add(store(part, submitted, Optional.of(notAvailable))));
    return stores;
  }

  private static ObjectNode head(CartId id, String kind, String status, Optional<CartId> template) {
    return Json.object()
        .put("id", id.text())
        .put("kind", kind)
        .put("status", status)
        .put("template_cart_id", template.map(Id::text).orElse(null));
  }

  private void links(ObjectNode json, CartId template) {
    json.put("checkout_url", links.checkoutPage(template).toString());
    json.put("qr_url", links.qrCode(template).toString());
  }

  private static ObjectNode cost(Totals totals) {
    var json = Json.object().put("is_estimated", totals.estimated());
    json.set("subtotal", MoneyJson.of(totals.subtotal()));
    json.set("shipping", MoneyJson.of(totals.shipping()));
    json.set("tax", MoneyJson.of(totals.tax()));
    json.set("total", MoneyJson.of(totals.total()));
    return json;
  }

  /**
   * @param notAvailable empty for a template
   */
  private static ObjectNode store(
      StorePart part, boolean submitted, Optional<Set<VariantId>> notAvailable) {
    var json =
        Json.object()
            .put("store", part.handle())
            .put("store_id", part.store().text())
            .put("name", part.name())
            .put("request_id", part.requestId().map(Id::text).orElse(null))
            .put("is_submitted", submitted);
    var lines = json.putArray("cart_lines");
    part.lines().forEach(line -> lines.add(line(line)));
    var offer = offer(part.offer());
    notAvailable.ifPresent(variants -> offer.set("not_available_ids", ofPart(part, variants)));
    json.set("offer", offer);
    return json;
  }

  private static ArrayNode ofPart(StorePart part, Set<VariantId> variants) {
    var ids = Json.array();
    part.lines().stream()
        .map(line -> line.line().variant())
        .distinct()
        .filter(variants::contains)
        .forEach(variant -> ids.add(variant.text()));
    return ids;
  }

  /** A line, in a cart and in an order alike. */
  public static ObjectNode line(PricedLine priced) {
    var line = priced.line();
    var json = Json.object().put("id", line.id().text()).put("quantity", line.quantity());
    json.set("variant", MerchandiseJson.variant(priced.merchandise()));
    json.set("product", MerchandiseJson.product(priced.merchandise()));
    json.set("customizations", MerchandiseJson.choices(line.customizations()));
    json.set("line_total", MoneyJson.of(priced.total()));
    return json;
  }

  private static ObjectNode offer(Offer offer) {
    var json = Json.object();
    json.set("subtotal", MoneyJson.of(offer.subtotal()));
    json.set("shipping_methods", rates(offer.shippingMethods()));
    json.set(
        "selected_shipping_method",
        offer.selected().<JsonNode>map(CartJson::rate).orElse(NullNode.getInstance()));
    json.set("tax", MoneyJson.of(offer.tax()));
    json.set("total", MoneyJson.of(offer.total()));
    return json;
  }

  public static ArrayNode rates(List<ShippingRate> rates) {
    var json = Json.array();
    rates.forEach(rate -> json.add(rate(rate)));
    return json;
  }

  /** A shipping method with what it costs here. */
  public static ObjectNode rate(ShippingRate rate) {
    var json = Json.object().put("id", rate.id()).put("label", rate.label());
    json.set("price", MoneyJson.of(rate.price()));
    return json;
  }
}
