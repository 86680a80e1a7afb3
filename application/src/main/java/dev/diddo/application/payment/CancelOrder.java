package dev.diddo.application.payment;

import static dev.diddo.domain.Outcome.accepted;
import static dev.diddo.domain.Outcome.refused;

import dev.diddo.application.idempotency.Transactions;
import dev.diddo.application.order.OrderMessages;
import dev.diddo.application.order.Orders;
import dev.diddo.domain.Outcome;
import dev.diddo.domain.id.Ids;
import dev.diddo.domain.id.MerchantOrderId;
import dev.diddo.domain.id.OrderId;
import dev.diddo.domain.order.MerchantOrder;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.order.OrderRefusal;
import dev.diddo.domain.organization.Tenant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Ends a store's part of an order before anything of it was sent: in one commit its units are on
 * sale again and what is left of its money is on its way back. Before its money was taken, it is to
 * the payment as if the store had rejected it.
 */
public final class CancelOrder {
  private final Orders orders;
  private final Payments payments;
  private final DecideOrder decideOrder;
  private final MoveMoney moveMoney;
  private final EndParts endParts;
  private final Transactions transactions;
  private final InstantSource clock;

  public CancelOrder(
      Orders orders,
      Payments payments,
      DecideOrder decideOrder,
      MoveMoney moveMoney,
      OrderMessages messages,
      Transactions transactions,
      Ids ids,
      InstantSource clock) {
    this.orders = orders;
    this.payments = payments;
    this.decideOrder = decideOrder;
    this.moveMoney = moveMoney;
    this.endParts = new EndParts(orders, moveMoney, messages, ids, clock);
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Stores that it is cancelled; {@link #carryOut} is what follows. In two steps, so that a
   * caller's idempotency key can be completed in the commit of the first.
   *
   * @param reason for people
   */
  public Outcome<DecideOrder.Recorded, OrderRefusal> record(
      Tenant tenant, OrderId order, MerchantOrderId merchantOrder, String reason) {
    return transactions.inOne(
        () ->
            orders
                .lock(tenant, order)
                .map(found -> cancel(tenant, found, merchantOrder, reason))
                .orElseGet(() -> refused(new OrderRefusal.UnknownOrder())));
  }

  /** Does at the gateway what follows. Safe to repeat. */
  public void carryOut(Tenant tenant, DecideOrder.Recorded recorded) {
    decideOrder.carryOut(tenant, recorded);
  }

  private Outcome<DecideOrder.Recorded, OrderRefusal> cancel(
      Tenant tenant, Order found, MerchantOrderId merchantOrder, String reason) {
    var now = clock.instant();
    return found
        .at(now)
        .cancel(merchantOrder, reason, now)
        .flatMap(after -> canRefund(tenant, after, merchantOrder))
        .map(after -> store(tenant, found, after, merchantOrder));
  }

  private Outcome<Order, OrderRefusal> canRefund(
      Tenant tenant, Order order, MerchantOrderId merchantOrder) {
    var isOwed =
        order
            .merchantOrder(merchantOrder)
            .map(MerchantOrder::refundable)
            .filter(left -> !left.isZero())
            .isPresent();
    return isOwed && !moveMoney.canRefund(tenant, order.payment())
        ? refused(new OrderRefusal.RefundsNotSupported())
        : accepted(order);
  }

  private DecideOrder.Recorded store(
      Tenant tenant, Order before, Order cancelled, MerchantOrderId merchantOrder) {
    var saved = endParts.save(tenant, before, cancelled, Optional.empty());
    var after = saved.order();
    payments.checkAgain(tenant, after.payment(), clock.instant());
    return new DecideOrder.Recorded(
        after.merchantOrder(merchantOrder).orElseThrow(), after.payment(), saved.refunds());
  }
}
