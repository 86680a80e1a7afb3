package dev.diddo.persistence;

import dev.diddo.domain.order.CheckoutEvent;
import dev.diddo.domain.order.MerchantOrder;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.order.Refund;
import dev.diddo.domain.organization.Tenant;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The parameters of {@link OrderSql#STORED}, in its order. */
final class OrderTuples {
  private OrderTuples() {}

  static Tuple write(Tenant tenant, Order order, List<CheckoutEvent> because) {
    var cost = order.cost();
    var tuple =
        TenantColumns.tuple(
            tenant,
            order.cart().value(),
            order.payment().value(),
            order.id().value(),
            order.number().text(),
            order.template().value(),
            BuyerJson.write(order.buyer()),
            order.externalCustomerId(),
            cost.total().currency().getCurrencyCode(),
            cost.subtotal().minorUnits(),
            cost.shipping().minorUnits(),
            cost.tax().minorUnits(),
            cost.total().minorUnits(),
            Times.of(order.createdAt()),
            SearchText.email(order.buyer()),
            SearchText.name(order.buyer()),
            SearchText.nameReversed(order.buyer()),
            order.policy().text(),
            order.decision().map(OrderJson::write),
            Stored.array(order.disputes(), OrderJson::write));
    addMerchantOrders(tuple, order.merchantOrders());
    addRefunds(tuple, refunds(order));
    return tuple
        .addValue(Columns.of(because, UUID[]::new, event -> event.id().value()))
        .addValue(Columns.of(because, String[]::new, event -> event.type().text()))
        .addValue(Columns.of(because, OffsetDateTime[]::new, event -> Times.of(event.at())))
        .addValue(
            Columns.of(
                because,
                String[]::new,
                event -> event.order().map(it -> EventJson.write(it).encode()).orElse(null)))
        .addValue(
            Columns.of(
                because,
                String[]::new,
                event -> event.change().map(it -> EventJson.write(it).encode()).orElse(null)));
  }

  private static void addMerchantOrders(Tuple tuple, List<MerchantOrder> orders) {
    tuple
        .addValue(Columns.of(orders, UUID[]::new, order -> order.id().value()))
        .addValue(Columns.of(orders, UUID[]::new, order -> order.part().store().value()))
        .addValue(Columns.of(orders, String[]::new, order -> order.status().name()))
        .addValue(
            Columns.of(orders, String[]::new, order -> StorePartJson.write(order.part()).encode()))
        .addValue(Columns.of(orders, Long[]::new, order -> order.split().gross().minorUnits()))
        .addValue(Columns.of(orders, Long[]::new, order -> order.split().commission().minorUnits()))
        .addValue(Columns.of(orders, String[]::new, order -> order.split().account().orElse(null)))
        .addValue(Columns.of(orders, String[]::new, order -> order.reason().orElse(null)))
        .addValue(
            Columns.of(
                orders,
                OffsetDateTime[]::new,
                order -> order.decideBy().map(Times::of).orElse(null)))
        .addValue(Columns.of(orders, Boolean[]::new, MerchantOrder::captured))
        .addValue(documents(orders, MerchantOrder::fulfillments, ActJson::write))
        .addValue(documents(orders, MerchantOrder::returns, ActJson::write))
        .addValue(documents(orders, MerchantOrder::requiredActions, ActJson::write));
  }

  private static <T> @Nullable String[] documents(
      List<MerchantOrder> orders,
      Function<MerchantOrder, List<T>> list,
      Function<T, JsonObject> write) {
    return Columns.of(
        orders, String[]::new, order -> Stored.array(list.apply(order), write).encode());
  }

  /** A refund with whose it is and its place among those, from 1. */
  private record Placed(MerchantOrder of, int position, Refund refund) {}

  private static List<Placed> refunds(Order order) {
    var placed = new ArrayList<Placed>();
    for (var merchantOrder : order.merchantOrders()) {
      int position = 0;
      for (var refund : merchantOrder.refunds()) {
        placed.add(new Placed(merchantOrder, ++position, refund));
      }
    }
    return placed;
  }

  private static void addRefunds(Tuple tuple, List<Placed> refunds) {
    tuple
        .addValue(Columns.of(refunds, UUID[]::new, it -> it.refund().id().value()))
        .addValue(Columns.of(refunds, UUID[]::new, it -> it.of().id().value()))
        .addValue(Columns.of(refunds, Integer[]::new, Placed::position))
        .addValue(Columns.of(refunds, Long[]::new, it -> it.refund().amount().minorUnits()))
        .addValue(Columns.of(refunds, Long[]::new, it -> it.refund().commission().minorUnits()))
        .addValue(Columns.of(refunds, String[]::new, it -> it.refund().reason().orElse(null)))
        .addValue(
            Columns.of(
                refunds,
                String[]::new,
                it -> Stored.array(it.refund().lines(), ActJson::write).encode()))
        .addValue(Columns.of(refunds, String[]::new, it -> it.refund().status().text()))
        .addValue(
            Columns.of(refunds, OffsetDateTime[]::new, it -> Times.of(it.refund().createdAt())));
  }
}
