package dev.diddo.application.payment;

import dev.diddo.application.cart.CartStatuses;
import dev.diddo.application.cart.LiveCarts;
import dev.diddo.application.session.CheckoutSessions;
import dev.diddo.domain.id.EventId;
import dev.diddo.domain.id.Ids;
import dev.diddo.domain.id.OrderId;
import dev.diddo.domain.id.PaymentId;
import dev.diddo.domain.order.CheckoutEvent;
import dev.diddo.domain.order.LedgerEntry;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.order.OrderNumber;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.payment.Evidence;
import dev.diddo.domain.payment.Payment;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Moves a payment as far as evidence carries it, up to the order. The buyer's return, the
 * provider's notification and the reconciler all end here, as often and as much at once as they
 * like: the gateway's keys make its calls happen once, and one conditional commit decides who
 * writes the order.
 */
public final class SettlePayment {
  /** While a key is so young, asking again with it finds or makes the one payment it stands for. */
  static final Duration KEY_LIFETIME = Duration.ofHours(23);

  /**
   * So long a new payment belongs to whoever stored it: longer than a call of a gateway may take.
   * If others opened it meanwhile, a gateway that was not reached would prove nothing.
   */
  static final Duration FIRST_CALL = Duration.ofSeconds(30);

  private static final int MAX_ORDER_NUMBERS = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Payments payments;
  private final Gateways gateways;
  private final LiveCarts liveCarts;
  private final CheckoutSessions sessions;
  private final CartStatuses statuses;
  private final Ids ids;
  private final RandomGenerator random;
  private final InstantSource clock;

  public SettlePayment(
      Payments payments,
      Gateways gateways,
      LiveCarts liveCarts,
      CheckoutSessions sessions,
      CartStatuses statuses,
      Ids ids,
      RandomGenerator random,
      InstantSource clock) {
    this.payments = payments;
    this.gateways = gateways;
    this.liveCarts = liveCarts;
    this.sessions = sessions;
    this.statuses = statuses;
    this.ids = ids;
    this.random = random;
    this.clock = clock;
  }

  /** Asks the gateway how it is and acts on that; answers how the payment is then. */
  public Payment settle(Tenant tenant, PaymentId id) {
    var payment = payments.find(tenant, id).orElseThrow();
    return switch (payment) {
      case Payment.Captured _, Payment.Declined _, Payment.Cancelled _ -> payment;
      case Payment.Submitting _ when isYoungerThan(FIRST_CALL, payment) -> payment;
      case Payment.Submitting _ -> submitAgain(tenant, payment);
      case Payment.Unknown _ when isYoungerThan(KEY_LIFETIME, payment) ->
          submitAgain(tenant, payment);
      case Payment.Unknown _, Payment.Open _, Payment.Authorised _ ->
          witness(tenant, payment, gateways.lookUp(payment));
    };
  }

  /**
   * Opens a payment at its gateway for the first time. Only then does a gateway that was not
   * reached prove that nothing happened: the cart is open again, and nobody is told.
   */
  Payment submitFirst(Tenant tenant, Payment.Submitting payment) {
    var evidence = gateways.open(payment.attempt());
    return evidence instanceof Evidence.NotReached && isYoungerThan(FIRST_CALL, payment)
        ? move(tenant, payment, new Payment.Cancelled(payment.attempt(), Optional.empty()), false)
        : witness(tenant, payment, evidence);
  }

  /** Opens the payment at its gateway, or finds it open there: the key makes both the same. */
  Payment submitAgain(Tenant tenant, Payment payment) {
    return witness(tenant, payment, gateways.open(payment.attempt()));
  }

  /** Ends a payment that its buyer has not authorised; answers how it is then. */
  Payment cancel(Tenant tenant, Payment payment) {
    return witness(tenant, payment, gateways.cancel(payment));
  }

  /** How the payment is once its gateway was asked for it, or after three seconds. */
  Payment awaitSubmitted(Tenant tenant, PaymentId id) {
    var payment = payments.find(tenant, id).orElseThrow();
    if (!(payment instanceof Payment.Submitting)) {
      return payment;
    }
    var changes = new Semaphore(0);
    try (var _ = statuses.watch(tenant, payment.attempt().cart(), changes::release)) {
      long end = System.nanoTime() + PATIENCE.toNanos();
      payment = payments.find(tenant, id).orElseThrow();
      while (payment instanceof Payment.Submitting
          && changes.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        payment = payments.find(tenant, id).orElseThrow();
      }
      return payment;
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return payment;
    }
  }

  private Payment witness(Tenant tenant, Payment payment, Evidence evidence) {
    var after = payment.witness(evidence);
    if (after instanceof Payment.Authorised authorised) {
      after = after.witness(gateways.capture(authorised));
    }
    return after instanceof Payment.Captured captured
        ? order(tenant, captured)
        : move(tenant, payment, after, true);
  }

  private Payment move(Tenant tenant, Payment before, Payment after, boolean told) {
    var because = told ? because(before, after) : Optional.<CheckoutEvent>empty();
    return after.equals(before) || payments.move(tenant, before, after, because)
        ? after
        : payments.find(tenant, before.id()).orElseThrow();
  }

  private Payment order(Tenant tenant, Payment.Captured captured) {
    for (int i = 0; i < MAX_ORDER_NUMBERS; i++) {
      var order = orderOf(tenant, captured);
      var entries = LedgerEntry.ofCapture(captured.attempt().amount(), captured.attempt().splits());
      try {
        return payments.settle(tenant, captured, order, entries, paid(captured))
            ? captured
            : payments.find(tenant, captured.id()).orElseThrow();
      } catch (OrderNumberTakenException another) {
        // One in 10^11 a pair of orders: another number will do.
      }
    }
    throw new IllegalStateException("No free order number was found");
  }

  private Order orderOf(Tenant tenant, Payment.Captured captured) {
    var cart = liveCarts.find(tenant, captured.attempt().cart()).orElseThrow().contents();
    var session = sessions.find(tenant, cart.session());
    var newOrder =
        new Order.NewOrder(
            new OrderId(ids.next()),
            OrderNumber.random(random),
            session.flatMap(s -> s.externalCustomerId()),
            clock.instant());
    return Order.of(newOrder, cart, captured.attempt().splits());
  }

  private List<CheckoutEvent> paid(Payment payment) {
    return List.of(
        event(payment, CheckoutEvent.Type.CHECKOUT_SUCCEEDED),
        event(payment, CheckoutEvent.Type.ORDER_SUBMITTED));
  }

  private Optional<CheckoutEvent> because(Payment before, Payment after) {
    return switch (after) {
      case Payment.Open _ when !(before instanceof Payment.Open) ->
          Optional.of(event(after, CheckoutEvent.Type.CHECKOUT_IN_PROGRESS));
      case Payment.Declined _ -> Optional.of(event(after, CheckoutEvent.Type.CHECKOUT_FAILED));
      case Payment.Cancelled _ -> Optional.of(event(after, CheckoutEvent.Type.CHECKOUT_CANCELLED));
      default -> Optional.empty();
    };
  }

  private CheckoutEvent event(Payment payment, CheckoutEvent.Type type) {
    return new CheckoutEvent(
        new EventId(ids.next()), payment.attempt().cart(), type, clock.instant());
  }

  private boolean isYoungerThan(Duration age, Payment payment) {
    return clock.instant().isBefore(payment.attempt().createdAt().plus(age));
  }
}
