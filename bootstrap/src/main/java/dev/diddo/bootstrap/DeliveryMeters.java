package dev.diddo.bootstrap;

import dev.diddo.application.webhook.Deliveries;
import dev.diddo.application.webhook.DeliveryListener;
import dev.diddo.domain.webhook.Delivery;
import dev.diddo.domain.webhook.Message.OfMerchantOrder;
import dev.diddo.domain.webhook.Recipient;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is measured of telling others. */
final class DeliveryMeters implements DeliveryListener {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryMeters.class);

  private static final Duration[] REQUEST_OBJECTIVES = {
    Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(20)
  };

  private static final Duration[] LATENCY_OBJECTIVES = {
    Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofMinutes(10), Duration.ofHours(4)
  };

  private final MeterRegistry registry;
  private final InstantSource clock;
  private final Timer latency;
  private final Timer storesAnswer;
  private final Counter unwritable;
  private volatile Deliveries.Vitals vitals = new Deliveries.Vitals(Duration.ZERO, 0, 0);

  DeliveryMeters(MeterRegistry registry, InstantSource clock) {
    this.registry = registry;
    this.clock = clock;
    this.latency =
        Timer.builder("diddo.webhooks.latency")
            .description("From what happened to whoever took the message of it")
            .serviceLevelObjectives(LATENCY_OBJECTIVES)
            .register(registry);
    this.storesAnswer =
        Timer.builder("diddo.stores.answer")
            .description("From an order to its store's answer: yes, no, or later")
            .serviceLevelObjectives(LATENCY_OBJECTIVES)
            .register(registry);
    this.unwritable =
        Counter.builder("diddo.wrong.unwritable.messages")
            .description("Must be 0: tries at which a message could not be written")
            .register(registry);
    Gauge.builder("diddo.webhooks.lag.seconds", this, it -> it.vitals.lag().toMillis() / 1_000.0)
        .description("How long the longest waiting message has been due")
        .register(registry);
    Gauge.builder("diddo.webhooks.failing", this, it -> it.vitals.failing())
        .description("Receivers that did not take a message, which is to be tried again")
        .register(registry);
    Gauge.builder("diddo.webhooks.disabled", this, it -> it.vitals.disabled())
        .description("Webhooks that were given up")
        .register(registry);
  }

  /** It is shown until the next one is taken. */
  void show(Deliveries.Vitals taken) {
    vitals = taken;
  }

  @Override
  public void delivered(Delivery after, Duration took) {
    Timer.builder("diddo.webhooks.deliveries")
        .description("Tries to deliver a message: taken, to be tried again, or given up")
        .tag("outcome", outcome(after))
        .tag("recipient", recipient(after))
        .serviceLevelObjectives(REQUEST_OBJECTIVES)
        .register(registry)
        .record(took);
    if (after.status() == Delivery.Status.DELIVERED) {
      var age = Duration.between(after.createdAt(), clock.instant());
      latency.record(age);
      if (after.message() instanceof OfMerchantOrder it
          && it.kind() == OfMerchantOrder.Kind.CREATED) {
        storesAnswer.record(age);
      }
    }
  }

  private static String recipient(Delivery delivery) {
    return switch (delivery.recipient()) {
      case Recipient.OfWebhook _ -> "webhook";
      case Recipient.OfStore _ -> "store";
    };
  }

  private static String outcome(Delivery after) {
    return switch (after.status()) {
      case PENDING -> "retried";
      case DELIVERED -> "delivered";
      case FAILED -> "failed";
    };
  }

  /** Each try counts; the log names a message once, at its first try. */
  @Override
  public void unwritable(Delivery before, RuntimeException why) {
    unwritable.increment();
    if (before.tries() == 0) {
      LOG.atError()
          .addKeyValue("message", before.message().id().text())
          .setCause(why)
          .log("A message could not be written and is tried again later");
    }
  }
}
