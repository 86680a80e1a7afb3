package dev.diddo.application.payment;

import dev.diddo.application.idempotency.Transactions;
import dev.diddo.application.order.OrderEvents;
import dev.diddo.application.order.Orders;
import dev.diddo.domain.Outcome;
import dev.diddo.domain.id.Ids;
import dev.diddo.domain.id.MerchantOrderId;
import dev.diddo.domain.id.MovementId;
import dev.diddo.domain.id.PaymentId;
import dev.diddo.domain.id.StoreId;
import dev.diddo.domain.merchant.MerchantSplit;
import dev.diddo.domain.money.Money;
import dev.diddo.domain.order.LedgerEntry;
import dev.diddo.domain.order.MerchantOrder;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.order.OrderRefusal;
import dev.diddo.domain.order.Refund;
import dev.diddo.domain.order.RefundWish;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.payment.Movement;
import dev.diddo.domain.payment.Movement.Kind;
import dev.diddo.domain.payment.Payment;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * Carries out what is to move after a payment: transfers to stores, refunds, their reversals, and
 * the return of money that came for nothing. Each is stored first and then asked for, with one key,
 * until the gateway says what became of it; its booking is in the commit that ends it.
 */
public final class MoveMoney {
  private static final Duration SHORTEST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofMinutes(30);

  /** A day of half hours: after that people have to look at it, as the audit tells them. */
  private static final int MAX_RETURNS = 50;

  /** What the provider works on by itself takes days: it tells us, or we see it so often. */
  private static final Duration PENDING = Duration.ofMinutes(30);

  private final Movements movements;
  private final Payments payments;
  private final Orders orders;
  private final Ledger ledger;
  private final Inbox inbox;
  private final Gateways gateways;
  private final AskForMovement askForMovement;
  private final Transactions transactions;
  private final OrderEvents events;
  private final Ids ids;
  private final RandomGenerator random;
  private final InstantSource clock;

  public MoveMoney(
      Movements movements,
      Payments payments,
      Orders orders,
      Ledger ledger,
      Inbox inbox,
      Gateways gateways,
      Transactions transactions,
      Ids ids,
      RandomGenerator random,
      InstantSource clock) {
    this.movements = movements;
    this.payments = payments;
    this.orders = orders;
    this.ledger = ledger;
    this.inbox = inbox;
    this.gateways = gateways;
    this.askForMovement = new AskForMovement(movements, gateways, clock);
    this.transactions = transactions;
    this.events = new OrderEvents(ids, clock);
    this.ids = ids;
    this.random = random;
    this.clock = clock;
  }

  /**
   * What is to be passed on to stores once this payment is captured, where its gateway can: the net
   * of what a provider gave back by itself meanwhile.
   */
  List<Movement> transfers(Payment.Captured payment, Order order) {
    var owed = order.toPassOn().stream().filter(it -> it.split().account().isPresent()).toList();
    if (owed.isEmpty() || !can(payment, Gateways.Abilities::transfers)) {
      return List.of();
    }
    return owed.stream()
        .flatMap(
            it ->
                wanted(payment, Kind.TRANSFER, Optional.of(it.split()), it.netOfRefunds()).stream())
        .toList();
  }

  /**
   * An order with refunds of all that was taken for stores which said no: of a gateway that takes
   * the money before they were asked.
   *
   * @param refunds to be stored with the order
   */
  record Refunded(Order order, List<Movement> refunds) {}

  Refunded refundEnded(Order order) {
    return refund(order, MerchantOrder::isEnded);
  }

  /**
   * The same for the parts that have ended since. One that ended before had its refund then; where
   * that failed, whether it is tried anew is for people to say.
   */
  Refunded refundEnded(Order before, Order after) {
    return refund(
        after, it -> it.isEnded() && !before.merchantOrder(it.id()).orElseThrow().isEnded());
  }

  private Refunded refund(Order order, Predicate<MerchantOrder> wanted) {
    var now = clock.instant();
    var after = order;
    var refunds = new ArrayList<Movement>();
    for (var ended : order.merchantOrders()) {
      if (wanted.test(ended) && !ended.refundable().isZero()) {
        var id = new MovementId(ids.next());
        after =
            switch (after.refund(ended.id(), id, new RefundWish.Rest(), ended.reason(), now)) {
              case Outcome.Accepted<Order, OrderRefusal>(var refunded) -> refunded;
              case Outcome.Refused<Order, OrderRefusal>(var bug) ->
                  throw new IllegalStateException("What is left can be refunded: " + bug);
            };
        refunds.add(
            Movement.pending(
                id,
                order.payment(),
                Kind.REFUND,
                Optional.of(ended.id()),
                ended.refundable(),
                now));
      }
    }
    return new Refunded(after, List.copyOf(refunds));
  }

