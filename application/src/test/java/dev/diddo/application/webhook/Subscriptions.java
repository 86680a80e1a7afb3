package dev.diddo.application.webhook;

import dev.diddo.domain.id.WebhookId;
import dev.diddo.domain.order.CheckoutEvent;
import dev.diddo.domain.webhook.Webhook;
import dev.diddo.domain.webhook.WebhookSecret;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/** Webhooks for tests. */
public final class Subscriptions {
  public static final List<CheckoutEvent.Type> EVERYTHING = List.of(CheckoutEvent.Type.values());

  private Subscriptions() {}

  public static Webhook to(UUID id, Instant at, CheckoutEvent.Type... events) {
    return new Webhook(
        new WebhookId(id),
        URI.create("https://hooks.example/" + id),
        events.length == 0 ? EVERYTHING : List.of(events),
        Optional.of("For the warehouse"),
        Webhook.Format.STANDARD,
        new Webhook.State.Active(),
        at);
  }

  public static WebhookSecret secret(long seed) {
    return WebhookSecret.random(new Random(seed));
  }
}
