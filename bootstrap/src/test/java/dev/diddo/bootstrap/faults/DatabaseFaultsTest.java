package dev.diddo.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.Eventually;
import dev.diddo.application.Together;
import dev.diddo.bootstrap.RunningService;
import dev.diddo.bootstrap.actors.Answer;
import dev.diddo.bootstrap.actors.Ask;
import dev.diddo.bootstrap.actors.Buyer;
import dev.diddo.bootstrap.actors.Card;
import dev.diddo.bootstrap.actors.Goods;
import dev.diddo.bootstrap.actors.Json;
import dev.diddo.bootstrap.actors.Platform;
import dev.diddo.bootstrap.actors.SandboxPage;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A database that cuts its callers off, or says nothing any more. */
class DatabaseFaultsTest {
  private static final int BUYERS = 12;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static SlowLine line;
  private static RunningService service;

  private final Platform platform = service.newPlatform();

  @BeforeAll
  static void start() {
    service =
        RunningService.startBehind(
            url -> {
              line = new SlowLine(url.host(), url.port());
              return line.port();
            });
  }

  @AfterAll
  static void end() throws IOException {
    service.close();
    line.close();
  }

  /** Presses on until it is paid, whatever fails on the way. */
  private Buyer press(Buyer buyer) {
    var pay = Ask.post("/checkout/" + buyer.cartId(), Json.of());
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!isSubmitted(buyer) && !isPaid(buyer.askNow(pay))) {
      assertThat(System.nanoTime()).as("pressed on for long enough").isLessThan(end);
      LockSupport.parkNanos(50_000_000);
    }
    return buyer;
  }

  private static boolean isSubmitted(Buyer buyer) {
    var status = buyer.askNow(Ask.get("/cart/status/" + buyer.cartId()));
    return status.status() == 200 && status.json().path("status").asText().equals("SUBMITTED");
  }

  private boolean isPaid(Answer answer) {
    assertThat(answer.outcome())
        .isIn("201", "503 OVERLOADED", "503 GATEWAY_UNAVAILABLE", "409 ALREADY_SUBMITTED");
    // Without a url the payment is being settled, or not yet found again after a cut.
    var url = answer.json().path("url").asText();
    return !url.isEmpty()
        && new SandboxPage(platform.api(), url).present(Card.APPROVED).status() == 303;
  }

  @Test
  @DisplayName("F25: connections that are terminated at random: nothing is half done")
  void terminated_connections() {
    var shop = platform.shop(Goods.of("Mug", 1299).stocked(100));
    var template = platform.template(shop.line("Mug", 1));
    var buyers =
        IntStream.range(0, BUYERS).mapToObj(_ -> platform.guest(template).ready()).toList();

    var over = new AtomicBoolean();
    var cut = new AtomicInteger();
    var terminator = Thread.ofPlatform().start(() -> terminateUntil(over, cut));
    try {
      var _ = Together.run(BUYERS, number -> press(buyers.get(number)));
    } finally {
      over.set(true);
    }
    Eventually.holds(() -> !terminator.isAlive());
    assertThat(cut).as("connections that were cut").hasPositiveValue();

    buyers.forEach(
        buyer ->
            buyer.awaitStatus(
                status -> status.path("status").asText().equals("SUBMITTED"),
                Duration.ofSeconds(60)));
    assertThat(platform.stockOf(shop, "Mug")).isEqualTo(100 - BUYERS);
    new Auditor(service.database(), service.sandboxDir()).checkBooks(platform.organization());
  }

  private static void terminateUntil(AtomicBoolean over, AtomicInteger cut) {
    for (int i = 0; i < 12 && !over.get(); i++) {
      var count =
          service
              .database()
              .ask(
                  """
                  select count(pg_terminate_backend(pid)) from (
                    select pid from pg_stat_activity
                     where datname = current_database() and application_name = 'diddo'
                     order by random() limit 3) victim""");
      cut.addAndGet(Integer.parseInt(count));
      LockSupport.parkNanos(60_000_000);
    }
  }

  @Test
  @DisplayName("F28: a database that falls silent: callers are told in time, and all is well after")
  void a_silent_database() {
    var template = platform.template(platform.shop(Goods.of("Mug", 1299)).all());
    var buyer = platform.guest(template);
    line.fallSilent();
    try {
      var answers =
          Together.run(
              8,
              number ->
                  buyer.askNow(
                      number % 2 == 0
                          ? Ask.post(
                              "/checkout/shipping",
                              Json.of("buyer_info", Json.of("city", "Boston")))
                          : Ask.get("/cart/" + buyer.cartId())));
      assertThat(answers)
          .allSatisfy(
              answer -> {
                answer.refused(503, "OVERLOADED");
                assertThat(answer.header("Retry-After")).isPresent();
                assertThat(answer.took()).isLessThan(Duration.ofSeconds(4));
              });
      assertThat(service.management().send(Ask.get("/health/live")).status()).isEqualTo(200);
      assertThat(service.management().send(Ask.get("/health/ready")).status()).isEqualTo(503);
    } finally {
      line.speakAgain();
    }
    Eventually.holds(() -> service.management().send(Ask.get("/health/ready")).status() == 200);
    Eventually.holds(() -> buyer.askNow(Ask.get("/cart/" + buyer.cartId())).status() == 200);
    platform.guest(template).buy();
    new Auditor(service.database(), service.sandboxDir()).checkBooks(platform.organization());
  }
}
