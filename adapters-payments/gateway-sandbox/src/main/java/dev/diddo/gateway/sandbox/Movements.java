package dev.diddo.gateway.sandbox;

import dev.diddo.gateway.sandbox.Movements.Refund.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Money that moved after the capture, and attempts to move it. The books are only added to; a
 * pending refund alone changes, once. Amounts are in the minor units of the payment's currency.
 */
record Movements(List<Refund> refunds, List<Transfer> transfers, List<Reversal> reversals) {
  static final Movements NONE = new Movements(List.of(), List.of(), List.of());

  Movements {
    refunds = List.copyOf(refunds);
    transfers = List.copyOf(transfers);
    reversals = List.copyOf(reversals);
  }

  /**
   * Money back to the buyer.
   *
   * @param idempotencyKey the checkout's; empty for a refund made in the provider's dashboard
   * @param failure why nothing is given back, of a pending one what is to come of it; else empty
   * @param settlesAtMillis when a pending one ends; 0 of every other
   */
  record Refund(
      String idempotencyKey,
      String id,
      long amount,
      State state,
      String failure,
      long settlesAtMillis) {
    enum State {
      PENDING,
      SUCCEEDED,
      FAILED
    }

    static Refund begun(String key, long amount, RefundCourse course, Instant now) {
      var id = Ids.random("re_");
      if (course.pendingMillis() == 0) {
        return new Refund(key, id, amount, State.PENDING, "", 0).settled(course.failure());
      }
      var left = Long.MAX_VALUE - now.toEpochMilli();
      var end = now.toEpochMilli() + Math.min(left, course.pendingMillis());
      return new Refund(key, id, amount, State.PENDING, course.failure(), end);
    }

    Refund settled(String why) {
      var end = why.isEmpty() ? State.SUCCEEDED : State.FAILED;
      return new Refund(idempotencyKey, id, amount, end, why, 0);
    }

    private Refund asOf(Instant now) {
      return state == State.PENDING && now.toEpochMilli() >= settlesAtMillis
          ? settled(failure)
          : this;
    }
  }

  /**
   * A merchant's share on its way to the merchant's account.
   *
   * @param failure why nothing moved; empty if it did
   */
  record Transfer(String idempotencyKey, String id, String account, long amount, String failure) {}

  /**
   * A transfer taken back, or a part of it.
   *
   * @param failure why nothing moved; empty if it did
   */
  record Reversal(
      String idempotencyKey, String id, String transferId, long amount, String failure) {}

  Optional<Refund> refund(String key) {
    return refunds.stream().filter(one -> one.idempotencyKey.equals(key)).findFirst();
  }

  Optional<Transfer> transfer(String key) {
    return transfers.stream().filter(one -> one.idempotencyKey.equals(key)).findFirst();
  }

  Optional<Reversal> reversal(String key) {
    return reversals.stream().filter(one -> one.idempotencyKey.equals(key)).findFirst();
  }

  Movements and(Refund refund) {
    return new Movements(also(refunds, refund), transfers, reversals);
  }

  Movements and(Transfer transfer) {
    return new Movements(refunds, also(transfers, transfer), reversals);
  }

  Movements and(Reversal reversal) {
    return new Movements(refunds, transfers, also(reversals, reversal));
  }

  /** Ends what is pending under this id; any other refund stays as it is. */
  Movements settleRefund(String id, String failure) {
    return eachRefund(
        one -> one.id.equals(id) && one.state == State.PENDING ? one.settled(failure) : one);
  }

  /** Takes back what was made under this id; any other refund stays as it is. */
  Movements bounceRefund(String id, String why) {
    return eachRefund(
        one -> one.id.equals(id) && one.state == State.SUCCEEDED ? one.settled(why) : one);
  }

  /** With those refunds ended whose time has come. */
  Movements asOf(Instant now) {
    return eachRefund(one -> one.asOf(now));
  }

  long refunded() {
    return sum(State.SUCCEEDED);
  }

  long refundPending() {
    return sum(State.PENDING);
  }

  long transferred() {
    return transfers.stream().filter(it -> it.failure.isEmpty()).mapToLong(Transfer::amount).sum();
  }

  long reversed() {
    return reversedOf(_ -> true);
  }

  /** What is left of this transfer to be taken back; 0 if there is none. */
  long leftOfTransfer(String id) {
    var moved =
        transfers.stream()
            .filter(it -> it.failure.isEmpty() && it.id.equals(id))
            .mapToLong(Transfer::amount)
            .sum();
    return moved - reversedOf(it -> it.transferId.equals(id));
  }

  private long reversedOf(Predicate<Reversal> which) {
    return reversals.stream()
        .filter(it -> it.failure.isEmpty())
        .filter(which)
        .mapToLong(Reversal::amount)
        .sum();
  }

  private long sum(State state) {
    return refunds.stream().filter(it -> it.state == state).mapToLong(Refund::amount).sum();
  }

  private Movements eachRefund(UnaryOperator<Refund> change) {
    return new Movements(refunds.stream().map(change).toList(), transfers, reversals);
  }

  private static <T> List<T> also(List<T> list, T last) {
    var longer = new ArrayList<>(list);
    longer.add(last);
    return longer;
  }
}
