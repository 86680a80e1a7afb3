package dev.diddo.application.payment;

import dev.diddo.application.order.OrderEvents;
import dev.diddo.application.order.OrderMessages;
import dev.diddo.application.order.Orders;
import dev.diddo.domain.id.Ids;
import dev.diddo.domain.id.MerchantOrderId;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.organization.Tenant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Saves an order of which stores' parts may have ended, with all that follows from that: its
 * events, word to those stores, refunds of what was taken for them, and their units on sale again.
 */
final class EndParts {
  private final Orders orders;
  private final MoveMoney moveMoney;
  private final OrderMessages messages;
  private final OrderEvents events;

  EndParts(
      Orders orders, MoveMoney moveMoney, OrderMessages messages, Ids ids, InstantSource clock) {
    this.orders = orders;
    this.moveMoney = moveMoney;
    this.messages = messages;
    this.events = new OrderEvents(ids, clock);
  }

  /**
   * To be called in the transaction that has the order locked.
   *
   * @param itself whose store ended it, and knows
   * @return the order with its refunds, which are to be carried out
   */
  MoveMoney.Refunded save(
      Tenant tenant, Order before, Order after, Optional<MerchantOrderId> itself) {
    var refunded = moveMoney.refundEnded(before, after);
    orders.save(tenant, refunded.order(), events.between(before, refunded.order()));
    messages.tell(tenant, before, refunded.order(), itself);
    moveMoney.add(tenant, refunded.refunds());
    putBack(tenant, before, refunded.order());
    return refunded;
  }

  /** What was not captured yet is only held, and given back with the payment. */
  private void putBack(Tenant tenant, Order before, Order after) {
    for (var it : after.merchantOrders()) {
      var was = before.merchantOrder(it.id()).orElseThrow();
      if (it.isEnded() && !was.isEnded() && was.captured()) {
        orders.putBack(tenant, after, it.units());
      }
    }
  }
}
