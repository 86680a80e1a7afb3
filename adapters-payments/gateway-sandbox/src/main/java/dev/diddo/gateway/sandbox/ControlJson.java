package dev.diddo.gateway.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What the control answers with. Amounts are in minor units. */
final class ControlJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ControlJson() {}

  static String write(Map<String, ?> content) {
    try {
      return JSON.writeValueAsString(content);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Texts and numbers are always written", e);
    }
  }

  static Map<String, Object> fault(Faults.Counted counted) {
    var fault = counted.fault();
    var shown = new LinkedHashMap<String, Object>();
    shown.put("id", fault.id());
    shown.put("operation", fault.operation().text());
    shown.put("fault", fault.misbehaviour().text());
    shown.put("reference", fault.reference());
    shown.put("nth", fault.nth());
    shown.put("times", fault.times());
    shown.put("ms", fault.millis());
    shown.put("seen", counted.seen());
    shown.put("done", counted.done());
    return shown;
  }

  /** What the auditors' reader says of it, and each movement. */
  static Map<String, Object> payment(Payment payment) {
    var entry = SandboxLedger.Entry.of(payment);
    var shown = new LinkedHashMap<String, Object>();
    shown.put("reference", entry.reference());
    shown.put("id", entry.gatewayId());
    shown.put("status", entry.status().name().toLowerCase(Locale.ROOT));
    shown.put("currency", entry.currency().getCurrencyCode());
    shown.put("asked", entry.asked());
    shown.put("authorised", entry.authorised());
    shown.put("captured", entry.captured());
    shown.put("released", entry.released());
    shown.put("refunded", entry.refunded());
    shown.put("refund_pending", entry.refundPending());
    shown.put("transferred", entry.transferred());
    shown.put("reversed", entry.reversed());
    shown.put("disputed", entry.disputed());
    shown.put("refunds", payment.movements().refunds().stream().map(ControlJson::refund).toList());
    shown.put("disputes", payment.disputes().stream().map(ControlJson::dispute).toList());
    return shown;
  }

  private static Map<String, Object> refund(Movements.Refund refund) {
    return Map.of(
        "id", refund.id(),
        "key", refund.idempotencyKey(),
        "amount", refund.amount(),
        "state", refund.state().name().toLowerCase(Locale.ROOT),
        "reason", refund.failure());
  }

  private static Map<String, Object> dispute(Dispute dispute) {
    return Map.of(
        "id", dispute.id(),
        "amount", dispute.amount(),
        "status", dispute.status().name().toLowerCase(Locale.ROOT),
        "reason", dispute.reason());
  }
}
