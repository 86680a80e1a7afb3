package dev.diddo.http;

import static dev.diddo.http.TestEdge.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.diddo.application.payment.ScriptedGateways;
import dev.diddo.domain.id.PaymentId;
import dev.diddo.domain.id.Ulid;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CheckoutJourneyTest {
  private static final String ADDRESS =
      """
      {"first_name": "Ada", "last_name": "Lovelace", "email": "ada@example.com", "address1": "1 Main Street",
       "city": "Springfield", "province_code": "IL", "postal_code": "62701", "country_code": "US"}""";

  private final ScriptedGateways gateways = new ScriptedGateways();
  private TestEdge edge;
  private String key;
  private String shirt;
  private String mug;

  @BeforeEach
  void open() {
    edge = TestEdge.of(world -> House.endpoints(world, gateways));
    key = "Bearer " + edge.world().key();
    var shop = edge.world().shop();
    shirt = shop.stocked(shop.store("shirts.example"), "Shirt", 2_000, 3).text();
    mug = shop.variant(shop.store("mugs.example"), "Mug", 1_299).text();
  }

  @AfterEach
  void close() {
    edge.close();
  }

  @Test
  void a_buyer_pays_two_stores_once() {
    var template = template();
    var begun = begin(template);
    var cart = begun.at("/cart/id").asText();
    var cst = "Bearer " + begun.at("/cst").asText();

    var described = json(post("/checkout/shipping", cst, "{\"buyer_info\":" + ADDRESS + "}"));
    assertThat(described.at("/stores/0/offer/shipping_methods/0/price/display_value").asText())
        .isEqualTo("$5.00");
    var chosen = json(choose(cst));
    assertThat(chosen.at("/cost/total/value").asLong()).isEqualTo(2_000 + 1_299 + 500 + 500);

    var paid = post("/checkout/" + cart, cst, "{}");
    assertThat(paid.statusCode()).isEqualTo(201);
    assertThat(json(paid).at("/payment/status").asText()).isEqualTo("open");
    assertThat(json(paid).at("/payment/mode").asText()).isEqualTo("hosted");

    var again = post("/checkout/" + cart, cst, "{}");
    assertThat(outcome(again)).isEqualTo("409 ALREADY_SUBMITTED");
    assertThat(json(again).at("/url")).isEqualTo(json(paid).at("/url"));
    assertThat(json(post("/cart/update", cst, update(cart, mug, 2))).at("/url"))
        .isEqualTo(json(paid).at("/url"));

    gateways.decide(payment(paid), ScriptedGateways.Book.AUTHORISED);
    var shown = json(edge.get("/checkout/session", "Authorization", cst));
    assertThat(shown.at("/cart/status").asText()).isEqualTo("SUBMITTED");
    assertThat(shown.at("/payment/status").asText()).isEqualTo("captured");
    assertThat(shown.at("/order/number").asText()).hasSize(8);
    assertThat(shown.at("/brand/name").asText()).isEqualTo("Stadium");

    var status = json(edge.get("/cart/status/" + cart, "Authorization", key));
    assertThat(status.at("/status").asText()).isEqualTo("SUBMITTED");
    assertThat(status.at("/orders").size()).isEqualTo(2);
    assertThat(status.at("/orders/0/events/0/type").asText()).isEqualTo("order.submitted");
    assertThat(json(edge.get("/cart/status/" + template, "Authorization", key)).at("/checkouts"))
        .hasToString("{\"in_progress\":0,\"submitted\":1}");
  }

  @Test
  void a_reload_goes_on_with_the_same_cart() {
    var template = template();
    var begun = begin(template);
    var cst = "Bearer " + begun.at("/cst").asText();

    var again = post("/checkout/begin/" + template, cst, "");

    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(json(again).at("/cart/id")).isEqualTo(begun.at("/cart/id"));
    assertThat(json(again).at("/cst")).isEqualTo(begun.at("/cst"));
  }

  @Test
  void the_template_is_the_same_bytes_whatever_buyers_do() {
    var template = template();
    var before = edge.get("/cart/" + template, "Authorization", key);
    var begun = begin(template);
    post(
        "/checkout/shipping",
        "Bearer " + begun.at("/cst").asText(),
        "{\"buyer_info\":" + ADDRESS + "}");

    var after = edge.get("/cart/" + template, "Authorization", key);

    assertThat(after.body()).isEqualTo(before.body()).doesNotContain("not_available_ids");
    assertThat(after.headers().firstValue("ETag")).isEqualTo(before.headers().firstValue("ETag"));
    assertThat(
            edge.get(
                    "/cart/" + template,
                    "Authorization",
                    key,
                    "If-None-Match",
                    before.headers().firstValue("ETag").orElseThrow())
                .statusCode())
        .isEqualTo(304);
  }

  @Test
  void a_change_is_only_made_to_the_cart_that_was_seen() {
    var template = template();
    var tag =
        edge.get("/cart/" + template, "Authorization", key)
            .headers()
            .firstValue("ETag")
            .orElseThrow();

    var first =
        edge.post("/cart/update", update(template, mug, 2), "Authorization", key, "If-Match", tag);
    var second =
        edge.post("/cart/update", update(template, mug, 3), "Authorization", key, "If-Match", tag);

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(json(first).at("/version").asInt()).isEqualTo(3);
    assertThat(outcome(second)).isEqualTo("412 STALE");
    assertThat(first.headers().firstValue("ETag"))
        .isEqualTo(
            edge.get("/cart/" + template, "Authorization", key).headers().firstValue("ETag"));
  }

  @Test
  void carts_refuse_what_does_not_fit() {
    var template = template();
    var nobodys = "00000000000000000000000001";

    assertThat(refusal("/cart/add", "{\"item\":{\"variant_id\":\"" + nobodys + "\"}}"))
        .isEqualTo("422 VARIANT_NOT_FOUND");
    assertThat(refusal("/cart/add", "{\"item\":{\"variant_id\":\"no id\"}}"))
        .isEqualTo("422 VARIANT_NOT_FOUND");
    assertThat(refusal("/cart/add", "{\"item\":{}}")).isEqualTo("422 INVALID_FIELD");
    assertThat(
            refusal(
                "/cart/add",
                "{\"cart_id\":\"" + nobodys + "\",\"item\":{\"variant_id\":\"" + mug + "\"}}"))
        .isEqualTo("404 CART_NOT_FOUND");
    assertThat(refusal("/cart/update", update(template, mug, 10_000)))
        .isEqualTo("422 INVALID_FIELD");
    assertThat(
            refusal(
                "/cart/shipping/method",
                "{\"cart_id\":\"" + template + "\",\"store\":\"x\",\"shipping_method_id\":\"y\"}"))
        .isEqualTo("422 BUYER_IDENTITY_MISSING");
    assertThat(outcome(edge.get("/cart/" + template + "/shipping", "Authorization", key)))
        .isEqualTo("422 BUYER_IDENTITY_MISSING");
    assertThat(outcome(edge.get("/cart/no-id", "Authorization", key)))
        .isEqualTo("404 CART_NOT_FOUND");
    assertThat(outcome(post("/checkout/" + template, key, "{}"))).isEqualTo("400 CART_NOT_FOUND");
  }

  @Test
  void a_buyer_sees_only_their_own_carts() {
    var template = template();
    var one = begin(template);
    var other = "Bearer " + begin(template).at("/cst").asText();
    var cart = one.at("/cart/id").asText();

    assertThat(outcome(edge.get("/cart/" + cart, "Authorization", other)))
        .isEqualTo("404 CART_NOT_FOUND");
    assertThat(outcome(edge.get("/cart/" + template, "Authorization", other)))
        .isEqualTo("404 CART_NOT_FOUND");
    assertThat(outcome(post("/checkout/" + cart, other, "{}"))).isEqualTo("400 CART_NOT_FOUND");
    assertThat(outcome(post("/cart/add", other, "{\"item\":{\"variant_id\":\"" + mug + "\"}}")))
        .isEqualTo("403 FORBIDDEN");
    assertThat(outcome(post("/cart/customer", other, "{}"))).isEqualTo("403 FORBIDDEN");
    assertThat(outcome(edge.get("/checkout/session?cart_id=" + cart, "Authorization", other)))
        .isEqualTo("404 CART_NOT_FOUND");
  }

  @Test
  void paying_tells_what_is_missing() {
    var begun = begin(template());
    var cart = begun.at("/cart/id").asText();
    var cst = "Bearer " + begun.at("/cst").asText();

    var nobody = post("/checkout/" + cart, cst, "");
    assertThat(outcome(nobody)).isEqualTo("400 BUYER_IDENTITY_MISSING");
    assertThat(nobody.body()).contains("/buyer_identity/email").contains("/buyer_identity/city");

    post("/checkout/shipping", cst, "{\"buyer_info\":" + ADDRESS + "}");
    var noMethod = post("/checkout/" + cart, cst, "{}");
    assertThat(outcome(noMethod)).isEqualTo("422 SHIPPING_ADDRESS_UNAVAILABLE");
    assertThat(noMethod.body()).contains("/stores/1/offer/selected_shipping_method");

    choose(cst);
    var otherTotal = post("/checkout/" + cart, cst, "{\"expected_total\": 1}");
    assertThat(outcome(otherTotal)).isEqualTo("409 PRICE_CHANGED");
    assertThat(json(otherTotal).at("/current_total/display_value").asText()).isEqualTo("$42.99");

    assertThat(outcome(post("/cart/update", cst, update(cart, shirt, 4)))).startsWith("200");
    choose(cst);
    var tooMany = post("/checkout/" + cart, cst, "{}");
    assertThat(outcome(tooMany)).isEqualTo("409 OUT_OF_STOCK");
    assertThat(json(tooMany).at("/errors/0/available").asInt()).isEqualTo(3);
    assertThat(outcome(post("/checkout/" + cart, cst, "{\"mode\":\"by_post\"}")))
        .isEqualTo("422 INVALID_FIELD");
    assertThat(outcome(post("/checkout/" + cart, cst, "{\"success_url\":\"http://evil.example\"}")))
        .isEqualTo("422 INVALID_FIELD");
  }

  @Test
  void a_payment_that_is_cancelled_can_be_opened_again() {
    var begun = ready();
    var cart = begun.at("/cart/id").asText();
    var cst = "Bearer " + begun.at("/cst").asText();

    assertThat(post("/checkout/" + cart, cst, "{}").statusCode()).isEqualTo(201);
    assertThat(edge.send("DELETE", "/checkout/" + cart, "", "Authorization", cst).statusCode())
        .isEqualTo(204);
    assertThat(post("/checkout/" + cart, cst, "{}").statusCode()).isEqualTo(201);
  }

  @Test
  void an_unanswered_payment_goes_on_under_the_same_key() {
    var begun = ready();
    var path = "/checkout/" + begun.at("/cart/id").asText();
    var cst = "Bearer " + begun.at("/cst").asText();
    gateways.fail(ScriptedGateways.Call.OPEN, ScriptedGateways.Fault.SILENT_AFTER);

    var unanswered = edge.post(path, "{}", "Authorization", cst, "Idempotency-Key", "k");
    var answered = edge.post(path, "{}", "Authorization", cst, "Idempotency-Key", "k");
    var replayed = edge.post(path, "{ }", "Authorization", cst, "Idempotency-Key", "k");
    var conflict =
        edge.post(path, "{\"expected_total\":1}", "Authorization", cst, "Idempotency-Key", "k");

    assertThat(outcome(unanswered)).isEqualTo("503 GATEWAY_UNAVAILABLE");
    assertThat(unanswered.headers().firstValue("Retry-After")).isPresent();
    assertThat(answered.statusCode()).isEqualTo(201);
    assertThat(replayed.body()).isEqualTo(answered.body());
    assertThat(replayed.headers().firstValue("Idempotent-Replayed")).hasValue("true");
    assertThat(outcome(conflict)).isEqualTo("422 IDEMPOTENCY_CONFLICT");
  }

  @Test
  void a_platform_mints_a_token_for_its_customer() {
    var minted =
        post(
            "/checkout/cst",
            key,
            """
            {"external_customer_id": "user-1", "customer": {"email": "ada@example.com",
             "address": {"city": "Springfield", "country_code": "US"}}}""");
    assertThat(minted.statusCode()).isEqualTo(201);
    var cst = "Bearer " + json(minted).at("/cst").asText();

    var begun = json(post("/checkout/begin/" + template(), cst, "{}"));

    assertThat(begun.at("/session/kind").asText()).isEqualTo("identified");
    assertThat(begun.at("/cart/buyer_identity/city").asText()).isEqualTo("Springfield");
    assertThat(json(minted).at("/cst").asText()).doesNotContain("ada");
  }

  @Test
  void a_customer_of_a_template_gets_a_live_cart_of_it() {
    var template = template();

    var answer =
        post(
            "/cart/customer",
            key,
            "{\"cart_id\":\"" + template + "\",\"buyer_identity\":" + ADDRESS + "}");

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(json(answer).at("/kind").asText()).isEqualTo("live");
    assertThat(json(answer).at("/template_cart_id").asText()).isEqualTo(template);
    var rates =
        edge.get("/cart/shipping-rates/" + json(answer).at("/id").asText(), "Authorization", key);
    assertThat(json(rates).at("/stores/1/shipping_methods/0/id").asText()).isEqualTo("standard");
  }

  @Test
  void a_retired_template_is_gone_and_a_deleted_live_cart_cannot_be_paid() {
    var template = template();
    var begun = begin(template);
    var cart = begun.at("/cart/id").asText();

    assertThat(edge.send("DELETE", "/cart/" + template, "", "Authorization", key).statusCode())
        .isEqualTo(204);
    assertThat(outcome(edge.send("DELETE", "/cart/" + template, "", "Authorization", key)))
        .isEqualTo("404 CART_NOT_FOUND");
    assertThat(outcome(edge.post("/checkout/begin/" + template, "")))
        .isEqualTo("404 CART_NOT_FOUND");
    assertThat(edge.send("DELETE", "/cart/" + cart, "", "Authorization", key).statusCode())
        .isEqualTo(204);
    assertThat(outcome(post("/checkout/" + cart, key, "{}"))).isEqualTo("410 CART_EXPIRED");
  }

  @Test
  void gateway_pages_are_served_under_a_strict_policy() {
    var page = edge.get("/scripted/payments/pay/7f3Q");
    assertThat(page.body()).isEqualTo("GET pay/7f3Q {}");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .startsWith("default-src 'none'")
        .doesNotContain("form-action");

    var form =
        edge.post(
            "/scripted/payments/pay/7f3Q",
            "a=1%2B&a=2&leave",
            "Content-Type",
            "application/x-www-form-urlencoded");
    assertThat(form.statusCode()).isEqualTo(303);
    assertThat(form.headers().firstValue("Location")).hasValue("https://shop.example/");
    assertThat(outcome(edge.get("/other/payments/x"))).isEqualTo("404 NOT_FOUND");
    assertThat(
            outcome(
                edge.post(
                    "/scripted/payments/x",
                    "a".repeat(9_000),
                    "Content-Type",
                    "application/x-www-form-urlencoded")))
        .isEqualTo("413 BODY_TOO_LARGE");
  }

  @Test
  void a_cart_expires() {
    var begun = begin(template());
    var cst = "Bearer " + begun.at("/cst").asText();
    edge.world().clock().advance(Duration.ofHours(3));

    assertThat(outcome(post("/checkout/shipping", cst, "{\"buyer_info\":" + ADDRESS + "}")))
        .isEqualTo("410 CART_EXPIRED");
    assertThat(
            json(edge.get("/cart/status/" + begun.at("/cart/id").asText(), "Authorization", cst))
                .at("/status")
                .asText())
        .isEqualTo("EXPIRED");
  }

  private String template() {
    var made =
        post("/cart/add", key, "{\"cart_id\":\"0\",\"item\":{\"variant_id\":\"" + shirt + "\"}}");
    assertThat(made.statusCode()).isEqualTo(201);
    var id = json(made).at("/id").asText();
    var added =
        post(
            "/cart/add",
            key,
            "{\"cart_id\":\"" + id + "\",\"item\":{\"variant_id\":\"" + mug + "\"}}");
    assertThat(added.statusCode()).isEqualTo(200);
    return id;
  }

  private JsonNode begin(String template) {
    var begun = edge.post("/checkout/begin/" + template, "");
    assertThat(begun.statusCode()).isEqualTo(201);
    return json(begun);
  }

  private JsonNode ready() {
    var begun = begin(template());
    var cst = "Bearer " + begun.at("/cst").asText();
    post("/checkout/shipping", cst, "{\"buyer_info\":" + ADDRESS + "}");
    assertThat(choose(cst).statusCode()).isEqualTo(200);
    return begun;
  }

  private HttpResponse<String> choose(String cst) {
    return post(
        "/checkout/shipping/method",
        cst,
        """
        {"shipping_methods": [{"store": "shirts.example", "shipping_method_id": "standard"},
                              {"store": "mugs.example", "shipping_method_id": "standard"}]}""");
  }

  private static String update(String cart, String variant, int quantity) {
    return "{\"cart_id\":\"%s\",\"item\":{\"variant_id\":\"%s\",\"quantity\":%d}}"
        .formatted(cart, variant, quantity);
  }

  private String refusal(String path, String body) {
    return outcome(post(path, key, body));
  }

  private HttpResponse<String> post(String path, String authorization, String body) {
    return edge.post(path, body, "Authorization", authorization);
  }

  private static PaymentId payment(HttpResponse<String> paid) {
    return new PaymentId(Ulid.parse(json(paid).at("/payment/id").asText()).orElseThrow());
  }

  private static JsonNode json(HttpResponse<String> response) {
    try {
      return Json.read(response.body().getBytes(StandardCharsets.UTF_8));
    } catch (Json.MalformedException notJson) {
      throw new AssertionError(response.body(), notJson);
    }
  }
}
