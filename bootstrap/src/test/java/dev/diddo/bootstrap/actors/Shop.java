package dev.diddo.bootstrap.actors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A store with goods in it. */
public record Shop(JsonNode store, Map<String, JsonNode> variants) {

  /** A store that ships to the US for 5 of its currency's minor hundred, and takes a tenth. */
  public static ObjectNode draft() {
    var name = Unique.name("Shop");
    return Json.of(
        "name",
        name,
        "domain",
        name.toLowerCase(java.util.Locale.ROOT) + ".example",
        "currency",
        "USD",
        "commission_bps",
        1000,
        "shipping_methods",
        Json.list(method("standard", 500)),
        "tax_rates",
        Json.list(),
        "returns",
        Json.of("supported", true, "window_days", 30));
  }

  public static ObjectNode method(String id, long price) {
    return Json.of("id", id, "label", "Post", "price", price, "countries", Json.list("US"));
  }

  public static ObjectNode tax(int rateBps, boolean included) {
    return Json.of(
        "country", "US", "rate_bps", rateBps, "included", included, "on_shipping", false);
  }

  static Shop open(Platform platform, JsonNode draft, Goods... goods) {
    var store = platform.post("/stores", draft).is(201).json();
    var lines =
        Arrays.stream(goods).map(one -> one.line().toString()).collect(Collectors.joining("\n"));
    var id = store.path("id").asText();
    var imported =
        platform.ask(
            Ask.of("POST", "/stores/" + id + "/catalog").text("application/x-ndjson", lines));
    if (!imported.ok().path("rejected").isEmpty()) {
      throw new AssertionError("The catalogue was refused: " + imported);
    }
    return new Shop(store, variants(platform, id));
  }

  private static Map<String, JsonNode> variants(Platform platform, String store) {
    var products = platform.get("/products?limit=100&store=" + store).ok().path("products");
    var byTitle = new LinkedHashMap<String, JsonNode>();
    for (var product : products) {
      byTitle.put(product.path("title").asText(), product.path("variants").path(0));
    }
    return byTitle;
  }

  public String id() {
    return store.path("id").asText();
  }

  /** How requests name it. */
  public String name() {
    return store.path("domain").asText(id());
  }

  /** The id of the variant of these goods. */
  public String variant(String title) {
    return variants.get(title).path("id").asText();
  }

  /** One of each. */
  public Stream<Line> all() {
    return variants.values().stream().map(variant -> Line.of(variant.path("id").asText(), 1));
  }

  public Line line(String title, int quantity) {
    return Line.of(variant(title), quantity);
  }

  /** So many units of a variant. */
  public record Line(ObjectNode item) {
    public static Line of(String variant, int quantity) {
      return new Line(Json.of("variant_id", variant, "quantity", quantity));
    }
  }
}
