package dev.diddo.domain.order;

import static dev.diddo.domain.Outcome.accepted;
import static dev.diddo.domain.Outcome.refused;

import dev.diddo.domain.Outcome;
import dev.diddo.domain.cart.StorePart;
import dev.diddo.domain.id.LineId;
import dev.diddo.domain.id.MerchantOrderId;
import dev.diddo.domain.id.MovementId;
import dev.diddo.domain.merchant.MerchantSplit;
import dev.diddo.domain.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One store's part of an order: what it sends, and what it is owed for it.
 *
 * @param part the store's part of the cart, frozen as it was paid
 * @param split never changed after capture
 * @param reason why it was rejected or cancelled, for people
 * @param decideBy until when the store may decide; empty if it accepts at once
 * @param captured whether its money was taken
 * @param refunds oldest first
 */
public record MerchantOrder(
    MerchantOrderId id,
    StorePart part,
    MerchantSplit split,
    Status status,
    Optional<String> reason,
    Optional<Instant> decideBy,
    boolean captured,
    List<Refund> refunds) {

  public MerchantOrder {
    refunds = List.copyOf(refunds);
  }

  /** From least to most advanced; an order that a brand or the platform ended comes last. */
  public enum Status {
    SUBMITTED,
    ACCEPTED,
    PARTIALLY_FULFILLED,
    FULFILLED,
    RETURNED,
    REJECTED,
    CANCELLED;

    /** Whether it counts for an order only where all of its merchant orders ended so. */
    boolean isEnded() {
      return this == REJECTED || this == CANCELLED;
    }
  }

  /** A store that decides has so long; one that does not accepts at once. */
  static MerchantOrder submitted(StorePart part, MerchantSplit split, Instant decideBy) {
    return new MerchantOrder(
        split.merchantOrder(),
        part,
        split,
        split.decides() ? Status.SUBMITTED : Status.ACCEPTED,
        Optional.empty(),
        split.decides() ? Optional.of(decideBy) : Optional.empty(),
        false,
        List.of());
  }

  /** Whether the store has not said yet whether it accepts. */
  public boolean isUndecided() {
    return status == Status.SUBMITTED;
  }

  /** Whether the store has accepted; how far it got since does not matter. */
  public boolean isAccepted() {
    return !isUndecided() && !status.isEnded();
  }

  Outcome<MerchantOrder, OrderRefusal> accept() {
    return isUndecided()
        ? accepted(with(Status.ACCEPTED, reason))
        : refused(new OrderRefusal.WrongStatus(status));
  }

  Outcome<MerchantOrder, OrderRefusal> reject(String why) {
    return isUndecided()
        ? accepted(ended(Status.REJECTED, why))
        : refused(new OrderRefusal.WrongStatus(status));
  }

  /** Ended by what happened elsewhere; one that has ended stays as it is. */
  MerchantOrder cancel(String why) {
    return status.isEnded() ? this : ended(Status.CANCELLED, why);
  }

  List<OrderChange> changesSince(MerchantOrder before) {
    var changes = new ArrayList<OrderChange>();
    if (status != before.status) {
      switch (status) {
        case ACCEPTED -> changes.add(OrderChange.of(id, OrderChange.Kind.ACCEPTED));
        case REJECTED -> changes.add(OrderChange.of(id, OrderChange.Kind.REJECTED));
        case CANCELLED -> changes.add(OrderChange.of(id, OrderChange.Kind.CANCELLED));
        case SUBMITTED, PARTIALLY_FULFILLED, FULFILLED, RETURNED -> {}
      }
    }
    refunds.stream()
        .filter(refund -> !before.refunds.contains(refund))
        .forEach(refund -> changes.add(OrderChange.of(id, refund)));
    return List.copyOf(changes);
  }

  /** Whether it was rejected or cancelled. */
  public boolean isEnded() {
    return status.isEnded();
  }

  /** Its money was taken. */
  MerchantOrder capture() {
    return new MerchantOrder(id, part, split, status, reason, decideBy, true, refunds);
  }

  /** What was refunded or may be, in all. */
  public Money refunded() {
    return refunds.stream()
        .filter(Refund::counts)
        .map(Refund::amount)
        .reduce(Money.zero(split.gross().currency()), Money::plus);
  }

  /** What can still be refunded: never more than was captured. */
  public Money refundable() {
    return captured ? split.gross().minus(refunded()) : Money.zero(split.gross().currency());
  }

  /** What the store is owed, of all refunds that are made its part taken off. */
  public Money netOfRefunds() {
    return refunds.stream()
        .filter(refund -> refund.status() == Refund.Status.SUCCEEDED)
        .map(refund -> refund.amount().minus(refund.commission()))
        .reduce(split.net(), Money::minus);
  }

  /** A refund to be carried out: from now on its money counts as given back, until it fails. */
  Outcome<MerchantOrder, OrderRefusal> refund(
      MovementId refund, RefundWish wish, Optional<String> why, Instant now) {
    if (!captured) {
      return refused(new OrderRefusal.WrongStatus(status));
    }
    return switch (wish) {
      case RefundWish.Rest() -> refund(refund, refundable(), List.of(), why, now);
      case RefundWish.OfAmount(var amount) -> refund(refund, amount, List.of(), why, now);
      case RefundWish.OfLines(var lines) ->
          cost(lines).flatMap(amount -> refund(refund, amount, lines, why, now));
    };
  }

  private Outcome<MerchantOrder, OrderRefusal> refund(
      MovementId refund,
      Money amount,
      List<Refund.Units> lines,
      Optional<String> why,
      Instant now) {
    if (amount.minorUnits() <= 0 || amount.compareTo(refundable()) > 0) {
      return refused(new OrderRefusal.RefundExceedsCaptured(refundable().minorUnits()));
    }
    return accepted(
        adding(
            new Refund(
                refund, amount, commissionOf(amount), why, lines, Refund.Status.PENDING, now)));
  }

  /** One that the provider made by itself; it is never more than is left. */
  MerchantOrder adopt(MovementId refund, Money amount, Refund.Status status, Instant at) {
    return adding(
        new Refund(refund, amount, commissionOf(amount), Optional.empty(), List.of(), status, at));
  }

  MerchantOrder refundEnded(MovementId refund, Refund.Status ended) {
    var after =
        refunds.stream()
            .map(it -> it.id().equals(refund) && it.counts() ? it.with(ended) : it)
            .toList();
    return withRefunds(after);
  }

  private Outcome<Money, OrderRefusal> cost(List<Refund.Units> lines) {
    var shares = new LineShares(part);
    var taken = new HashMap<>(refundedUnits());
    var cost = Money.zero(split.gross().currency());
    for (var wanted : lines) {
      var quantity = shares.quantity(wanted.line());
      if (quantity.isEmpty()) {
        return refused(new OrderRefusal.UnknownLine(wanted.line()));
      }
      int before = taken.getOrDefault(wanted.line(), 0);
      int after = before + wanted.quantity();
      if (after > quantity.get()) {
        return refused(new OrderRefusal.QuantityExceeded(wanted.line(), quantity.get() - before));
      }
      cost = cost.plus(shares.units(wanted.line(), before, after));
      taken.put(wanted.line(), after);
    }
    return accepted(cost);
  }

  private Map<LineId, Integer> refundedUnits() {
    var units = new HashMap<LineId, Integer>();
    refunds.stream()
        .filter(Refund::counts)
        .flatMap(refund -> refund.lines().stream())
        .forEach(line -> units.merge(line.line(), line.quantity(), Integer::sum));
    return units;
  }

  /** The platform's part of the running sum, less what it had of the refunds before. */
  private Money commissionOf(Money amount) {
    var ofSum = LineShares.part(split.commission(), refunded().plus(amount), split.gross());
    var before =
        refunds.stream()
            .filter(Refund::counts)
            .map(Refund::commission)
            .reduce(Money.zero(amount.currency()), Money::plus);
    return new Money(
        Math.clamp(ofSum.minus(before).minorUnits(), 0, amount.minorUnits()), amount.currency());
  }

  private MerchantOrder adding(Refund refund) {
    var more = new ArrayList<>(refunds);
    more.add(refund);
    return withRefunds(more);
  }

  private MerchantOrder withRefunds(List<Refund> changed) {
    return new MerchantOrder(id, part, split, status, reason, decideBy, captured, changed);
  }

  MerchantOrder ended(Status end, String why) {
    return with(end, Optional.of(why));
  }

  private MerchantOrder with(Status next, Optional<String> why) {
    return new MerchantOrder(id, part, split, next, why, decideBy, captured, refunds);
  }
}
