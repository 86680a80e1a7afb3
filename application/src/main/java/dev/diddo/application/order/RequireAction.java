package dev.diddo.application.order;

import dev.diddo.application.idempotency.Transactions;
import dev.diddo.domain.Outcome;
import dev.diddo.domain.id.Ids;
import dev.diddo.domain.id.MerchantOrderId;
import dev.diddo.domain.id.OrderId;
import dev.diddo.domain.id.RequiredActionId;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.order.OrderRefusal;
import dev.diddo.domain.order.RequiredAction;
import dev.diddo.domain.organization.Tenant;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;

/** Keeps what a store needs before it can go on, until that is done. */
public final class RequireAction {
  private final ActOnOrder actOnOrder;
  private final Ids ids;
  private final InstantSource clock;

  public RequireAction(Orders orders, Transactions transactions, Ids ids, InstantSource clock) {
    this.actOnOrder = new ActOnOrder(orders, transactions, ids, clock);
    this.ids = ids;
    this.clock = clock;
  }

  /** What a store asks for; see {@link RequiredAction}. */
  public record Wish(String type, String message, Optional<URI> url) {}

  public Outcome<RequiredAction, OrderRefusal> require(
      Tenant tenant, OrderId order, MerchantOrderId merchantOrder, Wish wish) {
    var action =
        new RequiredAction(
            new RequiredActionId(ids.next()),
            wish.type(),
            wish.message(),
            wish.url(),
            clock.instant());
    return actOnOrder.act(tenant, order, it -> it.require(merchantOrder, action)).map(_ -> action);
  }

  /** Answers the order as it is since. */
  public Outcome<Order, OrderRefusal> resolve(
      Tenant tenant, OrderId order, MerchantOrderId merchantOrder, RequiredActionId action) {
    return actOnOrder.act(tenant, order, it -> it.resolve(merchantOrder, action));
  }
}
