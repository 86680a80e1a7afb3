package dev.diddo.domain.order;

import static dev.diddo.domain.Outcome.refused;

import dev.diddo.domain.Outcome;
import dev.diddo.domain.cart.CartContents;
import dev.diddo.domain.cart.StorePart;
import dev.diddo.domain.cart.Totals;
import dev.diddo.domain.id.CartId;
import dev.diddo.domain.id.FulfillmentId;
import dev.diddo.domain.id.Ids;
import dev.diddo.domain.id.MerchantOrderId;
import dev.diddo.domain.id.MovementId;
import dev.diddo.domain.id.OrderId;
import dev.diddo.domain.id.PaymentId;
import dev.diddo.domain.id.RequiredActionId;
import dev.diddo.domain.merchant.MerchantSplit;
import dev.diddo.domain.merchant.ReturnsPolicy;
import dev.diddo.domain.money.Money;
import dev.diddo.domain.organization.AcceptancePolicy;
import dev.diddo.domain.payment.Dispute;
import dev.diddo.domain.session.BuyerIdentity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * One checkout whose payment was authorised: a merchant order for each of its stores.
 *
 * @param externalCustomerId the platform's own id of the buyer, where the session had one
 * @param cost what was authorised, and from capture on what was captured
 * @param policy what a rejection means; as the organization had it when the order was made
 * @param decision empty while stores decide
 * @param disputes as the provider told them last
 */
