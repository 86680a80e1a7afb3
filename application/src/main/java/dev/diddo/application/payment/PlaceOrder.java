package dev.diddo.application.payment;

import dev.diddo.application.cart.LiveCarts;
import dev.diddo.application.organization.Organizations;
import dev.diddo.application.session.CheckoutSessions;
import dev.diddo.domain.id.Ids;
import dev.diddo.domain.id.OrderId;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.order.OrderNumber;
import dev.diddo.domain.organization.AcceptancePolicy;
import dev.diddo.domain.organization.Organization;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.payment.Payment;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Makes the order of a payment that was authorised, under a number that nobody has yet. */
public final class PlaceOrder {
  private static final int MAX_NUMBERS = 5;

  private final LiveCarts liveCarts;
  private final CheckoutSessions sessions;
  private final Organizations organizations;
  private final AttemptTerms terms;
  private final Ids ids;
  private final RandomGenerator random;
  private final InstantSource clock;

  public PlaceOrder(
      LiveCarts liveCarts,
      CheckoutSessions sessions,
      Organizations organizations,
      AttemptTerms terms,
      Ids ids,
      RandomGenerator random,
      InstantSource clock) {
    this.liveCarts = liveCarts;
    this.sessions = sessions;
    this.organizations = organizations;
    this.terms = terms;
    this.ids = ids;
    this.random = random;
    this.clock = clock;
  }

  /**
   * @param store stores the order; tried again with another number where that one is taken
   */
  Payment place(Tenant tenant, Payment payment, Function<Order, Payment> store) {
    for (int i = 0; i < MAX_NUMBERS; i++) {
      try {
        return store.apply(orderOf(tenant, payment));
      } catch (OrderNumberTakenException another) {
        // One in 10^11 a pair of orders: another number will do.
      }
    }
    throw new IllegalStateException("No free order number was found");
  }

  private Order orderOf(Tenant tenant, Payment payment) {
    var cart = liveCarts.find(tenant, payment.attempt().cart()).orElseThrow().contents();
    var session = sessions.find(tenant, cart.session());
    var splits = payment.attempt().splits();
    var now = clock.instant();
    var newOrder =
        new Order.NewOrder(
            new OrderId(ids.next()),
            OrderNumber.random(random),
            payment.id(),
            session.flatMap(s -> s.externalCustomerId()),
            splits.stream().anyMatch(split -> split.decides())
                ? policy(tenant)
                : AcceptancePolicy.ALL_OR_NOTHING,
            now,
            now.plus(terms.storesDecide()));
    return Order.of(newOrder, cart, splits);
  }

  /** Asked for where a store may reject alone: else it is of no meaning. */
  private AcceptancePolicy policy(Tenant tenant) {
    return organizations
        .find(tenant.organization())
        .map(Organization::policy)
        .orElse(AcceptancePolicy.ALL_OR_NOTHING);
  }
}
