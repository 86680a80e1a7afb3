package dev.diddo.gateway.sandbox;

import dev.diddo.gateway.spi.Money;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/**
 * One payment as the provider's books have it. A move answers the payment after it, or the same
 * payment where its status does not allow the move; what the checkout has to be told of a move is
 * part of the payment, so that both are kept or neither.
 *
 * @param reason why it was declined; else empty
 * @param captured in minor units; 0 until it was captured
 * @param undelivered what the checkout has not acknowledged yet, oldest first
 */
record Payment(
    Terms terms,
    Status status,
    String reason,
    long captured,
    List<Movement> refunds,
    List<Movement> transfers,
    List<Movement> reversals,
    List<Event> undelivered) {

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
   */
  record Terms(
      String id,
      String reference,
      String idempotencyKey,
      String pageSecret,
      long amount,
      Currency currency,
      List<Part> parts,
      URI successUrl,
      URI cancelUrl,
      long openedAtMillis,
      long expiresAtMillis) {

    Money total() {
      return new Money(amount, currency);
    }
  }

  /** One merchant's part of the amount, as the buyer's page lists it. */
  record Part(String merchant, long amount) {}

  /**
   * Money that moved after the capture: a refund, a transfer to a merchant's account, or the
   * reversal of one.
   *
   * @param account the merchant's; of a reversal the id of the transfer; empty for a refund
   * @param failure why nothing moved; empty if it did
   */
  record Movement(String idempotencyKey, String id, String account, long amount, String failure) {
    boolean moved() {
      return failure.isEmpty();
    }
  }

  /** Something to tell the checkout. */
  record Event(String id, String type, long atMillis) {}

  Payment {
    refunds = List.copyOf(refunds);
    transfers = List.copyOf(transfers);
    reversals = reversals == null ? List.of() : List.copyOf(reversals); // older books have none
    undelivered = List.copyOf(undelivered);
  }

  static Payment opened(Terms terms) {
    return new Payment(terms, Status.OPEN, "", 0, List.of(), List.of(), List.of(), List.of());
  }

  /** The payment as it is at that time: nobody can pay it once it expired. */
  Payment asOf(Instant now) {
    return now.toEpochMilli() < terms.expiresAtMillis ? this : cancel(now);
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
    return status == Status.OPEN || status == Status.CHALLENGED ? cancelled(now) : this;
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
    return status == Status.AUTHORISED ? cancelled(now) : this;
  }

  /**
   * Gives the amount back, or books why it cannot be given; a key that was seen changes nothing.
   */
  Payment refund(Money amount, String key, Instant now) {
    if (find(refunds, key).isPresent()) {
      return this;
    }
    var refund = movement("re_", amount, "", key, refunds);
    var told = refund.moved() ? also(undelivered, event("payment.refunded", now)) : undelivered;
    return new Payment(
        terms, status, reason, captured, also(refunds, refund), transfers, reversals, told);
  }

  /** Passes the amount on to the account, or books why it cannot be passed on. */
  Payment transfer(Money amount, String account, String key) {
    if (find(transfers, key).isPresent()) {
      return this;
    }
    var transfer = movement("tr_", amount, account, key, transfers);
    return new Payment(
        terms,
        status,
        reason,
        captured,
        refunds,
        also(transfers, transfer),
        reversals,
        undelivered);
  }

  /** Takes a transfer back, or a part of it; at most what is left of it. */
  Payment reverse(String transferId, Money amount, String key) {
    if (find(reversals, key).isPresent()) {
      return this;
    }
    var transferred =
        transfers.stream()
            .filter(transfer -> transfer.moved() && transfer.id().equals(transferId))
            .mapToLong(Movement::amount)
            .sum();
    var reversed =
        reversals.stream()
            .filter(reversal -> reversal.moved() && reversal.account().equals(transferId))
            .mapToLong(Movement::amount)
            .sum();
    var fits =
        amount.currency().equals(terms.currency)
            && amount.minorUnits() > 0
            && amount.minorUnits() <= transferred - reversed;
    var reversal =
        new Movement(
            key,
            Ids.random("trr_"),
            transferId,
            amount.minorUnits(),
            fits ? "" : "amount_exceeds_transferred");
    return new Payment(
        terms,
        status,
        reason,
        captured,
        refunds,
        transfers,
        also(reversals, reversal),
        undelivered);
  }

  Payment delivered(String eventId) {
    var left = undelivered.stream().filter(event -> !event.id.equals(eventId)).toList();
    return new Payment(terms, status, reason, captured, refunds, transfers, reversals, left);
  }

  Payment nothingToTell() {
    return new Payment(terms, status, reason, captured, refunds, transfers, reversals, List.of());
  }

  static Optional<Movement> find(List<Movement> movements, String key) {
    return movements.stream().filter(made -> made.idempotencyKey.equals(key)).findFirst();
  }

  private Movement movement(
      String prefix, Money amount, String account, String key, List<Movement> earlier) {
    return new Movement(
        key,
        Ids.random(prefix),
        account,
        amount.minorUnits(),
        status != Status.CAPTURED ? "not_captured" : refusal(amount, earlier).orElse(""));
  }

  private Optional<String> refusal(Money amount, List<Movement> earlier) {
    if (!amount.currency().equals(terms.currency)) {
      return Optional.of("currency_mismatch");
    }
    var gone = earlier.stream().filter(Movement::moved).mapToLong(Movement::amount).sum();
    if (amount.minorUnits() == 0 || amount.minorUnits() > captured - gone) {
      return Optional.of("amount_exceeds_captured");
    }
    return Optional.empty();
  }

  private Payment authorised(Instant now) {
    return moved(Status.AUTHORISED, "", captured, "payment.authorised", now);
  }

  private Payment declined(String why, Instant now) {
    return moved(Status.DECLINED, why, captured, "payment.declined", now);
  }

  private Payment cancelled(Instant now) {
    return moved(Status.CANCELLED, "", captured, "payment.cancelled", now);
  }

  private Payment moved(Status to, String why, long taken, String type, Instant now) {
    return new Payment(
        terms, to, why, taken, refunds, transfers, reversals, also(undelivered, event(type, now)));
  }

  private static Event event(String type, Instant now) {
    return new Event(Ids.random("evt_"), type, now.toEpochMilli());
  }

  private static <T> List<T> also(List<T> list, T last) {
    var longer = new ArrayList<>(list);
    longer.add(last);
    return longer;
  }
}
