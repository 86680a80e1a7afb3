package dev.diddo.domain.webhook;

import dev.diddo.domain.id.Id;
import dev.diddo.domain.id.StoreId;
import dev.diddo.domain.id.WebhookId;

/** Who a message is for. */
public sealed interface Recipient {
  Id id();

  /** A platform, where it wants to be told. */
  record OfWebhook(WebhookId id) implements Recipient {}

  /** A store that decides on its orders, at its order endpoint. */
  record OfStore(StoreId id) implements Recipient {}
}
