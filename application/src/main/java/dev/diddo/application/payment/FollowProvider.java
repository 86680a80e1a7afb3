package dev.diddo.application.payment;

import dev.diddo.application.idempotency.Transactions;
import dev.diddo.application.order.OrderEvents;
import dev.diddo.application.order.Orders;
import dev.diddo.domain.id.Ids;
import dev.diddo.domain.id.MovementId;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.order.Refund;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.payment.Movement;
import dev.diddo.domain.payment.Payment;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes over what happens to a captured payment at its provider without us: refunds that somebody
 * makes in the provider's own dashboard, and disputes.
 */
public final class FollowProvider {
  private final Gateways gateways;
  private final Orders orders;
  private final Movements movements;
  private final MoveMoney moveMoney;
  private final Transactions transactions;
  private final Ids ids;
  private final OrderEvents events;
  private final InstantSource clock;

  public FollowProvider(
      Gateways gateways,
      Orders orders,
      Movements movements,
      MoveMoney moveMoney,
      Transactions transactions,
      Ids ids,
      InstantSource clock) {
    this.gateways = gateways;
    this.orders = orders;
    this.movements = movements;
    this.moveMoney = moveMoney;
    this.transactions = transactions;
    this.ids = ids;
    this.events = new OrderEvents(ids, clock);
    this.clock = clock;
  }

  /**
   * Looks at the provider's books of this payment; safe to repeat. False if the provider did not
   * show them.
   */
  public boolean follow(Tenant tenant, Payment.Captured payment) {
    for (var pending : movements.ofPayment(tenant, payment.id())) {
      if (!pending.isOver() && pending.kind() == Movement.Kind.REFUND) {
        moveMoney.carryOut(tenant, pending);
      }
    }
    var known = gateways.refunds(payment);
    var refunds = known.orElse(List.of());
    var disputes = gateways.disputes(payment);
    orders
        .ofPayment(tenant, payment.id())
        .ifPresent(
            found ->
                transactions.inOne(
                    () -> {
                      var order = orders.lock(tenant, found.id()).orElseThrow();
                      var after = adopt(tenant, payment, order, refunds);
                      var told = disputes.map(after::withDisputes).orElse(after);
                      if (!told.equals(order)) {
                        orders.save(tenant, told, events.between(order, told));
                      }
                      return told;
                    }));
    return known.isPresent() || !canRefund(payment);
  }

  private boolean canRefund(Payment payment) {
    return gateways
        .abilities(payment.attempt().gateway())
        .filter(Gateways.Abilities::refunds)
        .isPresent();
  }

  private Order adopt(
      Tenant tenant, Payment.Captured payment, Order order, List<Gateways.KnownRefund> refunds) {
    var after = order;
    var known = known(tenant, payment);
    for (var refund : refunds) {
      var isOurs = refund.key().filter(known::contains).isPresent();
      if (!isOurs && !known.contains(refund.gatewayId())) {
        after = adopt(tenant, payment, after, refund);
      }
    }
    return after;
  }

  /** Keys and provider's ids of all that we know of. */
  private Set<String> known(Tenant tenant, Payment payment) {
    var known = new HashSet<String>();
    for (var movement : movements.ofPayment(tenant, payment.id())) {
      known.add(movement.key());
      movement.gatewayId().ifPresent(known::add);
    }
    return known;
  }

  private Order adopt(
      Tenant tenant, Payment.Captured payment, Order order, Gateways.KnownRefund refund) {
    if (!(refund.state() instanceof Movement.Evidence.Succeeded)) {
      return order; // pending ones are told of again when they have ended
    }
    var after = order.adopt(refund.amount(), Refund.Status.SUCCEEDED, ids, clock.instant());
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
                      new Movement.State.Succeeded(refund.gatewayId()),
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
