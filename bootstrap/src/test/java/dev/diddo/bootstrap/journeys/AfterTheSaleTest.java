package dev.diddo.bootstrap.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.diddo.bootstrap.RunningService;
import dev.diddo.bootstrap.SharedService;
import dev.diddo.bootstrap.actors.Answer;
import dev.diddo.bootstrap.actors.Ask;
import dev.diddo.bootstrap.actors.Buyer;
import dev.diddo.bootstrap.actors.Card;
import dev.diddo.bootstrap.actors.Goods;
import dev.diddo.bootstrap.actors.Json;
import dev.diddo.bootstrap.actors.Platform;
import dev.diddo.bootstrap.actors.Shop;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What happens to an order once it was paid. */
@ExtendWith(SharedService.class)
class AfterTheSaleTest {
  private final RunningService service;
  private final Platform platform;
  private final Shop mugs;
  private final Shop scarves;

  AfterTheSaleTest(RunningService service) {
    this.service = service;
    this.platform = service.newPlatform();
    this.mugs = platform.shop(Goods.of("Mug", 1299));
    this.scarves = platform.shop(Goods.of("Scarf", 2400));
    platform.setStock(mugs.variant("Mug"), 10);
    platform.setStock(scarves.variant("Scarf"), 10);
  }

  private Buyer paid() {
    var buyer = bought();
    buyer.awaitSubmitted();
    return buyer;
  }

  private Buyer bought() {
    var lines = List.of(mugs.line("Mug", 3), scarves.line("Scarf", 1));
    var buyer = platform.guest(platform.template(lines.stream())).ready();
    buyer.payAtSandbox(Card.APPROVED);
    return buyer;
  }

  private static JsonNode part(JsonNode order, Shop shop) {
    return Json.items(order.path("merchant_orders")).stream()
        .filter(part -> part.path("store_id").asText().equals(shop.id()))
        .findFirst()
        .orElseThrow();
  }

  private static String path(JsonNode order, Shop shop) {
    return "/orders/%s/merchant_orders/%s"
        .formatted(order.path("id").asText(), part(order, shop).path("id").asText());
  }

  private static String line(JsonNode order, Shop shop) {
    return part(order, shop).path("lines").path(0).path("id").asText();
  }

  private static JsonNode lines(String line, int quantity) {
    return Json.of("lines", Json.list(Json.of("line_id", line, "quantity", quantity)));
  }

  private String status(JsonNode order, Shop shop) {
    return part(read(order), shop).path("status").asText();
  }

  private JsonNode read(JsonNode order) {
    return platform.get("/orders/" + order.path("id").asText()).ok();
  }

  @Test
  void it_is_sent_in_parts_and_comes_back_in_parts() {
    var order = platform.orderOf(paid());
    var path = path(order, mugs);
    var line = line(order, mugs);
    assertThat(platform.stockOf(mugs, "Mug")).isEqualTo(7);

    platform.post(path + "/returns", lines(line, 1)).refused(409, "WRONG_STATUS");
    var first = platform.post(path + "/fulfillments", lines(line, 1)).is(201).json();
    assertThat(first.path("lines")).isEqualTo(lines(line, 1).path("lines"));
    assertThat(status(order, mugs)).isEqualTo("PARTIALLY_FULFILLED");
    assertThat(read(order).path("status").asText()).isEqualTo("ACCEPTED");
    platform.post(path + "/fulfillments", lines(line, 3)).refused(409, "QUANTITY_EXCEEDED");
    platform.post(path + "/fulfillments", Json.of()).is(201);
    platform.post(path + "/fulfillments", Json.of()).refused(409, "WRONG_STATUS");
    assertThat(status(order, mugs)).isEqualTo("FULFILLED");

    platform.post(path + "/returns", lines(line, 4)).refused(409, "QUANTITY_EXCEEDED");
    platform.post(path + "/returns", lines(line, 1)).is(201);
    assertThat(platform.stockOf(mugs, "Mug")).isEqualTo(7);
    var rest = platform.post(path + "/returns", Json.of("restock", true)).is(201).json();
    assertThat(rest.path("lines")).isEqualTo(lines(line, 2).path("lines"));
    assertThat(status(order, mugs)).isEqualTo("RETURNED");
    assertThat(platform.stockOf(mugs, "Mug")).isEqualTo(9);
    // Money is another matter.
    assertThat(part(read(order), mugs).path("refunds")).isEmpty();
  }

  @Test
  void a_repeated_call_is_done_once() {
    var order = platform.orderOf(paid());
    var ask = Ask.post(path(order, mugs) + "/fulfillments", lines(line(order, mugs), 1));
    var first = platform.ask(ask.once("sent-1")).is(201);
    var again = platform.ask(ask.once("sent-1")).is(201);
    assertThat(again.text()).isEqualTo(first.text());
    assertThat(again.header("Idempotent-Replayed")).contains("true");
    assertThat(part(read(order), mugs).path("fulfillments")).hasSize(1);
  }

