package dev.diddo.persistence;

import dev.diddo.domain.id.SessionId;
import dev.diddo.domain.session.CheckoutSession;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;

/** A session as a row. */
final class CheckoutSessionRow {
  private CheckoutSessionRow() {}

  static Tuple write(CheckoutSession session) {
    return TenantColumns.tuple(
        session.tenant(),
        session.id().value(),
        BuyerJson.write(session.customer()),
        session.externalCustomerId(),
        session.successUrl(),
        session.cancelUrl(),
        Times.of(session.createdAt()),
        Times.of(session.expiresAt()));
  }

  static CheckoutSession read(Row row) {
    return new CheckoutSession(
        new SessionId(row.getUUID("id")),
        TenantColumns.read(row),
        BuyerJson.read(row.getJsonObject("customer")),
        Optional.ofNullable(row.getString("external_customer_id")),
        Optional.ofNullable(row.getString("success_url")),
        Optional.ofNullable(row.getString("cancel_url")),
        Times.read(row, "created_at"),
        Times.read(row, "expires_at"));
  }
}
