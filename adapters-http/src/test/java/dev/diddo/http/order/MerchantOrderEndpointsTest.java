package dev.diddo.http.order;

import static dev.diddo.http.Counter.json;
import static dev.diddo.http.Counter.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.diddo.application.Shop;
import dev.diddo.application.organization.IssueKey;
import dev.diddo.application.payment.Gateways;
import dev.diddo.application.payment.ScriptedGateways;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.id.MerchantOrderId;
import dev.diddo.domain.merchant.Store;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.organization.AcceptancePolicy;
import dev.diddo.domain.payment.AmountRule;
import dev.diddo.domain.payment.Dispute;
import dev.diddo.domain.payment.Movement;
import dev.diddo.http.House;
import dev.diddo.http.TestEdge;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A mug for 12.99 of one store and a scarf for 24.00 of another, each shipped for 5.00. */
class MerchantOrderEndpointsTest {
  private final ScriptedGateways gateways = new ScriptedGateways();
  private TestEdge edge;
  private Shop shop;
  private String key;
  private Store mugs;
  private Store knits;

  @BeforeEach
  void open() {
    edge = TestEdge.of(world -> House.endpoints(world, gateways));
    key = edge.world().key();
    shop = edge.world().shop();
    mugs = shop.store("mugs.example");
  }

  @AfterEach
  void close() {
    assertThat(gateways.violations()).isEmpty();
    edge.close();
  }

  /** An order whose stores accept at once. */
  private Order paid() {
    knits = shop.store("knits.example");
    return bought();
  }

  /** An order of which one store is yet to decide. */
  private Order undecided() {
    knits = shop.deciding("knits.example");
    return bought();
  }

  private Order bought() {
    var mug = shop.variant(mugs, "Mug", 1_299);
    var scarf = shop.variant(knits, "Scarf", 2_400);
    var cart = shop.readyToPay(shop.template(mug, scarf));
    var ports = edge.world().ports();
    edge.post("/checkout/" + cart.id().text(), "{}", "Authorization", "Bearer " + key);
    var payment = ports.payments().newestOf(shop.tenant(), cart.id()).orElseThrow().id();
    gateways.decide(payment, ScriptedGateways.Book.AUTHORISED);
    look(cart);
    return ports.orders().ofPayment(shop.tenant(), payment).orElseThrow();
  }

  /** The buyer's page asks how far it is, so the provider is asked. */
  private JsonNode look(LiveCart cart) {
    var ports = edge.world().ports();
    var session = ports.sessions().find(shop.tenant(), cart.contents().session()).orElseThrow();
    var token = "Bearer " + edge.world().tokens().mint(session);
    return json(200, edge.get("/checkout/session", "Authorization", token));
  }

  private HttpResponse<String> act(
      Order order, Store store, String act, String body, String... headers) {
    return actAs(key, order, store, act, body, headers);
  }

  private HttpResponse<String> actAs(
      String caller, Order order, Store store, String act, String body, String... headers) {
    var all = new ArrayList<>(List.of(headers));
    all.addAll(List.of("Authorization", "Bearer " + caller));
    return edge.post(path(order, store) + act, body, all.toArray(String[]::new));
  }

  private static String path(Order order, Store store) {
    var part =
        order.merchantOrders().stream()
            .filter(it -> it.part().store().equals(store.id()))
            .findFirst()
            .orElseThrow();
    return "/orders/" + order.id().text() + "/merchant_orders/" + part.id().text();
  }

  private JsonNode read(Order order) {
    return readAs(key, order);
  }

  private JsonNode readAs(String caller, Order order) {
    var path = "/orders/" + order.id().text();
    return json(200, edge.get(path, "Authorization", "Bearer " + caller));
  }

  private JsonNode part(Order order, Store store) {
    for (var part : read(order).path("merchant_orders")) {
      if (part.path("store_id").asText().equals(store.id().text())) {
        return part;
      }
    }
    throw new AssertionError("No part of " + store.name());
  }

  private static String line(Order order, Store store) {
    return order.merchantOrders().stream()
        .filter(it -> it.part().store().equals(store.id()))
        .map(it -> it.part().lines().getFirst().line().id().text())
        .findFirst()
        .orElseThrow();
  }

