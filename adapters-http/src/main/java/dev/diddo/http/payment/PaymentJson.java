package dev.diddo.http.payment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.diddo.domain.payment.Handover;
import dev.diddo.domain.payment.Payment;
import dev.diddo.http.Json;
import java.net.URI;
import java.util.Optional;
import java.util.TreeMap;

/** How a payment is shown. */
public final class PaymentJson {
  private PaymentJson() {}

  /** For those who watch. */
  public static ObjectNode of(Payment payment) {
    return Json.object()
        .put("id", payment.id().text())
        .put("status", status(payment))
        .put("gateway", payment.attempt().gateway());
  }

  /** For a page that is to go on with it: at the provider's, or by itself. */
  public static JsonNode toPay(Payment payment) {
    var open =
        payment instanceof Payment.Open it ? Optional.of(it) : Optional.<Payment.Open>empty();
    var url = open.flatMap(Payment.Open::url).map(URI::toString);
    var json = of(payment).put("mode", mode(payment)).put("url", url.orElse(null));
    return json.set("client", open.map(it -> client(it)).orElseGet(NullNode::getInstance));
  }

  /**
   * For whoever has just opened it.
   *
   * @param url where the buyer pays
   */
  static ObjectNode opened(Payment.Open payment, URI url) {
    var shown = of(payment).put("mode", mode(payment));
    shown.set("client", client(payment));
    return Json.object().put("url", url.toString()).set("payment", shown);
  }

  private static String mode(Payment payment) {
    return payment.attempt().mode().text();
  }

  private static JsonNode client(Payment.Open payment) {
    return switch (payment.handover()) {
      case Handover.Hosted _ -> NullNode.getInstance();
      case Handover.Embedded(var client) -> {
        var json = Json.object();
        new TreeMap<>(client).forEach(json::put);
        yield json;
      }
    };
  }

  private static String status(Payment payment) {
    return switch (payment) {
      case Payment.Submitting _ -> "created";
      case Payment.Open open -> open.challenged() ? "action_required" : "open";
      case Payment.Unknown _ -> "unknown";
      case Payment.Authorised _, Payment.Capturing _, Payment.Releasing _ -> "authorised";
      case Payment.Captured _ -> "captured";
      case Payment.Declined _ -> "declined";
      case Payment.Cancelled _ -> "cancelled";
    };
  }
}
