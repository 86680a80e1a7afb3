package dev.diddo.persistence;

import dev.diddo.application.idempotency.Claim;
import dev.diddo.domain.cart.CartLine;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.id.Id;
import dev.diddo.domain.order.CheckoutEvent;
import dev.diddo.domain.order.LedgerEntry;
import dev.diddo.domain.order.MerchantOrder;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.payment.Attempt;
import dev.diddo.domain.payment.Payment;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The parameters of {@link PaymentSql}, in its order. */
final class PaymentTuples {
  private PaymentTuples() {}

  static Tuple opening(
      Tenant tenant,
      LiveCart.Freeze freeze,
      Attempt attempt,
      Optional<Claim.Held> claim,
      Instant checkAt) {
    var contents = freeze.cart().contents();
    var wanted = wanted(freeze);
    return TenantColumns.tuple(
        tenant,
        attempt.cart().value(),
        contents.version(),
        Times.of(attempt.createdAt()),
        wanted.keySet().toArray(UUID[]::new),
        wanted.values().toArray(Long[]::new),
        claim.map(held -> IdempotencyKeyRow.scope(held.key())),
        claim.map(Claim.Held::fence),
        attempt.id().value(),
        BuyerJson.write(contents.buyer()),
        StorePartJson.write(contents.parts()),
        LiveCartRow.requestIds(contents),
        attempt.gateway(),
        attempt.amount().minorUnits(),
        attempt.amount().currency().getCurrencyCode(),
        Stored.array(attempt.splits(), SplitJson::write),
        attempt.email(),
        attempt.successUrl().toString(),
        attempt.cancelUrl().toString(),
        Times.of(attempt.expiresAt()),
        Times.of(checkAt));
  }

  /** How many units of each variant, over all lines. */
  private static Map<UUID, Long> wanted(LiveCart.Freeze freeze) {
    var wanted = new TreeMap<UUID, Long>();
    for (CartLine line : freeze.cart().contents().lines().list()) {
      wanted.merge(line.variant().value(), (long) line.quantity(), Long::sum);
    }
    return wanted;
  }

  /**
   * @param limit when it is looked at again at the latest, or how long its cart lives at least
   */
  static Tuple move(
      Tenant tenant, Payment from, Payment to, Optional<CheckoutEvent> because, Instant limit) {
    return TenantColumns.tuple(
        tenant,
        from.attempt().cart().value(),
        from.id().value(),
        PaymentRow.status(from),
        PaymentRow.status(to),
        to.knownGatewayId(),
        PaymentRow.url(to),
        PaymentRow.challenged(to),
        PaymentRow.reason(to),
        from.knownGatewayId(),
        Times.of(limit),
        because.map(event -> event.id().value()),
        because.map(event -> event.type().text()),
        because.map(event -> Times.of(event.at())));
  }

  static Tuple settlement(
      Tenant tenant,
      Payment.Captured payment,
      Order order,
      List<LedgerEntry> entries,
      List<CheckoutEvent> because) {
    var tuple =
        TenantColumns.tuple(
            tenant,
            order.cart().value(),
            payment.id().value(),
            payment.gatewayId(),
            order.id().value(),
            order.number().text(),
            order.template().value(),
            BuyerJson.write(order.buyer()),
            order.externalCustomerId(),
            order.cost().total().currency().getCurrencyCode(),
            order.cost().subtotal().minorUnits(),
            order.cost().shipping().minorUnits(),
            order.cost().tax().minorUnits(),
            order.cost().total().minorUnits(),
            Times.of(order.createdAt()),
            SearchText.email(order.buyer()),
            SearchText.name(order.buyer()),
            SearchText.nameReversed(order.buyer()));
    addMerchantOrders(tuple, order.merchantOrders());
    addEntries(tuple, entries);
    return tuple
        .addValue(column(because, UUID[]::new, event -> event.id().value()))
        .addValue(column(because, String[]::new, event -> event.type().text()))
        .addValue(column(because, OffsetDateTime[]::new, event -> Times.of(event.at())));
  }

  private static void addMerchantOrders(Tuple tuple, List<MerchantOrder> orders) {
    tuple
        .addValue(column(orders, UUID[]::new, order -> order.id().value()))
        .addValue(column(orders, UUID[]::new, order -> order.part().store().value()))
        .addValue(column(orders, String[]::new, order -> order.status().name()))
        .addValue(
            column(orders, String[]::new, order -> StorePartJson.write(order.part()).encode()))
        .addValue(column(orders, Long[]::new, order -> order.split().gross().minorUnits()))
        .addValue(column(orders, Long[]::new, order -> order.split().commission().minorUnits()))
        .addValue(column(orders, String[]::new, order -> order.split().account().orElse(null)));
  }

  private static void addEntries(Tuple tuple, List<LedgerEntry> entries) {
    tuple
        .addValue(column(entries, String[]::new, entry -> entry.account().name()))
        .addValue(column(entries, UUID[]::new, entry -> entry.store().map(Id::value).orElse(null)))
        .addValue(column(entries, Long[]::new, entry -> entry.amount().minorUnits()))
        .addValue(
            column(entries, String[]::new, entry -> entry.amount().currency().getCurrencyCode()));
  }

  private static <R, T> @Nullable T[] column(
      List<R> rows, IntFunction<@Nullable T[]> array, Function<R, @Nullable T> value) {
    return rows.stream().map(value).toArray(array);
  }
}