  private static String lines(String line, int quantity) {
    return "{\"lines\":[{\"line_id\":\"%s\",\"quantity\":%d}]}".formatted(line, quantity);
  }

  private String keyOf(Store store) {
    return new IssueKey(edge.world().ports().apiKeys(), edge.world().ids(), new Random(3))
        .issue(
            shop.tenant(),
            Set.of(),
            Optional.of(store.id()),
            Optional.empty(),
            "brand" + store.id())
        .secret();
  }

  @Test
  void an_amount_is_refunded_and_shown_on_the_order() {
    var order = paid();
    var refund = json(201, act(order, mugs, "/refunds", "{\"amount\": 500, \"reason\": \"Late\"}"));

    assertThat(refund.at("/amount/display_value").asText()).isEqualTo("$5.00");
    assertThat(refund.at("/commission/value").asLong()).isEqualTo(129 * 500 / 1_799);
    assertThat(refund.path("reason").asText()).isEqualTo("Late");
    assertThat(refund.path("status").asText()).isEqualTo("pending");
    assertThat(refund.path("lines")).isEmpty();
    assertThat(Instant.parse(refund.path("created_at").asText())).isNotNull();
    var shown = part(order, mugs).path("refunds");
    assertThat(shown).hasSize(1);
    assertThat(shown.at("/0/id")).isEqualTo(refund.path("id"));
    assertThat(shown.at("/0/status").asText()).isEqualTo("succeeded");
    assertThat(gateways.kept(order.payment())).isEqualTo(4_699 - 500);
    assertThat(part(order, mugs).at("/payout/gross/value").asLong()).isEqualTo(1_799);
  }

  @Test
  void an_amount_that_the_gateway_cannot_move_is_refused_with_what_it_can() {
    var order = paid();
    gateways.take(Shop.USD, Optional.of(new AmountRule(1, 9_000, 10)));
    var refused = act(order, mugs, "/refunds", "{\"amount\": 505}");
    assertThat(json(422, refused).path("code").asText()).isEqualTo("AMOUNT_TOO_FINE");
    assertThat(json(422, refused).at("/step/value").asLong()).isEqualTo(10);
    assertThat(part(order, mugs).path("refunds")).isEmpty();
  }

  @Test
  void without_a_body_all_that_is_left_is_refunded() {
    var order = paid();
    act(order, mugs, "/refunds", lines(line(order, mugs), 1));
    var rest = json(201, act(order, mugs, "/refunds", ""));
    var more = act(order, mugs, "/refunds", "{}");

    assertThat(rest.at("/amount/value").asLong()).isEqualTo(500);
    assertThat(refusal(more)).isEqualTo("409 REFUND_EXCEEDS_CAPTURED");
    assertThat(json(409, more).at("/refundable/value").asLong()).isZero();
    assertThat(gateways.kept(order.payment())).isEqualTo(2_900);
  }

  @Test
  void of_a_line_no_more_units_are_refunded_than_there_are() {
    var order = paid();
    var refund = json(201, act(order, mugs, "/refunds", lines(line(order, mugs), 1)));
    var again = act(order, mugs, "/refunds", lines(line(order, mugs), 1));

    assertThat(refund.at("/amount/value").asLong()).isEqualTo(1_299);
    assertThat(refund.path("lines"))
        .hasToString("[{\"line_id\":\"%s\",\"quantity\":1}]".formatted(line(order, mugs)));
    assertThat(refusal(again)).isEqualTo("409 QUANTITY_EXCEEDED /lines/0/quantity");
    assertThat(json(409, again).at("/errors/0/available").asInt()).isZero();
    assertThat(json(409, again).at("/errors/0/line_id").asText()).isEqualTo(line(order, mugs));
  }

