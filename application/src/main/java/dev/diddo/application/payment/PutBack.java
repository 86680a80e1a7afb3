package dev.diddo.application.payment;

import dev.diddo.application.order.Orders;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.organization.Tenant;

/** Puts what was sold of a store's part back on sale when that part is ended. */
final class PutBack {
  private final Orders orders;

  PutBack(Orders orders) {
    this.orders = orders;
  }

  /** What was not captured yet is only held, and given back with the payment. */
  void ended(Tenant tenant, Order before, Order after) {
    for (var it : after.merchantOrders()) {
      var was = before.merchantOrder(it.id()).orElseThrow();
      if (it.isEnded() && !was.isEnded() && was.captured()) {
        orders.putBack(tenant, after, it.units());
      }
    }
  }
}
