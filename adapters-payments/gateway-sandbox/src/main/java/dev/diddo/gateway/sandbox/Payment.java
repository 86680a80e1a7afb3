package dev.diddo.gateway.sandbox;

import dev.diddo.gateway.sandbox.Movements.Refund;
import dev.diddo.gateway.sandbox.Movements.Reversal;
import dev.diddo.gateway.sandbox.Movements.Transfer;
import dev.diddo.gateway.spi.Disputes;
import dev.diddo.gateway.spi.Money;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;

/**
 * One payment as the provider's books have it. A move answers the payment after it, or the same
 * payment where its status does not allow the move; what the checkout has to be told of a move is
 * part of the payment, so that both are kept or neither.
 *
 * @param reason why it was declined, or cancelled by the provider itself; else empty
 * @param authorisedAtMillis 0 until it was authorised
 * @param captured in minor units; 0 until it was captured. The rest was released
 * @param undelivered what the checkout has not acknowledged yet, oldest first
 */
record Payment(
    Terms terms,
    Status status,
    String reason,
    long authorisedAtMillis,
    long captured,
    Movements movements,
    List<Dispute> disputes,
    List<Event> undelivered) {

  /** How long an authorisation waits to be captured; then the money is the buyer's again. */
  static final Duration AUTHORISATION = Duration.ofDays(7);

  /** What the provider takes evidence for. */
  private static final Duration EVIDENCE = Duration.ofDays(7);

  enum Status {
    OPEN,
    CHALLENGED,
    AUTHORISED,
    CAPTURED,
    DECLINED,
    CANCELLED
  }

  /**
   * What was agreed when the payment was opened; it never changes.
   *
   * @param pageSecret opens the buyer's page, together with the name of the payment's file
   * @param amount in minor units
   * @param customer the id of a known customer; empty for a guest
   */
  record Terms(
      String id,
      String reference,
      String idempotencyKey,
      String pageSecret,
      long amount,
      Currency currency,
      List<Part> parts,
      String customer,
      URI successUrl,
      URI cancelUrl,
      long openedAtMillis,
      long expiresAtMillis) {

    Terms {
      customer = customer == null ? "" : customer; // older books have none
    }

    Money total() {
      return new Money(amount, currency);
    }
  }

  /** One merchant's part of the amount, as the buyer's page lists it. */
  record Part(String merchant, long amount) {}

  /** Something to tell the checkout. */
  record Event(String id, String type, long atMillis) {
    static Event of(String type, Instant now) {
      return new Event(Ids.random("evt_"), type, now.toEpochMilli());
    }
  }

  Payment {
    movements = movements == null ? Movements.NONE : movements; // older books have none
    disputes = disputes == null ? List.of() : List.copyOf(disputes);
    if (status == Status.AUTHORISED && authorisedAtMillis == 0) {
      authorisedAtMillis = terms.openedAtMillis;
    }
    undelivered = List.copyOf(undelivered);
  }

  static Payment opened(Terms terms) {
    return new Payment(terms, Status.OPEN, "", 0, 0, Movements.NONE, List.of(), List.of());
  }

  /** The payment as it is at that time, with everything ended that has run out by then. */
  Payment asOf(Instant now) {
    var timely = now.toEpochMilli() < terms.expiresAtMillis ? this : cancel(now);
    var end = authorisedAtMillis + AUTHORISATION.toMillis();
    var kept = now.toEpochMilli() < end ? timely : timely.expireAuthorisation(now);
    return kept.refundsSettled(kept.movements.asOf(now), now);
  }

  Payment authorise(Instant now) {
    return status == Status.OPEN ? authorised(now) : this;
  }

  Payment decline(String why, Instant now) {
    return status == Status.OPEN ? declined(why, now) : this;
  }

  Payment challenge(Instant now) {
    return status == Status.OPEN
        ? moved(Status.CHALLENGED, "", captured, "payment.action_required", now)
        : this;
  }

  Payment passChallenge(Instant now) {
    return status == Status.CHALLENGED ? authorised(now) : this;
  }

  Payment failChallenge(Instant now) {
    return status == Status.CHALLENGED ? declined("authentication_failed", now) : this;
  }

  /** Ends what nobody has authorised yet. */
  Payment cancel(Instant now) {
    return status == Status.OPEN || status == Status.CHALLENGED ? cancelled("", now) : this;
  }

  /** Takes the amount and releases the rest; at most what was authorised, and once. */
  Payment capture(Money amount, Instant now) {
    var allowed =
        status == Status.AUTHORISED
            && amount.currency().equals(terms.currency)
            && amount.minorUnits() > 0
            && amount.minorUnits() <= terms.amount;
    return allowed
        ? moved(Status.CAPTURED, "", amount.minorUnits(), "payment.captured", now)
        : this;
  }

  Payment release(Instant now) {
    return status == Status.AUTHORISED ? cancelled("", now) : this;
  }

  /** The bank has let go of what was reserved. */
  Payment expireAuthorisation(Instant now) {
    return status == Status.AUTHORISED ? cancelled("authorization_expired", now) : this;
  }

  /**
   * Gives the amount back, or books why it cannot be given; a key that was seen changes nothing.
   *
   * @param key empty for a refund that the checkout did not ask for: each of those is another
   */
  Payment refund(Money amount, String key, RefundCourse course, Instant now) {
    if (!key.isEmpty() && movements.refund(key).isPresent()) {
      return this;
    }
    var left = captured - movements.refunded() - movements.refundPending() - disputed();
    var refusal = refusal(amount, left, "amount_exceeds_captured");
    var how = refusal.isEmpty() ? course : new RefundCourse(0, refusal);
    var refund = Refund.begun(key, amount.minorUnits(), how, now);
    var after = with(movements.and(refund));
    return switch (refund.state()) {
      case PENDING -> after.telling("payment.refund_pending", now);
      case SUCCEEDED -> after.telling("payment.refunded", now);
      case FAILED -> after; // the answer says it
    };
  }

  /**
   * Ends a pending refund.
   *
   * @param failure empty if it succeeds
   */
  Payment settleRefund(String id, String failure, Instant now) {
    return refundsSettled(movements.settleRefund(id, failure), now);
  }

  /** A refund that was made comes back. */
  Payment bounceRefund(String id, String why, Instant now) {
    return refundsSettled(movements.bounceRefund(id, why), now);
  }

  /**
   * Passes the amount on to the account, or books why it cannot be passed on.
   *
   * @param failure why the account takes nothing; empty if it does
   */
  Payment transfer(Money amount, String account, String key, String failure) {
    if (movements.transfer(key).isPresent()) {
      return this;
    }
    var left = captured - movements.transferred() + movements.reversed();
    var refusal = refusal(amount, left, "amount_exceeds_captured");
    return with(
        movements.and(
            new Transfer(
                key,
                Ids.random("tr_"),
                account,
                amount.minorUnits(),
                refusal.isEmpty() ? failure : refusal)));
  }

  /** Takes a transfer back, or a part of it; at most what is left of it. */
  Payment reverse(String transferId, Money amount, String key, String failure) {
    if (movements.reversal(key).isPresent()) {
      return this;
    }
    var left = movements.leftOfTransfer(transferId);
    var refusal = refusal(amount, left, "amount_exceeds_transferred");
    return with(
        movements.and(
            new Reversal(
                key,
                Ids.random("trr_"),
                transferId,
                amount.minorUnits(),
                refusal.isEmpty() ? failure : refusal)));
  }

  /** The buyer disputes so much of what was captured; nothing happens if that is not left. */
  Payment dispute(long amount, String why, Instant now) {
    if (amount < 1 || amount > captured - movements.refunded() - disputed()) {
      return this;
    }
    var dispute =
        new Dispute(
            Ids.random("dp_"),
            amount,
            why,
            Disputes.Dispute.Status.NEEDS_RESPONSE,
            now.plus(EVIDENCE).toEpochMilli());
    return with(also(disputes, dispute)).telling("payment.dispute_opened", now);
  }

  Payment settleDispute(String id, Disputes.Dispute.Status next, Instant now) {
    var after = disputes.stream().map(one -> one.id().equals(id) ? one.become(next) : one).toList();
    return after.equals(disputes) ? this : with(after).telling("payment.dispute_changed", now);
  }

  /** What disputes hold, in minor units. */
  long disputed() {
    return disputes.stream().filter(Dispute::holds).mapToLong(Dispute::amount).sum();
  }

  /** With one more thing to tell the checkout. */
  Payment telling(String type, Instant now) {
    return with(status, reason, captured, also(undelivered, Event.of(type, now)));
  }

  Payment delivered(String eventId) {
    var left = undelivered.stream().filter(event -> !event.id.equals(eventId)).toList();
    return with(status, reason, captured, left);
  }

  Payment nothingToTell() {
    return with(status, reason, captured, List.of());
  }

  private Payment refundsSettled(Movements after, Instant now) {
    var settled = with(after);
    for (int i = 0; i < after.refunds().size(); i++) {
      var refund = after.refunds().get(i);
      if (!refund.equals(movements.refunds().get(i))) {
        var failed = refund.state() == Refund.State.FAILED;
        settled = settled.telling(failed ? "payment.refund_failed" : "payment.refunded", now);
      }
    }
    return settled;
  }

  private String refusal(Money amount, long left, String tooMuch) {
    if (status != Status.CAPTURED) {
      return "not_captured";
    }
    if (!amount.currency().equals(terms.currency)) {
      return "currency_mismatch";
    }
    return amount.minorUnits() > 0 && amount.minorUnits() <= left ? "" : tooMuch;
  }

  private Payment authorised(Instant now) {
    var at = now.toEpochMilli();
    return new Payment(terms, Status.AUTHORISED, "", at, captured, movements, disputes, undelivered)
        .telling("payment.authorised", now);
  }

  private Payment declined(String why, Instant now) {
    return moved(Status.DECLINED, why, captured, "payment.declined", now);
  }

  private Payment cancelled(String why, Instant now) {
    return moved(Status.CANCELLED, why, captured, "payment.cancelled", now);
  }

  private Payment moved(Status to, String why, long taken, String type, Instant now) {
    return with(to, why, taken, also(undelivered, Event.of(type, now)));
  }

  private Payment with(Status to, String why, long taken, List<Event> toTell) {
    return new Payment(terms, to, why, authorisedAtMillis, taken, movements, disputes, toTell);
  }

  private Payment with(Movements after) {
    return new Payment(
        terms, status, reason, authorisedAtMillis, captured, after, disputes, undelivered);
  }

  private Payment with(List<Dispute> after) {
    return new Payment(
        terms, status, reason, authorisedAtMillis, captured, movements, after, undelivered);
  }

  private static <T> List<T> also(List<T> list, T last) {
    var longer = new ArrayList<>(list);
    longer.add(last);
    return longer;
  }
}
