package dev.diddo.application.payment;

import dev.diddo.application.cart.CartStatuses;
import dev.diddo.application.cart.LiveCarts;
import dev.diddo.application.idempotency.Transactions;
import dev.diddo.application.order.OrderEvents;
import dev.diddo.application.order.OrderMessages;
import dev.diddo.application.order.Orders;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.id.EventId;
import dev.diddo.domain.id.Ids;
import dev.diddo.domain.id.PaymentId;
import dev.diddo.domain.money.Money;
import dev.diddo.domain.order.CheckoutEvent;
import dev.diddo.domain.order.Decision;
import dev.diddo.domain.order.LedgerEntry;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.payment.Evidence;
import dev.diddo.domain.payment.Movement;
import dev.diddo.domain.payment.Payment;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

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

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Payments payments;
  private final Gateways gateways;
  private final Orders orders;
  private final OrderMessages messages;
  private final PlaceOrder placeOrder;
  private final MoveMoney moveMoney;
  private final LiveCarts liveCarts;
  private final CartStatuses statuses;
  private final Transactions transactions;
  private final OrderEvents events;
  private final Ids ids;
  private final InstantSource clock;

  public SettlePayment(
      Payments payments,
      Gateways gateways,
      Orders orders,
      OrderMessages messages,
      PlaceOrder placeOrder,
      MoveMoney moveMoney,
      LiveCarts liveCarts,
      CartStatuses statuses,
      Transactions transactions,
      Ids ids,
      InstantSource clock) {
    this.payments = payments;
    this.gateways = gateways;
    this.orders = orders;
    this.messages = messages;
    this.placeOrder = placeOrder;
    this.moveMoney = moveMoney;
    this.liveCarts = liveCarts;
    this.statuses = statuses;
    this.transactions = transactions;
    this.events = new OrderEvents(ids, clock);
    this.ids = ids;
    this.clock = clock;
  }

  /** Asks the gateway how it is and acts on that; answers how the payment is then. */
  public Payment settle(Tenant tenant, PaymentId id) {
    var payment = payments.find(tenant, id).orElseThrow();
    return switch (payment) {
      case Payment.Captured _, Payment.Declined _, Payment.Cancelled _ -> payment;
      case Payment.Submitting _ when isYoungerThan(FIRST_CALL, payment) -> payment;
      case Payment.Submitting _, Payment.Unknown _ -> submitAgain(tenant, payment);
      case Payment.Open _, Payment.Authorised _ ->
          witness(tenant, payment, gateways.lookUp(payment));
      case Payment.Capturing capturing -> witness(tenant, payment, gateways.capture(capturing));
      case Payment.Releasing _ -> witness(tenant, payment, gateways.release(payment));
    };
  }

  /**
   * Looks after a payment that has ended without money, because its provider says that something
   * happened: money that came after all is given back. False if the provider did not answer.
   */
  boolean settleLate(Tenant tenant, Payment ended) {
    var evidence = gateways.lookUp(ended);
    if (isMoney(evidence)) {
      moveMoney.giveBack(tenant, ended);
    }
    return !(evidence instanceof Evidence.None || evidence instanceof Evidence.NotReached);
  }

  /**
   * Opens a payment at its gateway for the first time. Only then does a gateway that was not
   * reached prove that nothing happened: the cart is open again, and nobody is told. Nor is anybody
   * where the gateway lost its customer, for another payment follows at once.
   */
  Payment submitFirst(Tenant tenant, Payment.Submitting payment) {
    var evidence = gateways.open(payment.attempt());
    if (evidence instanceof Evidence.Declined(_, var reason)
        && reason.equals(Payment.CUSTOMER_UNKNOWN)) {
      return move(tenant, payment, payment.witness(evidence), false);
    }
    return evidence instanceof Evidence.NotReached && isYoungerThan(FIRST_CALL, payment)
        ? move(tenant, payment, new Payment.Cancelled(payment.attempt(), Optional.empty()), false)
        : witness(tenant, payment, evidence);
  }

  /**
   * Opens the payment at its gateway, or finds it open there: the key makes both the same. A key
   * that has grown old is never sent again.
   */
  Payment submitAgain(Tenant tenant, Payment payment) {
    return witness(
        tenant,
        payment,
        isYoungerThan(KEY_LIFETIME, payment)
            ? gateways.open(payment.attempt())
            : gateways.lookUp(payment));
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
    var after = isLost(payment, evidence) ? lost(payment) : payment.witness(evidence);
    return switch (after) {
      case Payment.Authorised authorised when payment instanceof Payment.Authorised ->
          decide(tenant, payment, authorised);
      case Payment.Authorised authorised -> authorised(tenant, payment, authorised);
      case Payment.Captured captured -> captured(tenant, payment, captured);
      case Payment.Declined _, Payment.Cancelled _ -> end(tenant, payment, after, evidence);
      case Payment.Submitting _,
          Payment.Open _,
          Payment.Unknown _,
          Payment.Capturing _,
          Payment.Releasing _ ->
          move(tenant, payment, after, true);
    };
  }

  /** A provider that knows nothing of a payment when its key is old will never know it. */
  private boolean isLost(Payment payment, Evidence evidence) {
    return evidence instanceof Evidence.NoSuchPayment
        && !payment.isAuthorised()
        && !isYoungerThan(KEY_LIFETIME, payment);
  }

  private static Payment lost(Payment payment) {
    return new Payment.Cancelled(payment.attempt(), payment.knownGatewayId());
  }

  /**
   * The total is reserved. Where every store accepts at once it is captured at once too, and one
   * commit stores it all: until then a repetition would find and do the same again. Otherwise the
   * order is stored now, and waits.
   */
  private Payment authorised(Tenant tenant, Payment before, Payment.Authorised authorised) {
    return placeOrder.place(
        tenant,
        authorised,
        order ->
            order.decision().isPresent()
                ? capture(tenant, before, authorised.capture(captured(order)), order)
                : store(tenant, before, authorised, order));
  }

  private static Money captured(Order order) {
    return order.decision().orElseThrow().captured();
  }

  private Payment capture(Tenant tenant, Payment before, Payment.Capturing capturing, Order order) {
    var evidence = gateways.capture(capturing);
    return switch (capturing.witness(evidence)) {
      case Payment.Captured captured -> complete(tenant, before, captured, order);
      case Payment.Declined ended -> end(tenant, before, ended, evidence);
      case Payment.Cancelled ended -> end(tenant, before, ended, evidence);
      case Payment waiting -> store(tenant, before, waiting, order);
    };
  }

  private Payment store(Tenant tenant, Payment before, Payment after, Order order) {
    return transactions.inOne(
        () -> {
          if (!payments.move(tenant, before, after, Optional.empty())) {
            return payments.find(tenant, before.id()).orElseThrow();
          }
          orders.add(tenant, order, List.of());
          messages.ask(tenant, order);
          return after;
        });
  }

  /** Acts on what the stores have answered, if that is enough by now. */
  private Payment decide(Tenant tenant, Payment before, Payment.Authorised authorised) {
    var after = transactions.inOne(() -> decided(tenant, before, authorised));
    return after instanceof Payment.Capturing || after instanceof Payment.Releasing
        ? settle(tenant, after.id())
        : after;
  }

  private Payment decided(Tenant tenant, Payment before, Payment.Authorised authorised) {
    var order = locked(tenant, before);
    var now = order.at(clock.instant());
    var after = now.decision().map(made -> next(authorised, made)).orElse(authorised);
    if (!after.equals(before) && !payments.move(tenant, before, after, Optional.empty())) {
      return payments.find(tenant, before.id()).orElseThrow();
    }
    if (!now.equals(order)) {
      orders.save(tenant, now, events.between(order, now));
      messages.tell(tenant, order, now);
    }
    return after;
  }

  private static Payment next(Payment.Authorised authorised, Decision decision) {
    return switch (decision.verdict()) {
      case CAPTURE_ALL, CAPTURE_ACCEPTED -> authorised.capture(decision.captured());
      case RELEASE -> authorised.release();
    };
  }

  private Payment captured(Tenant tenant, Payment before, Payment.Captured captured) {
    return before.isAuthorised()
        ? transactions.inOne(() -> complete(tenant, before, captured, locked(tenant, before)))
        : placeOrder.place(tenant, captured, order -> complete(tenant, before, captured, order));
  }

  /** Locked, for a store may be deciding on it at this moment. */
  private Order locked(Tenant tenant, Payment payment) {
    var found = orders.ofPayment(tenant, payment.id()).orElseThrow();
    return orders.lock(tenant, found.id()).orElseThrow();
  }

  private Payment complete(Tenant tenant, Payment before, Payment.Captured captured, Order order) {
    var paid = order.captured(captured.amount());
    var entries = LedgerEntry.ofCapture(captured.amount(), paid.capturedSplits());
    var refunded = moveMoney.refundEnded(paid);
    var movements = new ArrayList<>(moveMoney.transfers(captured, paid));
    movements.addAll(refunded.refunds());
    // An order that was stored before has asked its stores.
    var isToAsk = !before.isAuthorised() && paid.decideBy().isPresent();
    var settled =
        (movements.isEmpty() && !isToAsk)
            ? payments.settle(tenant, before, captured, paid, entries, succeeded(paid))
            : transactions.inOne(
                () -> {
                  var first =
                      payments.settle(
                          tenant,
                          before,
                          captured,
                          refunded.order(),
                          entries,
                          succeeded(refunded.order()));
                  if (first) {
                    moveMoney.add(tenant, movements);
                  }
                  if (first && isToAsk) {
                    messages.ask(tenant, refunded.order());
                  }
                  return first;
                });
    return settled ? captured : overtaken(tenant, before, captured);
  }

  /**
   * Somebody was quicker. Where all they knew was that the money is reserved, their order is stored
   * and waits for what is known here.
   */
  private Payment overtaken(Tenant tenant, Payment before, Payment.Captured captured) {
    var now = payments.find(tenant, captured.id()).orElseThrow();
    return now.isAuthorised() && !before.isAuthorised()
        ? witness(tenant, now, new Evidence.Captured(captured.gatewayId(), captured.amount()))
        : now;
  }

  private List<CheckoutEvent> succeeded(Order paid) {
    return List.of(
        events.of(paid, CheckoutEvent.Type.CHECKOUT_SUCCEEDED),
        events.of(paid, CheckoutEvent.Type.ORDER_SUBMITTED));
  }

  /** Without money for us: whatever the provider has of it for all that is given back. */
  private Payment end(Tenant tenant, Payment before, Payment after, Evidence evidence) {
    if (!isMoney(evidence)) {
      return end(tenant, before, after);
    }
    // In one commit, for nobody looks at a payment any more that is over.
    var ended =
        transactions.inOne(
            () -> {
              var its = end(tenant, before, after);
              return new Ended(
                  its, its.equals(after) ? moveMoney.addReturn(tenant, its) : Optional.empty());
            });
    ended.owed().ifPresent(movement -> moveMoney.carryOut(tenant, movement));
    return ended.payment();
  }

  private record Ended(Payment payment, Optional<Movement> owed) {}

  private Payment end(Tenant tenant, Payment before, Payment after) {
    return orders
        .ofPayment(tenant, before.id())
        .filter(_ -> before.isAuthorised())
        .map(order -> giveUp(tenant, before, after, order))
        .orElseGet(() -> move(tenant, before, after, true));
  }

  private Payment giveUp(Tenant tenant, Payment before, Payment after, Order found) {
    return transactions.inOne(
        () -> {
          var order = orders.lock(tenant, found.id()).orElseThrow();
          var cart = liveCarts.find(tenant, before.attempt().cart()).orElseThrow();
          if (!(cart instanceof LiveCart.Frozen frozen)
              || !payments.giveUp(
                  tenant, before, after, frozen.reopen(ids), because(before, after))) {
            return payments.find(tenant, before.id()).orElseThrow();
          }
          var cancelled = order.cancelled("The payment came to nothing");
          orders.save(tenant, cancelled, events.between(order, cancelled));
          messages.tell(tenant, order, cancelled);
          return after;
        });
  }

  private Payment move(Tenant tenant, Payment before, Payment after, boolean told) {
    var because = told ? because(before, after) : Optional.<CheckoutEvent>empty();
    return after.equals(before) || payments.move(tenant, before, after, because)
        ? after
        : payments.find(tenant, before.id()).orElseThrow();
  }

  private Optional<CheckoutEvent> because(Payment before, Payment after) {
    return switch (after) {
      case Payment.Open _ when !(before instanceof Payment.Open) ->
          Optional.of(event(after, CheckoutEvent.Type.CHECKOUT_IN_PROGRESS));
      case Payment.Declined _ -> Optional.of(event(after, CheckoutEvent.Type.CHECKOUT_FAILED));
      // Its stores rejected it, or its authorisation ran out: no buyer has cancelled anything.
      case Payment.Cancelled _ when before.isAuthorised() ->
          Optional.of(event(after, CheckoutEvent.Type.CHECKOUT_FAILED));
      case Payment.Cancelled _ -> Optional.of(event(after, CheckoutEvent.Type.CHECKOUT_CANCELLED));
      default -> Optional.empty();
    };
  }

  private static boolean isMoney(Evidence evidence) {
    return evidence instanceof Evidence.Authorised || evidence instanceof Evidence.Captured;
  }

  private CheckoutEvent event(Payment payment, CheckoutEvent.Type type) {
    return CheckoutEvent.of(
        new EventId(ids.next()), payment.attempt().cart(), type, clock.instant());
  }

  private boolean isYoungerThan(Duration age, Payment payment) {
    return clock.instant().isBefore(payment.attempt().createdAt().plus(age));
  }
}
