package dev.diddo.domain.webhook;

import dev.diddo.domain.id.Id;
import dev.diddo.domain.id.WebhookId;

/** Who a message is for. */
public sealed interface Recipient {
  Id id();

  /** A platform, where it wants to be told. */
  record OfWebhook(WebhookId id) implements Recipient {}
}
