package dev.diddo.application.webhook;

import dev.diddo.domain.webhook.Delivery;
import dev.diddo.domain.webhook.Message;
import java.time.Duration;

/** Hears how telling others goes. It must not block or throw. */
public interface DeliveryListener {
  /**
   * A try is stored.
   *
   * @param took from the request's beginning to its answer; nothing if none was sent
   */
  void delivered(Delivery after, Duration took);

  /** A message could not be written down, which is a bug of ours: it was set aside. */
  void unwritable(Message message, RuntimeException why);
}
