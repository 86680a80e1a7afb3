package dev.diddo.application.payment;

import dev.diddo.domain.Outcome;
import dev.diddo.domain.id.PaymentId;
import dev.diddo.domain.money.Money;
import dev.diddo.domain.payment.AmountRule;
import dev.diddo.domain.payment.Attempt;
import dev.diddo.domain.payment.Dispute;
import dev.diddo.domain.payment.Evidence;
import dev.diddo.domain.payment.Handover;
import dev.diddo.domain.payment.Movement;
import dev.diddo.domain.payment.Payment;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * The payment gateways that are configured. No call here throws for a gateway's fault: silence,
 * nonsense and exceptions are {@link Evidence.None}. Every call ends within a deadline.
 */
public interface Gateways {
  /** At least one; the first is the default. */
  List<String> names();

  /** Empty if there is no such gateway. */
  Optional<Abilities> abilities(String gateway);

  /**
   * What a gateway can do.
   *
   * @param isLive whether real money moves
   * @param modes the one for want of another first
   * @param captures whether an authorised payment is captured by a call of its own
   */
  record Abilities(
      boolean isLive,
      SequencedSet<Handover.Mode> modes,
      boolean captures,
      boolean refunds,
      boolean transfers,
      boolean disputes,
      boolean customers) {}

  /** Which amounts it takes; empty if none in this currency. */
  Optional<AmountRule> amounts(String gateway, Currency currency);

  /** Keeps an identified buyer; empty if that did not work. */
  Optional<String> createCustomer(String gateway, Customer customer);

  /** Has a gateway forget a customer, with the cards that it keeps of them; safe to repeat. */
  Deletion deleteCustomer(String gateway, String gatewayId);

  /** What became of a customer who was to be forgotten. */
  enum Deletion {
    DONE,
    /** The gateway keeps customers for ever. */
    NOT_OFFERED,
    /** It did not answer, or is not configured. */
    UNKNOWN
  }

  /**
   * An identified buyer.
   *
   * @param reference ours, unique for ever; also the key, so that it is safe to repeat
   */
  record Customer(String reference, Optional<String> email, Optional<String> name) {}

  /** Opens a payment with the attempt's own key; safe to repeat. */
  Evidence open(Attempt attempt);

  Evidence lookUp(Payment payment);

  /** Takes the amount that was decided on and gives the rest back; safe to repeat. */
  Evidence capture(Payment.Capturing payment);

  /** Gives back what is authorised, whatever our state of it; safe to repeat. */
  Evidence release(Payment payment);

  /** Ends a payment that is not authorised; safe to repeat. */
  Evidence cancel(Payment payment);

  /** Gives captured money back, by the movement's own key; safe to repeat while that is young. */
  Movement.Evidence refund(Payment payment, Movement refund);

  /** Passes a store's net on to its account, by the movement's own key. */
  Movement.Evidence transfer(Payment payment, Movement transfer, String account);

  /** Takes back what a transfer moved, or a part of it, by the reversal's own key. */
  Movement.Evidence reverse(Payment payment, Movement reversal, String transferId);

  /** Every refund that the provider knows of; empty if it did not answer or cannot refund. */
  Optional<List<KnownRefund>> refunds(Payment payment);

  /**
   * A refund in the provider's books.
   *
   * @param key ours; empty for one that we did not ask for
   */
  record KnownRefund(
      String gatewayId, Optional<String> key, Money amount, Movement.Evidence state) {}

  /** Every dispute that the provider knows of; empty if it did not answer or tells of none. */
  Optional<List<Dispute>> disputes(Payment payment);

  /** Refused if there is no such gateway or it did not send this. */
  Outcome<Notice, Unverified> verify(
      String gateway, Map<String, List<String>> headers, byte[] body);

  /**
   * A gateway's verified message.
   *
   * @param eventId by which a duplicate is known
   */
  record Notice(String gateway, String eventId, Subject subject) {}

  /** What a message is about. */
  sealed interface Subject {
    record OfPayment(PaymentId id) implements Subject {}

    /** The payment that the provider names so. */
    record OfGatewayId(String gatewayId) implements Subject {}

    /** None of ours. */
    record Nothing() implements Subject {}
  }

  /** Nobody can tell who sent this. */
  record Unverified(boolean unknownGateway) {}
}
