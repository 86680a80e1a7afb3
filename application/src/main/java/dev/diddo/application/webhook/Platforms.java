package dev.diddo.application.webhook;

import dev.diddo.domain.id.WebhookId;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.webhook.Answer;
import dev.diddo.domain.webhook.Delivery;
import dev.diddo.domain.webhook.Recipient;
import dev.diddo.domain.webhook.Webhook;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Platforms, told by their webhooks. One that takes nothing any more is given up. */
public final class Platforms implements Receiver {
  private final Webhooks webhooks;
  private final Deliveries deliveries;
  private final Bodies bodies;
  private final RandomGenerator random;
  private final InstantSource clock;

  public Platforms(
      Webhooks webhooks,
      Deliveries deliveries,
      Bodies bodies,
      RandomGenerator random,
      InstantSource clock) {
    this.webhooks = webhooks;
    this.deliveries = deliveries;
    this.bodies = bodies;
    this.random = random;
    this.clock = clock;
  }

  @Override
  public Optional<Parcel> parcel(Tenant tenant, Delivery delivery) {
    var id = id(delivery);
    return webhooks
        .find(tenant, id)
        .filter(Webhook::isActive)
        .flatMap(
            webhook ->
                webhooks
                    .secrets(tenant, id)
                    .map(
                        secrets ->
                            new Parcel(
                                webhook.url(),
                                bodies.of(delivery.message(), webhook.format()),
                                secrets.at(clock.instant()))));
  }

  /** What stands in its answer is of no interest: it took the message, or did not. */
  @Override
  public Delivery judge(Tenant tenant, Delivery sent, URI asked, Answer answer) {
    if (answer instanceof Answer.Received received) {
      if (received.isSuccess()) {
        return sent.taken();
      }
      if (received.isGone() && !hasMoved(tenant, sent, asked)) {
        return sent.refused();
      }
    }
    return sent.notTaken(answer, clock.instant(), random);
  }

  /** Locked, so that it does not move before that is stored. */
  private boolean hasMoved(Tenant tenant, Delivery sent, URI asked) {
    return webhooks
        .findToChange(tenant, id(sent))
        .filter(webhook -> !webhook.url().equals(asked))
        .isPresent();
  }

  @Override
  public Runnable follow(Tenant tenant, Delivery after, URI asked, Answer answer) {
    if (after.status() == Delivery.Status.FAILED) {
      webhooks
          .findToChange(tenant, id(after))
          .filter(webhook -> takesNothing(tenant, webhook, after, asked, answer))
          .ifPresent(
              webhook -> webhooks.save(tenant, webhook.disabled(reason(answer), clock.instant())));
    }
    return NOTHING;
  }

  /**
   * One that has moved since is not gone, and one that takes what else it is told is not failing.
   */
  private boolean takesNothing(
      Tenant tenant, Webhook webhook, Delivery after, URI asked, Answer answer) {
    return switch (reason(answer)) {
      case GONE -> webhook.url().equals(asked);
      case FAILING -> !deliveries.tookAnySince(tenant, after);
    };
  }

  private static Webhook.Reason reason(Answer answer) {
    return answer instanceof Answer.Received received && received.isGone()
        ? Webhook.Reason.GONE
        : Webhook.Reason.FAILING;
  }

  private static WebhookId id(Delivery delivery) {
    return switch (delivery.recipient()) {
      case Recipient.OfWebhook(var id) -> id;
      case Recipient.OfStore _ -> throw new IllegalArgumentException("A store is no platform");
    };
  }
}
