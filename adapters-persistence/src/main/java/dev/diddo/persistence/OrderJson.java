package dev.diddo.persistence;

import dev.diddo.domain.id.MovementId;
import dev.diddo.domain.money.Money;
import dev.diddo.domain.order.Decision;
import dev.diddo.domain.order.Refund;
import dev.diddo.domain.organization.AcceptancePolicy;
import dev.diddo.domain.payment.Dispute;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Currency;

/** What became of an order, as JSON. Amounts without a currency are of the order's. */
final class OrderJson {
  private OrderJson() {}

  static JsonObject write(Decision decision) {
    return new JsonObject()
        .put("policy", decision.policy().text())
        .put("verdict", decision.verdict().text())
        .put("captured", decision.captured().minorUnits())
        .put("reason", decision.reason())
        .put("at", decision.at().toString());
  }

  static Decision readDecision(JsonObject json, Currency currency) {
    return new Decision(
        Rows.named(AcceptancePolicy.values(), AcceptancePolicy::text, Stored.text(json, "policy")),
        Rows.named(Decision.Verdict.values(), Decision.Verdict::text, Stored.text(json, "verdict")),
        new Money(Stored.number(json, "captured"), currency),
        Stored.text(json, "reason"),
        Instant.parse(Stored.text(json, "at")));
  }

  static JsonObject write(Dispute dispute) {
    var json =
        new JsonObject()
            .put("id", dispute.gatewayId())
            .put("amount", Stored.money(dispute.amount()))
            .put("reason", dispute.reason())
            .put("status", dispute.status().text());
    return Stored.put(json, "respond_by", dispute.respondBy().map(Instant::toString));
  }

  static Dispute readDispute(JsonObject json) {
    return new Dispute(
        Stored.text(json, "id"),
        Stored.money(json, "amount"),
        Stored.text(json, "reason"),
        Rows.named(Dispute.Status.values(), Dispute.Status::text, Stored.text(json, "status")),
        Stored.optionalText(json, "respond_by").map(Instant::parse));
  }

  /** A row of {@code refund}, as {@link OrderRow#COLUMNS} gathers them. */
  static Refund readRefund(JsonObject json, Currency currency) {
    return new Refund(
        new MovementId(Stored.id(json, "id")),
        new Money(Stored.number(json, "amount_minor"), currency),
        new Money(Stored.number(json, "commission_minor"), currency),
        Stored.optionalText(json, "reason"),
        Stored.list(json, "lines", ActJson::readUnits),
        Rows.named(Refund.Status.values(), Refund.Status::text, Stored.text(json, "status")),
        OffsetDateTime.parse(Stored.text(json, "created_at")).toInstant());
  }
}
