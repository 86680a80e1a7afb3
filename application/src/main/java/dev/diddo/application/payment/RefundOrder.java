package dev.diddo.application.payment;

import static dev.diddo.domain.Outcome.accepted;
import static dev.diddo.domain.Outcome.refused;

import dev.diddo.application.idempotency.Transactions;
import dev.diddo.application.order.OrderEvents;
import dev.diddo.application.order.Orders;
import dev.diddo.domain.Outcome;
import dev.diddo.domain.id.Ids;
import dev.diddo.domain.id.MerchantOrderId;
import dev.diddo.domain.id.MovementId;
import dev.diddo.domain.id.OrderId;
import dev.diddo.domain.money.Money;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.order.OrderRefusal;
import dev.diddo.domain.order.Refund;
import dev.diddo.domain.order.RefundWish;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.payment.Movement;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Gives money of a merchant order back to its buyer. The refund is stored, and its money reserved,
 * before the gateway hears of it; so however many ask at once, never more is refunded than was
 * captured.
 */
public final class RefundOrder {
  private final Orders orders;
  private final Payments payments;
  private final Gateways gateways;
  private final MoveMoney moveMoney;
  private final Transactions transactions;
  private final Ids ids;
  private final OrderEvents events;
  private final InstantSource clock;

  public RefundOrder(
      Orders orders,
      Payments payments,
      Gateways gateways,
      MoveMoney moveMoney,
      Transactions transactions,
      Ids ids,
      InstantSource clock) {
    this.orders = orders;
    this.payments = payments;
    this.gateways = gateways;
    this.moveMoney = moveMoney;
    this.transactions = transactions;
    this.ids = ids;
    this.events = new OrderEvents(ids, clock);
    this.clock = clock;
  }

  /**
   * Stores a refund; {@link #carryOut} is what follows. In two steps, so that a caller's
   * idempotency key can be completed in the commit of the first.
   *
   * @param reason for people
   */
  public Outcome<Refund, OrderRefusal> refund(
      Tenant tenant,
      OrderId id,
      MerchantOrderId merchantOrder,
      RefundWish wish,
      Optional<String> reason) {
    return transactions.inOne(
        () ->
            orders
                .lock(tenant, id)
                .map(order -> refund(tenant, order, merchantOrder, wish, reason))
                .orElseGet(() -> refused(new OrderRefusal.UnknownOrder())));
  }

  /** What such a refund would give back now. Stores nothing. */
  public Outcome<Money, OrderRefusal> preview(
      Tenant tenant, OrderId id, MerchantOrderId merchantOrder, RefundWish wish) {
    var refund = new MovementId(ids.next());
    return orders
        .find(tenant, id)
        .map(order -> order.refund(merchantOrder, refund, wish, Optional.empty(), clock.instant()))
        .orElseGet(() -> refused(new OrderRefusal.UnknownOrder()))
        .flatMap(after -> canRefund(tenant, after, find(after, merchantOrder, refund)))
        .map(after -> find(after, merchantOrder, refund).amount());
  }

  private Outcome<Refund, OrderRefusal> refund(
      Tenant tenant,
      Order order,
      MerchantOrderId merchantOrder,
      RefundWish wish,
      Optional<String> reason) {
    var id = new MovementId(ids.next());
    return order
        .refund(merchantOrder, id, wish, reason, clock.instant())
        .flatMap(after -> canRefund(tenant, after, find(after, merchantOrder, id)))
        .map(after -> store(tenant, order, after, merchantOrder, id));
  }

  private Outcome<Order, OrderRefusal> canRefund(Tenant tenant, Order order, Refund refund) {
    var gateway = payments.find(tenant, order.payment()).orElseThrow().attempt().gateway();
    if (gateways.abilities(gateway).filter(Gateways.Abilities::refunds).isEmpty()) {
      return refused(new OrderRefusal.RefundsNotSupported());
    }
    return gateways
        .amounts(gateway, refund.amount().currency())
        .filter(rule -> rule.isTooFine(refund.amount()))
        .<Outcome<Order, OrderRefusal>>map(
            rule -> refused(new OrderRefusal.AmountTooFine(rule.step())))
        .orElseGet(() -> accepted(order));
  }

  private Refund store(
      Tenant tenant, Order before, Order after, MerchantOrderId merchantOrder, MovementId id) {
    orders.save(tenant, after, events.between(before, after));
    var refund = find(after, merchantOrder, id);
    moveMoney.add(
        tenant,
        List.of(
            Movement.pending(
                id,
                after.payment(),
                Movement.Kind.REFUND,
                Optional.of(merchantOrder),
                refund.amount(),
                refund.createdAt())));
    return refund;
  }

  /** Asks the gateway for a stored refund at once; answers how far it is then. */
  public Refund carryOut(
      Tenant tenant, OrderId id, MerchantOrderId merchantOrder, MovementId refund) {
    moveMoney.carryOut(tenant, refund);
    return find(orders.find(tenant, id).orElseThrow(), merchantOrder, refund);
  }

  private static Refund find(Order order, MerchantOrderId merchantOrder, MovementId id) {
    return order.merchantOrder(merchantOrder).stream()
        .flatMap(it -> it.refunds().stream())
        .filter(refund -> refund.id().equals(id))
        .findFirst()
        .orElseThrow();
  }
}
