package dev.diddo.application.order;

import static dev.diddo.domain.Outcome.refused;

import dev.diddo.application.catalog.Stores;
import dev.diddo.application.idempotency.Transactions;
import dev.diddo.domain.Outcome;
import dev.diddo.domain.id.Ids;
import dev.diddo.domain.id.MerchantOrderId;
import dev.diddo.domain.id.OrderId;
import dev.diddo.domain.id.ReturnId;
import dev.diddo.domain.merchant.ReturnsPolicy;
import dev.diddo.domain.order.MerchantOrder;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.order.OrderRefusal;
import dev.diddo.domain.order.Return;
import dev.diddo.domain.order.Units;
import dev.diddo.domain.organization.Tenant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Takes units back that were sent, as long as their store does. The money is another matter: it
 * goes back by a refund, which may be less.
 */
public final class ReturnLines {
  private final ActOnOrder actOnOrder;
  private final Orders orders;
  private final Stores stores;
  private final Transactions transactions;
  private final Ids ids;
  private final InstantSource clock;

  public ReturnLines(
      Orders orders, Stores stores, Transactions transactions, Ids ids, InstantSource clock) {
    this.actOnOrder = new ActOnOrder(orders, transactions, ids, clock);
    this.orders = orders;
    this.stores = stores;
    this.transactions = transactions;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * What somebody wants to return.
   *
   * @param lines empty for all that can be
   * @param restock whether it is to be sold again
   * @param reason for people
   */
  public record Wish(List<Units> lines, boolean restock, Optional<String> reason) {}

  public Outcome<Return, OrderRefusal> takeBack(
      Tenant tenant, OrderId order, MerchantOrderId merchantOrder, Wish wish) {
    var taken =
        new Return(
            new ReturnId(ids.next()), wish.lines(), wish.reason(), wish.restock(), clock.instant());
    return transactions.inOne(
        () ->
            actOnOrder
                .act(tenant, order, it -> takeBack(tenant, it, merchantOrder, taken))
                .map(after -> restock(tenant, after, merchantOrder, taken.id())));
  }

  private Outcome<Order, OrderRefusal> takeBack(
      Tenant tenant, Order order, MerchantOrderId merchantOrder, Return taken) {
    return order
        .merchantOrder(merchantOrder)
        .map(it -> order.takeBack(it.id(), policy(tenant, it), taken))
        .orElseGet(() -> refused(new OrderRefusal.UnknownOrder()));
  }

  private ReturnsPolicy policy(Tenant tenant, MerchantOrder merchantOrder) {
    return stores.returns(tenant, merchantOrder.part().store()).orElse(ReturnsPolicy.NONE);
  }

  private Return restock(Tenant tenant, Order after, MerchantOrderId merchantOrder, ReturnId id) {
    var its = after.merchantOrder(merchantOrder).orElseThrow();
    var taken = its.returns().stream().filter(it -> it.id().equals(id)).findFirst().orElseThrow();
    if (taken.restocked()) {
      orders.putBack(tenant, after, its.units(taken.lines()));
    }
    return taken;
  }
}
