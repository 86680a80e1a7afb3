package dev.diddo.application.order;

import static dev.diddo.domain.Outcome.refused;

import dev.diddo.application.idempotency.Transactions;
import dev.diddo.domain.Outcome;
import dev.diddo.domain.id.Ids;
import dev.diddo.domain.id.OrderId;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.order.OrderRefusal;
import dev.diddo.domain.organization.Tenant;
import java.time.InstantSource;
import java.util.function.Function;

/**
 * One act on an order that nobody else changes meanwhile, in one commit with the events that say
 * what became of it.
 */
final class ActOnOrder {
  private final Orders orders;
  private final Transactions transactions;
  private final OrderEvents events;

  ActOnOrder(Orders orders, Transactions transactions, Ids ids, InstantSource clock) {
    this.orders = orders;
    this.transactions = transactions;
    this.events = new OrderEvents(ids, clock);
  }

  /** Answers the order as it is since. */
  Outcome<Order, OrderRefusal> act(
      Tenant tenant, OrderId id, Function<Order, Outcome<Order, OrderRefusal>> move) {
    return transactions.inOne(
        () ->
            orders
                .lock(tenant, id)
                .map(before -> move.apply(before).map(after -> save(tenant, before, after)))
                .orElseGet(() -> refused(new OrderRefusal.UnknownOrder())));
  }

  private Order save(Tenant tenant, Order before, Order after) {
    orders.save(tenant, after, events.between(before, after));
    return after;
  }
}
