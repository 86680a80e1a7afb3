package dev.diddo.persistence;

import dev.diddo.application.payment.Payments.Owned;
import dev.diddo.domain.id.CartId;
import dev.diddo.domain.id.PaymentId;
import dev.diddo.domain.money.Money;
import dev.diddo.domain.payment.Attempt;
import dev.diddo.domain.payment.Handover;
import dev.diddo.domain.payment.Payment;
import io.vertx.sqlclient.Row;
import java.net.URI;
import java.util.Currency;
import java.util.Optional;

/** A payment as a row: its status is its type. */
final class PaymentRow {
  /** Of {@code payment p}. */
  static final String COLUMNS =
      """
      p.organization_id, p.environment, p.id as payment_id, p.status as payment_status,
        p.cart_id as payment_cart_id, p.gateway as payment_gateway,
        p.gateway_id as payment_gateway_id, p.url as payment_url,
        p.challenged as payment_challenged, p.reason as payment_reason,
        p.amount_minor as payment_amount_minor, p.currency as payment_currency,
        p.splits as payment_splits, p.email as payment_email,
        p.success_url as payment_success_url, p.cancel_url as payment_cancel_url,
        p.created_at as payment_created_at, p.expires_at as payment_expires_at,
        p.capture_minor as payment_capture_minor, p.mode as payment_mode,
        p.client as payment_client, p.customer as payment_customer""";

  private PaymentRow() {}

  static String status(Payment payment) {
    return switch (payment) {
      case Payment.Submitting _ -> "submitting";
      case Payment.Open _ -> "open";
      case Payment.Unknown _ -> "unknown";
      case Payment.Authorised _ -> "authorised";
      case Payment.Capturing _ -> "capturing";
      case Payment.Releasing _ -> "releasing";
      case Payment.Captured _ -> "captured";
      case Payment.Declined _ -> "declined";
      case Payment.Cancelled _ -> "cancelled";
    };
  }

  static Optional<String> url(Payment payment) {
    return payment instanceof Payment.Open open ? open.url().map(URI::toString) : Optional.empty();
  }

  static boolean challenged(Payment payment) {
    return payment instanceof Payment.Open open && open.challenged();
  }

  /** What is to be taken, or was, in minor units. */
  static Optional<Long> captured(Payment payment) {
    return switch (payment) {
      case Payment.Capturing capturing -> Optional.of(capturing.amount().minorUnits());
      case Payment.Captured captured -> Optional.of(captured.amount().minorUnits());
      case Payment.Submitting _,
          Payment.Open _,
          Payment.Unknown _,
          Payment.Authorised _,
          Payment.Releasing _,
          Payment.Declined _,
          Payment.Cancelled _ ->
          Optional.empty();
    };
  }

  static Optional<String> reason(Payment payment) {
    return payment instanceof Payment.Declined declined
        ? Optional.of(declined.reason())
        : Optional.empty();
  }

  static Owned readOwned(Row row, PaymentClients clients) {
    return new Owned(TenantColumns.read(row), read(row, clients));
  }

  static Payment read(Row row, PaymentClients clients) {
    var attempt = attempt(row);
    var gatewayId = Optional.ofNullable(row.getString("payment_gateway_id"));
    return switch (row.getString("payment_status")) {
      case "submitting" -> new Payment.Submitting(attempt);
      case "open" ->
          new Payment.Open(
              attempt,
              gatewayId.orElseThrow(),
              handover(row, attempt, clients),
              row.getBoolean("payment_challenged"));
      case "unknown" -> new Payment.Unknown(attempt, gatewayId);
      case "authorised" -> new Payment.Authorised(attempt, gatewayId.orElseThrow());
      case "capturing" ->
          new Payment.Capturing(attempt, gatewayId.orElseThrow(), captured(row, attempt));
      case "releasing" -> new Payment.Releasing(attempt, gatewayId.orElseThrow());
      case "captured" ->
          new Payment.Captured(attempt, gatewayId.orElseThrow(), captured(row, attempt));
      case "declined" -> new Payment.Declined(attempt, gatewayId, row.getString("payment_reason"));
      case "cancelled" -> new Payment.Cancelled(attempt, gatewayId);
      case String other -> throw new IllegalStateException("A payment's status: " + other);
    };
  }

  private static Handover handover(Row row, Attempt attempt, PaymentClients clients) {
    return clients
        .read(row, attempt.id())
        .orElseGet(() -> new Handover.Hosted(URI.create(row.getString("payment_url"))));
  }

  /** An older version took all of it, and did not say so. */
  private static Money captured(Row row, Attempt attempt) {
    return Optional.ofNullable(row.getLong("payment_capture_minor"))
        .map(minorUnits -> new Money(minorUnits, attempt.amount().currency()))
        .orElse(attempt.amount());
  }

  private static Attempt attempt(Row row) {
    var currency = Currency.getInstance(row.getString("payment_currency"));
    return new Attempt(
        new PaymentId(row.getUUID("payment_id")),
        new CartId(row.getUUID("payment_cart_id")),
        row.getString("payment_gateway"),
        Rows.named(Handover.Mode.values(), Handover.Mode::text, row.getString("payment_mode")),
        new Money(row.getLong("payment_amount_minor"), currency),
        Stored.list(row.getJsonArray("payment_splits"), split -> SplitJson.read(split, currency)),
        Rows.text(row, "payment_email"),
        Rows.text(row, "payment_customer"),
        URI.create(row.getString("payment_success_url")),
        URI.create(row.getString("payment_cancel_url")),
        Times.read(row, "payment_created_at"),
        Times.read(row, "payment_expires_at"));
  }
}
