package dev.diddo.application.payment;

import dev.diddo.domain.id.PaymentId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keeps an impatient buyer from asking the provider for the same payment again and again: so that
 * one page that reloads takes no other buyer's turn.
 */
final class RecentLooks {
  /** Quicker than anybody reloads by hand. */
  private static final Duration PAUSE = Duration.ofSeconds(2);

  /** More buyers than this come back from a provider within two seconds on no machine. */
  private static final int REMEMBERED = 10_000;

  private final Map<PaymentId, Instant> looks =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<PaymentId, Instant> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** Whether it is this caller's turn to look. */
  synchronized boolean mayLook(PaymentId payment, Instant now) {
    var last = looks.get(payment);
    if (last != null && now.isBefore(last.plus(PAUSE)) && !now.isBefore(last)) {
      return false;
    }
    looks.remove(payment);
    looks.put(payment, now);
    return true;
  }
}
