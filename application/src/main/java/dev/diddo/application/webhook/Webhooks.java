package dev.diddo.application.webhook;

import dev.diddo.application.Listed;
import dev.diddo.application.Page;
import dev.diddo.domain.id.WebhookId;
import dev.diddo.domain.order.CheckoutEvent;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.webhook.SigningSecrets;
import dev.diddo.domain.webhook.Webhook;
import java.util.Optional;

/** Where webhooks are kept, with what they sign by. */
public interface Webhooks {
  /** Which of them are wanted; what is empty narrows nothing. */
  record Filter(Optional<Boolean> active, Optional<CheckoutEvent.Type> event) {}

  /** False if the tenant has as many as it may. */
  boolean add(Tenant tenant, Webhook webhook, SigningSecrets secrets);

  Optional<Webhook> find(Tenant tenant, WebhookId id);

  /**
   * The same, to be changed: until the transaction under way ends, nobody else finds it so.
   *
   * @see dev.diddo.application.idempotency.Transactions
   */
  Optional<Webhook> findToChange(Tenant tenant, WebhookId id);

  /** Newest first. */
  Listed<Webhook> list(Tenant tenant, Filter filter, Page page);

  /** Replaces all of it but its id and its secrets. */
  void save(Tenant tenant, Webhook webhook);

  /** False if there is no such webhook. */
  boolean remove(Tenant tenant, WebhookId id);

  Optional<SigningSecrets> secrets(Tenant tenant, WebhookId id);

  void save(Tenant tenant, WebhookId id, SigningSecrets secrets);
}
