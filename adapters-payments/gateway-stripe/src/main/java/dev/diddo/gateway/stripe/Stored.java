package dev.diddo.gateway.stripe;

import com.stripe.model.PaymentIntent;
import com.stripe.model.checkout.Session;
import java.util.Map;
import java.util.Optional;

/** A payment of ours as Stripe has it now. */
sealed interface Stored {
  /** Our name of the payment, in the metadata of everything that belongs to it. */
  String REFERENCE = "reference";

  /** When its buyer may not pay any more, in Unix seconds: Stripe's own times are coarser. */
  String EXPIRES_AT = "expires_at";

  /** How its buyer pays: what is embedded has no Checkout Session. */
  String HANDOVER = "handover";

  /** The key that a refund, a transfer or a reversal was asked for with. */
  String KEY = "key";

  /** On a page of Stripe's, and not taken yet; its intent is expanded. */
  record Hosted(Session session) implements Stored {
    @Override
    public Optional<PaymentIntent> intent() {
      return Optional.ofNullable(session.getPaymentIntentObject());
    }

    @Override
    public Map<String, String> metadata() {
      return session.getMetadata() == null ? Map.of() : session.getMetadata();
    }
  }

  /** By its intent alone: paid within our page, or taken already. */
  record Direct(PaymentIntent paymentIntent) implements Stored {
    @Override
    public Optional<PaymentIntent> intent() {
      return Optional.of(paymentIntent);
    }

    @Override
    public Map<String, String> metadata() {
      return metadataOf(paymentIntent);
    }
  }

  /** Empty while its buyer has not tried to pay. */
  Optional<PaymentIntent> intent();

  Map<String, String> metadata();

  static Map<String, String> metadataOf(PaymentIntent intent) {
    return intent.getMetadata() == null ? Map.of() : intent.getMetadata();
  }
}
