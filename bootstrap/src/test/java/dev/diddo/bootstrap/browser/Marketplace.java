package dev.diddo.bootstrap.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.diddo.bootstrap.actors.Goods;
import dev.diddo.bootstrap.actors.Json;
import dev.diddo.bootstrap.actors.Platform;
import dev.diddo.bootstrap.actors.Shop;
import java.net.URI;
import java.util.List;

/** A platform whose stores look as stores do, and the links to carts of what they sell. */
record Marketplace(Platform platform) {
  private static final String PICTURE = "/web/demo/striped-supporters-scarf.svg";

  URI origin() {
    return platform.api().base();
  }

  /** Delivers for $5.95, or at once for $14.95. */
  Shop northside(Goods... goods) {
    return store("Northside Supporters", "Standard, 3 to 5 days", 595, goods);
  }

  /** Delivers for $4.95, or at once for $14.95. */
  Shop matchday(Goods... goods) {
    return store("Matchday Prints", "Rolled in a tube", 495, goods);
  }

  /**
   * @param slowly what its cheaper way of delivery is called
   * @param price of that way
   */
  Shop store(String name, String slowly, int price, Goods... goods) {
    var draft = Shop.draft().put("name", name);
    draft.set(
        "shipping_methods",
        Json.list(method("slow", slowly, price), method("fast", "Express", 1495)));
    return platform.shop(draft, goods);
  }

  /** Delivers to Canada alone. */
  Shop maple(Goods... goods) {
    var draft = Shop.draft().put("name", "Maple Goods");
    var method = method("post", "Canada Post", 700).set("countries", Json.list("CA"));
    draft.set("shipping_methods", Json.list(method));
    return platform.shop(draft, goods);
  }

  private static ObjectNode method(String id, String label, int price) {
    return Shop.method(id, price).put("label", label);
  }

  /** Something of which there is plenty. */
  static Goods goods(String title, int price) {
    return Goods.of(title, price).with("images", Json.list(Json.of("url", PICTURE, "alt", "")));
  }

  /** Two things of two stores, for $59.00 and $10.90 of delivery. */
  String twoStores() {
    var northside = northside(goods("Striped scarf", 2400));
    var matchday = matchday(goods("Opening night poster", 3500));
    return link(northside.line("Striped scarf", 1), matchday.line("Opening night poster", 1));
  }

  /** The link of a template cart with these lines. */
  String link(Shop.Line... lines) {
    return linkOf(platform.template(lines));
  }

  /** The link of a template cart with nothing in it. */
  String emptyLink() {
    var variant = northside(goods("Gone again", 100)).variant("Gone again");
    var template = platform.template(Shop.Line.of(variant, 1));
    var nothing = Json.of("variant_id", variant, "quantity", 0);
    platform.post("/cart/update", Json.of("cart_id", template, "item", nothing)).ok();
    return linkOf(template);
  }

  private String linkOf(String template) {
    return platform.get("/cart/" + template).ok().path("checkout_url").asText();
  }

  /** A token for a customer the platform knows. */
  String tokenOf(Buyer buyer) {
    var address =
        Json.of(
            "address1", buyer.address(),
            "city", buyer.city(),
            "province_code", buyer.region(),
            "postal_code", buyer.postalCode(),
            "country_code", buyer.country());
    var customer =
        Json.of(
            "email", buyer.email(),
            "first_name", buyer.firstName(),
            "last_name", buyer.lastName(),
            "address", address);
    return platform.mint(Json.of("customer", customer));
  }

  List<JsonNode> ordersOf(Buyer buyer) {
    return platform.ordersOf(buyer.email());
  }
}
