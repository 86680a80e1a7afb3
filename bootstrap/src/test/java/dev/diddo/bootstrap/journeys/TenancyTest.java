package dev.diddo.bootstrap.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.diddo.bootstrap.RunningService;
import dev.diddo.bootstrap.SharedService;
import dev.diddo.bootstrap.actors.Answer;
import dev.diddo.bootstrap.actors.Ask;
import dev.diddo.bootstrap.actors.Buyer;
import dev.diddo.bootstrap.actors.Goods;
import dev.diddo.bootstrap.actors.Json;
import dev.diddo.bootstrap.actors.Person;
import dev.diddo.bootstrap.actors.Platform;
import dev.diddo.bootstrap.actors.Shop;
import dev.diddo.domain.id.Ulid;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What belongs to somebody else answers as what does not exist. */
@ExtendWith(SharedService.class)
class TenancyTest {
  private final RunningService service;
  private final Platform platform;

  TenancyTest(RunningService service) {
    this.service = service;
    this.platform = service.newPlatform();
  }

  /** Everything of an organization that has an id. */
  private record Things(
      String template,
      String live,
      String store,
      String domain,
      String product,
      String variant,
      String line,
      String order,
      String part) {

    /** Nobody's. */
    static Things none() {
      var id = "01JD0000000000000000000000";
      return new Things(id, id, id, "nobody.example", id, id, id, id, id);
    }

    Things inTheOtherSpelling() {
      return new Things(
          uuid(template),
          uuid(live),
          uuid(store),
          domain,
          uuid(product),
          uuid(variant),
          uuid(line),
          uuid(order),
          uuid(part));
    }

    private static String uuid(String id) {
      return Ulid.parse(id).orElseThrow().toString();
    }
  }

  /** A way to ask for one of these things. */
  private record Way(
      String method, Function<Things, String> path, Function<Things, ObjectNode> body) {
    static Way get(Function<Things, String> path) {
      return new Way("GET", path, _ -> null);
    }

    static Way delete(Function<Things, String> path) {
      return new Way("DELETE", path, _ -> null);
    }

    static Way post(String path, Function<Things, ObjectNode> body) {
      return new Way("POST", _ -> path, body);
    }

    Ask ask(Things things) {
      var ask = Ask.of(method, path.apply(things));
      var json = body.apply(things);
      return json == null ? ask : ask.json(json);
    }
  }

  private static final List<Way> WAYS =
      List.of(
          Way.get(t -> "/stores/" + t.store),
          Way.get(t -> "/stores/" + t.domain),
          new Way("PATCH", t -> "/stores/" + t.store, _ -> Json.of("name", "Mine")),
          Way.delete(t -> "/stores/" + t.store),
          Way.get(t -> "/products/" + t.product),
          Way.delete(t -> "/products/" + t.product),
          new Way("PATCH", t -> "/variants/" + t.variant, _ -> Json.of("price", 1)),
          Way.delete(t -> "/variants/" + t.variant),
          Way.get(t -> "/cart/" + t.template),
          Way.get(t -> "/cart/" + t.live),
          Way.delete(t -> "/cart/" + t.template),
          Way.delete(t -> "/cart/" + t.live),
          Way.get(t -> "/cart/status/" + t.template),
          Way.get(t -> "/cart/status/" + t.live),
          Way.get(t -> "/cart/status/" + t.live + "/events"),
          Way.get(t -> "/cart/" + t.live + "/shipping"),
          Way.get(t -> "/cart/shipping-rates/" + t.template),
          Way.post(
              "/cart/add",
              t -> Json.of("cart_id", t.template, "item", Json.of("variant_id", t.variant))),
          Way.post("/cart/add", t -> Json.of("item", Json.of("variant_id", t.variant))),
          Way.post(
              "/cart/update",
              t -> Json.of("cart_id", t.live, "item", Json.of("line_id", t.line, "quantity", 9))),
          new Way(
              "DELETE",
              _ -> "/cart/items",
              t -> Json.of("cart_id", t.template, "variant_id", t.variant)),
          Way.post(
              "/cart/customer",
              t -> Json.of("cart_id", t.live, "buyer_identity", Json.of("city", "X"))),
          Way.post(
              "/cart/customer",
              t -> Json.of("cart_id", t.template, "buyer_identity", Json.of("city", "X"))),
          Way.post(
              "/cart/shipping/method",
              t -> Json.of("cart_id", t.live, "store", t.domain, "shipping_method_id", "standard")),
          new Way("POST", t -> "/checkout/begin/" + t.template, _ -> null),
          new Way("POST", t -> "/checkout/" + t.live, _ -> Json.of()),
          Way.delete(t -> "/checkout/" + t.live),
          Way.get(t -> "/orders/" + t.order),
          Way.get(t -> "/orders/" + t.order + "/events"),
          part("/refunds"),
          part("/cancellation"),
          part("/fulfillments"),
          part("/returns"),
          new Way("POST", t -> path(t) + "/acceptance", _ -> Json.of("status", "rejected")),
          new Way(
              "POST",
              t -> path(t) + "/required_actions",
              _ -> Json.of("type", "x", "message", "x")),
          new Way("PATCH", t -> path(t) + "/fulfillments/" + t.line, _ -> Json.of("carrier", "x")),
          Way.delete(t -> path(t) + "/required_actions/" + t.line));

