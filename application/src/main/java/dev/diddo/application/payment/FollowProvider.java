package dev.diddo.application.payment;

import dev.diddo.application.idempotency.Transactions;
import dev.diddo.application.order.OrderEvents;
import dev.diddo.application.order.Orders;
import dev.diddo.domain.id.Ids;
import dev.diddo.domain.id.MovementId;
import dev.diddo.domain.money.Money;
import dev.diddo.domain.order.LedgerEntry;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.order.Refund;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.payment.Dispute;
import dev.diddo.domain.payment.Movement;
import dev.diddo.domain.payment.Payment;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Takes over what happens to a captured payment at its provider without us: refunds that somebody
 * makes in the provider's own dashboard, refunds that come back, and disputes.
 */
public final class FollowProvider {
  private final Gateways gateways;
  private final Orders orders;
  private final Movements movements;
  private final Ledger ledger;
  private final MoveMoney moveMoney;
  private final Transactions transactions;
  private final OrderEvents events;
  private final Ids ids;
  private final InstantSource clock;

  public FollowProvider(
      Gateways gateways,
      Orders orders,
      Movements movements,
      Ledger ledger,
      MoveMoney moveMoney,
      Transactions transactions,
      Ids ids,
      InstantSource clock) {
    this.gateways = gateways;
    this.orders = orders;
    this.movements = movements;
    this.ledger = ledger;
    this.moveMoney = moveMoney;
    this.transactions = transactions;
    this.events = new OrderEvents(ids, clock);
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Compares the provider's books of this payment with ours; safe to repeat. False if the provider
   * did not show them all, or somebody else took over disputes meanwhile: it is to be done again.
   */
  public boolean follow(Tenant tenant, Payment.Captured payment) {
    var known = orders.ofPayment(tenant, payment.id()).map(Order::disputes).orElse(List.of());
    var refunds = gateways.refunds(payment);
    var disputes = gateways.disputes(payment);
    endOurs(tenant, payment, refunds.orElse(List.of()));
    var isNewest =
        orders
            .ofPayment(tenant, payment.id())
            .map(
                found ->
                    takeOver(tenant, payment, found, known, refunds.orElse(List.of()), disputes))
            .orElse(true);
    return isNewest
        && (refunds.isPresent() || !can(payment, Gateways.Abilities::refunds))
        && (disputes.isPresent() || !can(payment, Gateways.Abilities::disputes));
  }

  private boolean can(Payment payment, Predicate<Gateways.Abilities> ability) {
    return gateways.abilities(payment.attempt().gateway()).filter(ability).isPresent();
  }

  /**
   * What was told before somebody else took over disputes may be older than what they were told:
   * nothing of it is kept then, and the answer is false.
   */
  private boolean takeOver(
      Tenant tenant,
      Payment.Captured payment,
      Order found,
      List<Dispute> known,
      List<Gateways.KnownRefund> refunds,
      Optional<List<Dispute>> disputes) {
    return transactions.inOne(
        () -> {
          var order = orders.lock(tenant, found.id()).orElseThrow();
          var isNewest = order.disputes().equals(known);
          compare(tenant, payment, order, refunds, disputes.filter(_ -> isNewest));
          return isNewest;
        });
  }

  /** Ours of which nobody knew how they are, and the provider's books say it. */
  private void endOurs(
      Tenant tenant, Payment.Captured payment, List<Gateways.KnownRefund> refunds) {
    for (var pending : movements.ofPayment(tenant, payment.id())) {
      if (pending.kind() == Movement.Kind.REFUND && !pending.isOver()) {
        refunds.stream()
            .filter(refund -> isSame(pending, refund))
            .findFirst()
            .ifPresent(it -> moveMoney.witness(tenant, payment, pending, it.state()));
      }
    }
  }

  private void compare(
      Tenant tenant,
      Payment.Captured payment,
      Order order,
      List<Gateways.KnownRefund> refunds,
      Optional<List<Dispute>> disputes) {
    var bounced = bounce(tenant, payment, order, refunds);
    var adopted = adopt(tenant, payment, bounced, refunds);
    var after = disputes.map(adopted::withDisputes).orElse(adopted);
    var lost = after.lost().minus(order.lost());
    if (!lost.isZero()) {
      ledger.book(tenant, payment.id(), LedgerEntry.ofLostDispute(lost), clock.instant());
    }
    if (!after.equals(order)) {
      orders.save(tenant, after, events.between(order, after));
    }
  }

  /** What was made by the provider's word, and is not by its newest. */
  private Order bounce(
      Tenant tenant, Payment.Captured payment, Order order, List<Gateways.KnownRefund> refunds) {
    var after = order;
    for (var made : refundsOf(tenant, payment)) {
      var reason =
          refunds.stream()
              .filter(refund -> made.hasSucceeded() && isSame(made, refund))
              .flatMap(refund -> reasonOf(refund).stream())
              .findFirst();
      if (reason.isPresent()) {
        after = moveMoney.bounce(tenant, payment, after, made, reason.get());
      }
    }
    return after;
  }

  private static Optional<String> reasonOf(Gateways.KnownRefund refund) {
    return refund.state() instanceof Movement.Evidence.Failed(var reason)
        ? Optional.of(reason)
        : Optional.empty();
  }

  /** Pending ones are told of again when they have ended. */
  private Order adopt(
      Tenant tenant, Payment.Captured payment, Order order, List<Gateways.KnownRefund> refunds) {
    var after = order;
    var ours = refundsOf(tenant, payment);
    for (var refund : refunds) {
      var missing = missing(ours, refund);
      if (refund.state() instanceof Movement.Evidence.Succeeded
          && missing.minorUnits() > 0
          && !isInTheWay(after, missing)) {
        after = adopt(tenant, payment, after, refund.gatewayId(), missing);
      }
    }
    return after;
  }

  /** What we do not have of it, neither as ours nor as taken over before. */
  private static Money missing(List<Movement> ours, Gateways.KnownRefund refund) {
    return ours.stream()
        .filter(it -> isSame(it, refund) && !isNeverMade(it))
        .map(Movement::amount)
        .reduce(refund.amount(), Money::minus);
  }

  /** Given up by us, though the provider may have it after all. */
  private static boolean isNeverMade(Movement refund) {
    return refund.hasFailed() && refund.gatewayId().isEmpty();
  }

  /**
   * Two refunds of more than there is cannot both happen: one of ours that is under way will fail,
   * and then this one is looked at again.
   */
  private static boolean isInTheWay(Order order, Money missing) {
    return missing.compareTo(order.refundable()) > 0
        && refundsOf(order).stream().anyMatch(it -> it.status() == Refund.Status.PENDING);
  }

  private List<Movement> refundsOf(Tenant tenant, Payment payment) {
    return movements.ofPayment(tenant, payment.id()).stream()
        .filter(it -> it.kind() == Movement.Kind.REFUND)
        .toList();
  }

  private static boolean isSame(Movement ours, Gateways.KnownRefund refund) {
    return refund.key().filter(ours.key()::equals).isPresent()
        || ours.gatewayId().filter(refund.gatewayId()::equals).isPresent();
  }

  private Order adopt(
      Tenant tenant, Payment.Captured payment, Order order, String gatewayId, Money missing) {
    var after = order.adopt(missing, Refund.Status.SUCCEEDED, ids, clock.instant());
    var before = refundsOf(order).stream().map(Refund::id).toList();
    var made = new ArrayList<MovementId>();
    for (var merchantOrder : after.merchantOrders()) {
      for (var share : merchantOrder.refunds()) {
        if (!before.contains(share.id())) {
          moveMoney.add(
              tenant,
              List.of(
                  new Movement(
                      share.id(),
                      payment.id(),
                      Movement.Kind.REFUND,
                      Optional.of(merchantOrder.id()),
                      share.amount(),
                      new Movement.State.Succeeded(gatewayId),
                      0,
                      share.createdAt())));
          made.add(share.id());
        }
      }
    }
    made.forEach(id -> moveMoney.settleRefund(tenant, payment, after, id));
    return after;
  }

  private static List<Refund> refundsOf(Order order) {
    return order.merchantOrders().stream().flatMap(it -> it.refunds().stream()).toList();
  }
}
