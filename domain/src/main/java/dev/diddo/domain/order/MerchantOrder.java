package dev.diddo.domain.order;

import static dev.diddo.domain.Outcome.accepted;
import static dev.diddo.domain.Outcome.refused;

import dev.diddo.domain.Outcome;
import dev.diddo.domain.cart.StorePart;
import dev.diddo.domain.id.FulfillmentId;
import dev.diddo.domain.id.LineId;
import dev.diddo.domain.id.MerchantOrderId;
import dev.diddo.domain.id.MovementId;
import dev.diddo.domain.id.RequiredActionId;
import dev.diddo.domain.id.VariantId;
import dev.diddo.domain.merchant.MerchantSplit;
import dev.diddo.domain.merchant.ReturnsPolicy;
import dev.diddo.domain.money.Money;
import dev.diddo.domain.order.MerchantOrderState.Accepted;
import dev.diddo.domain.order.MerchantOrderState.Cancelled;
import dev.diddo.domain.order.MerchantOrderState.Rejected;
import dev.diddo.domain.order.MerchantOrderState.Submitted;
import dev.diddo.domain.order.OrderChange.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One store's part of an order: what it sends, and what it is owed for it.
 *
 * @param part the store's part of the cart, frozen as it was paid
 * @param split never changed after capture
 * @param decideBy until when the store may decide; empty if it accepts at once
 * @param captured whether its money was taken
 * @param refunds oldest first
 * @param requiredActions what the store waits for, oldest first
 */