  private static Way part(String act) {
    return new Way("POST", t -> path(t) + act, _ -> Json.of());
  }

  private static String path(Things things) {
    return "/orders/" + things.order + "/merchant_orders/" + things.part;
  }

  private Things things(Buyer buyer, Shop shop, String template) {
    var product = platform.get("/products?store=" + shop.id()).ok().path("products").path(0);
    var order = platform.orderOf(buyer);
    var live = platform.guest(template).ready();
    return new Things(
        template,
        live.cartId(),
        shop.id(),
        shop.name(),
        product.path("id").asText(),
        shop.variant("Mug"),
        live.cart().path("stores").path(0).path("cart_lines").path(0).path("id").asText(),
        order.path("id").asText(),
        order.path("merchant_orders").path(0).path("id").asText());
  }

  /** The answer without what differs from request to request. */
  private static String told(Answer answer) {
    var text = answer.status() + " " + answer.header("Content-Type").orElse("");
    if (answer.bytes().length == 0) {
      return text;
    }
    var json = (ObjectNode) answer.json();
    json.remove("request_id");
    return text + json.toString().replaceAll("[0-9A-HJKMNP-TV-Z]{26}|[0-9a-f-]{36}", "ID");
  }

  private Things sold() {
    var shop = platform.shop(Goods.of("Mug", 1299).stocked(9));
    var template = platform.template(shop.line("Mug", 1));
    return things(platform.guest(template).buy(), shop, template);
  }

  @Test
  @DisplayName("F52: another organization's key sees nothing on any route, and cannot tell")
  void another_organization_sees_nothing() {
    var ours = sold();
    var before = platform.cartText(ours.template);
    var stranger = service.newPlatform();
    assertUnknown(stranger.key(), ours);

    for (var list : List.of("/orders", "/stores", "/products")) {
      assertThat(stranger.get(list).ok().path("pagination").path("total").asInt())
          .as(list)
          .isZero();
    }
    assertThat(platform.cartText(ours.template)).isEqualTo(before);
    assertThat(platform.get("/products/" + ours.product).ok().path("variants").path(0))
        .isEqualTo(platform.get("/products/" + ours.product).ok().path("variants").path(0));
  }

  @Test
  @DisplayName("F52: a production key never sees sandbox objects")
  void a_production_key_sees_nothing_of_the_sandbox() {
    assertUnknown(service.newKey(platform.organization(), "production").secret(), sold());
  }

  private void assertUnknown(String key, Things ours) {
    for (var way : WAYS) {
      var unknown = platform.api().send(way.ask(Things.none()).by(key));
      assertThat(unknown.status()).as(unknown.toString()).isBetween(400, 499);
      for (var things : List.of(ours, ours.inTheOtherSpelling())) {
        var theirs = platform.api().send(way.ask(things).by(key));
        assertThat(told(theirs)).as(theirs.toString()).isEqualTo(told(unknown));
      }
    }
  }

  @Test
  @DisplayName("F55: another session's token sees nothing of this one's carts")
  void a_strangers_token_sees_nothing() {
    var ours = sold();
    var stranger = platform.guest(ours.template);
    for (var path :
        List.of(
            "/cart/" + ours.live,
            "/cart/status/" + ours.live,
            "/cart/status/" + ours.live + "/events",
            "/cart/" + ours.live + "/shipping",
            "/cart/shipping-rates/" + ours.live)) {
      stranger.get(path).refused(404, "CART_NOT_FOUND");
    }
    stranger
        .post(
            "/cart/update",
            Json.of("cart_id", ours.live, "item", Json.of("line_id", ours.line, "quantity", 9)))
        .refused(404, "CART_NOT_FOUND");
    stranger
        .post(
            "/checkout/shipping",
            Json.of("cart_id", ours.live, "buyer_info", Person.newYorker().json()))
        .refused(404, "CART_NOT_FOUND");
    stranger.post("/checkout/" + ours.live, Json.of()).refused(400, "CART_NOT_FOUND");
  }

  @Test
  void a_key_of_another_organization_cannot_begin_from_our_template_but_anybody_can() {
    var template = platform.template(platform.shop(Goods.of("Mug", 1299)).all());
    var begin = Ask.of("POST", "/checkout/begin/" + template);
    var stranger = service.newPlatform();
    stranger.ask(begin).refused(404, "CART_NOT_FOUND");
    platform.api().send(begin).is(201);
    platform.ask(begin).is(201);
  }
}
