package dev.diddo.http.payment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.diddo.domain.payment.Payment;
import dev.diddo.http.Json;

/** How a payment is shown. */
public final class PaymentJson {
  /** The buyer pays on the provider's own page. */
  public static final String HOSTED = "hosted";

  private PaymentJson() {}

  /** For those who watch. */
  public static ObjectNode of(Payment payment) {
    return Json.object()
        .put("id", payment.id().text())
        .put("status", status(payment))
        .put("gateway", payment.attempt().gateway());
  }

  /** For a page that is to go on with it. */
  public static JsonNode toPay(Payment payment) {
    var url = payment instanceof Payment.Open open ? open.url().toString() : null;
    return of(payment).put("mode", HOSTED).put("url", url).putNull("client");
  }

  /** For whoever has just opened it. */
  static ObjectNode opened(Payment.Open payment) {
    var json = Json.object().put("url", payment.url().toString());
    json.set("payment", of(payment).put("mode", HOSTED).putNull("client"));
    return json;
  }

  private static String status(Payment payment) {
    return switch (payment) {
      case Payment.Submitting _ -> "created";
      case Payment.Open open -> open.challenged() ? "action_required" : "open";
      case Payment.Unknown _ -> "unknown";
      case Payment.Authorised _ -> "authorised";
      case Payment.Captured _ -> "captured";
      case Payment.Declined _ -> "declined";
      case Payment.Cancelled _ -> "cancelled";
    };
  }
}
