package dev.diddo.domain.payment;

import dev.diddo.domain.id.MerchantOrderId;
import dev.diddo.domain.id.MovementId;
import dev.diddo.domain.id.PaymentId;
import dev.diddo.domain.money.Money;
import java.time.Instant;
import java.util.Optional;

/**
 * Money that is to move at a gateway once a payment was authorised. It is stored before the gateway
 * hears of it and asked for with one key until its outcome is known; silence moves nothing on.
 *
 * @param merchantOrder whose money it is; empty where it concerns the payment as a whole
 * @param tries how often the gateway was asked
 */
public record Movement(
    MovementId id,
    PaymentId payment,
    Kind kind,
    Optional<MerchantOrderId> merchantOrder,
    Money amount,
    State state,
    int tries,
    Instant createdAt) {

  /** What moves. */
  public enum Kind {
    /** A store's net, to the store's own account. */
    TRANSFER,
    /** Captured money, back to the buyer. */
    REFUND,
    /** What a store got of money that was refunded, back from its account. */
    REVERSAL,
    /** Money that came for a payment that had ended, or that was not what we asked for. */
    RETURN
  }

  /** How far it is. */
  public sealed interface State {
    /**
     * Nobody knows yet.
     *
     * @param gatewayId the provider's id of it, once the provider has said that it works on it
     */
    record Pending(Optional<String> gatewayId) implements State {}

    record Succeeded(String gatewayId) implements State {}

    /**
     * Nothing moved, and nothing will; or what had moved came back.
     *
     * @param gatewayId the provider's id of it, where the provider ever had it
     */
    record Failed(Optional<String> gatewayId, String reason) implements State {}
  }

  /** What a gateway said of it. */
  public sealed interface Evidence {
    record Succeeded(String gatewayId) implements Evidence {}

    record Pending(String gatewayId) implements Evidence {}

    record Failed(String reason) implements Evidence {}

    /** Nothing is known: it was not reached, a call timed out or made no sense. */
    record None() implements Evidence {}
  }

  public static Movement pending(
      MovementId id,
      PaymentId payment,
      Kind kind,
      Optional<MerchantOrderId> merchantOrder,
      Money amount,
      Instant now) {
    return new Movement(
        id, payment, kind, merchantOrder, amount, new State.Pending(Optional.empty()), 0, now);
  }

  /** Our own idempotency key for it; it never changes. */
  public String key() {
    return id.text();
  }

  /** Whether it is that merchant order's money. */
  public boolean isOf(MerchantOrderId order) {
    return merchantOrder.filter(order::equals).isPresent();
  }

  public boolean isOver() {
    return switch (state) {
      case State.Pending _ -> false;
      case State.Succeeded _, State.Failed _ -> true;
    };
  }

  public boolean hasSucceeded() {
    return state instanceof State.Succeeded;
  }

  public boolean hasFailed() {
    return state instanceof State.Failed;
  }

  /** The provider's id of it, once it is known. */
  public Optional<String> gatewayId() {
    return switch (state) {
      case State.Pending(var id) -> id;
      case State.Succeeded(var id) -> Optional.of(id);
      case State.Failed(var id, _) -> id;
    };
  }

  /** This movement after one more try; what is over stays as it ended. */
  public Movement witness(Evidence evidence) {
    if (isOver()) {
      return this;
    }
    var next =
        switch (evidence) {
          case Evidence.Succeeded(var gatewayId) -> new State.Succeeded(gatewayId);
          case Evidence.Pending(var gatewayId) -> new State.Pending(Optional.of(gatewayId));
          case Evidence.Failed(var reason) -> new State.Failed(gatewayId(), reason);
          case Evidence.None() -> state;
        };
    return in(next, tries + 1);
  }

  /**
   * This movement, which was made, once its provider has taken that back: days later, a bank may
   * refuse money that was on its way.
   */
  public Movement bounced(String reason) {
    if (!hasSucceeded()) {
      throw new IllegalStateException("Only what was made can come back: " + state);
    }
    return in(new State.Failed(gatewayId(), reason), tries);
  }

  private Movement in(State next, int triesMade) {
    return new Movement(id, payment, kind, merchantOrder, amount, next, triesMade, createdAt);
  }
}
