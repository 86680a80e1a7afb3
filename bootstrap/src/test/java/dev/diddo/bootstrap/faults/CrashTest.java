package dev.diddo.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.Together;
import dev.diddo.bootstrap.ChildService;
import dev.diddo.bootstrap.actors.Ask;
import dev.diddo.bootstrap.actors.Buyer;
import dev.diddo.bootstrap.actors.Card;
import dev.diddo.bootstrap.actors.Goods;
import dev.diddo.bootstrap.actors.Json;
import dev.diddo.bootstrap.actors.Platform;
import dev.diddo.bootstrap.actors.SandboxPage;
import dev.diddo.bootstrap.actors.Shop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A service that is gone from one moment to the next, and comes back to its data. */
class CrashTest {
  private static final int PAYMENTS = 20;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration SETTLED = Duration.ofSeconds(90);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path dir;

  /** What a buyer's device knows when the service dies: what it asked, and what it was told. */
  private static final class Attempt {
    private final Buyer buyer;
    private final String key;
    private volatile Optional<String> url = Optional.empty();
    private volatile boolean acknowledged;

    Attempt(Buyer buyer, int number) {
      this.buyer = buyer;
      this.key = "attempt-" + number;
    }

    private Ask pay() {
      return Ask.post("/checkout/" + buyer.cartId(), Json.of()).once(key).by(buyer.token());
    }

    /** As far as the service lives. */
    void go(ChildService service, Runnable step) {
      try {
        var opened = service.api().trySend(pay(), PATIENCE);
        step.run();
        if (opened.status() == 201) {
          url = Optional.of(opened.json().path("url").asText());
          var page = new SandboxPage(service.api(), url.get());
          acknowledged |= page.present(Card.APPROVED).status() == 303;
          step.run();
        }
      } catch (IOException | UncheckedIOException gone) {
        // It died under us: what matters is what is found afterwards.
      }
    }

    /**
     * Comes back with the same key, as long as it is told to, and pays if that was not done. The
     * claim of a process that died lasts until its lease ends.
     */
    void finish(Platform platform) {
      long end = System.nanoTime() + SETTLED.toNanos();
      var again = platform.api().patiently(pay());
      while (again.outcome().equals("409 IDEMPOTENCY_IN_FLIGHT") && System.nanoTime() < end) {
        assertThat(again.header("Retry-After")).isPresent();
        LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
        again = platform.api().patiently(pay());
      }
      if (again.status() == 201) {
        var page = new SandboxPage(platform.api(), again.json().path("url").asText());
        page.present(Card.APPROVED).is(303);
      } else {
        again.refused(409, "ALREADY_SUBMITTED");
      }
    }
  }

  @Test
  @DisplayName("F1, F2, F3: killed three times amid twenty payments: none lost, none doubled")
  void killed_amid_twenty_payments() {
    try (var service = ChildService.start(dir)) {
      var platform = service.platform();
      var shop = platform.shop(Goods.of("Mug", 1299).stocked(1000));
      var attempts = attempts(platform, shop);
      // Each pays in two steps: the first crash finds most of its buyers opening their payments,
      // the second presenting cards, the third all charged, with what follows under way.
      crashAfter(2, service, attempts.subList(0, 7));
      service.restart();
      crashAfter(10, service, attempts.subList(7, 14));
      service.restart();
      crashAfter(12, service, attempts.subList(14, PAYMENTS));
      service.restart();
      long back = System.nanoTime();
      var _ =
          Together.run(
              PAYMENTS,
              number -> {
                attempts.get(number).finish(platform);
                return number;
              });
      for (var attempt : attempts) {
        var left = SETTLED.minusNanos(System.nanoTime() - back);
        attempt.buyer.awaitStatus(
            status -> status.path("status").asText().equals("SUBMITTED"), left);
        assertThat(platform.ordersOf(attempt.buyer.person().email())).hasSize(1);
      }
      assertThat(attempts)
          .as("the crashes came before the charges and after them")
          .anyMatch(attempt -> attempt.url.isPresent() && !attempt.acknowledged)
          .anyMatch(attempt -> attempt.acknowledged);
      assertThat(platform.stockOf(shop, "Mug")).isEqualTo(1000 - PAYMENTS);
      service.auditor().checkBooks(platform.organization());
    }
  }

  private static List<Attempt> attempts(Platform platform, Shop shop) {
    var template = platform.template(shop.line("Mug", 1));
    return IntStream.range(0, PAYMENTS)
        .mapToObj(number -> new Attempt(platform.guest(template).ready(), number))
        .toList();
  }

  private static void crashAfter(int steps, ChildService service, List<Attempt> attempts) {
    var done = new AtomicInteger();
    var reached = new CountDownLatch(1);
    var dead = new CountDownLatch(1);
    var killer =
        Thread.ofPlatform()
            .start(
                () -> {
                  awaitQuietly(reached);
                  service.crash();
                  dead.countDown();
                });
    var _ =
        Together.run(
            attempts.size(),
            number -> {
              attempts
                  .get(number)
                  .go(
                      service,
                      () -> {
                        if (done.incrementAndGet() >= steps) {
                          reached.countDown();
                          awaitQuietly(dead); // so that nobody gets further than meant
                        }
                      });
              return number;
            });
    reached.countDown();
    join(killer);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  @DisplayName("F71: told to end under load, it finishes what it took and leaves nothing running")
  void told_to_end_under_load() {
    try (var service = ChildService.start(dir)) {
      var platform = service.platform();
      var shop = platform.shop(Goods.of("Mug", 1299).stocked(1000));
      var attempts = attempts(platform, shop);
      var done = new AtomicInteger();
      var _ =
          Together.run(
              PAYMENTS,
              number -> {
                attempts
                    .get(number)
                    .go(
                        service,
                        () -> {
                          if (done.incrementAndGet() == 15) {
                            service.terminate();
                          }
                        });
                return number;
              });
      service.terminate();
      service.awaitEnd();
      assertThat(service.hasDatabase()).isFalse();

      service.restart();
      for (var attempt : attempts) {
        if (attempt.acknowledged) {
          attempt.buyer.awaitStatus(
              status -> status.path("status").asText().equals("SUBMITTED"), SETTLED);
          assertThat(platform.ordersOf(attempt.buyer.person().email())).hasSize(1);
        } else if (attempt.url.isPresent()) {
          assertThat(attempt.buyer.status().path("payment").path("status").asText("none"))
              .as("I3: a payment that was acknowledged is there")
              .isNotEqualTo("none");
        }
      }
      attempts.forEach(attempt -> attempt.finish(platform));
      attempts.forEach(attempt -> attempt.buyer.awaitSubmitted());
      service.auditor().checkBooks(platform.organization());
    }
  }
}
