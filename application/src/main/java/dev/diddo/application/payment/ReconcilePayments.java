package dev.diddo.application.payment;

import dev.diddo.application.order.Orders;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.payment.Payment;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Looks after payments and movements that nobody else finishes: whose notification was lost, whose
 * buyer went away, whose service died. Any number of processes may run it; leases keep them apart.
 */
public final class ReconcilePayments {
  /** So many a round, all at once: one gateway that hangs keeps nobody else's waiting. */
  private static final int BATCH = 50;

  /** Longer than the calls of one look may take: one that asks, and one that acts on the answer. */
  private static final Duration LEASE = Duration.ofSeconds(60);

  private static final Duration SOON = Duration.ofSeconds(10);

  /** In doubt: it is to be resolved within a minute of the provider's return. */
  private static final Duration IN_DOUBT = Duration.ofSeconds(30);

  private static final Duration LATER = Duration.ofMinutes(1);
  private static final Duration RARELY = Duration.ofMinutes(5);

  private final Payments payments;
  private final Movements movements;
  private final Orders orders;
  private final Inbox inbox;
  private final SettlePayment settlePayment;
  private final DecideOrder decideOrder;
  private final MoveMoney moveMoney;
  private final ReceiveNotification receiveNotification;
  private final ExecutorService threads;
  private final RandomGenerator random;
  private final InstantSource clock;

  /**
   * @param threads runs a batch at once; each call of a gateway has its own bounds
   */
  public ReconcilePayments(
      Payments payments,
      Movements movements,
      Orders orders,
      Inbox inbox,
      SettlePayment settlePayment,
      DecideOrder decideOrder,
      MoveMoney moveMoney,
      ReceiveNotification receiveNotification,
      ExecutorService threads,
      RandomGenerator random,
      InstantSource clock) {
    this.payments = payments;
    this.movements = movements;
    this.orders = orders;
    this.inbox = inbox;
    this.settlePayment = settlePayment;
    this.decideOrder = decideOrder;
    this.moveMoney = moveMoney;
    this.receiveNotification = receiveNotification;
    this.threads = threads;
    this.random = random;
    this.clock = clock;
  }

  /**
   * One round; answers how much it looked at. What cannot be handled stops nothing else: it comes
   * again when its lease ends, and its exception is thrown in the end.
   */
  public int run() {
    var failures = new ArrayList<RuntimeException>();
    int count = run(failures);
    if (!failures.isEmpty()) {
      throw failures.getFirst();
    }
    return count;
  }

  private int run(List<RuntimeException> failures) {
    var now = clock.instant();
    return each(inbox.claimDue(now, BATCH, LEASE), receiveNotification::apply, failures)
        + each(
            payments.claimDue(now, BATCH, LEASE),
            owned -> reconcile(owned.tenant(), owned.payment()),
            failures)
        + each(
            orders.undecidedAt(now, BATCH),
            owned -> decideOrder.expire(owned.tenant(), owned.id()),
            failures)
        + each(
            movements.claimDue(now, BATCH, LEASE),
            owned -> moveMoney.carryOut(owned.tenant(), owned.movement()),
            failures);
  }

  /** Does the work on each at once, and waits for all of it. */
  private <T> int each(List<T> claimed, Consumer<T> work, List<RuntimeException> failures) {
    var tasks =
        claimed.stream()
            .map(
                one ->
                    (Callable<Void>)
                        () -> {
                          work.accept(one);
                          return null;
                        })
            .toList();
    try {
      for (var done : threads.invokeAll(tasks)) {
        failureOf(done).ifPresent(failures::add);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
    return claimed.size();
  }

  private static Optional<RuntimeException> failureOf(Future<Void> done) {
    if (done.state() == Future.State.SUCCESS) {
      return Optional.empty();
    }
    return switch (done.exceptionNow()) {
      case RuntimeException its -> Optional.of(its);
      case Error bug -> throw bug;
      case Throwable impossible -> throw new IllegalStateException(impossible);
    };
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
  private Instant nextLook(Payment payment, Instant now) {
    var next = now.plus(jittered(pause(payment, now)));
    var end = payment.attempt().expiresAt();
    return payment instanceof Payment.Open && end.isAfter(now) && end.isBefore(next) ? end : next;
  }

  /** The longer a payment has been undecided, the less a look at it is likely to find. */
  private static Duration pause(Payment payment, Instant now) {
    if (payment instanceof Payment.Authorised) {
      return RARELY; // its stores' answers, or their silence, move it on
    }
    var age = Duration.between(payment.attempt().createdAt(), now);
    if (age.compareTo(Duration.ofMinutes(5)) < 0) {
      return SOON;
    }
    if (age.compareTo(SettlePayment.KEY_LIFETIME) >= 0) {
      return RARELY;
    }
    return payment instanceof Payment.Open ? LATER : IN_DOUBT;
  }

  /** Up to a fifth shorter, so that those who failed together do not all come back together. */
  private Duration jittered(Duration pause) {
    return pause.minusMillis(random.nextLong(pause.toMillis() / 5 + 1));
  }
}
