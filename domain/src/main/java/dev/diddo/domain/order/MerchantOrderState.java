package dev.diddo.domain.order;

import static dev.diddo.domain.Outcome.accepted;
import static dev.diddo.domain.Outcome.refused;

import dev.diddo.domain.Outcome;
import dev.diddo.domain.cart.StorePart;
import dev.diddo.domain.id.FulfillmentId;
import dev.diddo.domain.merchant.ReturnsPolicy;
import dev.diddo.domain.order.MerchantOrder.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** How far a merchant order is. Each state offers only the moves that it allows. */
public sealed interface MerchantOrderState {

  /** Where it is called by a word. */
  Status status(StorePart part);

  /** The same without what people wrote or what leads to a person. */
  MerchantOrderState withoutTexts();

  /** The store has not said yet whether it accepts. */
  record Submitted() implements MerchantOrderState {
    @Override
    public Status status(StorePart part) {
      return Status.SUBMITTED;
    }

    @Override
    public Submitted withoutTexts() {
      return this;
    }

    Accepted accept() {
      return new Accepted(List.of(), List.of());
    }
  }

  /**
   * The store sends it, in as many parts as it likes.
   *
   * @param fulfillments oldest first
   * @param returns oldest first
   */
  record Accepted(List<Fulfillment> fulfillments, List<Return> returns)
      implements MerchantOrderState {

    public Accepted {
      fulfillments = List.copyOf(fulfillments);
      returns = List.copyOf(returns);
    }

    /** Returned is what was sent as a whole and came back as a whole. */
    @Override
    public Status status(StorePart part) {
      if (fulfillments.isEmpty()) {
        return Status.ACCEPTED;
      }
      int ordered = Remaining.of(part).sum();
      if (sent(part).sum() < ordered) {
        return Status.PARTIALLY_FULFILLED;
      }
      return returned(part).sum() < ordered ? Status.FULFILLED : Status.RETURNED;
    }

    @Override
    public Accepted withoutTexts() {
      return new Accepted(
          fulfillments.stream().map(it -> it.with(_ -> Tracking.none())).toList(),
          returns.stream().map(Return::withoutTexts).toList());
    }

    /**
     * @param wish with lines that are empty where all is meant that is left
     */
    Outcome<Accepted, OrderRefusal> fulfil(StorePart part, Fulfillment wish) {
      var status = status(part);
      if (status != Status.ACCEPTED && status != Status.PARTIALLY_FULFILLED) {
        return refused(new OrderRefusal.WrongStatus(status));
      }
      if (fulfillments.size() >= MerchantOrder.MAX_ENTRIES && !wish.lines().isEmpty()) {
        return refused(new OrderRefusal.TooManyEntries());
      }
      return Remaining.of(part)
          .minus(sent(part))
          .take(wish.lines())
          .map(lines -> new Fulfillment(wish.id(), wish.tracking(), lines, wish.createdAt()))
          .map(sent -> new Accepted(with(fulfillments, sent), returns));
    }

    /** Says anew where a consignment is. */
    Outcome<Accepted, OrderRefusal> track(FulfillmentId id, UnaryOperator<Tracking> correction) {
      if (fulfillments.stream().noneMatch(it -> it.id().equals(id))) {
        return refused(new OrderRefusal.UnknownFulfillment());
      }
      var after =
          fulfillments.stream().map(it -> it.id().equals(id) ? it.with(correction) : it).toList();
      return accepted(new Accepted(after, returns));
    }

    /**
     * Takes units back, each within the store's days from when it was sent.
     *
     * @param wish with lines that are empty where all is meant that can be returned
     */
    Outcome<Accepted, OrderRefusal> takeBack(StorePart part, ReturnsPolicy policy, Return wish) {
      if (!policy.supported()) {
        return refused(new OrderRefusal.ReturnsNotSupported());
      }
      var status = status(part);
      if (status != Status.PARTIALLY_FULFILLED && status != Status.FULFILLED) {
        return refused(new OrderRefusal.WrongStatus(status));
      }
      if (returns.size() == MerchantOrder.MAX_ENTRIES) {
        return refused(new OrderRefusal.TooManyEntries());
      }
      return returnable(part, policy, wish)
          .map(
              lines ->
                  new Return(wish.id(), lines, wish.reason(), wish.restocked(), wish.createdAt()))
          .map(taken -> new Accepted(fulfillments, with(returns, taken)));
    }

    private Outcome<List<Units>, OrderRefusal> returnable(
        StorePart part, ReturnsPolicy policy, Return wish) {
      var window = Duration.ofDays(policy.windowDays());
      var sent = new SentUnits(fulfillments, returns, window);
      var inTime = counted(part, sent.returnableAt(wish.createdAt())).take(wish.lines());
      return sent(part)
          .minus(returned(part))
          .take(wish.lines())
          .flatMap(
              _ ->
                  inTime instanceof Outcome.Accepted<List<Units>, OrderRefusal>
                      ? inTime
                      : refused(new OrderRefusal.ReturnWindowClosed()));
    }

    private Remaining sent(StorePart part) {
      return counted(part, fulfillments.stream().flatMap(it -> it.lines().stream()));
    }

    private Remaining returned(StorePart part) {
      return counted(part, returns.stream().flatMap(it -> it.lines().stream()));
    }

    private static Remaining counted(StorePart part, Stream<Units> units) {
      return Remaining.of(part).none().plus(units);
    }

    private static <T> List<T> with(List<T> before, T one) {
      var more = new ArrayList<>(before);
      more.add(one);
      return more;
    }
  }

  /**
   * The store said no, or nothing in its time.
   *
   * @param reason for people
   */
  record Rejected(Optional<String> reason) implements MerchantOrderState {
    @Override
    public Status status(StorePart part) {
      return Status.REJECTED;
    }

    @Override
    public Rejected withoutTexts() {
      return new Rejected(Optional.empty());
    }
  }

  /**
   * Ended before anything was sent: by the platform, the store, or what happened to the other
   * parts.
   *
   * @param reason for people
   */
  record Cancelled(Optional<String> reason) implements MerchantOrderState {
    @Override
    public Status status(StorePart part) {
      return Status.CANCELLED;
    }

    @Override
    public Cancelled withoutTexts() {
      return new Cancelled(Optional.empty());
    }
  }
}
