package dev.diddo.http.payment;

import static dev.diddo.http.Counter.json;
import static dev.diddo.http.Counter.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.Shop;
import dev.diddo.application.payment.Gateways;
import dev.diddo.application.payment.ScriptedGateways;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.id.PaymentId;
import dev.diddo.domain.id.Ulid;
import dev.diddo.domain.payment.AmountRule;
import dev.diddo.domain.payment.Handover;
import dev.diddo.http.House;
import dev.diddo.http.TestEdge;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** By whom and how a cart is paid; its total is 17.99. */
class PaymentEndpointsTest {
  private final ScriptedGateways gateways = new ScriptedGateways();
  private TestEdge edge;
  private Shop shop;
  private String key;
  private LiveCart.Open cart;

  @BeforeEach
  void open() {
    edge = TestEdge.of(world -> House.endpoints(world, gateways));
    key = "Bearer " + edge.world().key();
    shop = edge.world().shop();
    cart = shop.readyToPay(shop.template(shop.variant(shop.store("mugs.example"), "Mug", 1_299)));
  }

  @AfterEach
  void close() {
    edge.close();
  }

  private HttpResponse<String> pay(String body, String... headers) {
    var all = new ArrayList<>(List.of(headers));
    all.addAll(List.of("Authorization", key));
    return edge.post("/checkout/" + cart.id().text(), body, all.toArray(String[]::new));
  }

  private HttpResponse<String> session() {
    var session =
        edge.world()
            .ports()
            .sessions()
            .find(shop.tenant(), cart.contents().session())
            .orElseThrow();
    return edge.get(
        "/checkout/session", "Authorization", "Bearer " + edge.world().tokens().mint(session));
  }

  private static Gateways.Abilities onlyHosted(boolean isLive) {
    var modes = new LinkedHashSet<>(List.of(Handover.Mode.HOSTED));
    return new Gateways.Abilities(isLive, modes, true, true, true, true, true);
  }

  @Test
  void a_hosted_payment_sends_the_buyer_to_the_providers_page() {
    var paid = json(201, pay("{\"mode\": \"hosted\"}"));

    assertThat(paid.path("url").asText()).startsWith("https://pay.example/");
    assertThat(paid.at("/payment/mode").asText()).isEqualTo("hosted");
    assertThat(paid.at("/payment/client").isNull()).isTrue();
    var shown = json(200, session()).path("payment");
    assertThat(shown.path("url")).isEqualTo(paid.path("url"));
    assertThat(shown.path("client").isNull()).isTrue();
  }

  @Test
  void an_embedded_payment_is_driven_by_the_page_itself() {
    var paid = json(201, pay("{\"gateway\": \"scripted\", \"mode\": \"embedded\"}"));
    var page = "https://pay.example/c/" + cart.contents().template().text();

    assertThat(paid.path("url").asText()).isEqualTo(page);
    assertThat(paid.at("/payment/mode").asText()).isEqualTo("embedded");
    assertThat(paid.at("/payment/client/client_secret").asText())
        .isEqualTo("gw_" + paid.at("/payment/id").asText());
    var shown = json(200, session()).path("payment");
    assertThat(shown.path("url").isNull()).isTrue();
    assertThat(shown.path("client")).isEqualTo(paid.at("/payment/client"));
    var again = pay("{}");
    assertThat(refusal(again)).isEqualTo("409 ALREADY_SUBMITTED");
    assertThat(json(409, again).path("url").asText()).isEqualTo(page);
  }

  @Test
  void who_may_only_watch_is_told_nothing_to_pay_with() {
    pay("{\"mode\": \"embedded\"}");
    var status = edge.get("/cart/status/" + cart.id().text(), "Authorization", key);

    assertThat(json(200, status).at("/payment/status").asText()).isEqualTo("open");
    assertThat(status.body()).doesNotContain("client_secret");
  }

  @Test
  void the_session_offers_what_can_be_paid_by() {
    gateways.offer("plain", onlyHosted(false));
    gateways.offer("bank", onlyHosted(true));

    assertThat(json(200, session()).path("gateways"))
        .hasToString(
            "[{\"name\":\"scripted\",\"modes\":[\"hosted\",\"embedded\"]},"
                + "{\"name\":\"plain\",\"modes\":[\"hosted\"]}]");
    shop.paysBy("plain");
    assertThat(json(200, session()).path("gateways"))
        .hasToString("[{\"name\":\"plain\",\"modes\":[\"hosted\"]}]");
  }

