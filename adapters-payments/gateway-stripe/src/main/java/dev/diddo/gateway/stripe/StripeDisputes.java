package dev.diddo.gateway.stripe;

import static dev.diddo.gateway.stripe.Calls.said;

import com.stripe.param.DisputeListParams;
import dev.diddo.gateway.spi.Disputes;
import dev.diddo.gateway.spi.PaymentReference;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What buyers dispute with their banks. */
final class StripeDisputes implements Disputes {
  private final Calls calls;
  private final Payments payments;

  StripeDisputes(Calls calls, Payments payments) {
    this.calls = calls;
    this.payments = payments;
  }

  @Override
  public List<Dispute> list(PaymentReference reference) {
    return payments.find(reference).flatMap(Stored::intent).stream()
        .flatMap(intent -> disputes(intent.getId()).stream())
        .map(StripeDisputes::dispute)
        .toList();
  }

  private List<com.stripe.model.Dispute> disputes(String intent) {
    var params = DisputeListParams.builder().setPaymentIntent(intent).setLimit(Calls.PAGE).build();
    return said(
        calls
            .get("list disputes", (stripe, options) -> stripe.disputes().list(params, options))
            .getData(),
        "list disputes");
  }

  private static Dispute dispute(com.stripe.model.Dispute dispute) {
    var status = status(said(dispute.getStatus(), "dispute"));
    return new Dispute(
        said(dispute.getId(), "dispute"),
        Amounts.fromStripe(
            said(dispute.getAmount(), "dispute"), said(dispute.getCurrency(), "dispute")),
        Reasons.of(dispute.getReason(), "general"),
        status,
        status == Dispute.Status.NEEDS_RESPONSE
            ? Optional.ofNullable(dispute.getEvidenceDetails())
                .flatMap(details -> Optional.ofNullable(details.getDueBy()))
                .map(Instant::ofEpochSecond)
            : Optional.empty());
  }

  private static Dispute.Status status(String status) {
    return switch (status) {
      case "needs_response", "warning_needs_response" -> Dispute.Status.NEEDS_RESPONSE;
      case "won", "warning_closed", "prevented" -> Dispute.Status.WON;
      case "lost" -> Dispute.Status.LOST;
      default -> Dispute.Status.UNDER_REVIEW;
    };
  }
}
