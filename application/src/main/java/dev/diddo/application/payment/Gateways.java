package dev.diddo.application.payment;

import dev.diddo.domain.Outcome;
import dev.diddo.domain.id.PaymentId;
import dev.diddo.domain.payment.Attempt;
import dev.diddo.domain.payment.Evidence;
import dev.diddo.domain.payment.Payment;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The payment gateways that are configured. No call here throws for a gateway's fault: silence,
 * nonsense and exceptions are {@link Evidence.None}. Every call ends within a deadline.
 */
public interface Gateways {
  /** At least one; the first is the default. */
  List<String> names();

  /** Opens a payment with the attempt's own key; safe to repeat. */
  Evidence open(Attempt attempt);

  Evidence lookUp(Payment payment);

  /** Takes the whole amount; safe to repeat. */
  Evidence capture(Payment.Authorised payment);

  /** Ends a payment that is not authorised; safe to repeat. */
  Evidence cancel(Payment payment);

  /** Refused if there is no such gateway or it did not send this. */
  Outcome<Notice, Unverified> verify(
      String gateway, Map<String, List<String>> headers, byte[] body);

  /**
   * A gateway's verified message.
   *
   * @param eventId by which a duplicate is known
   * @param payment empty if it concerns none of ours
   */
  record Notice(String gateway, String eventId, Optional<PaymentId> payment) {}

  /** Nobody can tell who sent this. */
  record Unverified(boolean unknownGateway) {}
}