  @Test
  void only_what_is_on_offer_can_be_chosen() {
    gateways.offer("plain", onlyHosted(false));
    gateways.offer("bank", onlyHosted(true));
    shop.paysBy("plain");

    assertThat(refusal(pay("{\"gateway\": \"nobody\"}"))).isEqualTo("422 INVALID_FIELD /gateway");
    assertThat(refusal(pay("{\"gateway\": \"scripted\"}"))).isEqualTo("422 INVALID_FIELD /gateway");
    assertThat(refusal(pay("{\"gateway\": \"bank\"}"))).isEqualTo("422 INVALID_FIELD /gateway");
    assertThat(refusal(pay("{\"gateway\": 7}"))).isEqualTo("422 INVALID_FIELD /gateway");
    assertThat(refusal(pay("{\"mode\": \"embedded\"}"))).isEqualTo("422 INVALID_FIELD /mode");
    assertThat(refusal(pay("{\"mode\": \"by_post\"}"))).isEqualTo("422 INVALID_FIELD /mode");
    assertThat(json(201, pay("{}")).at("/payment/gateway").asText()).isEqualTo("plain");
  }

  @Test
  void what_the_gateway_does_not_take_is_said_with_what_it_takes() {
    gateways.take(Shop.USD, Optional.empty());
    assertThat(refusal(pay("{}"))).isEqualTo("422 CURRENCY_NOT_SUPPORTED");

    gateways.take(Shop.USD, Optional.of(new AmountRule(1_800, 9_000, 1)));
    var small = pay("{}");
    assertThat(refusal(small)).isEqualTo("422 AMOUNT_TOO_SMALL");
    assertThat(json(422, small).at("/minimum/display_value").asText()).isEqualTo("$18.00");
    assertThat(json(422, small).path("resolution").asText()).isEqualTo("buyer_action");

    gateways.take(Shop.USD, Optional.of(new AmountRule(50, 1_798, 1)));
    var large = pay("{}");
    assertThat(refusal(large)).isEqualTo("422 AMOUNT_TOO_LARGE");
    assertThat(json(422, large).at("/maximum/value").asLong()).isEqualTo(1_798);

    gateways.take(Shop.USD, Optional.of(new AmountRule(50, Long.MAX_VALUE, 100)));
    var fine = pay("{}");
    assertThat(refusal(fine)).isEqualTo("422 AMOUNT_TOO_FINE");
    assertThat(json(422, fine).at("/step/value").asLong()).isEqualTo(100);

    gateways.take(Shop.USD, Optional.of(new AmountRule(1_799, 1_799, 7)));
    assertThat(pay("{}").statusCode()).isEqualTo(201);
  }

  @Test
  void only_the_cart_that_was_seen_is_paid() {
    var path = "/cart/" + cart.id().text();
    var seen = edge.get(path, "Authorization", key).headers().firstValue("ETag").orElseThrow();
    var line = cart.contents().lines().list().getFirst().id().text();
    edge.post(
        "/cart/update",
        "{\"cart_id\":\"%s\",\"item\":{\"line_id\":\"%s\",\"quantity\":2}}"
            .formatted(cart.id().text(), line),
        "Authorization",
        key);
    var now = edge.get(path, "Authorization", key).headers().firstValue("ETag").orElseThrow();

    assertThat(refusal(pay("{}", "If-Match", seen))).isEqualTo("412 STALE");
    assertThat(pay("{}", "If-Match", now).statusCode()).isEqualTo(201);
  }

  @Test
  void a_retry_goes_on_although_paying_has_changed_the_cart() {
    var seen =
        edge.get("/cart/" + cart.id().text(), "Authorization", key)
            .headers()
            .firstValue("ETag")
            .orElseThrow();
    gateways.fail(ScriptedGateways.Call.OPEN, ScriptedGateways.Fault.SILENT_AFTER);

    assertThat(refusal(pay("{}", "If-Match", seen, "Idempotency-Key", "k")))
        .isEqualTo("503 GATEWAY_UNAVAILABLE");
    assertThat(pay("{}", "If-Match", seen, "Idempotency-Key", "k").statusCode()).isEqualTo(201);
  }

  @Test
  void a_payment_that_waits_for_stores_is_authorised() {
    var decides = shop.deciding("knits.example");
    cart = shop.readyToPay(shop.template(shop.variant(decides, "Scarf", 2_400)));
    var paid = json(201, pay("{}"));
    gateways.decide(
        new PaymentId(Ulid.parse(paid.at("/payment/id").asText()).orElseThrow()),
        ScriptedGateways.Book.AUTHORISED);

    assertThat(json(200, session()).at("/payment/status").asText()).isEqualTo("authorised");
    var status = json(200, edge.get("/cart/status/" + cart.id().text(), "Authorization", key));
    assertThat(status.path("status").asText()).isEqualTo("IN_PROGRESS");
    assertThat(status.at("/orders/0/status").asText()).isEqualTo("SUBMITTED");
    assertThat(status.at("/orders/0/required_actions")).isEmpty();
  }
}
