package dev.diddo.application.payment;

import dev.diddo.application.order.Orders;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.payment.Payment;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Looks after payments and movements that nobody else finishes: whose notification was lost, whose
 * buyer went away, whose service died. Any number of processes may run it; leases keep them apart.
 */
public final class ReconcilePayments {
  /** So many orders a round: they ask no gateway, and take some milliseconds each. */
  private static final int BATCH = 50;

  /** A return looks, asks what went back before, and gives back the rest. */
  static final int CALLS_OF_A_MOVEMENT = 3;

  /** A look, an end or a capture that follows from it, and a return where that was wrong. */
  static final int CALLS_OF_A_PAYMENT = 3 + CALLS_OF_A_MOVEMENT;

  /** That, and a look behind it: at refunds and disputes, or at money that came late. */
  static final int CALLS_OF_A_NOTICE = CALLS_OF_A_PAYMENT + 1 + CALLS_OF_A_MOVEMENT;

  /** For all that is done in between. */
  private static final Duration OWN_TIME = Duration.ofSeconds(10);

  private static final Duration SOON = Duration.ofSeconds(10);

  /** In doubt: it is to be resolved within a minute of the provider's return. */
  private static final Duration IN_DOUBT = Duration.ofSeconds(30);

  private static final Duration LATER = Duration.ofMinutes(1);
  private static final Duration RARELY = Duration.ofMinutes(5);

  private final Payments payments;
  private final Orders orders;
  private final SettlePayment settlePayment;
  private final DecideOrder decideOrder;
  private final Lanes<Gateways.Notice> noticeLanes;
  private final Lanes<Payments.Owned> paymentLanes;
  private final Lanes<Movements.Owned> movementLanes;
  private final RandomGenerator random;
  private final InstantSource clock;

  /**
   * @param threads runs what is begun, all at once
   * @param longestCall how long one call of a gateway may take at most
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
      Duration longestCall,
      RandomGenerator random,
      InstantSource clock) {
    this.payments = payments;
    this.orders = orders;
    this.settlePayment = settlePayment;
    this.decideOrder = decideOrder;
    this.noticeLanes =
        new Lanes<>(
            inbox,
            lease(CALLS_OF_A_NOTICE, longestCall),
            notice -> notice,
            receiveNotification::apply,
            threads);
    this.paymentLanes =
        new Lanes<>(
            payments,
            lease(CALLS_OF_A_PAYMENT, longestCall),
            owned -> owned.payment().id(),
            owned -> reconcile(owned.tenant(), owned.payment()),
            threads);
    this.movementLanes =
        new Lanes<>(
            movements,
            lease(CALLS_OF_A_MOVEMENT, longestCall),
            owned -> owned.movement().id(),
            owned -> moveMoney.carryOut(owned.tenant(), owned.movement()),
            threads);
    this.random = random;
    this.clock = clock;
  }

  private static Duration lease(int calls, Duration longestCall) {
    return longestCall.multipliedBy(calls).plus(OWN_TIME);
  }

  /**
   * Begins what is due and waits for no gateway. What cannot be handled stops nothing else: it
   * comes again when its lease ends.
   *
   * @param failed hears of it, from any thread
   */
  public void begin(Consumer<Throwable> failed) {
    expire(failed);
    for (var lanes : List.of(noticeLanes, paymentLanes, movementLanes)) {
      var _ = lanes.begin(clock.instant(), failed);
    }
  }

  /**
   * One round to its end; answers how much it looked at. Of what failed the first is thrown when
   * everything is over.
   */
  public int run() {
    var failures = new ConcurrentLinkedQueue<Throwable>();
    int count = expire(failures::add);
    for (var lanes : List.of(noticeLanes, paymentLanes, movementLanes)) {
      var begun = lanes.begin(clock.instant(), failures::add);
      begun.forEach(ReconcilePayments::await);
      count += begun.size();
    }
    switch (failures.peek()) {
      case null -> {}
      case RuntimeException its -> throw its;
      case Error bug -> throw bug;
      case Throwable impossible -> throw new IllegalStateException(impossible);
    }
    return count;
  }

  private static void await(Future<?> begun) {
    try {
      begun.get();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Stores that are silent for too long; what follows from that is due at once. */
  private int expire(Consumer<Throwable> failed) {
    var silent = orders.undecidedAt(clock.instant(), BATCH);
    for (var owned : silent) {
      try {
        decideOrder.expire(owned.tenant(), owned.id());
      } catch (RuntimeException its) {
        failed.accept(its);
      }
    }
    return silent.size();
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