  @Test
  void never_more_is_refunded_than_was_captured_for_the_store() {
    var order = paid();
    var tooMuch = act(order, mugs, "/refunds", "{\"amount\": 1800}");

    assertThat(refusal(tooMuch)).isEqualTo("409 REFUND_EXCEEDS_CAPTURED");
    assertThat(json(409, tooMuch).at("/refundable/display_value").asText()).isEqualTo("$17.99");
    assertThat(part(order, mugs).path("refunds")).isEmpty();
    assertThat(gateways.calls(ScriptedGateways.Call.REFUND)).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'amount': 0} | /amount",
        "{'amount': -1} | /amount",
        "{'amount': 1.5} | /amount",
        "{'amount': null} | /amount",
        "{'amount': 9007199254740992} | /amount",
        "{'lines': []} | /lines",
        "{'lines': [{'line_id': 'LINE'}]} | /lines/0/quantity",
        "{'lines': [{'quantity': 1}]} | /lines/0/line_id",
        "{'lines': [{'line_id': 'LINE', 'quantity': 0}]} | /lines/0/quantity",
        "{'lines': [{'line_id': 'LINE', 'quantity': 10000}]} | /lines/0/quantity",
        "{'lines': [{'line_id': 'LINE', 'quantity': 1}], 'amount': 5} | /amount",
        "{'lines': [{'line_id': 'OTHER', 'quantity': 1}]} | /lines/0/line_id",
        "{'lines': [{'line_id': 'no id', 'quantity': 1}]} | /lines/0/line_id",
        "{'reason': ''} | /reason",
        "{'currency': 'USD'} | /currency"
      })
  void a_refund_that_is_none_is_refused_where_it_is_at_fault(String body, String pointer) {
    var order = paid();
    var asked =
        body.replace('\'', '"')
            .replace("LINE", line(order, mugs))
            .replace("OTHER", line(order, knits));

    assertThat(refusal(act(order, mugs, "/refunds", asked)))
        .isEqualTo("422 INVALID_FIELD " + pointer);
    assertThat(gateways.kept(order.payment())).isEqualTo(4_699);
  }

  @Test
  void a_refund_is_made_once_for_a_key() {
    var order = paid();
    var body = "{\"amount\": 100}";
    var first = act(order, mugs, "/refunds", body, "Idempotency-Key", "k");
    var again = act(order, mugs, "/refunds", body, "Idempotency-Key", "k");

    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.headers().firstValue("Idempotent-Replayed")).hasValue("true");
    assertThat(refusal(act(order, mugs, "/refunds", "{}", "Idempotency-Key", "k")))
        .isEqualTo("422 IDEMPOTENCY_CONFLICT");
    assertThat(part(order, mugs).path("refunds")).hasSize(1);
    assertThat(gateways.moved(order.payment(), Movement.Kind.REFUND)).isEqualTo(1);
  }

  @Test
  void a_refused_refund_may_be_tried_again_under_its_key() {
    var order = undecided();
    var tooEarly = act(order, mugs, "/refunds", "{}", "Idempotency-Key", "k");
    act(order, knits, "/acceptance", "{\"status\": \"accepted\"}");
    var inTime = act(order, mugs, "/refunds", "{}", "Idempotency-Key", "k");

    assertThat(refusal(tooEarly)).isEqualTo("409 WRONG_STATUS");
    assertThat(inTime.statusCode()).isEqualTo(201);
  }

  @Test
  void a_refund_stands_although_the_gateway_is_down() {
    var order = paid();
    gateways.down(true);

    assertThat(act(order, mugs, "/refunds", "{}", "Idempotency-Key", "k").statusCode())
        .isEqualTo(201);
    assertThat(part(order, mugs).at("/refunds/0/status").asText()).isEqualTo("pending");
    assertThat(refusal(act(order, mugs, "/refunds", "{}")))
        .isEqualTo("409 REFUND_EXCEEDS_CAPTURED");
  }

  @Test
  void a_gateway_that_gives_nothing_back_is_said_to() {
    var order = paid();
    var able = ScriptedGateways.ABLE;
    gateways.offer(
        ScriptedGateways.NAME,
        new Gateways.Abilities(
            able.isLive(), new LinkedHashSet<>(able.modes()), true, false, true, true, true));

    assertThat(refusal(act(order, mugs, "/refunds", "{}"))).isEqualTo("409 REFUNDS_NOT_SUPPORTED");
    assertThat(part(order, mugs).path("refunds")).isEmpty();
  }

  @Test
  void nothing_is_refunded_before_it_was_captured() {
    assertThat(refusal(act(undecided(), mugs, "/refunds", "{}"))).isEqualTo("409 WRONG_STATUS");
  }

  @Test
  void an_order_waits_for_the_store_that_decides() {
    var order = undecided();
    var shown = read(order);

    assertThat(shown.path("status").asText()).isEqualTo("SUBMITTED");
    assertThat(shown.path("decision").isNull()).isTrue();
    assertThat(Instant.parse(part(order, knits).path("decide_by").asText()))
        .isEqualTo(order.createdAt().plus(Shop.STORES_DECIDE));
    assertThat(part(order, mugs).path("decide_by").isNull()).isTrue();
    assertThat(part(order, mugs).path("status").asText()).isEqualTo("ACCEPTED");
    assertThat(gateways.taken()).isZero();
  }

  @Test
  void the_last_acceptance_captures_the_payment() {
    var order = undecided();
    var accepted = json(201, act(order, knits, "/acceptance", "{\"status\": \"accepted\"}"));

    assertThat(accepted.path("status").asText()).isEqualTo("ACCEPTED");
    assertThat(accepted.path("id").asText())
        .isEqualTo(path(order, knits).substring(path(order, knits).lastIndexOf('/') + 1));
    assertThat(gateways.taken()).isEqualTo(4_699);
    var decision = read(order).path("decision");
    assertThat(decision.path("policy").asText()).isEqualTo("all_or_nothing");
    assertThat(decision.path("outcome").asText()).isEqualTo("captured");
    assertThat(decision.at("/captured/value").asLong()).isEqualTo(4_699);
    assertThat(decision.path("reason").asText()).isNotBlank();
    assertThat(Instant.parse(decision.path("decided_at").asText())).isNotNull();
    assertThat(refusal(act(order, knits, "/acceptance", "{\"status\": \"rejected\"}")))
        .isEqualTo("409 WRONG_STATUS");
    assertThat(refusal(act(order, mugs, "/acceptance", "{\"status\": \"accepted\"}")))
        .isEqualTo("409 WRONG_STATUS");
  }

  @Test
  void a_rejection_gives_all_back_where_all_or_nothing_was_wanted() {
    var order = undecided();
    var rejected =
        json(
            201,
            act(
                order,
                knits,
                "/acceptance",
                "{\"status\": \"rejected\", \"reason\": \"It was damaged\"}"));

    assertThat(rejected.path("status").asText()).isEqualTo("REJECTED");
    assertThat(rejected.path("reason").asText()).isEqualTo("It was damaged");
    assertThat(part(order, mugs).path("status").asText()).isEqualTo("CANCELLED");
    assertThat(part(order, mugs).path("reason").asText()).isNotBlank();
    assertThat(read(order).at("/decision/outcome").asText()).isEqualTo("released");
    assertThat(read(order).at("/decision/captured/value").asLong()).isZero();
    assertThat(gateways.book(order.payment())).isEqualTo(ScriptedGateways.Book.CANCELLED);
    assertThat(gateways.taken()).isZero();
  }

  @Test
  void what_was_accepted_is_captured_where_the_best_was_wanted() {
    shop.policy(AcceptancePolicy.BEST_EFFORT);
    var order = undecided();
    act(order, knits, "/acceptance", "{\"status\": \"rejected\"}");
    var shown = read(order);

    assertThat(gateways.taken()).isEqualTo(1_799);
    assertThat(shown.at("/decision/outcome").asText()).isEqualTo("captured_in_part");
    assertThat(shown.at("/cost/total/value").asLong()).isEqualTo(1_799);
    assertThat(readAs(keyOf(mugs), order).at("/decision/outcome").asText()).isEqualTo("captured");
    var own = readAs(keyOf(knits), order);
    assertThat(own.at("/decision/outcome").asText()).isEqualTo("released");
    assertThat(own.at("/decision/captured/value").asLong()).isZero();
    assertThat(own.at("/cost/total/value").asLong()).isZero();
  }

  @Test
  void an_answer_is_taken_once_for_a_key() {
    var order = undecided();
    var body = "{\"status\": \"accepted\"}";
    var first = act(order, knits, "/acceptance", body, "Idempotency-Key", "k");
    var again = act(order, knits, "/acceptance", body, "Idempotency-Key", "k");

    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(gateways.taken()).isEqualTo(4_699);
  }

  @Test
  void an_acceptance_stands_although_the_gateway_is_down() {
    var order = undecided();
    gateways.down(true);

    var accepted = act(order, knits, "/acceptance", "{\"status\": \"accepted\"}");

    assertThat(accepted.statusCode()).isEqualTo(201);
    assertThat(read(order).at("/decision/outcome").asText()).isEqualTo("captured");
    assertThat(gateways.taken()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | /status",
        "{'status': 'pending'} | /status",
        "{'status': 'ACCEPTED'} | /status",
        "{'status': true} | /status",
        "{'status': 'rejected', 'reason': 7} | /reason",
        "{'status': 'rejected', 'why': 'x'} | /why"
      })
  void an_answer_that_is_none_is_refused_where_it_is_at_fault(String body, String pointer) {
    var order = undecided();

    assertThat(refusal(act(order, knits, "/acceptance", body.replace('\'', '"'))))
        .isEqualTo("422 INVALID_FIELD " + pointer);
    assertThat(part(order, knits).path("status").asText()).isEqualTo("SUBMITTED");
  }

  @Test
  void a_key_of_one_store_acts_on_its_own_alone() {
    var order = undecided();
    var own = keyOf(knits);
    var others = keyOf(mugs);
    var accepted = "{\"status\": \"accepted\"}";

    assertThat(refusal(actAs(others, order, knits, "/acceptance", accepted)))
        .isEqualTo("404 NOT_FOUND");
    assertThat(actAs(own, order, knits, "/acceptance", accepted).statusCode()).isEqualTo(201);
    assertThat(refusal(actAs(own, order, mugs, "/refunds", "{}"))).isEqualTo("404 NOT_FOUND");
    assertThat(actAs(own, order, knits, "/refunds", "{\"amount\": 1}").statusCode()).isEqualTo(201);
    assertThat(readAs(own, order).at("/decision/captured/value").asLong()).isEqualTo(2_900);
  }

  @Test
  void what_is_not_there_is_not_found() {
    var order = paid();
    var production = edge.world().shop().production().tenant();
    var stranger =
        new IssueKey(edge.world().ports().apiKeys(), edge.world().ids(), new Random(5))
            .issue(production, Set.of(), Optional.empty(), Optional.empty(), "stranger")
            .secret();
    var nobodys = new MerchantOrderId(edge.world().ids().next()).text();
    var path = "/orders/" + order.id().text() + "/merchant_orders/";

    assertThat(refusal(actAs(stranger, order, mugs, "/refunds", "{}"))).isEqualTo("404 NOT_FOUND");
    for (var unknown :
        List.of(path + nobodys, path + "x", "/orders/" + nobodys + "/merchant_orders/" + nobodys)) {
      assertThat(refusal(edge.post(unknown + "/refunds", "{}", "Authorization", "Bearer " + key)))
          .isEqualTo("404 NOT_FOUND");
    }
  }

  @Test
  void a_dispute_is_shown_to_the_platform_alone() {
    var order = paid();
    var dispute =
        new Dispute(
            "dp_1",
            Shop.usd(4_699),
            "fraudulent",
            Dispute.Status.NEEDS_RESPONSE,
            Optional.of(Instant.parse("2026-12-01T00:00:00Z")));
    var ports = edge.world().ports();
    ports
        .transactions()
        .inOne(
            () -> {
              var locked = ports.orders().lock(shop.tenant(), order.id()).orElseThrow();
              ports.orders().save(shop.tenant(), locked.withDisputes(List.of(dispute)), List.of());
              return locked;
            });

    assertThat(read(order).path("disputes"))
        .hasToString(
            "[{\"id\":\"dp_1\",\"amount\":{\"value\":4699,\"display_value\":\"$46.99\","
                + "\"currency\":\"USD\"},\"reason\":\"fraudulent\","
                + "\"status\":\"needs_response\",\"respond_by\":\"2026-12-01T00:00:00Z\"}]");
    assertThat(readAs(keyOf(mugs), order).path("disputes")).isEmpty();
  }

  @Test
  void what_happens_to_an_order_is_told() {
    var order = paid();
    act(order, mugs, "/refunds", "{\"amount\": 1}");
    var path = "/orders/" + order.id().text() + "/events";
    var events = json(200, edge.get(path, "Authorization", "Bearer " + key)).path("events");

    assertThat(events.findValuesAsText("type")).endsWith("order.updated", "refund.issued");
    assertThat(events.path(events.size() - 1).at("/data/order/number").asText())
        .isEqualTo(order.number().text());
  }
}
