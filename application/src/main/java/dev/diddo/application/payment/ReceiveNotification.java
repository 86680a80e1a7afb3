package dev.diddo.application.payment;

import dev.diddo.domain.Outcome;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.payment.Payment;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Takes a gateway's message in. It is stored before it is acknowledged and applied afterwards; and
 * it is only a hint to look, for what is believed is the gateway's answer to a look-up.
 */
public final class ReceiveNotification {
  /** The payment of an early message is about to be committed; a foreign one never will be. */
  private static final Duration RETRY = Duration.ofSeconds(10);

  /** A provider that tells and then does not answer is away; twenty tries take three hours. */
  private static final Duration SILENT_RETRY = Duration.ofMinutes(10);

  private final Gateways gateways;
  private final Inbox inbox;
  private final Payments payments;
  private final SettlePayment settlePayment;
  private final FollowProvider followProvider;
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
      FollowProvider followProvider,
      Executor afterwards,
      InstantSource clock) {
    this.gateways = gateways;
    this.inbox = inbox;
    this.payments = payments;
    this.settlePayment = settlePayment;
    this.followProvider = followProvider;
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
    var owned =
        switch (notice.subject()) {
          case Gateways.Subject.OfPayment(var id) -> payments.locate(id);
          case Gateways.Subject.OfGatewayId(var id) -> payments.locate(notice.gateway(), id);
          case Gateways.Subject.Nothing() -> Optional.<Payments.Owned>empty();
        };
    if (owned.isPresent()) {
      if (hasLooked(owned.get().tenant(), owned.get().payment())) {
        inbox.done(notice);
      } else {
        inbox.tryAgain(notice, clock.instant().plus(SILENT_RETRY));
      }
    } else if (notice.subject() instanceof Gateways.Subject.Nothing) {
      inbox.done(notice);
    } else {
      inbox.tryAgain(notice, clock.instant().plus(RETRY));
    }
  }

  /** False if the provider did not say what the message may be about. */
  private boolean hasLooked(Tenant tenant, Payment payment) {
    return switch (payment) {
      case Payment.Captured captured -> followProvider.follow(tenant, captured);
      case Payment.Declined _, Payment.Cancelled _ -> settlePayment.settleLate(tenant, payment);
      case Payment.Submitting _,
          Payment.Open _,
          Payment.Unknown _,
          Payment.Authorised _,
          Payment.Capturing _,
          Payment.Releasing _ -> {
        // What it is then may be what the message is about: look behind that as well.
        var after = settlePayment.settle(tenant, payment.id());
        yield !after.isOver() || hasLooked(tenant, after);
      }
    };
  }
}
