package dev.diddo.application.order;

import dev.diddo.domain.id.EventId;
import dev.diddo.domain.id.Ids;
import dev.diddo.domain.order.CheckoutEvent;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.order.OrderChange;
import java.time.InstantSource;
import java.util.List;

/** Makes the events that say what happened to an order. */
public final class OrderEvents {
  private final Ids ids;
  private final InstantSource clock;

  public OrderEvents(Ids ids, InstantSource clock) {
    this.ids = ids;
    this.clock = clock;
  }

  /** About the order as a whole. */
  public CheckoutEvent of(Order order, CheckoutEvent.Type type) {
    return CheckoutEvent.of(new EventId(ids.next()), order, type, clock.instant());
  }

  /** About what changed; the order is as it is since. */
  public CheckoutEvent of(Order after, OrderChange change) {
    return CheckoutEvent.of(new EventId(ids.next()), after, change, clock.instant());
  }

  /**
   * One for each merchant order that was accepted, rejected or cancelled, for each refund, and for
   * whatever a store has sent, taken back or waits for.
   */
  public List<CheckoutEvent> between(Order before, Order after) {
    return after.changesSince(before).stream().map(change -> of(after, change)).toList();
  }
}
