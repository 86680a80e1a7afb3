package dev.diddo.application.webhook;

import dev.diddo.domain.webhook.Message;
import dev.diddo.domain.webhook.Webhook;

/** How messages are written for those who receive them. */
public interface Bodies {
  /**
   * The same bytes for the same message, always.
   *
   * @throws RuntimeException if that cannot be done, now or ever
   */
  byte[] of(Message message, Webhook.Format format);
}
