package dev.diddo.application.order;

import dev.diddo.application.idempotency.Transactions;
import dev.diddo.domain.Outcome;
import dev.diddo.domain.id.FulfillmentId;
import dev.diddo.domain.id.Ids;
import dev.diddo.domain.id.MerchantOrderId;
import dev.diddo.domain.id.OrderId;
import dev.diddo.domain.order.Fulfillment;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.order.OrderRefusal;
import dev.diddo.domain.order.Tracking;
import dev.diddo.domain.order.Units;
import dev.diddo.domain.organization.Tenant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;

/** Keeps what a store has sent of its part of an order, and where that is. */
public final class FulfilOrder {
  private final ActOnOrder actOnOrder;
  private final Ids ids;
  private final InstantSource clock;

  public FulfilOrder(Orders orders, Transactions transactions, Ids ids, InstantSource clock) {
    this.actOnOrder = new ActOnOrder(orders, transactions, ids, clock);
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * @param lines what was sent; empty for all that is left
   */
  public Outcome<Fulfillment, OrderRefusal> fulfil(
      Tenant tenant,
      OrderId order,
      MerchantOrderId merchantOrder,
      Tracking tracking,
      List<Units> lines) {
    var wish = new Fulfillment(new FulfillmentId(ids.next()), tracking, lines, clock.instant());
    return actOnOrder
        .act(tenant, order, it -> it.fulfil(merchantOrder, wish))
        .map(after -> find(after, merchantOrder, wish.id()));
  }

  /**
   * Says anew where a consignment is.
   *
   * @param correction of what was known
   */
  public Outcome<Fulfillment, OrderRefusal> track(
      Tenant tenant,
      OrderId order,
      MerchantOrderId merchantOrder,
      FulfillmentId fulfillment,
      UnaryOperator<Tracking> correction) {
    return actOnOrder
        .act(tenant, order, it -> it.track(merchantOrder, fulfillment, correction))
        .map(after -> find(after, merchantOrder, fulfillment));
  }

  private static Fulfillment find(Order order, MerchantOrderId merchantOrder, FulfillmentId id) {
    return order.merchantOrder(merchantOrder).stream()
        .flatMap(it -> it.fulfillments().stream())
        .filter(it -> it.id().equals(id))
        .findFirst()
        .orElseThrow();
  }
}