public record Order(
    OrderId id,
    OrderNumber number,
    CartId cart,
    CartId template,
    PaymentId payment,
    BuyerIdentity buyer,
    Optional<String> externalCustomerId,
    Totals cost,
    List<MerchantOrder> merchantOrders,
    AcceptancePolicy policy,
    Optional<Decision> decision,
    List<Dispute> disputes,
    Instant createdAt) {

  private static final String NO_ANSWER = "The store did not decide in time";

  public Order {
    merchantOrders = List.copyOf(merchantOrders);
    disputes = List.copyOf(disputes);
  }

  /** The order of a cart whose payment was authorised; every store's part meets its split. */
  public static Order of(NewOrder order, CartContents cart, List<MerchantSplit> splits) {
    var byId =
        splits.stream()
            .collect(Collectors.toMap(MerchantSplit::merchantOrder, Function.identity()));
    return new Order(
            order.id(),
            order.number(),
            cart.id(),
            cart.template(),
            order.payment(),
            cart.buyer(),
            order.externalCustomerId(),
            cart.totals(),
            cart.parts().stream().map(part -> submitted(part, byId, order.decideBy())).toList(),
            order.policy(),
            Optional.empty(),
            List.of(),
            order.createdAt())
        .decided(order.createdAt());
  }

  /**
   * What an order has beyond its cart.
   *
   * @param decideBy until when stores that decide may do so
   */
  public record NewOrder(
      OrderId id,
      OrderNumber number,
      PaymentId payment,
      Optional<String> externalCustomerId,
      AcceptancePolicy policy,
      Instant createdAt,
      Instant decideBy) {}

  /** The least advanced of its merchant orders; rejected and cancelled count only where all are. */
  public MerchantOrder.Status status() {
    var statuses = merchantOrders.stream().map(MerchantOrder::status).toList();
    return statuses.stream()
        .filter(status -> !status.isEnded())
        .min(Comparator.naturalOrder())
        .orElseGet(() -> statuses.stream().min(Comparator.naturalOrder()).orElseThrow());
  }

  public Optional<MerchantOrder> merchantOrder(MerchantOrderId wanted) {
    return merchantOrders.stream().filter(it -> it.id().equals(wanted)).findFirst();
  }

  /** Whether its money was taken, of one store at least. */
  public boolean isCaptured() {
    return merchantOrders.stream().anyMatch(MerchantOrder::captured);
  }

  /** What was taken of its buyer, for all stores. */
  public Money captured() {
    return sum(MerchantOrder::capturedAmount);
  }

  /** What was given back of it, or is on its way. */
  public Money refunded() {
    return sum(MerchantOrder::refunded);
  }

  /** What can still be given back: what is kept of it. */
  public Money refundable() {
    return sum(MerchantOrder::refundable);
  }

  private Money sum(Function<MerchantOrder, Money> amount) {
    return merchantOrders.stream()
        .map(amount)
        .reduce(Money.zero(cost.total().currency()), Money::plus);
  }

  /** The moment at which a store's silence becomes a rejection; empty if none is to decide. */
  public Optional<Instant> decideBy() {
    return merchantOrders.stream()
        .filter(MerchantOrder::isUndecided)
        .flatMap(it -> it.decideBy().stream())
        .min(Comparator.naturalOrder());
  }

  public Outcome<Order, OrderRefusal> accept(MerchantOrderId store, Instant now) {
    return act(store, MerchantOrder::accept).map(order -> order.decided(now));
  }

  public Outcome<Order, OrderRefusal> reject(MerchantOrderId store, String why, Instant now) {
    return act(store, it -> it.reject(why)).map(order -> order.decided(now));
  }

  /**
   * Ends one part before anything of it was sent. While stores decide that is a rejection to the
   * policy; while the payment is being taken, nothing can be ended.
   */
  public Outcome<Order, OrderRefusal> cancel(MerchantOrderId store, String why, Instant now) {
    return act(
            store,
            it ->
                decision.isPresent() && !it.captured() && it.isAccepted()
                    ? refused(new OrderRefusal.NotSettledYet())
                    : it.cancel(why))
        .map(order -> order.decided(now));
  }

  /** A store sends units of its part; not while all of it may still be given back. */
  public Outcome<Order, OrderRefusal> fulfil(MerchantOrderId store, Fulfillment wish) {
    return act(
        store, it -> it.isAccepted() && mayBeGivenBack(it) ? notSettledYet() : it.fulfil(wish));
  }

  /** A store says anew where a consignment is. */
  public Outcome<Order, OrderRefusal> track(
      MerchantOrderId store, FulfillmentId fulfillment, UnaryOperator<Tracking> correction) {
    return act(store, it -> it.track(fulfillment, correction));
  }

  /** A store takes units back that it has sent. */
  public Outcome<Order, OrderRefusal> takeBack(
      MerchantOrderId store, ReturnsPolicy policy, Return wish) {
    return act(store, it -> it.takeBack(policy, wish));
  }

  /** A store cannot go on before this is done. */
  public Outcome<Order, OrderRefusal> require(MerchantOrderId store, RequiredAction action) {
    return act(store, it -> it.require(action));
  }

  /** What a store waited for is done. */
  public Outcome<Order, OrderRefusal> resolve(MerchantOrderId store, RequiredActionId action) {
    return act(store, it -> it.resolve(action));
  }

  /** The order as it is at a moment: silence becomes a rejection when its time is over. */
  public Order at(Instant now) {
    return each(it ->
            it.isUndecided() && !it.decideBy().map(now::isBefore).orElse(false)
                ? it.rejected(NO_ANSWER)
                : it)
        .decided(now);
  }

  /** Nothing was taken, for a reason that lies with the payment. */
  public Order cancelled(String why) {
    return each(it -> it.drop(why));
  }

  /**
   * This much was taken: what the stores that have not said no are owed, which is what the order
   * costs then; or the total, by a gateway that waits for no store, also of those that rejected.
   */
  public Order captured(Money taken) {
    var total = sum(it -> it.split().gross());
    var after = each(it -> taken.equals(total) || !it.isEnded() ? it.capture() : it);
    var parts =
        after.merchantOrders.stream()
            .filter(MerchantOrder::captured)
            .map(MerchantOrder::part)
            .toList();
    var costNow = Totals.of(taken.currency(), parts);
    return after.with(costNow, after.merchantOrders, decision, disputes);
  }

  /** The parts whose stores have accepted, and whose money is there to be passed on. */
  public List<MerchantOrder> toPassOn() {
    return merchantOrders.stream().filter(it -> it.captured() && it.isAccepted()).toList();
  }

  /** The splits of the stores whose money is taken. */
  public List<MerchantSplit> capturedSplits() {
    return merchantOrders.stream()
        .filter(MerchantOrder::captured)
        .map(MerchantOrder::split)
        .toList();
  }

  /**
   * Gives back a part of one merchant order; refused if there is not so much left, and while stores
   * decide: whoever does not want to wait cancels it.
   */
  public Outcome<Order, OrderRefusal> refund(
      MerchantOrderId store,
      MovementId refund,
      RefundWish wish,
      Optional<String> why,
      Instant now) {
    return act(
        store,
        it ->
            it.captured() && mayBeGivenBack(it)
                ? notSettledYet()
                : it.refund(refund, wish, why, now));
  }

  /** A refund of ours has ended. */
  public Order refundEnded(MovementId refund, Refund.Status ended) {
    return each(it -> it.refundEnded(refund, ended));
  }

  /**
   * Takes over what the provider gave back by itself, spread over the stores in proportion to what
   * is left of each; anything beyond what is left at all is not ours to book.
   *
   * @param ids makes the id of each store's share
   */
  public Order adopt(Money refunded, Refund.Status status, Ids ids, Instant at) {
    var left = refundable();
    var booked = refunded.compareTo(left) < 0 ? refunded : left;
    var running = Money.zero(refunded.currency());
    var shared = new ArrayList<MerchantOrder>();
    for (var it : merchantOrders) {
      var before = LineShares.part(booked, running, left);
      running = running.plus(it.refundable());
      var share = LineShares.part(booked, running, left).minus(before);
      shared.add(share.isZero() ? it : it.adopt(new MovementId(ids.next()), share, status, at));
    }
    return with(shared);
  }

  /** What is another than it was before, a merchant order after the other. */
  public List<OrderChange> changesSince(Order before) {
    var changes = new ArrayList<OrderChange>();
    for (var it : merchantOrders) {
      var was = before.merchantOrder(it.id()).orElseThrow();
      changes.addAll(it.changesSince(was));
    }
    if (!disputes.equals(before.disputes)) {
      changes.add(OrderChange.disputed());
    }
    return List.copyOf(changes);
  }

  /** The parts of stores that decide which have ended since, whoever ended them. */
  public List<MerchantOrder> endedSince(Order before) {
    return merchantOrders.stream()
        .filter(it -> it.split().decides() && it.isEnded())
        .filter(it -> !before.merchantOrder(it.id()).orElseThrow().isEnded())
        .toList();
  }

  public Order with(List<MerchantOrder> changed) {
    return with(cost, changed, decision, disputes);
  }

  /** What buyers' banks took back of it for good; a dispute in other money says nothing of ours. */
  public Money lost() {
    var nothing = Money.zero(cost.total().currency());
    return disputes.stream()
        .filter(dispute -> dispute.status() == Dispute.Status.LOST)
        .map(Dispute::amount)
        .filter(amount -> amount.currency().equals(nothing.currency()))
        .reduce(nothing, Money::plus);
  }

  public Order withDisputes(List<Dispute> told) {
    return with(cost, merchantOrders, decision, told);
  }

  private Order with(Decision made) {
    return with(cost, merchantOrders, Optional.of(made), disputes);
  }

  /** All that ever changes of an order. */
  private Order with(
      Totals cost,
      List<MerchantOrder> merchantOrders,
      Optional<Decision> decision,
      List<Dispute> disputes) {
    return new Order(
        id,
        number,
        cart,
        template,
        payment,
        buyer,
        externalCustomerId,
        cost,
        merchantOrders,
        policy,
        decision,
        disputes,
        createdAt);
  }

  /** This order with its decision, as soon as the stores' answers allow one; it never changes. */
  private Order decided(Instant now) {
    if (isDecided()) {
      return this;
    }
    var isRejected = merchantOrders.stream().anyMatch(MerchantOrder::isEnded);
    if (isRejected && policy == AcceptancePolicy.ALL_OR_NOTHING) {
      return release(whatEnded() + ", and all or none were wanted", now);
    }
    if (merchantOrders.stream().anyMatch(MerchantOrder::isUndecided)) {
      return this;
    }
    var accepted = accepted();
    if (accepted.isZero()) {
      return release("No store accepted its order", now);
    }
    var verdict = isRejected ? Decision.Verdict.CAPTURE_ACCEPTED : Decision.Verdict.CAPTURE_ALL;
    var why = isRejected ? "What was accepted is taken" : "Every store accepted its order";
    return with(new Decision(policy, verdict, accepted, why, now));
  }

  /** Also those of a version that knew no decisions. */
  private boolean isDecided() {
    return decision.isPresent()
        || (isCaptured() && merchantOrders.stream().allMatch(it -> it.decideBy().isEmpty()));
  }

  /** Also what a provider took at once goes back where the other stores' answers want that. */
  private boolean mayBeGivenBack(MerchantOrder of) {
    return !of.isEnded() && !isDecided();
  }

  private static Outcome<MerchantOrder, OrderRefusal> notSettledYet() {
    return refused(new OrderRefusal.NotSettledYet());
  }

  private String whatEnded() {
    return merchantOrders.stream().anyMatch(it -> it.status() == MerchantOrder.Status.REJECTED)
        ? "A store rejected its order"
        : "A merchant order was cancelled";
  }

  private Order release(String why, Instant now) {
    var nothing = Money.zero(cost.total().currency());
    return cancelled(why).with(new Decision(policy, Decision.Verdict.RELEASE, nothing, why, now));
  }

  private Money accepted() {
    return merchantOrders.stream()
        .filter(MerchantOrder::isAccepted)
        .map(it -> it.split().gross())
        .reduce(Money.zero(cost.total().currency()), Money::plus);
  }

  private Outcome<Order, OrderRefusal> act(
      MerchantOrderId store, Function<MerchantOrder, Outcome<MerchantOrder, OrderRefusal>> move) {
    return merchantOrder(store)
        .map(
            found -> move.apply(found).map(after -> each(it -> it.id().equals(store) ? after : it)))
        .orElseGet(() -> refused(new OrderRefusal.UnknownOrder()));
  }

  private Order each(UnaryOperator<MerchantOrder> move) {
    return with(merchantOrders.stream().map(move).toList());
  }

  private static MerchantOrder submitted(
      StorePart part, Map<MerchantOrderId, MerchantSplit> splits, Instant decideBy) {
    var split = splits.get(part.requestId().orElseThrow());
    if (split == null || !split.gross().equals(part.offer().total())) {
      throw new IllegalArgumentException("A store's part and its split differ");
    }
    return MerchantOrder.submitted(part, split, decideBy);
  }
}
