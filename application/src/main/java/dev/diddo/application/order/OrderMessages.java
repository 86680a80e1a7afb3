package dev.diddo.application.order;

import dev.diddo.application.webhook.Deliveries;
import dev.diddo.domain.id.DeliveryId;
import dev.diddo.domain.id.EventId;
import dev.diddo.domain.id.Ids;
import dev.diddo.domain.id.MerchantOrderId;
import dev.diddo.domain.order.MerchantOrder;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.webhook.Delivery;
import dev.diddo.domain.webhook.Message.OfMerchantOrder;
import dev.diddo.domain.webhook.Message.OfMerchantOrder.Kind;
import dev.diddo.domain.webhook.Recipient;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Sees to it that stores which decide on their orders hear of them. Called in the transaction that
 * makes it true; it is sent after that.
 */
public final class OrderMessages {
  private final Deliveries deliveries;
  private final Ids ids;
  private final InstantSource clock;

  public OrderMessages(Deliveries deliveries, Ids ids, InstantSource clock) {
    this.deliveries = deliveries;
    this.ids = ids;
    this.clock = clock;
  }

  /** Each store that has yet to decide is asked, once for each order. */
  public void ask(Tenant tenant, Order order) {
    order.merchantOrders().stream()
        .filter(MerchantOrder::isUndecided)
        .forEach(part -> add(tenant, order, part, Kind.CREATED));
  }

  /** Each store whose part has ended since is told so. */
  public void tell(Tenant tenant, Order before, Order after) {
    tell(tenant, before, after, Optional.empty());
  }

  /**
   * The same.
   *
   * @param itself whose store ended it, and knows
   */
  public void tell(Tenant tenant, Order before, Order after, Optional<MerchantOrderId> itself) {
    after.endedSince(before).stream()
        .filter(part -> itself.filter(part.id()::equals).isEmpty())
        .forEach(part -> add(tenant, after, part, Kind.CANCELLED));
  }

  private void add(Tenant tenant, Order order, MerchantOrder part, Kind kind) {
    var now = clock.instant();
    var message =
        new OfMerchantOrder(
            new EventId(ids.next()), kind, order.cart(), order.id(), part.id(), now);
    var recipient = new Recipient.OfStore(part.part().store());
    deliveries.add(tenant, Delivery.of(new DeliveryId(ids.next()), recipient, message, now));
  }
}
