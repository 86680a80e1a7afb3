package dev.diddo.bootstrap.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.diddo.application.Eventually;
import dev.diddo.bootstrap.RunningService;
import dev.diddo.bootstrap.SharedService;
import dev.diddo.bootstrap.actors.Ask;
import dev.diddo.bootstrap.actors.Card;
import dev.diddo.bootstrap.actors.Goods;
import dev.diddo.bootstrap.actors.Json;
import dev.diddo.bootstrap.actors.Platform;
import dev.diddo.bootstrap.actors.Shop;
import dev.diddo.bootstrap.webhooks.Receiver.Received;
import dev.diddo.bootstrap.webhooks.Receiver.Reply;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A platform that wants to be told, from the subscription to the log of what was sent. */
@ExtendWith(SharedService.class)
class WebhooksTest {
  private static final String[] CHECKOUT = {
    "checkout.initialized",
    "checkout.in_progress",
    "checkout.succeeded",
    "checkout.failed",
    "checkout.cancelled",
    "order.submitted"
  };

  private final RunningService service;
  private final Platform platform;
  private final Receiver receiver = Receiver.open();

  WebhooksTest(RunningService service) {
    this.service = service;
    this.platform = service.newPlatform();
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  private String template() {
    return platform.template(platform.shop(Goods.of("Mug", 1299)).all());
  }

  @Test
  void a_whole_purchase_is_told_in_order_and_signed() {
    var subscription = receiver.subscribe(platform, CHECKOUT);
    var buyer = platform.guest(template()).ready().buy();
    var all = receiver.await(4);
    assertThat(all)
        .extracting(Received::type)
        .containsExactly(
            "checkout.initialized",
            "checkout.in_progress",
            "checkout.succeeded",
            "order.submitted");
    assertThat(all)
        .extracting(one -> one.json().path("sequence").asInt())
        .containsExactly(1, 2, 3, 4);
    for (var one : all) {
      assertThat(one.isSignedBy(subscription.secret())).isTrue();
      assertThat(one.isSignedBy("whsec_" + "A".repeat(43) + "=")).isFalse();
      assertThat(one.json().path("id").asText()).isEqualTo(one.id());
      assertThat(one.headers().firstValue("content-type")).contains("application/json");
      assertThat(one.json().at("/data/cart_id").asText()).isEqualTo(buyer.cartId());
      assertThat(one.body()).doesNotContain(buyer.person().email());
      assertThat(service.contract().faultsOf(one.json())).isEmpty();
    }
    assertThat(all.getLast().json().at("/data/order/id").asText())
        .isEqualTo(platform.orderOf(buyer).path("id").asText());
  }

  @Test
  void what_becomes_of_an_order_is_told() {
    receiver.subscribe(platform, "order.updated", "return.initiated", "refund.issued");
    var draft = Shop.draft().set("returns", Json.of("supported", true, "window_days", 30));
    var shop = platform.shop(draft, Goods.of("Mug", 1299));
    var order = platform.orderOf(platform.guest(platform.template(shop.all())).ready().buy());
    var part = order.path("merchant_orders").path(0).path("id").asText();
    var path = "/orders/" + order.path("id").asText() + "/merchant_orders/" + part;
    platform.post(path + "/fulfillments", Json.of("carrier", "UPS")).is(201);
    platform.post(path + "/returns", Json.of()).is(201);
    platform.post(path + "/refunds", Json.of("amount", 500)).is(201);
    var all = receiver.await(4);
    assertThat(all)
        .extracting(Received::type)
        .containsExactly("order.updated", "return.initiated", "order.updated", "refund.issued");
    assertThat(all)
        .extracting(one -> one.json().at("/data/change").asText())
        .containsExactly("fulfilled", "returned", "refund_requested", "refunded");
    for (var one : all) {
      assertThat(service.contract().faultsOf(one.json())).isEmpty();
      assertThat(one.json().at("/data/merchant_order_id").asText()).isEqualTo(part);
    }
  }

  @Test
  void what_is_not_wanted_is_not_told() {
    receiver.subscribe(platform, "order.submitted");
    platform.guest(template()).ready().buy();
    assertThat(receiver.await(1)).extracting(Received::type).containsExactly("order.submitted");
  }

  @Test
  void what_was_rolled_back_is_never_told() {
    receiver.subscribe(platform, CHECKOUT);
    var shop = platform.shop(Goods.of("Mug", 1299).stocked(1));
    var template = platform.template(shop.all());
    var first = platform.guest(template).ready();
    var second = platform.guest(template).ready();
    first.buy();
    second.pay().refused(409, "OUT_OF_STOCK");
    receiver.await(5);
    assertThat(receiver.received())
        .filteredOn(one -> one.json().at("/data/cart_id").asText().equals(second.cartId()))
        .extracting(Received::type)
        .containsExactly("checkout.initialized");
  }

  @Test
  void the_next_of_a_cart_waits_for_the_first_answer_to_the_last() {
    receiver.answering(_ -> Reply.of(204).after(Duration.ofMillis(700)));
    receiver.subscribe(platform, CHECKOUT);
    platform.guest(template()).ready().buy();
    var all = receiver.await(4);
    IntStream.range(1, 4)
        .forEach(
            i ->
                assertThat(Duration.between(all.get(i - 1).at(), all.get(i).at()))
                    .isGreaterThan(Duration.ofMillis(650)));
  }

  @Test
  void a_retry_holds_nobody_up_and_has_the_same_id_and_bytes() {
    receiver.answering(one -> Reply.of(one.type().equals("checkout.initialized") ? 500 : 204));
    var subscription = receiver.subscribe(platform, CHECKOUT);
    platform.guest(template()).ready().buy();
    var all = receiver.await(4);
    assertThat(all.getLast().type()).isEqualTo("order.submitted");
    receiver.answering(204);
    var again = receiver.await(5).getLast();
    assertThat(again.id()).isEqualTo(all.getFirst().id());
    assertThat(again.body()).isEqualTo(all.getFirst().body());
    assertThat(again.isSignedBy(subscription.secret())).isTrue();
    assertThat(Duration.between(all.getFirst().at(), again.at()))
        .isBetween(Duration.ofSeconds(5), Duration.ofSeconds(9));
    Eventually.holds(() -> delivery(subscription, again.id()).path("attempts").size() == 2);
    var log = delivery(subscription, again.id());
    assertThat(log.path("status").asText()).isEqualTo("delivered");
    assertThat(log.path("next_attempt_at").isNull()).isTrue();
    assertThat(Json.texts(log.path("attempts"), "http_status")).containsExactly("500", "204");
    assertThat(log.at("/request/body").asText()).isEqualTo(again.body());
  }

  private static JsonNode delivery(Receiver.Subscription subscription, String event) {
    return subscription.deliveries().stream()
        .filter(one -> one.path("event_id").asText().equals(event))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void who_is_gone_is_given_up_at_once_and_can_be_taken_up_again() {
    receiver.answering(410);
    var subscription = receiver.subscribe(platform, "checkout.initialized");
    var template = template();
    platform.guest(template);
    Eventually.holds(() -> !subscription.show().path("active").asBoolean());
    assertThat(subscription.show().at("/disabled/reason").asText()).isEqualTo("gone");
    platform.guest(template);
    platform.post(subscription.path() + "/test", Json.of()).refused(409, "WRONG_STATUS");

    receiver.answering(204);
    var again = platform.put(subscription.path(), Json.of("active", true)).is(200).json();
    assertThat(again.path("active").asBoolean()).isTrue();
    assertThat(again.path("disabled").isNull()).isTrue();
    var missed = subscription.deliveries();
    assertThat(missed).hasSize(1);
    assertThat(missed.getFirst().path("status").asText()).isEqualTo("failed");
    platform
        .post(
            subscription.path()
                + "/deliveries/"
                + missed.getFirst().path("id").asText()
                + "/replay",
            Json.of())
        .is(202);
    var sent = receiver.await(2);
    assertThat(sent.get(1).id()).isEqualTo(sent.get(0).id());
    Eventually.holds(
        () -> subscription.deliveries().getFirst().path("status").asText().equals("delivered"));
  }

  @Test
  void all_that_failed_can_be_asked_for_anew() {
    receiver.answering(410);
    var subscription = receiver.subscribe(platform, "checkout.initialized");
    var template = template();
    platform.guest(template);
    Eventually.holds(() -> !subscription.show().path("active").asBoolean());
    platform.put(subscription.path(), Json.of("active", true)).is(200);
    receiver.answering(204);
    var since = Json.of("since", "2020-01-01T00:00:00Z");
    var replayed = platform.post(subscription.path() + "/replay", since).is(202).json();
    assertThat(replayed.path("replayed").asInt()).isEqualTo(1);
    receiver.await(2);
    assertThat(
            platform
                .post(subscription.path() + "/replay", Json.of("since", "yesterday"))
                .refused(422, "INVALID_FIELD")
                .pointers())
        .containsExactly("/since");
  }

  @Test
  void after_a_new_secret_both_sign() {
    var subscription = receiver.subscribe(platform, "checkout.initialized");
    var second = rotated(subscription);
    assertThat(second).isNotEqualTo(subscription.secret()).startsWith("whsec_");
    platform.post(subscription.path() + "/test", Json.of()).is(202);
    var sent = receiver.await(1).getFirst();
    assertThat(sent.type()).isEqualTo("webhook.test");
    assertThat(sent.isSignedBy(subscription.secret())).isTrue();
    assertThat(sent.isSignedBy(second)).isTrue();

    var third = rotated(subscription);
    platform.post(subscription.path() + "/test", Json.of()).is(202);
    var later = receiver.await(2).getLast();
    assertThat(later.isSignedBy(third)).isTrue();
    assertThat(later.isSignedBy(second)).isTrue();
    assertThat(later.isSignedBy(subscription.secret())).isFalse();
  }

  private String rotated(Receiver.Subscription subscription) {
    return platform
        .post(subscription.path() + "/secret", Json.of())
        .is(200)
        .json()
        .path("secret")
        .asText();
  }

  @Test
  void a_secret_is_shown_once_and_kept_encrypted() {
    var subscription = receiver.subscribe(platform, "order.submitted");
    assertThat(subscription.show().has("secret")).isFalse();
    assertThat(platform.get("/webhook").is(200).text()).doesNotContain("whsec_");
    assertThat(
            service.database().ask("select string_agg(encode(secret, 'escape'), ' ') from webhook"))
        .doesNotContain(subscription.secret().substring(6));
  }

  @Test
  void the_same_key_adds_one_webhook() {
    var draft = Json.of("url", receiver.url(), "events", List.of("order.submitted"));
    var ask = Ask.post("/webhook", draft).once("w-1");
    var first = platform.ask(ask).is(201);
    assertThat(platform.ask(ask).is(201).json()).isEqualTo(first.json());
    assertThat(platform.get("/webhook").json().at("/pagination/total").asInt()).isEqualTo(1);
  }

  @Test
  void slack_is_sent_a_sentence_without_the_buyer() {
    var draft =
        Json.of("url", receiver.url(), "events", List.of("order.submitted"), "format", "slack");
    var added = platform.post("/webhook", draft).is(201).json();
    var buyer = platform.guest(template()).ready().buy();
    var sent = receiver.await(1).getFirst();
    assertThat(sent.isSignedBy(added.path("secret").asText())).isTrue();
    assertThat(sent.json().size()).isEqualTo(1);
    assertThat(sent.json().path("text").asText())
        .contains("/dashboard/orders/" + platform.orderOf(buyer).path("id").asText() + "|")
        .contains("$")
        .doesNotContain(buyer.person().email());
  }

  @Test
  void they_are_listed_and_changed_as_the_contract_says() {
    var one = receiver.subscribe(platform, "order.submitted");
    var two = receiver.subscribe(platform, "refund.issued", "order.submitted");
    platform.put(one.path(), Json.of("active", false)).is(200);
    assertThat(ids("/webhook")).containsExactly(two.id(), one.id());
    assertThat(ids("/webhook?active=false")).containsExactly(one.id());
    assertThat(ids("/webhook?event=refund.issued")).containsExactly(two.id());
    platform.get("/webhook?event=order.eaten").refused(400, "INVALID_PARAMETER");
    assertThat(one.show().path("disabled").isNull()).isTrue();

    platform
        .put(two.path(), Json.of("events", List.of("order.eaten")))
        .refused(422, "INVALID_FIELD");
    platform.put(two.path(), Json.of("events", List.of())).refused(422, "INVALID_FIELD");
    platform.put(two.path(), Json.of("description", "For us")).is(200);
    assertThat(two.show().path("description").asText()).isEqualTo("For us");
    platform.delete(two.path()).is(204);
    platform.get(two.path()).refused(404, "NOT_FOUND");
    platform.delete(two.path()).refused(404, "NOT_FOUND");
    platform.get(two.path() + "/deliveries").refused(404, "NOT_FOUND");
  }

  private List<String> ids(String path) {
    return Json.texts(platform.get(path).is(200).json().path("webhooks"), "id");
  }

  @Test
  void nobody_else_sees_or_changes_one() {
    var mine = receiver.subscribe(platform, "order.submitted");
    var stranger = service.newPlatform();
    stranger.get(mine.path()).refused(404, "NOT_FOUND");
    stranger.put(mine.path(), Json.of("active", false)).refused(404, "NOT_FOUND");
    stranger.delete(mine.path()).refused(404, "NOT_FOUND");
    stranger.post(mine.path() + "/secret", Json.of()).refused(404, "NOT_FOUND");
    stranger.post(mine.path() + "/test", Json.of()).refused(404, "NOT_FOUND");
    stranger.get(mine.path() + "/deliveries").refused(404, "NOT_FOUND");
    stranger
        .post(mine.path() + "/replay", Json.of("since", "2026-01-01T00:00:00Z"))
        .refused(404, "NOT_FOUND");
    var reader = service.newKey(platform.organization(), "sandbox", "webhooks:read").secret();
    var change = Ask.of("PUT", mine.path()).json(Json.of("active", false)).by(reader);
    platform.api().send(Ask.get(mine.path()).by(reader)).is(200);
    platform.api().send(change).refused(403, "FORBIDDEN");
  }

  @Test
  void a_declined_payment_and_a_buyer_who_leaves_are_told() {
    receiver.subscribe(platform, CHECKOUT);
    var buyer = platform.guest(template()).ready();
    buyer.openPayment().present(Card.DECLINED).is(303);
    buyer.awaitPayment("declined");
    buyer.openPayment().cancel().is(303);
    assertThat(receiver.await(5))
        .extracting(Received::type)
        .containsExactly(
            "checkout.initialized",
            "checkout.in_progress",
            "checkout.failed",
            "checkout.in_progress",
            "checkout.cancelled");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.1/",
        "https://0x7f.0.0.1/",
        "https://0x7f000001/",
        "https://2130706433/",
        "https://017700000001/",
        "https://[::ffff:10.0.0.1]/",
        "https://169.254.169.254/latest/meta-data",
        "https://[fd00::1]/",
        "https://[fe80::1]/",
        "https://[::]/",
        "https://0.0.0.0/",
        "https://10.0.0.1/",
        "https://[64:ff9b::7f00:1]/",
        "https://[2002:7f00:1::]/",
        "https://224.0.0.1/",
        "https://255.255.255.255/",
        "https://user@hooks.example/",
        "https://user:secret@hooks.example/",
        "https://hooks.example:22/",
        "http://127.0.0.1:22/",
        "http://8.8.8.8/",
        "http://hooks.example/",
        "ftp://hooks.example/",
        "file:///etc/passwd",
        "//hooks.example/",
        "hooks.example",
        "https://",
        "https://hooks.example:99999/",
        "https://hooks.example\\@127.0.0.1/"
      })
  void nothing_is_sent_to_what_is_not_public(String url) {
    var draft = Json.of("url", url, "events", List.of("order.submitted"));
    assertThat(platform.post("/webhook", draft).refused(422, "WEBHOOK_URL_REFUSED").pointers())
        .containsExactly("/url");
    var mine = receiver.subscribe(platform, "order.submitted");
    platform.put(mine.path(), Json.of("url", url)).refused(422, "WEBHOOK_URL_REFUSED");
  }
}
