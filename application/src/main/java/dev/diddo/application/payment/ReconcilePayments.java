package dev.diddo.application.payment;

import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.payment.Payment;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Looks after payments that nobody else finishes: whose notification was lost, whose buyer went
 * away, whose service died. Any number of processes may run it; leases keep them apart.
 */
public final class ReconcilePayments {
  /** So many a round, so that a long queue does not outlive the leases taken on it. */
  private static final int BATCH = 50;

  /** Longer than a gateway call may take. */
  private static final Duration LEASE = Duration.ofSeconds(60);

  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Duration LATER = Duration.ofMinutes(1);
  private static final Duration RARELY = Duration.ofMinutes(5);

  private final Payments payments;
  private final Inbox inbox;
  private final SettlePayment settlePayment;
  private final ReceiveNotification receiveNotification;
  private final InstantSource clock;

  public ReconcilePayments(
      Payments payments,
      Inbox inbox,
      SettlePayment settlePayment,
      ReceiveNotification receiveNotification,
      InstantSource clock) {
    this.payments = payments;
    this.inbox = inbox;
    this.settlePayment = settlePayment;
    this.receiveNotification = receiveNotification;
    this.clock = clock;
  }

  /** One round; answers how many payments and messages it looked at. */
  public int run() {
    var notices = inbox.claimDue(clock.instant(), BATCH, LEASE);
    notices.forEach(receiveNotification::apply);
    var due = payments.claimDue(clock.instant(), BATCH, LEASE);
    due.forEach(owned -> reconcile(owned.tenant(), owned.payment()));
    return notices.size() + due.size();
  }

  private void reconcile(Tenant tenant, Payment payment) {
    var now = clock.instant();
    var after = settlePayment.settle(tenant, payment.id());
    if (after instanceof Payment.Open && !now.isBefore(payment.attempt().expiresAt())) {
      after = settlePayment.cancel(tenant, after);
    }
    if (!after.isOver()) {
      payments.checkAgain(tenant, payment.id(), now.plus(pause(after, now)));
    }
  }

  /** The longer a payment has been undecided, the less a look at it is likely to find. */
  private static Duration pause(Payment payment, Instant now) {
    var age = Duration.between(payment.attempt().createdAt(), now);
    if (age.compareTo(Duration.ofMinutes(5)) < 0) {
      return SOON;
    }
    return age.compareTo(Duration.ofHours(2)) < 0 ? LATER : RARELY;
  }
}
