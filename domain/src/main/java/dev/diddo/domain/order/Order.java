package dev.diddo.domain.order;

import dev.diddo.domain.cart.CartContents;
import dev.diddo.domain.cart.StorePart;
import dev.diddo.domain.cart.Totals;
import dev.diddo.domain.id.CartId;
import dev.diddo.domain.id.MerchantOrderId;
import dev.diddo.domain.id.OrderId;
import dev.diddo.domain.merchant.MerchantSplit;
import dev.diddo.domain.session.BuyerIdentity;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One paid checkout: a merchant order for each of its stores.
 *
 * @param externalCustomerId the platform's own id of the buyer, where the session had one
 */
public record Order(
    OrderId id,
    OrderNumber number,
    CartId cart,
    CartId template,
    BuyerIdentity buyer,
    Optional<String> externalCustomerId,
    Totals cost,
    List<MerchantOrder> merchantOrders,
    Instant createdAt) {

  public Order {
    merchantOrders = List.copyOf(merchantOrders);
  }

  /** The order of a cart that was paid; every store's part meets its split. */
  public static Order of(NewOrder order, CartContents cart, List<MerchantSplit> splits) {
    var byId =
        splits.stream()
            .collect(Collectors.toMap(MerchantSplit::merchantOrder, Function.identity()));
    return new Order(
        order.id(),
        order.number(),
        cart.id(),
        cart.template(),
        cart.buyer(),
        order.externalCustomerId(),
        cart.totals(),
        cart.parts().stream().map(part -> accepted(part, byId)).toList(),
        order.createdAt());
  }

  /** What an order has beyond its cart. */
  public record NewOrder(
      OrderId id, OrderNumber number, Optional<String> externalCustomerId, Instant createdAt) {}

  /** The least advanced of its merchant orders; rejected and cancelled count only where all are. */
  public MerchantOrder.Status status() {
    var statuses = merchantOrders.stream().map(MerchantOrder::status).toList();
    return statuses.stream()
        .filter(status -> !status.isEnded())
        .min(Comparator.naturalOrder())
        .orElseGet(() -> statuses.stream().min(Comparator.naturalOrder()).orElseThrow());
  }

  private static MerchantOrder accepted(
      StorePart part, Map<MerchantOrderId, MerchantSplit> splits) {
    var split = splits.get(part.requestId().orElseThrow());
    if (split == null || !split.gross().equals(part.offer().total())) {
      throw new IllegalArgumentException("A store's part and its split differ");
    }
    return MerchantOrder.accepted(part, split);
  }
}
