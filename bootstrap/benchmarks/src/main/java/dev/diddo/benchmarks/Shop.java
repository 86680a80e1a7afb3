package dev.diddo.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * An organization of two stores that never run out of anything, with a cart to scan.
 *
 * @param key reaches all of it
 * @param template the cart, with a line of each store
 */
record Shop(RunningService service, String key, String template) {
  private static final List<String> STORES = List.of("scarves", "prints");

  static Shop open(RunningService service) {
    var organization = service.command("organization", "create", "--name", "Benchmark");
    var key = service.command("key", "create", "--organization", organization);
    var cart = "0";
    for (var name : STORES) {
      cart = add(service.web(), key, cart, stocked(service.web(), key, name));
    }
    return new Shop(service, key, cart);
  }

  /** A store with one product; answers the variant to buy. */
  private static String stocked(Web web, String key, String name) {
    var store = Web.json(201, Web.by(key, web.post("/stores", store(name)))).path("id").asText();
    var goods =
        """
        {"title": "One of %s", "variants": [{"sku": "%s", "price": 2400}]}"""
            .formatted(name, name);
    var path = "/stores/" + store + "/catalog";
    var _ = Web.send(200, Web.by(key, web.post(path, "application/x-ndjson", goods)));
    return Web.json(200, Web.by(key, web.get("/products?store=" + store)))
        .at("/products/0/variants/0/id")
        .asText();
  }

  private static Map<String, Object> store(String name) {
    var post = Map.of("id", "post", "label", "Post", "price", 500, "countries", List.of("US"));
    return Map.of(
        "name",
        name,
        "domain",
        name + ".example",
        "currency",
        "USD",
        "commission_bps",
        1_000,
        "shipping_methods",
        List.of(post),
        "tax_rates",
        List.of(),
        "returns",
        Map.of("supported", true, "window_days", 30));
  }

  private static String add(Web web, String key, String cart, String variant) {
    var item = Map.of("variant_id", variant, "quantity", 1);
    int wanted = cart.equals("0") ? 201 : 200;
    var line = web.post("/cart/add", Map.of("cart_id", cart, "item", item));
    return Web.json(wanted, Web.by(key, line)).path("id").asText();
  }

  /** Somebody scans. */
  JsonNode begin() {
    return Web.json(201, service.web().post("/checkout/begin/" + template, "application/json", ""));
  }

  /** A platform reads the cart, in full. */
  void read() {
    var _ = Web.send(200, Web.by(key, service.web().get("/cart/" + template)));
  }
}
