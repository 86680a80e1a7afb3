package dev.diddo.http.order;

import dev.diddo.application.order.OrderFilter;
import dev.diddo.application.organization.Caller;
import dev.diddo.domain.cart.Totals;
import dev.diddo.domain.id.StoreId;
import dev.diddo.domain.money.Money;
import dev.diddo.domain.order.CheckoutEvent;
import dev.diddo.domain.order.Decision;
import dev.diddo.domain.order.MerchantOrder;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.order.OrderSnapshot;
import java.util.List;
import java.util.Optional;

/**
 * How much of an order a caller may see: a store's key its own part, everybody else all of it.
 *
 * @param store the only one whose merchant orders it sees; empty if it sees all
 */
record Sight(Optional<StoreId> store) {

  static Sight of(Caller caller) {
    return switch (caller) {
      case Caller.Platform(var key) -> new Sight(key.store());
      case Caller.Operator _ -> new Sight(Optional.empty());
      case Caller.Buyer _ -> throw new IllegalArgumentException("A buyer sees no orders");
    };
  }

  /** Whether anything of what belongs to a wanted store can be seen at all. */
  boolean allows(Optional<StoreId> wanted) {
    return store.isEmpty() || wanted.isEmpty() || wanted.equals(store);
  }

  OrderFilter narrowed(OrderFilter filter) {
    return new OrderFilter(
        filter.text(),
        filter.externalCustomerId(),
        filter.status(),
        store.or(filter::store),
        filter.from(),
        filter.to());
  }

  /** The order as if it had no other parts, with sums of those; empty if it has none to be seen. */
  Optional<Order> of(Order order) {
    if (store.isEmpty()) {
      return Optional.of(order);
    }
    var own =
        order.merchantOrders().stream()
            .filter(part -> part.part().store().equals(store.get()))
            .toList();
    if (own.isEmpty()) {
      return Optional.empty();
    }
    // As of the whole order: what was captured, before that what was authorised.
    var counted = own.stream().filter(part -> part.captured() || !order.isCaptured()).toList();
    var cost =
        Totals.of(
            order.cost().total().currency(), counted.stream().map(MerchantOrder::part).toList());
    return Optional.of(
        new Order(
            order.id(),
            order.number(),
            order.cart(),
            order.template(),
            order.payment(),
            order.buyer(),
            order.externalCustomerId(),
            cost,
            own,
            order.policy(),
            order.decision().map(decision -> of(decision, own)),
            // A dispute is about the payment as a whole.
            List.of(),
            order.createdAt()));
  }

  /** An event as if the order had no other parts. */
  CheckoutEvent of(CheckoutEvent event) {
    return store.isEmpty()
        ? event
        : new CheckoutEvent(
            event.id(),
            event.cart(),
            event.type(),
            event.at(),
            event.order().flatMap(this::of),
            event.change());
  }

  private Optional<OrderSnapshot> of(OrderSnapshot order) {
    return order.parts().stream()
        .filter(part -> store.filter(part.store()::equals).isPresent())
        .findFirst()
        .map(
            own ->
                new OrderSnapshot(
                    order.id(), order.number(), own.status(), own.total(), List.of(own)));
  }

  private static Decision of(Decision decision, List<MerchantOrder> own) {
    var nothing = Money.zero(decision.captured().currency());
    var captured =
        decision.verdict() == Decision.Verdict.RELEASE
            ? nothing
            : own.stream()
                .filter(part -> part.captured() || part.isAccepted())
                .map(part -> part.split().gross())
                .reduce(nothing, Money::plus);
    var verdict = captured.isZero() ? Decision.Verdict.RELEASE : Decision.Verdict.CAPTURE_ALL;
    var reason = own.getFirst().reason().orElse(decision.reason());
    return new Decision(decision.policy(), verdict, captured, reason, decision.at());
  }
}