  void add(Tenant tenant, List<Movement> wanted) {
    movements.add(tenant, wanted);
  }

  /** Has whatever the provider reserved or took for an ended payment given back. */
  void giveBack(Tenant tenant, Payment ended) {
    addReturn(tenant, ended).ifPresent(wanted -> carryOut(tenant, wanted));
  }

  /** Stores that it is to be given back; empty if that is under way already. */
  Optional<Movement> addReturn(Tenant tenant, Payment ended) {
    var wanted = pending(ended, Kind.RETURN, Optional.empty(), ended.attempt().amount());
    return movements.addReturn(tenant, wanted) ? Optional.of(wanted) : Optional.empty();
  }

  /** The same, by the movement's id. */
  Movement carryOut(Tenant tenant, MovementId id) {
    return carryOut(tenant, movements.find(tenant, id).orElseThrow());
  }

  /** Asks the gateway for a movement that is stored; answers how it is then. Safe to repeat. */
  public Movement carryOut(Tenant tenant, Movement movement) {
    if (movement.isOver()) {
      return movement;
    }
    var payment = payments.find(tenant, movement.payment()).orElseThrow();
    return witness(tenant, payment, movement, askForMovement.ask(tenant, payment, movement));
  }

  /** The same, where the gateway's answer is known already. */
  Movement witness(Tenant tenant, Payment payment, Movement movement, Movement.Evidence evidence) {
    var after = movement.witness(evidence);
    return transactions.inOne(() -> store(tenant, payment, after));
  }

  private Movement store(Tenant tenant, Payment payment, Movement after) {
    // The order's lock first, as everywhere: its refund ends in the same commit.
    var order =
        after.isOver() && after.merchantOrder().isPresent()
            ? orders.ofPayment(tenant, payment.id()).flatMap(o -> orders.lock(tenant, o.id()))
            : Optional.<Order>empty();
    if (!movements.save(tenant, after, due(after))) {
      return movements.find(tenant, after.id()).orElseThrow();
    }
    if (after.isOver()) {
      order.ifPresent(its -> book(tenant, payment, its, after));
    }
    if (after.kind() == Kind.RETURN && after.hasFailed()) {
      oweAgain(tenant, payment);
    }
    return after;
  }

  /**
   * What could not be given back is still not ours: it is asked for anew, as another movement with
   * another key, for the amount may have been another than the provider once said.
   */
  private void oweAgain(Tenant tenant, Payment payment) {
    long failed =
        movements.ofPayment(tenant, payment.id()).stream()
            .filter(it -> it.kind() == Kind.RETURN && it.hasFailed())
            .count();
    if (failed < MAX_RETURNS) {
      addReturn(tenant, payment)
          .ifPresent(again -> movements.save(tenant, again, clock.instant().plus(pause(failed))));
    }
  }

  private Instant due(Movement movement) {
    if (movement.isOver()) {
      return clock.instant();
    }
    if (movement.gatewayId().isPresent()) {
      return clock.instant().plus(PENDING);
    }
    return clock.instant().plus(pause(movement.tries()));
  }

  /** Up to half as long again, so that those who failed together do not all come back together. */
  private Duration pause(long failures) {
    long doubled = SHORTEST.toMillis() << Math.clamp(failures - 1, 0, 20);
    long pause = Math.min(doubled, LONGEST.toMillis());
    return Duration.ofMillis(pause + random.nextLong(pause / 2 + 1));
  }

  private void book(Tenant tenant, Payment payment, Order order, Movement ended) {
    var store = storeOf(order, ended);
    switch (ended.kind()) {
      case TRANSFER -> book(tenant, ended, LedgerEntry.ofTransfer(store, ended.amount()));
      case REVERSAL -> book(tenant, ended, LedgerEntry.ofReversal(store, ended.amount()));
      case REFUND -> bookRefund(tenant, payment, order, ended);
      case RETURN -> {}
    }
  }

  private void book(Tenant tenant, Movement ended, List<LedgerEntry> entries) {
    if (ended.hasSucceeded()) {
      ledger.book(tenant, ended.payment(), entries, clock.instant());
    }
  }

  private void bookRefund(Tenant tenant, Payment payment, Order order, Movement ended) {
    var status = ended.hasSucceeded() ? Refund.Status.SUCCEEDED : Refund.Status.FAILED;
    var after = order.refundEnded(ended.id(), status);
    orders.save(tenant, after, events.between(order, after));
    if (ended.hasSucceeded()) {
      settleRefund(tenant, payment, order, ended.id());
    } else {
      lookAgain(payment, ended);
    }
  }

  /**
   * It may have failed because somebody gave the money back in the provider's dashboard. What that
   * was did not fit beside this one, and does so now.
   */
  private void lookAgain(Payment payment, Movement failed) {
    var subject = new Gateways.Subject.OfPayment(payment.id());
    var reminder =
        new Gateways.Notice(payment.attempt().gateway(), "refund-failed-" + failed.key(), subject);
    inbox.receive(reminder, clock.instant());
  }

