package dev.diddo.gateway.stripe;

import static dev.diddo.gateway.stripe.Calls.said;

import com.stripe.model.PaymentIntent;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import dev.diddo.gateway.spi.Money;
import dev.diddo.gateway.spi.PaymentReference;
import dev.diddo.gateway.spi.Refunds;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gives money back. Each refund carries our key in its metadata, and is looked for before it is
 * asked for: Stripe forgets keys after a day, and answers a repeated one as it was at first.
 */
final class StripeRefunds implements Refunds {
  private final Calls calls;
  private final Payments payments;

  StripeRefunds(Calls calls, Payments payments) {
    this.calls = calls;
    this.payments = payments;
  }

  @Override
  public RefundState refund(PaymentReference reference, Money amount, String idempotencyKey) {
    var intent = payments.find(reference).flatMap(Stored::intent);
    if (intent.isEmpty()) {
      return new RefundState.Failed("payment_unknown");
    }
    if (!"succeeded".equals(intent.get().getStatus())) {
      return new RefundState.Failed("not_captured");
    }
    return made(intent.get()).stream()
        .filter(refund -> idempotencyKey.equals(key(refund)))
        .findFirst()
        .map(StripeRefunds::state)
        .orElseGet(() -> make(intent.get(), reference.reference(), amount, idempotencyKey));
  }

  @Override
  public List<Refund> list(PaymentReference reference) {
    return payments.find(reference).flatMap(Stored::intent).stream()
        .flatMap(intent -> made(intent).stream())
        .map(
            refund ->
                new Refund(
                    said(refund.getId(), "refund"),
                    Optional.ofNullable(key(refund)),
                    Amounts.fromStripe(
                        said(refund.getAmount(), "refund"), said(refund.getCurrency(), "refund")),
                    state(refund)))
        .toList();
  }

  private List<com.stripe.model.Refund> made(PaymentIntent intent) {
    return calls.movements(
        "list refunds",
        (last, stripe) -> {
          var params =
              RefundListParams.builder().setPaymentIntent(intent.getId()).setLimit(Calls.PAGE);
          last.ifPresent(params::setStartingAfter);
          return stripe.refunds().list(params.build());
        });
  }

  private RefundState make(PaymentIntent intent, String reference, Money amount, String key) {
    var units = Amounts.toStripe(amount);
    if (units.isEmpty() || !Amounts.toStripe(amount.currency()).equals(intent.getCurrency())) {
      return new RefundState.Failed("amount_not_supported");
    }
    var params =
        RefundCreateParams.builder()
            .setPaymentIntent(intent.getId())
            .setAmount(units.get())
            .setMetadata(Map.of(Stored.KEY, key, Stored.REFERENCE, reference))
            .build();
    try {
      var refund =
          calls.post("refund", key, (stripe, options) -> stripe.refunds().create(params, options));
      return Calls.replayed(refund) ? again(said(refund.getId(), "refund")) : state(refund);
    } catch (RefusedException e) {
      return new RefundState.Failed(e.reason());
    }
  }

  private RefundState again(String id) {
    return Calls.afterwards(
        () ->
            state(
                calls.get(
                    "read a refund", (stripe, options) -> stripe.refunds().retrieve(id, options))));
  }

  private static RefundState state(com.stripe.model.Refund refund) {
    var id = said(refund.getId(), "refund");
    // Where refunds are made at once, Stripe may leave the status out.
    return switch (Objects.requireNonNullElse(refund.getStatus(), "pending")) {
      case "succeeded" -> new RefundState.Succeeded(id);
      case "failed" -> new RefundState.Failed(Reasons.of(refund.getFailureReason(), "failed"));
      case "canceled" -> new RefundState.Failed("canceled");
      default -> new RefundState.Pending(id);
    };
  }

  private static @Nullable String key(com.stripe.model.Refund refund) {
    return refund.getMetadata() == null ? null : refund.getMetadata().get(Stored.KEY);
  }
}
