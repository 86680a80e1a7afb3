package dev.diddo.persistence;

import dev.diddo.application.payment.Movements.Owned;
import dev.diddo.domain.id.Id;
import dev.diddo.domain.id.MerchantOrderId;
import dev.diddo.domain.id.MovementId;
import dev.diddo.domain.id.PaymentId;
import dev.diddo.domain.money.Money;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.payment.Movement;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Movements as rows. */
final class MovementRow {
  /** Of {@code movement m}. */
  static final String COLUMNS =
      """
      m.organization_id, m.environment, m.id, m.payment_id, m.kind, m.merchant_order_id,
        m.amount_minor, m.currency, m.status, m.gateway_id, m.reason, m.tries, m.created_at""";

  private MovementRow() {}

  static Tuple write(Tenant tenant, List<Movement> movements) {
    return TenantColumns.tuple(tenant)
        .addValue(Columns.of(movements, UUID[]::new, it -> it.id().value()))
        .addValue(Columns.of(movements, UUID[]::new, it -> it.payment().value()))
        .addValue(Columns.of(movements, String[]::new, it -> it.kind().name()))
        .addValue(
            Columns.of(
                movements, UUID[]::new, it -> it.merchantOrder().map(Id::value).orElse(null)))
        .addValue(Columns.of(movements, Long[]::new, it -> it.amount().minorUnits()))
        .addValue(
            Columns.of(movements, String[]::new, it -> it.amount().currency().getCurrencyCode()))
        .addValue(Columns.of(movements, String[]::new, it -> status(it)))
        .addValue(Columns.of(movements, String[]::new, it -> it.gatewayId().orElse(null)))
        .addValue(Columns.of(movements, String[]::new, it -> reason(it).orElse(null)))
        .addValue(Columns.of(movements, Integer[]::new, Movement::tries))
        .addValue(Columns.of(movements, OffsetDateTime[]::new, it -> Times.of(it.createdAt())));
  }

  static Tuple change(Tenant tenant, Movement movement, Instant at) {
    return TenantColumns.tuple(
        tenant,
        movement.id().value(),
        status(movement),
        movement.gatewayId(),
        reason(movement),
        movement.tries(),
        movement.isOver() ? Optional.empty() : Times.of(at),
        movement.isOver() ? Times.of(at) : Optional.empty());
  }

  static Tuple bounce(Tenant tenant, Movement movement, Instant at) {
    return TenantColumns.tuple(
        tenant, movement.id().value(), reason(movement).orElseThrow(), Times.of(at));
  }

  private static String status(Movement movement) {
    return switch (movement.state()) {
      case Movement.State.Pending _ -> "pending";
      case Movement.State.Succeeded _ -> "succeeded";
      case Movement.State.Failed _ -> "failed";
    };
  }

  private static Optional<String> reason(Movement movement) {
    return movement.state() instanceof Movement.State.Failed(_, var reason)
        ? Optional.of(reason)
        : Optional.empty();
  }

  static Owned readOwned(Row row) {
    return new Owned(TenantColumns.read(row), read(row));
  }

  static Movement read(Row row) {
    var currency = Currency.getInstance(row.getString("currency"));
    return new Movement(
        new MovementId(row.getUUID("id")),
        new PaymentId(row.getUUID("payment_id")),
        Movement.Kind.valueOf(row.getString("kind")),
        Optional.ofNullable(row.getUUID("merchant_order_id")).map(MerchantOrderId::new),
        new Money(row.getLong("amount_minor"), currency),
        state(row),
        row.getInteger("tries"),
        Times.read(row, "created_at"));
  }

  private static Movement.State state(Row row) {
    return switch (row.getString("status")) {
      case "pending" -> new Movement.State.Pending(Rows.text(row, "gateway_id"));
      case "succeeded" -> new Movement.State.Succeeded(row.getString("gateway_id"));
      case "failed" ->
          new Movement.State.Failed(Rows.text(row, "gateway_id"), row.getString("reason"));
      case String other -> throw new IllegalStateException("A movement's status: " + other);
    };
  }
}
