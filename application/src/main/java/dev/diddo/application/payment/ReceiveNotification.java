package dev.diddo.application.payment;

import dev.diddo.domain.Outcome;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Takes a gateway's message in. It is stored before it is acknowledged and applied afterwards; and
 * it is only a hint to look, for what is believed is the gateway's answer to a look-up.
 */
public final class ReceiveNotification {
  /** The payment of an early message is about to be committed; a foreign one never will be. */
  private static final Duration RETRY = Duration.ofSeconds(10);

  private final Gateways gateways;
  private final Inbox inbox;
  private final Payments payments;
  private final SettlePayment settlePayment;
  private final Executor afterwards;
  private final InstantSource clock;

  /**
   * @param afterwards runs what need not be waited for; may refuse when it is full
   */
  public ReceiveNotification(
      Gateways gateways,
      Inbox inbox,
      Payments payments,
      SettlePayment settlePayment,
      Executor afterwards,
      InstantSource clock) {
    this.gateways = gateways;
    this.inbox = inbox;
    this.payments = payments;
    this.settlePayment = settlePayment;
    this.afterwards = afterwards;
    this.clock = clock;
  }

  /** Verifies and stores; once this returns, the message is never lost. */
  public Outcome<Gateways.Notice, Gateways.Unverified> receive(
      String gateway, Map<String, List<String>> headers, byte[] body) {
    return gateways
        .verify(gateway, headers, body)
        .map(
            notice -> {
              if (inbox.receive(notice, clock.instant())) {
                applyAfterwards(notice);
              }
              return notice;
            });
  }

  private void applyAfterwards(Gateways.Notice notice) {
    try {
      afterwards.execute(() -> apply(notice));
    } catch (RejectedExecutionException full) {
      // It is stored: the reconciler will come to it.
    }
  }

  /** Acts on a stored message; safe to repeat. */
  void apply(Gateways.Notice notice) {
    if (notice.payment().isEmpty()) {
      inbox.done(notice);
      return;
    }
    var owned = payments.locate(notice.payment().get());
    if (owned.isPresent()) {
      settlePayment.settle(owned.get().tenant(), owned.get().payment().id());
      inbox.done(notice);
    } else {
      inbox.tryAgain(notice, clock.instant().plus(RETRY));
    }
  }
}
