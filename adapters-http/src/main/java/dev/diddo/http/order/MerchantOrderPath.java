package dev.diddo.http.order;

import dev.diddo.application.cart.LiveCarts;
import dev.diddo.application.order.Orders;
import dev.diddo.domain.id.CartId;
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
  private final LiveCarts liveCarts;

  MerchantOrderPath(Orders orders, LiveCarts liveCarts) {
    this.orders = orders;
    this.liveCarts = liveCarts;
  }

  /** A store's part of an order that the caller can see. */
  record Found(OrderId order, CartId cart, MerchantOrder part) {}

  /** What is done with it, or that it is not there. */
  Reply of(Call call, Function<Found, Reply> act) {
    return find(call)
        .map(found -> about(call, found, act.apply(found)))
        .orElseGet(() -> Reply.of(Problem.notFound()));
  }

  /** What people write of an order, and what its buyer had written onto it, goes with the buyer. */
  private Reply about(Call call, Found found, Reply reply) {
    return liveCarts
        .find(call.someone().tenant(), found.cart())
        .map(cart -> reply.about(cart.contents().session()))
        .orElse(reply);
  }

  private Optional<Found> find(Call call) {
    return call.id("id", OrderId::new)
        .flatMap(id -> orders.find(call.someone().tenant(), id))
        .flatMap(Sight.of(call.someone())::of)
        .flatMap(
            order ->
                call.id("merchant_order_id", MerchantOrderId::new)
                    .flatMap(order::merchantOrder)
                    .map(part -> new Found(order.id(), order.cart(), part)));
  }
}
