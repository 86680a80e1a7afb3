package dev.diddo.application.webhook;

import dev.diddo.domain.webhook.Delivery;
import java.time.Duration;

/** Hears how telling others goes. It must not block or throw. */
public interface DeliveryListener {
  /**
   * A try is stored.
   *
   * @param took from the request's beginning to its answer; nothing if none was sent
   */
  void delivered(Delivery after, Duration took);

  /**
   * A message could not be written down, for a bug of ours or a key that is missing here. It is
   * tried again like one that was not taken.
   *
   * @param before as it was claimed
   */
  void unwritable(Delivery before, RuntimeException why);
}
