package dev.diddo.application.webhook;

import static dev.diddo.domain.Outcome.accepted;
import static dev.diddo.domain.Outcome.refused;

import dev.diddo.application.idempotency.Transactions;
import dev.diddo.domain.Outcome;
import dev.diddo.domain.id.DeliveryId;
import dev.diddo.domain.id.EventId;
import dev.diddo.domain.id.Ids;
import dev.diddo.domain.id.WebhookId;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.webhook.Delivery;
import dev.diddo.domain.webhook.Message;
import dev.diddo.domain.webhook.Recipient;
import dev.diddo.domain.webhook.SigningSecrets;
import dev.diddo.domain.webhook.Webhook;
import dev.diddo.domain.webhook.WebhookSecret;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/** What a platform does with its webhooks. */
public final class ManageWebhooks {
  /** So many are asked for anew by one call; another call goes on with the next. */
  private static final int MOST_REPLAYED = 10_000;

  private final Webhooks webhooks;
  private final Deliveries deliveries;
  private final Transactions transactions;
  private final Ids ids;
  private final RandomGenerator random;
  private final InstantSource clock;

  /**
   * @param random not predictable, such as SecureRandom
   */
  public ManageWebhooks(
      Webhooks webhooks,
      Deliveries deliveries,
      Transactions transactions,
      Ids ids,
      RandomGenerator random,
      InstantSource clock) {
    this.webhooks = webhooks;
    this.deliveries = deliveries;
    this.transactions = transactions;
    this.ids = ids;
    this.random = random;
    this.clock = clock;
  }

  /** A webhook with what it verifies by; nobody is told that again. */
  public record Added(Webhook webhook, WebhookSecret secret) {}

  /**
   * Adds one.
   *
   * @param wanted makes it of its id and the time
   */
  public Outcome<Added, WebhookRefusal> add(
      Tenant tenant, BiFunction<WebhookId, Instant, Webhook> wanted) {
    var webhook = wanted.apply(new WebhookId(ids.next()), clock.instant());
    var secret = WebhookSecret.random(random);
    return webhooks.add(tenant, webhook, SigningSecrets.of(secret))
        ? accepted(new Added(webhook, secret))
        : refused(WebhookRefusal.TOO_MANY);
  }

  /** Changes one, so that of two changes at once neither undoes the other. */
  public Optional<Webhook> change(Tenant tenant, WebhookId id, UnaryOperator<Webhook> how) {
    return transactions.inOne(
        () -> {
          var changed = webhooks.findToChange(tenant, id).map(how);
          changed.ifPresent(webhook -> webhooks.save(tenant, webhook));
          return changed;
        });
  }

  /** Makes another secret; the one before goes on signing for a while. */
  public Optional<WebhookSecret> rotate(Tenant tenant, WebhookId id) {
    return transactions.inOne(
        () ->
            webhooks
                .findToChange(tenant, id)
                .flatMap(_ -> webhooks.secrets(tenant, id))
                .map(
                    secrets -> {
                      var next = WebhookSecret.random(random);
                      webhooks.save(tenant, id, secrets.rotated(next, clock.instant()));
                      return next;
                    }));
  }

  /** Has a message of no meaning sent to it. */
  public Outcome<Delivery, WebhookRefusal> test(Tenant tenant, WebhookId id) {
    return ofActive(
        tenant,
        id,
        recipient -> {
          var now = clock.instant();
          var message = new Message.Test(new EventId(ids.next()), now);
          var delivery = Delivery.of(new DeliveryId(ids.next()), recipient, message, now);
          deliveries.add(tenant, delivery);
          return accepted(delivery);
        });
  }

  /** Has one sent once more, under the id that it always had. */
  public Outcome<DeliveryId, WebhookRefusal> replay(
      Tenant tenant, WebhookId id, DeliveryId delivery) {
    return ofActive(
        tenant,
        id,
        recipient ->
            deliveries.replay(tenant, recipient, delivery, clock.instant())
                ? accepted(delivery)
                : refused(WebhookRefusal.UNKNOWN));
  }

  /** The same, whoever it is for. A store has no rest. */
  public Outcome<DeliveryId, WebhookRefusal> replay(Tenant tenant, Delivery delivery) {
    return switch (delivery.recipient()) {
      case Recipient.OfWebhook(var webhook) -> replay(tenant, webhook, delivery.id());
      case Recipient.OfStore store ->
          deliveries.replay(tenant, store, delivery.id(), clock.instant())
              ? accepted(delivery.id())
              : refused(WebhookRefusal.UNKNOWN);
    };
  }

  /**
   * Has those sent once more that failed since then, and those sent now that wait for another try;
   * answers how many.
   */
  public Outcome<Integer, WebhookRefusal> replayMissed(Tenant tenant, WebhookId id, Instant since) {
    return ofActive(
        tenant,
        id,
        recipient ->
            accepted(
                deliveries.replayMissed(tenant, recipient, since, clock.instant(), MOST_REPLAYED)));
  }

  private <T> Outcome<T, WebhookRefusal> ofActive(
      Tenant tenant, WebhookId id, Function<Recipient, Outcome<T, WebhookRefusal>> act) {
    var webhook = webhooks.find(tenant, id);
    if (webhook.isEmpty()) {
      return refused(WebhookRefusal.UNKNOWN);
    }
    return webhook.get().isActive()
        ? act.apply(new Recipient.OfWebhook(id))
        : refused(WebhookRefusal.NOT_ACTIVE);
  }
}
