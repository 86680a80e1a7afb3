package dev.diddo.gateway.stripe;

import com.stripe.model.PaymentIntent;
import com.stripe.param.PaymentIntentCaptureParams;
import dev.diddo.gateway.spi.Captures;
import dev.diddo.gateway.spi.Money;
import dev.diddo.gateway.spi.PaymentReference;
import dev.diddo.gateway.spi.PaymentState;
import java.util.UUID;
import java.util.function.Predicate;

/** Takes or releases what was reserved. An intent is captured once, whatever keys say. */
final class StripeCaptures implements Captures {
  private final Calls calls;
  private final Payments payments;
  private final States states;

  StripeCaptures(Calls calls, Payments payments, States states) {
    this.calls = calls;
    this.payments = payments;
    this.states = states;
  }

  @Override
  public PaymentState capture(PaymentReference reference, Money amount, String idempotencyKey) {
    return change(
        reference,
        state ->
            amount.minorUnits() > 0
                && amount.currency().equals(state.amount().currency())
                && amount.minorUnits() <= state.amount().minorUnits()
                && Amounts.toStripe(amount).isPresent(),
        idempotencyKey,
        (id, key) -> {
          var params =
              PaymentIntentCaptureParams.builder()
                  .setAmountToCapture(Amounts.toStripe(amount).orElseThrow())
                  .build();
          return calls.post(
              "capture",
              key,
              (stripe, options) -> stripe.paymentIntents().capture(id, params, options));
        });
  }

  @Override
  public PaymentState release(PaymentReference reference, String idempotencyKey) {
    return change(
        reference,
        _ -> true,
        idempotencyKey,
        (id, key) ->
            calls.post(
                "release", key, (stripe, options) -> stripe.paymentIntents().cancel(id, options)));
  }

  /** A move of an authorised payment. */
  @FunctionalInterface
  private interface Move {
    PaymentIntent make(String id, String key);
  }

  private PaymentState change(
      PaymentReference reference, Predicate<PaymentState.Authorised> fits, String key, Move move) {
    var payment = payments.find(reference);
    if (payment.isEmpty()) {
      return new PaymentState.Missing();
    }
    var state = states.of(payment.get());
    return state instanceof PaymentState.Authorised authorised && fits.test(authorised)
        ? change(payment.get(), authorised.gatewayId(), key, move)
        : state;
  }

  private PaymentState change(Stored payment, String id, String key, Move move) {
    try {
      return states.of(new Stored.Direct(move.make(id, key)));
    } catch (RefusedException changedMeanwhile) {
      return Calls.afterwards(() -> states.of(payments.again(payment)));
    } catch (UnclearException e) {
      if (!e.replayed()) {
        throw e;
      }
      return Calls.afterwards(() -> pastStoredError(payment, key, move));
    }
  }

  /**
   * Stripe has stored a failure with the key and will repeat it for a day. Whether it had an effect
   * the payment tells; if not, another key is safe, as an intent is captured or cancelled once.
   */
  private PaymentState pastStoredError(Stored payment, String key, Move move) {
    var now = payments.again(payment);
    return states.of(now) instanceof PaymentState.Authorised authorised
        ? states.of(
            new Stored.Direct(move.make(authorised.gatewayId(), key + "-" + UUID.randomUUID())))
        : states.of(now);
  }
}
