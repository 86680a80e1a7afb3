package dev.diddo.bootstrap.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.bootstrap.RunningService;
import dev.diddo.bootstrap.SharedService;
import dev.diddo.bootstrap.actors.Ask;
import dev.diddo.bootstrap.actors.Buyer;
import dev.diddo.bootstrap.actors.Card;
import dev.diddo.bootstrap.actors.Goods;
import dev.diddo.bootstrap.actors.Json;
import dev.diddo.bootstrap.actors.Platform;
import dev.diddo.bootstrap.actors.StatusStream;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Watching a cart, by asking and by being told. */
@ExtendWith(SharedService.class)
class StatusTest {
  private final Platform platform;
  private final Buyer buyer;

  StatusTest(RunningService service) {
    this.platform = service.newPlatform();
    this.buyer = platform.guest(platform.template(platform.shop(Goods.of("Mug", 1299)).all()));
  }

  private Ask status() {
    return Ask.get("/cart/status/" + buyer.cartId());
  }

  @Test
  void polling_is_304_until_something_changed() {
    var first = buyer.ask(status()).is(200);
    assertThat(first.json().path("status").asText()).isEqualTo("IN_PROGRESS");
    var again = buyer.ask(status().with("If-None-Match", first.etag())).is(304);
    assertThat(again.etag()).isEqualTo(first.etag());

    buyer.ready();
    var changed = buyer.ask(status().with("If-None-Match", first.etag())).is(200);
    buyer.ask(status().with("If-None-Match", "\"x\", " + changed.etag())).is(304);
    var page = buyer.openPayment();
    var open = buyer.ask(status().with("If-None-Match", changed.etag())).is(200);
    assertThat(open.json().path("payment").path("status").asText()).isEqualTo("open");
    page.present(Card.APPROVED).is(303);
    buyer.awaitSubmitted();
    assertThat(platform.ask(status().with("If-None-Match", open.etag())).is(200).json())
        .isEqualTo(buyer.status());
  }

  @Test
  void a_template_counts_its_checkouts() {
    var template = buyer.begun().path("cart").path("template_cart_id").asText();
    var counts = platform.get("/cart/status/" + template).ok();
    assertThat(counts.path("status").asText()).isEqualTo("TEMPLATE");
    assertThat(counts.path("checkouts").path("in_progress").asInt()).isEqualTo(1);
    buyer.buy();
    var after = platform.get("/cart/status/" + template).ok().path("checkouts");
    assertThat(after.path("in_progress").asInt()).isZero();
    assertThat(after.path("submitted").asInt()).isEqualTo(1);
  }

  @Test
  void a_stream_tells_at_once_and_of_every_change_and_ends_with_the_order() {
    try (var stream = StatusStream.of(platform.api(), buyer.cartId(), buyer.token())) {
      assertThat(stream.head().header("Content-Type").orElse("")).startsWith("text/event-stream");
      assertThat(stream.next().json()).isEqualTo(buyer.status());
      buyer.ready();
      var page = buyer.openPayment();
      var event = stream.next();
      while (!event.json().path("payment").path("status").asText().equals("open")) {
        event = stream.next();
      }
      page.present(Card.APPROVED).is(303);
      var last = stream.untilTheEnd().getLast();
      assertThat(last.name()).isEqualTo("status");
      assertThat(last.status()).isEqualTo("SUBMITTED");
      assertThat(last.json()).isEqualTo(buyer.status());
    }
  }

  @Test
  void who_comes_back_hears_only_what_is_new() {
    String seen;
    try (var stream = StatusStream.of(platform.api(), buyer.cartId(), buyer.token())) {
      seen = stream.next().id();
    }
    assertThat(seen).isNotBlank();
    try (var again =
        StatusStream.of(platform.api(), buyer.cartId(), buyer.token(), Optional.of(seen))) {
      assertThat(again.isSilentFor(Duration.ofMillis(700))).isTrue();
      buyer.correct("city", "Boston");
      var event = again.next();
      assertThat(event.id()).isNotEqualTo(seen);
      assertThat(event.json().toString()).contains("Boston");
    }
    try (var stale =
        StatusStream.of(platform.api(), buyer.cartId(), buyer.token(), Optional.of("0"))) {
      assertThat(stale.next().json()).isEqualTo(buyer.status());
    }
  }

  @Test
  void a_stream_of_a_cart_that_is_over_tells_that_and_ends() {
    platform.delete("/cart/" + buyer.cartId()).is(204);
    try (var stream = StatusStream.of(platform.api(), buyer.cartId(), buyer.token())) {
      var events = stream.untilTheEnd();
      assertThat(events).hasSize(1);
      assertThat(events.getFirst().status()).isEqualTo("CANCELLED");
    }
  }

  @Test
  void a_cancellation_is_told_to_who_watches() {
    try (var stream = StatusStream.of(platform.api(), buyer.cartId(), platform.key())) {
      assertThat(stream.next().status()).isEqualTo("IN_PROGRESS");
      platform.delete("/cart/" + buyer.cartId()).is(204);
      assertThat(stream.untilTheEnd().getLast().status()).isEqualTo("CANCELLED");
    }
  }

  @Test
  void events_of_an_order_are_in_sequence() {
    buyer.buy();
    var order = platform.orderOf(buyer);
    var events =
        Json.items(
            platform.get("/orders/" + order.path("id").asText() + "/events").ok().path("events"));
    assertThat(events)
        .extracting(event -> event.path("type").asText())
        .contains(
            "checkout.initialized",
            "checkout.in_progress",
            "checkout.succeeded",
            "order.submitted");
    assertThat(events)
        .extracting(event -> event.path("sequence").asInt())
        .containsExactlyInAnyOrder(1, 2, 3, 4);
  }
}