  @Test
  void what_is_cancelled_is_refunded_and_on_sale_again() {
    var buyer = paid();
    var order = platform.orderOf(buyer);
    var path = path(order, mugs);
    var cancelled =
        platform.post(path + "/cancellation", Json.of("reason", "Broken")).is(201).json();
    assertThat(cancelled.path("status").asText()).isEqualTo("CANCELLED");
    assertThat(cancelled.path("reason").asText()).isEqualTo("Broken");
    var refund = part(read(order), mugs).path("refunds").path(0);
    assertThat(refund.path("status").asText()).isEqualTo("succeeded");
    assertThat(refund.path("amount")).isEqualTo(part(order, mugs).at("/cost/total"));
    assertThat(platform.stockOf(mugs, "Mug")).isEqualTo(10);
    assertThat(status(order, scarves)).isEqualTo("ACCEPTED");
    assertThat(read(order).path("status").asText()).isEqualTo("ACCEPTED");
    assertThat(buyer.status().path("status").asText()).isEqualTo("SUBMITTED");
    platform.post(path + "/cancellation", Json.of()).refused(409, "WRONG_STATUS");
    platform.post(path + "/fulfillments", Json.of()).refused(409, "WRONG_STATUS");
    platform.post(path + "/refunds", Json.of()).refused(409, "REFUND_EXCEEDS_CAPTURED");
    platform.post(path(order, scarves) + "/fulfillments", Json.of()).is(201);
    platform.post(path(order, scarves) + "/cancellation", Json.of()).refused(409, "WRONG_STATUS");
    assertThat(service.audit(platform.organization())).isEmpty();
  }

  @Test
  void what_is_cancelled_while_stores_decide_is_never_paid() {
    service.letDecide(platform, scarves.id());
    var buyer = bought();
    buyer.awaitPayment("authorised");
    var order = platform.orderOf(buyer);
    platform.post(path(order, mugs) + "/fulfillments", Json.of()).refused(409, "WRONG_STATUS");
    platform.post(path(order, scarves) + "/cancellation", Json.of()).is(201);
    buyer.awaitPayment("cancelled");
    assertThat(read(order).path("status").asText()).isEqualTo("CANCELLED");
    assertThat(read(order).at("/decision/outcome").asText()).isEqualTo("released");
    assertThat(platform.stockOf(scarves, "Scarf")).isEqualTo(10);
    assertThat(buyer.cart().path("status").asText()).isEqualTo("IN_PROGRESS");
  }

  @Test
  void a_store_without_returns_takes_nothing_back() {
    platform
        .patch(
            "/stores/" + mugs.id(),
            Json.of("returns", Json.of("supported", false, "window_days", 0)))
        .is(200);
    var order = platform.orderOf(paid());
    platform.post(path(order, mugs) + "/fulfillments", Json.of()).is(201);
    platform.post(path(order, mugs) + "/returns", Json.of()).refused(409, "RETURNS_NOT_SUPPORTED");
    platform
        .patch(
            "/stores/" + mugs.id(),
            Json.of("returns", Json.of("supported", true, "window_days", 0)))
        .is(200);
    platform.post(path(order, mugs) + "/returns", Json.of()).refused(409, "RETURN_WINDOW_CLOSED");
  }

  @Test
  void what_a_store_waits_for_is_seen_by_whoever_watches_the_cart() {
    var buyer = paid();
    var order = platform.orderOf(buyer);
    var path = path(order, mugs) + "/required_actions";
    var wish =
        Json.of("type", "engraving", "message", "Tell the text", "url", "https://mugs.example/e");
    var action = platform.post(path, wish).is(201).json();
    var shown = Json.items(buyer.status().path("orders")).getFirst();
    assertThat(shown.path("required_actions")).isEqualTo(Json.list(action));
    assertThat(Json.texts(shown.path("events"), "type"))
        .containsExactly("order.submitted", "order.updated");
    assertThat(
            Json.texts(Json.items(buyer.status().path("orders")).getLast().path("events"), "type"))
        .containsExactly("order.submitted");
    platform.delete(path + "/" + action.path("id").asText()).is(204);
    platform.delete(path + "/" + action.path("id").asText()).refused(404, "NOT_FOUND");
    assertThat(part(read(order), mugs).path("required_actions")).isEmpty();
  }

