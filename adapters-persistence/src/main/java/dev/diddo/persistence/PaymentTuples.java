package dev.diddo.persistence;

import dev.diddo.application.idempotency.Claim;
import dev.diddo.domain.cart.CartLine;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.cart.PricedLine;
import dev.diddo.domain.order.CheckoutEvent;
import dev.diddo.domain.order.LedgerEntry;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.payment.Attempt;
import dev.diddo.domain.payment.Payment;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

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
    var wanted = units(contents.lines().list());
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
        Times.of(checkAt),
        attempt.mode().text(),
        attempt.customer());
  }

  private static Map<UUID, Long> units(List<CartLine> lines) {
    var units = new TreeMap<UUID, Long>();
    for (var line : lines) {
      units.merge(line.variant().value(), (long) line.quantity(), Long::sum);
    }
    return units;
  }

  /**
   * @param client what an embedded page needs, encrypted
   * @param limit when it is looked at again at the latest, or how long its cart lives at least
   */
  static Tuple move(
      Tenant tenant,
      Payment from,
      Payment to,
      Optional<Buffer> client,
      Optional<CheckoutEvent> because,
      Instant limit) {
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
        because.map(event -> Times.of(event.at())),
        PaymentRow.captured(to),
        client);
  }

  static Tuple settlement(
      Tenant tenant,
      Payment from,
      Payment.Captured to,
      Order order,
      List<LedgerEntry> entries,
      List<CheckoutEvent> because) {
    var sold = sold(order);
    var tuple =
        OrderTuples.write(tenant, order, because)
            .addValue(to.gatewayId())
            .addValue(to.amount().minorUnits())
            .addValue(sold.keySet().toArray(UUID[]::new))
            .addValue(sold.values().toArray(Long[]::new));
    return LedgerTuples.add(tuple, entries).addValue(from.isAuthorised());
  }

  /** How many units of each variant, of the stores that keep the money which was taken for them. */
  private static Map<UUID, Long> sold(Order order) {
    return units(
        order.merchantOrders().stream()
            .filter(it -> it.captured() && !it.isEnded())
            .flatMap(it -> it.part().lines().stream())
            .map(PricedLine::line)
            .toList());
  }
}
