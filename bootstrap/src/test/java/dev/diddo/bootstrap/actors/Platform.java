package dev.diddo.bootstrap.actors;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** An organization that sells through carts, with one of its keys. */
public final class Platform {
  private final Api api;
  private final String organization;
  private final String key;

  public Platform(Api api, String organization, String key) {
    this.api = api;
    this.organization = organization;
    this.key = key;
  }

  public String organization() {
    return organization;
  }

  public String key() {
    return key;
  }

  public Api api() {
    return api;
  }

  public Answer ask(Ask ask) {
    return api.patiently(ask.by(key));
  }

  public Answer get(String path) {
    return ask(Ask.get(path));
  }

  public Answer post(String path, JsonNode body) {
    return ask(Ask.post(path, body));
  }

  public Answer patch(String path, JsonNode body) {
    return ask(Ask.of("PATCH", path).json(body));
  }

  public Answer put(String path, JsonNode body) {
    return ask(Ask.of("PUT", path).json(body));
  }

  public Answer delete(String path) {
    return ask(Ask.of("DELETE", path));
  }

  // ---- merchants and goods

  public Shop shop(Goods... goods) {
    return shop(Shop.draft(), goods);
  }

  public Shop shop(JsonNode draft, Goods... goods) {
    return Shop.open(this, draft, goods);
  }

  public void setPrice(String variant, long price) {
    patch("/variants/" + variant, Json.of("price", price)).is(200);
  }

  public void setStock(String variant, long quantity) {
    patch("/variants/" + variant, Json.of("inventory", stock(quantity))).is(200);
  }

  private static JsonNode stock(long quantity) {
    return Json.of("tracked", true, "quantity", quantity);
  }

  /** On hand, held units included. */
  public long stockOf(Shop shop, String title) {
    var product = get("/products?limit=100&store=" + shop.id()).ok().path("products");
    return Json.items(product).stream()
        .filter(one -> one.path("title").asText().equals(title))
        .mapToLong(one -> one.path("variants").path(0).path("inventory").path("quantity").asLong())
        .findFirst()
        .orElseThrow();
  }

  // ---- carts

  /** A new template cart; answers its id. */
  public String template(Stream<Shop.Line> lines) {
    var all = lines.toList();
    var id = add("0", all.getFirst()).is(201).json().path("id").asText();
    all.subList(1, all.size()).forEach(line -> add(id, line).is(200));
    return id;
  }

  public String template(Shop.Line... lines) {
    return template(Stream.of(lines));
  }

  public Answer add(String cart, Shop.Line line) {
    return post("/cart/add", Json.of("cart_id", cart, "item", line.item()));
  }

  public String cartText(String cart) {
    return get("/cart/" + cart).is(200).text();
  }

  // ---- buyers

  /** Somebody without a token opens the link. */
  public Buyer guest(String template) {
    return Buyer.begin(api, template);
  }

  /** A token for a customer whom the platform knows. */
  public String mint(JsonNode customer) {
    return post("/checkout/cst", customer).is(201).json().path("cst").asText();
  }

  // ---- orders

  public List<JsonNode> ordersOf(String email) {
    var query = URLEncoder.encode(email, StandardCharsets.UTF_8);
    return Json.items(get("/orders?limit=100&q=" + query).ok().path("orders"));
  }

  /** The one order of this buyer, as it is read by its id. */
  public JsonNode orderOf(Buyer buyer) {
    var orders = ordersOf(buyer.person().email());
    if (orders.size() != 1) {
      throw new AssertionError(orders.size() + " orders of one buyer: " + orders);
    }
    return get("/orders/" + orders.getFirst().path("id").asText()).ok();
  }
}