  @Test
  void every_act_is_told_with_the_order_as_it_was() {
    var order = platform.orderOf(paid());
    var path = path(order, mugs);
    var sent = platform.post(path + "/fulfillments", Json.of()).is(201).json();
    var back = platform.post(path + "/returns", lines(line(order, mugs), 1)).is(201).json();
    var refund = platform.post(path + "/refunds", Json.of("amount", 100)).is(201).json();
    var events = Json.items(events(order));
    assertThat(events.stream().map(it -> it.path("type").asText()))
        .endsWith(
            "order.submitted",
            "order.updated",
            "return.initiated",
            "order.updated",
            "refund.issued");
    var told = events.subList(events.size() - 4, events.size());
    assertThat(told.stream().map(it -> it.at("/data/change").asText()))
        .containsExactly("fulfilled", "returned", "refund_requested", "refunded");
    assertThat(told.getFirst().at("/data/fulfillment_id")).isEqualTo(sent.path("id"));
    assertThat(told.get(1).at("/data/return_id")).isEqualTo(back.path("id"));
    assertThat(told.getLast().at("/data/refund_id")).isEqualTo(refund.path("id"));
    assertThat(told.getLast().at("/data/amount")).isEqualTo(refund.path("amount"));
    for (var event : told) {
      var data = event.path("data");
      assertThat(data.path("merchant_order_id")).isEqualTo(part(order, mugs).path("id"));
      assertThat(data.at("/order/number")).isEqualTo(order.path("number"));
      assertThat(data.at("/order/merchant_orders/0/status").asText()).isEqualTo("FULFILLED");
      assertThat(data.toString()).doesNotContain(order.path("email").asText());
    }
  }

  private JsonNode events(JsonNode order) {
    return platform
        .get("/orders/%s/events?limit=100".formatted(order.path("id").asText()))
        .ok()
        .path("events");
  }

  @Test
  void a_key_of_one_store_does_all_of_it_with_its_own_part_and_nothing_with_others() {
    var order = platform.orderOf(paid());
    var brand = service.newStoreKey(platform, mugs.id());
    var action = Json.of("type", "engraving", "message", "Tell the text");
    for (var own : List.of("/required_actions", "/fulfillments", "/returns", "/refunds")) {
      var body = own.equals("/required_actions") ? action : Json.of();
      platform
          .api()
          .send(Ask.post(path(order, scarves) + own, body).by(brand))
          .refused(404, "NOT_FOUND");
      platform.api().send(Ask.post(path(order, mugs) + own, body).by(brand)).is(201);
    }
    platform
        .api()
        .send(Ask.post(path(order, scarves) + "/cancellation", Json.of()).by(brand))
        .refused(404, "NOT_FOUND");
    platform
        .api()
        .send(Ask.post(path(order, mugs) + "/cancellation", Json.of()).by(brand))
        .refused(409, "WRONG_STATUS");
    platform.post(path(order, scarves) + "/fulfillments", Json.of()).is(201);

    var events = as(brand, "/orders/%s/events?limit=100".formatted(order.path("id").asText()));
    assertThat(events.text())
        .doesNotContain(part(order, scarves).path("id").asText())
        .doesNotContain(scarves.id())
        .contains(part(order, mugs).path("id").asText());
    var total = part(order, mugs).at("/cost/total");
    var last = Json.items(events.json().path("events")).getLast().path("data").path("order");
    assertThat(last.at("/cost/total")).isEqualTo(total);
    assertThat(last.path("status").asText()).isEqualTo("RETURNED");
    assertThat(as(brand, "/orders?status=FULFILLED").json().at("/pagination/total").asInt())
        .isZero();
    assertThat(as(brand, "/orders?status=RETURNED").json().at("/pagination/total").asInt())
        .isEqualTo(1);
  }

  private Answer as(String key, String path) {
    return platform.api().send(Ask.get(path).by(key)).is(200);
  }

  @Test
  void bad_bodies_change_nothing() {
    var order = platform.orderOf(paid());
    var path = path(order, mugs);
    for (var bad :
        List.of(
            Json.of("lines", Json.list()),
            Json.of("lines", Json.list(Json.of("line_id", line(order, mugs)))),
            lines(line(order, mugs), 0),
            lines(line(order, scarves), 1),
            Json.of("tracking_url", "javascript:alert(1)"),
            Json.of("tracking_url", "https://u:p@ups.example/1"),
            Json.of("carrier", "x".repeat(101)),
            Json.of("status", "FULFILLED"))) {
      platform.post(path + "/fulfillments", bad).refused(422, "INVALID_FIELD");
    }
    platform
        .post(path + "/cancellation", Json.of("reason", "4242 4242 4242 4242"))
        .refused(422, "INVALID_FIELD");
    platform
        .post(path + "/required_actions", Json.of("type", "a b", "message", "x"))
        .refused(422, "INVALID_FIELD");
    assertThat(read(order)).isEqualTo(order);
  }
}
