package dev.diddo.persistence;

import dev.diddo.domain.cart.StorePart;
import dev.diddo.domain.cart.Totals;
import dev.diddo.domain.id.CartId;
import dev.diddo.domain.id.MerchantOrderId;
import dev.diddo.domain.id.OrderId;
import dev.diddo.domain.id.PaymentId;
import dev.diddo.domain.id.StoreId;
import dev.diddo.domain.merchant.MerchantSplit;
import dev.diddo.domain.money.Money;
import dev.diddo.domain.order.MerchantOrder;
import dev.diddo.domain.order.MerchantOrderState;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.order.OrderNumber;
import dev.diddo.domain.order.Refund;
import dev.diddo.domain.organization.AcceptancePolicy;
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
        m.account as merchant_order_account,
        o.payment_id as order_payment_id, o.policy as order_policy,
        o.decision as order_decision, o.disputes as order_disputes,
        m.reason as merchant_order_reason, m.decide_by as merchant_order_decide_by,
        m.captured as merchant_order_captured,
        m.fulfillments as merchant_order_fulfillments,
        m.returns as merchant_order_returns,
        m.required_actions as merchant_order_actions,
        (select jsonb_agg(to_jsonb(r) order by r.position)
           from refund r
          where r.organization_id = m.organization_id and r.environment = m.environment
            and r.order_id = m.order_id and r.merchant_order_id = m.id)
          as merchant_order_refunds""";

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
        new PaymentId(row.getUUID("order_payment_id")),
        BuyerJson.read(row.getJsonObject("order_buyer")),
        Optional.ofNullable(row.getString("order_customer")),
        totals(row, currency, merchantOrders),
        merchantOrders,
        Rows.named(
            AcceptancePolicy.values(), AcceptancePolicy::text, row.getString("order_policy")),
        Optional.ofNullable(row.getJsonObject("order_decision"))
            .map(decision -> OrderJson.readDecision(decision, currency)),
        Stored.list(Rows.array(row, "order_disputes"), OrderJson::readDispute),
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
    var decideBy = Rows.instant(row, "merchant_order_decide_by");
    return new MerchantOrder(
        id,
        part,
        new MerchantSplit(
            new StoreId(row.getUUID("merchant_order_store")),
            part.name(),
            id,
            new Money(row.getLong("merchant_order_gross"), currency),
            new Money(row.getLong("merchant_order_commission"), currency),
            Rows.text(row, "merchant_order_account"),
            decideBy.isPresent()),
        decideBy,
        state(row),
        row.getBoolean("merchant_order_captured"),
        refunds(row, currency),
        Stored.list(Rows.array(row, "merchant_order_actions"), ActJson::readRequiredAction));
  }

  /** How far one that was accepted is follows from what was sent and came back. */
  private static MerchantOrderState state(Row row) {
    var reason = Rows.text(row, "merchant_order_reason");
    return switch (MerchantOrder.Status.valueOf(row.getString("merchant_order_status"))) {
      case SUBMITTED -> new MerchantOrderState.Submitted();
      case REJECTED -> new MerchantOrderState.Rejected(reason);
      case CANCELLED -> new MerchantOrderState.Cancelled(reason);
      case ACCEPTED, PARTIALLY_FULFILLED, FULFILLED, RETURNED ->
          new MerchantOrderState.Accepted(
              Stored.list(Rows.array(row, "merchant_order_fulfillments"), ActJson::readFulfillment),
              Stored.list(Rows.array(row, "merchant_order_returns"), ActJson::readReturn));
    };
  }

  private static List<Refund> refunds(Row row, Currency currency) {
    return Optional.ofNullable(row.getJsonArray("merchant_order_refunds"))
        .map(refunds -> Stored.list(refunds, refund -> OrderJson.readRefund(refund, currency)))
        .orElse(List.of());
  }

  private static StorePart part(Row row, MerchantOrderId id, Currency currency) {
    return StorePartJson.read(row.getJsonObject("merchant_order_part"), Optional.of(id), currency);
  }
}