public record MerchantOrder(
    MerchantOrderId id,
    StorePart part,
    MerchantSplit split,
    Optional<Instant> decideBy,
    MerchantOrderState state,
    boolean captured,
    List<Refund> refunds,
    List<RequiredAction> requiredActions) {

  /** More than that is no list that anybody works through. */
  public static final int MAX_REQUIRED_ACTIONS = 20;

  /**
   * So many consignments, returns or refunds each: all of them are read and written with it. What
   * ends it, or what a provider gave back by itself, is never too much.
   */
  public static final int MAX_ENTRIES = 100;

  public MerchantOrder {
    refunds = List.copyOf(refunds);
    requiredActions = List.copyOf(requiredActions);
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
        split.decides() ? Optional.of(decideBy) : Optional.empty(),
        split.decides() ? new Submitted() : new Submitted().accept(),
        false,
        List.of(),
        List.of());
  }

  public Status status() {
    return state.status(part);
  }

  /** Why it was rejected or cancelled, for people. */
  public Optional<String> reason() {
    return switch (state) {
      case Submitted _, Accepted _ -> Optional.empty();
      case Rejected(var reason) -> reason;
      case Cancelled(var reason) -> reason;
    };
  }

  /** What was sent of it, oldest first. */
  public List<Fulfillment> fulfillments() {
    return state instanceof Accepted accepted ? accepted.fulfillments() : List.of();
  }

  /** What came back of it, oldest first. */
  public List<Return> returns() {
    return state instanceof Accepted accepted ? accepted.returns() : List.of();
  }

  /** All that was ordered of each variant. */
  public Map<VariantId, Long> units() {
    return units(part.lines().stream().map(it -> new Units(it.line().id(), it.line().quantity())));
  }

  /** Of each variant as many as these units are. */
  public Map<VariantId, Long> units(List<Units> lines) {
    return units(lines.stream());
  }

  private Map<VariantId, Long> units(Stream<Units> lines) {
    var variants =
        part.lines().stream()
            .collect(Collectors.toMap(it -> it.line().id(), it -> it.line().variant()));
    return lines.collect(
        Collectors.groupingBy(
            it -> variants.get(it.line()), Collectors.summingLong(Units::quantity)));
  }

  /** Whether the store has not said yet whether it accepts. */
  public boolean isUndecided() {
    return state instanceof Submitted;
  }

  /** Whether the store has accepted; how far it got since does not matter. */
  public boolean isAccepted() {
    return state instanceof Accepted;
  }

  Outcome<MerchantOrder, OrderRefusal> accept() {
    return state instanceof Submitted submitted
        ? accepted(with(submitted.accept()))
        : refused(wrongStatus());
  }

  Outcome<MerchantOrder, OrderRefusal> reject(String why) {
    return isUndecided() ? accepted(rejected(why)) : refused(wrongStatus());
  }

  MerchantOrder rejected(String why) {
    return ended(new Rejected(Optional.of(why)));
  }

  /** Ended by what happened elsewhere; one that has ended, or was sent, stays as it is. */
  MerchantOrder drop(String why) {
    return isEnded() || !fulfillments().isEmpty() ? this : ended(new Cancelled(Optional.of(why)));
  }

  /** Ended on somebody's wish, as long as nothing was sent. */
  Outcome<MerchantOrder, OrderRefusal> cancel(String why) {
    return isEnded() || !fulfillments().isEmpty()
        ? refused(wrongStatus())
        : accepted(ended(new Cancelled(Optional.of(why))));
  }

  /** Sends units; not before they are paid. */
  Outcome<MerchantOrder, OrderRefusal> fulfil(Fulfillment wish) {
    return ifAccepted(
        accepted ->
            captured ? accepted.fulfil(part, wish) : refused(new OrderRefusal.NotSettledYet()));
  }

  Outcome<MerchantOrder, OrderRefusal> track(
      FulfillmentId fulfillment, UnaryOperator<Tracking> correction) {
    return ifAccepted(accepted -> accepted.track(fulfillment, correction));
  }

  Outcome<MerchantOrder, OrderRefusal> takeBack(ReturnsPolicy policy, Return wish) {
    return ifAccepted(accepted -> accepted.takeBack(part, policy, wish));
  }

  private Outcome<MerchantOrder, OrderRefusal> ifAccepted(
      Function<Accepted, Outcome<Accepted, OrderRefusal>> move) {
    return state instanceof Accepted accepted
        ? move.apply(accepted).map(this::with)
        : refused(wrongStatus());
  }

  /** The store cannot go on before this is done. */
  Outcome<MerchantOrder, OrderRefusal> require(RequiredAction action) {
    if (isEnded()) {
      return refused(wrongStatus());
    }
    if (requiredActions.size() == MAX_REQUIRED_ACTIONS) {
      return refused(new OrderRefusal.TooManyRequiredActions());
    }
    var more = new ArrayList<>(requiredActions);
    more.add(action);
    return accepted(withRequiredActions(more));
  }

  /** It is done, or not needed any more. */
  Outcome<MerchantOrder, OrderRefusal> resolve(RequiredActionId action) {
    var left = requiredActions.stream().filter(it -> !it.id().equals(action)).toList();
    return left.size() == requiredActions.size()
        ? refused(new OrderRefusal.UnknownRequiredAction())
        : accepted(withRequiredActions(left));
  }

  /** Which of these are new or other than they were, by their id. */
  private static <T> List<UUID> changed(List<T> before, List<T> now, Function<T, UUID> id) {
    return now.stream().filter(it -> !before.contains(it)).map(id).toList();
  }

  List<OrderChange> changesSince(MerchantOrder before) {
    var changes = new ArrayList<OrderChange>();
    var was = before.state;
    switch (state) {
      case Submitted _ -> {}
      case Accepted accepted -> {
        if (was instanceof Submitted) {
          changes.add(OrderChange.of(id, Kind.ACCEPTED));
        }
        changed(before.fulfillments(), accepted.fulfillments(), it -> it.id().value())
            .forEach(it -> changes.add(OrderChange.of(id, Kind.FULFILLED, it)));
        changed(before.returns(), accepted.returns(), it -> it.id().value())
            .forEach(it -> changes.add(OrderChange.of(id, Kind.RETURNED, it)));
      }
      case Rejected _ when !before.isEnded() -> changes.add(OrderChange.of(id, Kind.REJECTED));
      case Cancelled _ when !before.isEnded() -> changes.add(OrderChange.of(id, Kind.CANCELLED));
      case Rejected _, Cancelled _ -> {}
    }
    changed(before.requiredActions, requiredActions, it -> it.id().value())
        .forEach(it -> changes.add(OrderChange.of(id, Kind.ACTION_REQUIRED, it)));
    if (!isEnded()) {
      changed(requiredActions, before.requiredActions, it -> it.id().value())
          .forEach(it -> changes.add(OrderChange.of(id, Kind.ACTION_RESOLVED, it)));
    }
    refunds.stream()
        .filter(refund -> !before.refunds.contains(refund))
        .forEach(refund -> changes.add(OrderChange.of(id, refund)));
    return List.copyOf(changes);
  }

  /**
   * The same without whatever somebody wrote, and without what leads to a person's door: who sends
   * what was bought and where to is nobody's any more.
   */
  public MerchantOrder withoutTexts() {
    return new MerchantOrder(
        id,
        part.withoutTexts(),
        split,
        decideBy,
        state.withoutTexts(),
        captured,
        refunds.stream().map(Refund::withoutTexts).toList(),
        List.of());
  }

  /** Whether it was rejected or cancelled. */
  public boolean isEnded() {
    return state instanceof Rejected || state instanceof Cancelled;
  }

  /** Its money was taken. */
  MerchantOrder capture() {
    return new MerchantOrder(id, part, split, decideBy, state, true, refunds, requiredActions);
  }

  /** What was taken for it: all of it, or nothing yet. */
  public Money capturedAmount() {
    return captured ? split.gross() : Money.zero(split.gross().currency());
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
    return capturedAmount().minus(refunded());
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
      return refused(wrongStatus());
    }
    return switch (wish) {
      case RefundWish.Rest() -> refund(refund, refundable(), List.of(), why, now);
      case RefundWish _ when refunds.size() >= MAX_ENTRIES ->
          refused(new OrderRefusal.TooManyEntries());
      case RefundWish.OfAmount(var amount) -> refund(refund, amount, List.of(), why, now);
      case RefundWish.OfLines(var lines) ->
          cost(lines).flatMap(amount -> refund(refund, amount, lines, why, now));
    };
  }

  private Outcome<MerchantOrder, OrderRefusal> refund(
      MovementId refund, Money amount, List<Units> lines, Optional<String> why, Instant now) {
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

  private Outcome<Money, OrderRefusal> cost(List<Units> lines) {
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
    return cost.isZero() ? refused(new OrderRefusal.LinesCostNothing()) : accepted(cost);
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

  private OrderRefusal wrongStatus() {
    return new OrderRefusal.WrongStatus(status());
  }

  private MerchantOrder withRefunds(List<Refund> changed) {
    return new MerchantOrder(id, part, split, decideBy, state, captured, changed, requiredActions);
  }

  private MerchantOrder withRequiredActions(List<RequiredAction> changed) {
    return new MerchantOrder(id, part, split, decideBy, state, captured, refunds, changed);
  }

  /** Nobody waits for anything any more. */
  private MerchantOrder ended(MerchantOrderState end) {
    return new MerchantOrder(id, part, split, decideBy, end, captured, refunds, List.of());
  }

  private MerchantOrder with(MerchantOrderState next) {
    return new MerchantOrder(id, part, split, decideBy, next, captured, refunds, requiredActions);
  }
}
