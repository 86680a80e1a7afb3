package dev.diddo.application.payment;

import dev.diddo.application.OutageException;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.payment.Payment;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

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

  /** In doubt: it is to be resolved within a minute of the provider's return. */
  private static final Duration IN_DOUBT = Duration.ofSeconds(30);

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

  /**
   * One round; answers how many payments and messages it looked at. One that cannot be handled
   * stops no other: it comes again when its lease ends, and its exception is thrown in the end.
   */
  public int run() {
    var failures = new ArrayList<RuntimeException>();
    var notices = inbox.claimDue(clock.instant(), BATCH, LEASE);
    notices.forEach(notice -> attempt(() -> receiveNotification.apply(notice), failures));
    var due = payments.claimDue(clock.instant(), BATCH, LEASE);
    due.forEach(owned -> attempt(() -> reconcile(owned.tenant(), owned.payment()), failures));
    if (!failures.isEmpty()) {
      throw failures.getFirst();
    }
    return notices.size() + due.size();
  }

  /** An outage concerns them all, so it ends the round. */
  private static void attempt(Runnable work, List<RuntimeException> failures) {
    try {
      work.run();
    } catch (OutageException everybodys) {
      throw everybodys;
    } catch (RuntimeException its) {
      failures.add(its);
    }
  }

  private void reconcile(Tenant tenant, Payment payment) {
    var now = clock.instant();
    var after = settlePayment.settle(tenant, payment.id());
    if (after instanceof Payment.Open && !now.isBefore(payment.attempt().expiresAt())) {
      after = settlePayment.cancel(tenant, after);
    }
    if (!after.isOver()) {
      payments.checkAgain(tenant, payment.id(), nextLook(after, now));
    }
  }

  /** One that waits for its buyer is looked at when its time is over, not some time later. */
  private static Instant nextLook(Payment payment, Instant now) {
    var next = now.plus(pause(payment, now));
    var end = payment.attempt().expiresAt();
    return payment instanceof Payment.Open && end.isAfter(now) && end.isBefore(next) ? end : next;
  }

  /** The longer a payment has been undecided, the less a look at it is likely to find. */
  private static Duration pause(Payment payment, Instant now) {
    var age = Duration.between(payment.attempt().createdAt(), now);
    if (age.compareTo(Duration.ofMinutes(5)) < 0) {
      return SOON;
    }
    if (age.compareTo(SettlePayment.KEY_LIFETIME) >= 0) {
      return RARELY;
    }
    return payment instanceof Payment.Open ? LATER : IN_DOUBT;
  }
}
