package dev.diddo.bootstrap.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.diddo.application.Eventually;
import dev.diddo.bootstrap.ChildService;
import dev.diddo.bootstrap.RunningService;
import dev.diddo.bootstrap.actors.Goods;
import dev.diddo.bootstrap.actors.Json;
import dev.diddo.bootstrap.actors.Platform;
import dev.diddo.bootstrap.webhooks.Receiver.Received;
import dev.diddo.bootstrap.webhooks.Receiver.Reply;
import dev.diddo.bootstrap.webhooks.Receiver.Subscription;
import dev.diddo.domain.id.Ulid;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** What receivers, rows and processes may do to those who tell others. */
class WebhookFaultsTest {
  private static RunningService service;

  private final Platform platform = service.newPlatform();
  private final Receiver receiver = Receiver.open();
  private final Receiver bystander = Receiver.open();

  @BeforeAll
  static void start() {
    service = RunningService.start();
  }

  @AfterAll
  static void end() {
    service.close();
  }

  @AfterEach
  void close() {
    receiver.close();
    bystander.close();
  }

  private static String template(Platform owner) {
    return owner.template(owner.shop(Goods.of("Mug", 1299)).all());
  }

  private static JsonNode delivery(Subscription subscription, String event) {
    return subscription.deliveries().stream()
        .filter(one -> one.path("event_id").asText().equals(event))
        .findFirst()
        .orElseThrow();
  }

  private static String status(Subscription subscription, String event) {
    return delivery(subscription, event).path("status").asText();
  }

