package dev.diddo.gateway.stripe;

import static dev.diddo.gateway.stripe.Calls.said;

import com.stripe.model.PaymentIntent;
import com.stripe.model.StripeError;
import com.stripe.model.checkout.Session;
import dev.diddo.gateway.spi.Handover;
import dev.diddo.gateway.spi.PaymentState;
import java.net.URI;
import java.util.HashMap;
import java.util.Optional;

/** What Stripe's statuses mean. Amounts are what Stripe says of the money, never what we asked. */
final class States {
  static final String SAVED_CARDS = "customer_session_client_secret";

  private final Optional<String> publishableKey;

  States(Optional<String> publishableKey) {
    this.publishableKey = publishableKey;
  }

  PaymentState of(Stored payment) {
    return switch (payment) {
      case Stored.Hosted(var session) -> of(session);
      case Stored.Direct(var intent) -> of(intent);
    };
  }

  /** Whether the buyer's part is done: the money is reserved, taken, or being so. */
  static boolean isTaken(PaymentIntent intent) {
    return switch (said(intent.getStatus(), "status")) {
      case "requires_capture", "succeeded", "processing" -> true;
      default -> false;
    };
  }

  private PaymentState of(Session session) {
    var id = said(session.getId(), "session");
    var intent = Optional.ofNullable(session.getPaymentIntentObject());
    if (intent.filter(States::isTaken).isPresent()) {
      return taken(intent.get());
    }
    return switch (said(session.getStatus(), "session's status")) {
      case "open" -> waiting(id, intent, hosted(session));
      // Its page is closed: nobody is left who could confirm the intent, unless a challenge runs.
      case "expired", "complete" -> closed(id, intent, session.getStatus());
      default -> new PaymentState.Pending(id);
    };
  }

  private static PaymentState closed(String id, Optional<PaymentIntent> intent, String status) {
    return intent
        .map(
            it ->
                switch (it.getStatus()) {
                  case "canceled", "requires_payment_method" ->
                      ended("complete".equals(status) ? it.getId() : id, it);
                  default -> new PaymentState.Pending(id);
                })
        .orElseGet(
            () ->
                "expired".equals(status)
                    ? new PaymentState.Cancelled(id)
                    : new PaymentState.Pending(id));
  }

  private PaymentState of(PaymentIntent intent) {
    var id = said(intent.getId(), "payment intent");
    if (isTaken(intent)) {
      return taken(intent);
    }
    return switch (intent.getStatus()) {
      // A failed attempt comes back as one without a method: the buyer may try another card.
      case "requires_payment_method", "requires_confirmation", "requires_action" ->
          waiting(id, Optional.of(intent), embedded(intent));
      case "canceled" -> ended(id, intent);
      default -> new PaymentState.Pending(id);
    };
  }

  private static PaymentState taken(PaymentIntent intent) {
    var id = said(intent.getId(), "payment intent");
    return switch (intent.getStatus()) {
      case "requires_capture" ->
          new PaymentState.Authorised(
              id,
              Amounts.fromStripe(
                  said(intent.getAmountCapturable(), "amount"),
                  said(intent.getCurrency(), "amount")));
      case "succeeded" ->
          new PaymentState.Captured(
              id,
              Amounts.fromStripe(
                  said(intent.getAmountReceived(), "amount"),
                  said(intent.getCurrency(), "amount")));
      default -> new PaymentState.Pending(id);
    };
  }

  private static PaymentState waiting(
      String id, Optional<PaymentIntent> intent, Handover handover) {
    return intent.filter(it -> "requires_action".equals(it.getStatus())).isPresent()
        ? new PaymentState.ActionRequired(id, handover)
        : new PaymentState.Open(id, handover);
  }

  private static PaymentState ended(String id, PaymentIntent intent) {
    return Optional.ofNullable(intent.getLastPaymentError())
        .<PaymentState>map(error -> new PaymentState.Declined(id, reason(error)))
        .orElseGet(() -> new PaymentState.Cancelled(id));
  }

  private static String reason(StripeError error) {
    return Reasons.of(
        error.getDeclineCode() == null ? error.getCode() : error.getDeclineCode(), "declined");
  }

  private static Handover hosted(Session session) {
    try {
      return new Handover.Hosted(URI.create(said(session.getUrl(), "session's page")));
    } catch (IllegalArgumentException e) {
      throw new UnclearException("A page that has no address");
    }
  }

  private Handover embedded(PaymentIntent intent) {
    var client = new HashMap<String, String>();
    client.put("client_secret", said(intent.getClientSecret(), "client's secret"));
    publishableKey.ifPresent(key -> client.put("publishable_key", key));
    return new Handover.Embedded(client);
  }
}
