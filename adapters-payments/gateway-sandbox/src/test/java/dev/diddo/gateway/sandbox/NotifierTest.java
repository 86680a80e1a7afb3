package dev.diddo.gateway.sandbox;

import static dev.diddo.gateway.sandbox.Sandbox.APPROVED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.gateway.spi.Money;
import dev.diddo.gateway.spi.Notifications.RawNotification;
import dev.diddo.gateway.spi.Notifications.Subject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotifierTest {
  private static final List<Duration> AT_ONCE = Collections.nCopies(10, Duration.ZERO);
  private static final URI NOBODY = URI.create("http://127.0.0.1:9/");
  private static final long PATIENCE_SECONDS = 20;

  @TempDir Path directory;
  private ListeningCheckout checkout;
  private URI url;

  @BeforeEach
  void listen() throws IOException {
    checkout = new ListeningCheckout();
    url = checkout.url();
  }

  @AfterEach
  void stop() {
    checkout.close();
  }

  private RawNotification next() throws InterruptedException {
    return checkout.next();
  }

  private static String field(RawNotification message, String field) throws IOException {
    return ListeningCheckout.field(message, field);
  }

  private static String type(RawNotification message) throws IOException {
    return field(message, "type");
  }

  /** Waits until nothing is left to tell. */
  private void allTold() throws InterruptedException {
    var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (directory.resolve("undelivered").toFile().list().length > 0) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.onSpinWait();
    }
  }

  @Test
  void each_change_is_told_in_order_signed_and_names_the_payment() throws Exception {
    try (var sandbox = new Sandbox(directory, url, AT_ONCE)) {
      var token = sandbox.open();
      sandbox.pay(token, Sandbox.CHALLENGED);
      sandbox.post(token + "/challenge", Map.of("outcome", "pass"));
      var usd = Currency.getInstance("USD");
      sandbox.captures().capture(Sandbox.REFERENCE, new Money(4598, usd), "capture");
      sandbox.refunds().refund(Sandbox.REFERENCE, new Money(100, usd), "refund");

      for (var type : List.of("action_required", "authorised", "captured", "refunded")) {
        var message = next();
        assertThat(type(message)).isEqualTo("payment." + type);
        var notice = sandbox.gateway.notifications().orElseThrow().verify(message);
        assertThat(notice.eventId()).isEqualTo(field(message, "id")).startsWith("evt_");
        assertThat(notice.subject()).isEqualTo(new Subject.Reference("ref-1"));
        assertThat(field(message, "created_at")).isEqualTo("2026-11-23T12:00:00Z");
      }
      allTold();
    }
  }

  @Test
  void what_is_not_acknowledged_is_told_again_with_the_same_id() throws Exception {
    checkout.refuse(3);
    try (var sandbox = new Sandbox(directory, url, AT_ONCE)) {
      sandbox.pay(sandbox.open(), APPROVED);
      var first = field(next(), "id");
      for (int again = 0; again < 3; again++) {
        assertThat(field(next(), "id")).isEqualTo(first);
      }
      allTold();
      assertThat(checkout.hasMore()).isFalse();
    }
  }

  @Test
  void after_its_last_try_it_gives_up_and_tells_the_next_change() throws Exception {
    checkout.refuse(2);
    try (var sandbox = new Sandbox(directory, url, List.of(Duration.ZERO, Duration.ZERO))) {
      sandbox.pay(sandbox.open(), APPROVED);
      assertThat(type(next())).isEqualTo("payment.authorised");
      assertThat(type(next())).isEqualTo("payment.authorised");
      allTold();
      sandbox.captures().release(Sandbox.REFERENCE, "release");
      assertThat(type(next())).isEqualTo("payment.cancelled");
      allTold();
    }
  }

  @Test
  void the_buyer_does_not_wait_for_the_checkout_to_answer() throws Exception {
    checkout.keepWaiting();
    try (var sandbox = new Sandbox(directory, url, AT_ONCE)) {
      assertThat(sandbox.pay(sandbox.open(), APPROVED).status()).isEqualTo(303);
      next();
      assertThat(directory.resolve("undelivered")).isNotEmptyDirectory();
      checkout.answer();
      allTold();
    }
  }

  @Test
  void a_restart_knows_the_payment_and_tells_what_was_not_acknowledged() throws Exception {
    String token;
    try (var before = new Sandbox(directory, NOBODY, List.of(Duration.ZERO, Duration.ofDays(1)))) {
      token = before.open();
      before.pay(token, APPROVED);
    }
    try (var after = new Sandbox(directory, url, AT_ONCE)) {
      var message = next();
      assertThat(type(message)).isEqualTo("payment.authorised");
      // The secret was made up by the first and is still known to the second.
      after.gateway.notifications().orElseThrow().verify(message);
      assertThat(after.pay(token, APPROVED).headers()).containsEntry("Location", Sandbox.SUCCESS);
      allTold();
    }
  }

  @Test
  void a_mark_that_a_crash_left_behind_is_taken_away() throws Exception {
    Files.createDirectories(directory.resolve("undelivered"));
    Files.createFile(directory.resolve("undelivered").resolve(Ids.fileName("never opened")));
    try (var _ = new Sandbox(directory, url, AT_ONCE)) {
      allTold();
      assertThat(checkout.hasMore()).isFalse();
    }
  }
}
