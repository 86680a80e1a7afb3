package dev.diddo.persistence;

import dev.diddo.domain.cart.StorePart;
import dev.diddo.domain.cart.Totals;
import dev.diddo.domain.id.CartId;
import dev.diddo.domain.id.MerchantOrderId;
import dev.diddo.domain.id.OrderId;
import dev.diddo.domain.id.StoreId;
import dev.diddo.domain.merchant.MerchantSplit;
import dev.diddo.domain.money.Money;
import dev.diddo.domain.order.MerchantOrder;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.order.OrderNumber;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** An order as rows, one a merchant order; each repeats what the order has as a whole. */
final class OrderRow {
  /** Of {@code customer_order o} and {@code merchant_order m}. */
  static final String COLUMNS =
      """
      o.id as order_id, o.number as order_number, o.cart_id as order_cart_id,
        o.template_cart_id as order_template_id, o.buyer as order_buyer,
        o.external_customer_id as order_customer, o.currency as order_currency,
        o.subtotal_minor as order_subtotal, o.shipping_minor as order_shipping,
        o.tax_minor as order_tax, o.total_minor as order_total,
        o.created_at as order_created_at,
        m.id as merchant_order_id, m.store_id as merchant_order_store,
        m.status as merchant_order_status, m.part as merchant_order_part,
        m.gross_minor as merchant_order_gross, m.commission_minor as merchant_order_commission,
        m.account as merchant_order_account""";

  private OrderRow() {}

  /** The orders of these rows, in the order in which they first appear. */
  static List<Order> read(Iterable<Row> rows) {
    var byOrder = new LinkedHashMap<UUID, List<Row>>();
    for (var row : rows) {
      byOrder.computeIfAbsent(row.getUUID("order_id"), _ -> new ArrayList<>()).add(row);
    }
    return byOrder.values().stream().map(OrderRow::order).toList();
  }

  private static Order order(List<Row> rows) {
    var row = rows.getFirst();
    var currency = Currency.getInstance(row.getString("order_currency"));
    var merchantOrders = rows.stream().map(r -> merchantOrder(r, currency)).toList();
    return new Order(
        new OrderId(row.getUUID("order_id")),
        new OrderNumber(row.getString("order_number")),
        new CartId(row.getUUID("order_cart_id")),
        new CartId(row.getUUID("order_template_id")),
        BuyerJson.read(row.getJsonObject("order_buyer")),
        Optional.ofNullable(row.getString("order_customer")),
        totals(row, currency, merchantOrders),
        merchantOrders,
        Times.read(row, "order_created_at"));
  }

  private static Totals totals(Row row, Currency currency, List<MerchantOrder> merchantOrders) {
    var parts = merchantOrders.stream().map(MerchantOrder::part).toList();
    return new Totals(
        Totals.of(currency, parts).estimated(),
        new Money(row.getLong("order_subtotal"), currency),
        new Money(row.getLong("order_shipping"), currency),
        new Money(row.getLong("order_tax"), currency),
        new Money(row.getLong("order_total"), currency));
  }

  private static MerchantOrder merchantOrder(Row row, Currency currency) {
    var id = new MerchantOrderId(row.getUUID("merchant_order_id"));
    var part = part(row, id, currency);
    return new MerchantOrder(
        id,
        part,
        new MerchantSplit(
            new StoreId(row.getUUID("merchant_order_store")),
            part.name(),
            id,
            new Money(row.getLong("merchant_order_gross"), currency),
            new Money(row.getLong("merchant_order_commission"), currency),
            Optional.ofNullable(row.getString("merchant_order_account"))),
        MerchantOrder.Status.valueOf(row.getString("merchant_order_status")));
  }

  private static StorePart part(Row row, MerchantOrderId id, Currency currency) {
    return StorePartJson.read(row.getJsonObject("merchant_order_part"), Optional.of(id), currency);
  }
}