  /** Books a refund that is made, and has its store's part taken back where it was passed on. */
  void settleRefund(Tenant tenant, Payment payment, Order order, MovementId id) {
    for (var merchantOrder : order.merchantOrders()) {
      for (var refund : merchantOrder.refunds()) {
        if (refund.id().equals(id)) {
          ledger.book(
              tenant,
              payment.id(),
              LedgerEntry.ofRefund(merchantOrder.split().store(), refund),
              clock.instant());
          takeBack(
              tenant, payment, merchantOrder.split(), refund.amount().minus(refund.commission()));
        }
      }
    }
  }

  /**
   * A refund that was made has come back: its money is free again, and so is its store's part.
   *
   * @param order locked
   * @return the order after it; as it was, if that is stored already
   */
  Order bounce(
      Tenant tenant, Payment.Captured payment, Order order, Movement refund, String reason) {
    var now = clock.instant();
    if (!movements.bounce(tenant, refund.bounced(reason), now)) {
      return order;
    }
    var after = order.refundEnded(refund.id(), Refund.Status.FAILED);
    var whose = refund.merchantOrder().flatMap(after::merchantOrder).orElseThrow();
    whose.refunds().stream()
        .filter(it -> it.id().equals(refund.id()))
        .map(it -> LedgerEntry.ofBouncedRefund(whose.split().store(), it))
        .forEach(entries -> ledger.book(tenant, payment.id(), entries, now));
    passOnAgain(tenant, payment, whose);
    return after;
  }

  /** What was taken back from a store for a refund that is none goes to the store after all. */
  private void passOnAgain(Tenant tenant, Payment payment, MerchantOrder of) {
    var its =
        movements.ofPayment(tenant, payment.id()).stream()
            .filter(it -> !it.hasFailed() && it.isOf(of.id()))
            .toList();
    var nothing = Money.zero(of.split().gross().currency());
    var passedOn = its.stream().map(MoveMoney::passedOn).reduce(nothing, Money::plus);
    var missing = of.netOfRefunds().minus(passedOn);
    if (its.stream().anyMatch(it -> it.kind() == Kind.TRANSFER) && missing.minorUnits() > 0) {
      wanted(payment, Kind.TRANSFER, Optional.of(of.split()), missing)
          .ifPresent(it -> movements.add(tenant, List.of(it)));
    }
  }

  private static Money passedOn(Movement movement) {
    return switch (movement.kind()) {
      case TRANSFER -> movement.amount();
      case REVERSAL -> movement.amount().negated();
      case REFUND, RETURN -> Money.zero(movement.amount().currency());
    };
  }

  private void takeBack(Tenant tenant, Payment payment, MerchantSplit split, Money net) {
    var wasPassedOn =
        split.account().isPresent()
            && movements.ofPayment(tenant, payment.id()).stream()
                .anyMatch(it -> isTransferOf(it, split.merchantOrder()));
    if (wasPassedOn) {
      wanted(payment, Kind.REVERSAL, Optional.of(split), net)
          .ifPresent(it -> movements.add(tenant, List.of(it)));
    }
  }

  private static boolean isTransferOf(Movement movement, MerchantOrderId order) {
    return movement.kind() == Kind.TRANSFER && !movement.hasFailed() && movement.isOf(order);
  }

  /** Whether the gateway of this payment gives money back. */
  boolean canRefund(Tenant tenant, PaymentId payment) {
    return can(payments.find(tenant, payment).orElseThrow(), Gateways.Abilities::refunds);
  }

  private boolean can(Payment payment, Predicate<Gateways.Abilities> ability) {
    return gateways.abilities(payment.attempt().gateway()).filter(ability).isPresent();
  }

  /** As much of it as the gateway can move; the rest, if any, stays in the ledger. */
  private Optional<Movement> wanted(
      Payment payment, Kind kind, Optional<MerchantSplit> split, Money amount) {
    return gateways
        .amounts(payment.attempt().gateway(), amount.currency())
        .map(rule -> rule.floor(amount))
        .filter(whole -> !whole.isZero())
        .map(whole -> pending(payment, kind, split, whole));
  }

  private Movement pending(
      Payment payment, Kind kind, Optional<MerchantSplit> split, Money amount) {
    return Movement.pending(
        new MovementId(ids.next()),
        payment.id(),
        kind,
        split.map(MerchantSplit::merchantOrder),
        amount,
        clock.instant());
  }

  private static StoreId storeOf(Order order, Movement movement) {
    return movement.merchantOrder().flatMap(order::merchantOrder).orElseThrow().split().store();
  }
}