  @Test
  @DisplayName("F46: one that hangs has four requests at a time, and keeps no other waiting")
  void one_that_hangs() {
    var atOnce = new AtomicInteger();
    var most = new AtomicInteger();
    receiver.answering(
        _ -> {
          most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
          return Reply.of(204).after(Duration.ofSeconds(30));
        });
    receiver.subscribe(platform, "checkout.initialized");
    var template = template(platform);
    IntStream.range(0, 20).forEach(_ -> platform.guest(template));
    receiver.await(4);

    bystander.subscribe(platform, "checkout.initialized");
    var begun = Instant.now();
    IntStream.range(0, 20).forEach(_ -> platform.guest(template));
    bystander.await(20);
    assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(10));
    assertThat(most).hasValue(4);
  }

  @Test
  @DisplayName("F46: who never answers is told so after 20 seconds")
  void silence() {
    receiver.answering(_ -> Reply.of(204).after(Duration.ofSeconds(60)));
    var subscription = receiver.subscribe(platform, "checkout.initialized");
    platform.guest(template(platform));
    var sent = receiver.await(1).getFirst();
    var end = Instant.now().plusSeconds(30);
    while (delivery(subscription, sent.id()).path("attempts").isEmpty()) {
      assertThat(Instant.now()).isBefore(end);
      sleep();
    }
    var attempt = delivery(subscription, sent.id()).path("attempts").path(0);
    assertThat(attempt.path("http_status").isNull()).isTrue();
    assertThat(attempt.path("error").asText()).contains("20 seconds");
    assertThat(attempt.path("duration_ms").asLong()).isBetween(19_500L, 24_000L);
  }

  private static void sleep() {
    try {
      Thread.sleep(200);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  @Test
  @DisplayName("F47: nobody goes where a redirect leads")
  void a_redirect() {
    receiver.answering(_ -> Reply.of(302).with("Location", bystander.url()));
    var subscription = receiver.subscribe(platform, "checkout.initialized");
    platform.guest(template(platform));
    var sent = receiver.await(1).getFirst();
    Eventually.holds(() -> !delivery(subscription, sent.id()).path("attempts").isEmpty());
    assertThat(delivery(subscription, sent.id()).at("/attempts/0/http_status").asInt())
        .isEqualTo(302);
    assertThat(bystander.received()).isEmpty();
  }

  @Test
  @DisplayName("F48: rows that cannot be read are tried again, and the rest flows")
  void poison() {
    var subscription = receiver.subscribe(platform, "checkout.initialized");
    var lost = plant(subscription, "order.submitted", "gen_random_uuid(), 7");
    var unheard = plant(subscription, "order.submitted", "null, null");
    platform.guest(template(platform));
    receiver.await(1);
    Eventually.holds(() -> isTried(subscription, lost));
    Eventually.holds(() -> isTried(subscription, unheard));
    assertThat(status(subscription, lost)).isEqualTo("pending");
    assertThat(delivery(subscription, lost).at("/request/body").isNull()).isTrue();
    assertThat(receiver.received()).hasSize(1);
    assertThat(subscription.show().path("active").asBoolean()).isTrue();
  }

  private static boolean isTried(Subscription subscription, String message) {
    return !delivery(subscription, message).path("attempts").isEmpty();
  }

  /** A delivery that no event made; answers its message's id. */
  private String plant(Subscription subscription, String type, String cartAndSequence) {
    var message =
        service
            .database()
            .ask(
                """
                insert into delivery
                  (organization_id, environment, id, recipient_kind, recipient_id, message_id,
                   type, cart_id, sequence, status, due_at, created_at)
                values ('%s', 'sandbox', new_id(), 'webhook', '%s', new_id(),
                        '%s', %s, 'pending', now() - interval '1 hour', now())
                returning message_id"""
                    .formatted(
                        uuid(platform.organization()),
                        uuid(subscription.id()),
                        type,
                        cartAndSequence));
    return Ulid.text(UUID.fromString(message));
  }

  private static String uuid(String ulid) {
    return Ulid.parse(ulid).orElseThrow().toString();
  }

  @Test
  @DisplayName("F50: of two who send, the one that was stopped past its lease changes nothing")
  void stopped_past_the_lease() {
    var first = new AtomicInteger();
    receiver.answering(
        _ ->
            first.incrementAndGet() == 1
                ? Reply.of(410).after(Duration.ofSeconds(4))
                : Reply.of(204));
    var subscription = receiver.subscribe(platform, "checkout.initialized");
    try (var _ = service.sibling(Map.of())) {
      platform.guest(template(platform));
      var sent = receiver.await(1).getFirst();
      // As if the minute were over that whoever sent it has for it.
      service
          .database()
          .ask(
              "update delivery set lease_until = now() where message_id = '%s' returning id"
                  .formatted(uuid(sent.id())));
      Eventually.holds(() -> status(subscription, sent.id()).equals("delivered"));
      assertThat(receiver.await(2)).extracting(Received::id).containsOnly(sent.id());
      for (int i = 0; i < 25; i++) {
        sleep();
      }
      assertThat(status(subscription, sent.id())).isEqualTo("delivered");
      assertThat(delivery(subscription, sent.id()).path("attempts")).hasSize(1);
      assertThat(subscription.show().path("active").asBoolean()).isTrue();
    }
  }

  @Test
  @DisplayName("F50: a process that was frozen past its lease wakes up and changes nothing")
  void frozen_past_the_lease() {
    var first = new AtomicInteger();
    receiver.answering(
        _ ->
            first.incrementAndGet() == 1
                ? Reply.of(410).after(Duration.ofSeconds(2))
                : Reply.of(204));
    try (var reticent = RunningService.startReticent();
        var frozen = reticent.otherProcess()) {
      var mine = reticent.newPlatform();
      var subscription = receiver.subscribe(mine, "checkout.initialized");
      var template = template(mine);
      frozen.serving(mine).guest(template);
      var sent = receiver.await(1).getFirst();
      frozen.freeze();
      try (var _ = reticent.sibling(Map.of())) {
        assertThat(receiver.await(2)).extracting(Received::id).containsOnly(sent.id());
        Eventually.holds(() -> status(subscription, sent.id()).equals("delivered"));
      }
      frozen.wake();
      // It goes on where it was: reads its 410, and finds that the message is its own no more.
      frozen.serving(mine).guest(template);
      Eventually.holds(
          () -> subscription.deliveries().stream().allMatch(WebhookFaultsTest::isTaken));
      for (int i = 0; i < 10; i++) {
        sleep();
      }
      assertThat(status(subscription, sent.id())).isEqualTo("delivered");
      assertThat(delivery(subscription, sent.id()).path("attempts")).hasSize(1);
      assertThat(subscription.show().path("active").asBoolean()).isTrue();
      assertThat(receiver.received()).hasSize(3);
    }
  }

  private static boolean isTaken(JsonNode delivery) {
    return delivery.path("status").asText().equals("delivered");
  }

  @Test
  @DisplayName("F49: killed before the answer, and before the next was sent: all comes, in order")
  void killed(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path dir) {
    receiver.answering(_ -> Reply.of(204).after(Duration.ofSeconds(30)));
    try (var child = ChildService.start(dir)) {
      var owner = child.platform();
      var subscription =
          receiver.subscribe(
              owner, "checkout.initialized", "checkout.succeeded", "order.submitted");
      owner.guest(template(owner)).ready().buy();
      receiver.await(1);
      child.crash();

      receiver.answering(204);
      child.sql("update delivery set lease_until = now() where lease_until is not null");
      child.restart();
      var all = receiver.await(4);
      assertThat(all.get(1).id()).isEqualTo(all.get(0).id());
      assertThat(all.get(1).body()).isEqualTo(all.get(0).body());
      assertThat(all.get(1).isSignedBy(subscription.secret())).isTrue();
      assertThat(all.subList(1, 4))
          .extracting(Received::type)
          .containsExactly("checkout.initialized", "checkout.succeeded", "order.submitted");
      var again = Json.of("since", "2020-01-01T00:00:00Z");
      assertThat(
              owner
                  .post(subscription.path() + "/replay", again)
                  .is(202)
                  .json()
                  .path("replayed")
                  .asInt())
          .isZero();
    }
  }
}
