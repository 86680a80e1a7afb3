package dev.diddo.http.order;

import dev.diddo.application.order.Orders;
import dev.diddo.domain.id.MerchantOrderId;
import dev.diddo.domain.id.OrderId;
import dev.diddo.domain.order.MerchantOrder;
import dev.diddo.http.Call;
import dev.diddo.http.Problem;
import dev.diddo.http.Reply;
import java.util.Optional;
import java.util.function.Function;

/** The merchant order that a path names, for whoever may see it. */
final class MerchantOrderPath {
  static final String PATH = "/orders/{id}/merchant_orders/{merchant_order_id}";

  private final Orders orders;

  MerchantOrderPath(Orders orders) {
    this.orders = orders;
  }

  /** A store's part of an order that the caller can see. */
  record Found(OrderId order, MerchantOrder part) {}

  /** What is done with it, or that it is not there. */
  Reply of(Call call, Function<Found, Reply> act) {
    return find(call).map(act).orElseGet(() -> Reply.of(Problem.notFound()));
  }

  private Optional<Found> find(Call call) {
    return call.id("id", OrderId::new)
        .flatMap(id -> orders.find(call.platform().tenant(), id))
        .flatMap(Sight.of(call.platform())::of)
        .flatMap(
            order ->
                call.id("merchant_order_id", MerchantOrderId::new)
                    .flatMap(order::merchantOrder)
                    .map(part -> new Found(order.id(), part)));
  }
}
