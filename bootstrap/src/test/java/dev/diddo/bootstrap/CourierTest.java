package dev.diddo.bootstrap;

import dev.diddo.application.CountingIds;
import dev.diddo.application.Eventually;
import dev.diddo.application.MemoryDatabase;
import dev.diddo.application.OutageException;
import dev.diddo.application.Ports;
import dev.diddo.application.Shop;
import dev.diddo.application.SteppingClock;
import dev.diddo.application.webhook.DeliverMessages;
import dev.diddo.application.webhook.Platforms;
import dev.diddo.application.webhook.ScriptedSender;
import dev.diddo.application.webhook.Subscriptions;
import dev.diddo.domain.webhook.SigningSecrets;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The rounds of whoever sends, over ports in memory. */
class CourierTest {
  private final SteppingClock clock = new SteppingClock();
  private final CountingIds ids = new CountingIds();
  private final Ports ports = Ports.inMemory(new MemoryDatabase(), clock, ids);
  private final ScriptedSender sender = new ScriptedSender();

  private DeliverMessages deliverMessages(InstantSource claimsBy) {
    var platforms =
        new Platforms(
            ports.webhooks(),
            ports.deliveries(),
            (message, _) -> message.type().getBytes(StandardCharsets.UTF_8),
            new Random(5),
            clock);
    return new DeliverMessages(
        ports.deliveries(),
        platforms,
        platforms,
        sender,
        ports.transactions(),
        new DeliveryMeters(new SimpleMeterRegistry(), clock),
        new Random(7),
        claimsBy);
  }

  @Test
  void a_round_that_fails_is_not_the_last_one_whatever_it_failed_at() {
    var shop = Shop.in(ports, clock, ids);
    var webhook = Subscriptions.to(ids.next(), clock.instant());
    ports.webhooks().add(shop.tenant(), webhook, SigningSecrets.of(Subscriptions.secret(1)));
    shop.begin(shop.template(shop.variant(shop.store("kits.example"), "Scarf", 1_000)));
    Queue<RuntimeException> failures =
        new ArrayDeque<>(
            List.of(
                new OutageException("The database does not answer"),
                new IllegalStateException("The database refused a statement")));
    InstantSource failing =
        () -> {
          if (!failures.isEmpty()) {
            throw failures.remove();
          }
          return clock.instant();
        };
    var every = Duration.ofMillis(10);
    try (var courier =
        new Courier(deliverMessages(failing), new Bell(), 4, every, DeliverMessages.LEASE)) {
      courier.start();
      Eventually.holds(() -> sender.to(webhook.url()).size() == 1);
    }
  }
}
