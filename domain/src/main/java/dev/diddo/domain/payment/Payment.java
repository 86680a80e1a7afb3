package dev.diddo.domain.payment;

import dev.diddo.domain.id.PaymentId;
import dev.diddo.domain.money.Money;
import java.net.URI;
import java.util.Optional;

/**
 * An attempt to pay, as far as evidence has moved it. Silence is {@link Unknown}, never failure,
 * and an attempt that has ended stays ended.
 */
public sealed interface Payment {
  Attempt attempt();

  default PaymentId id() {
    return attempt().id();
  }

  /** The provider's id of the payment, once it is known. */
  default Optional<String> knownGatewayId() {
    return switch (this) {
      case Submitting _ -> Optional.empty();
      case Unknown(_, var id) -> id;
      case Open(_, var id, _, _) -> Optional.of(id);
      case Authorised(_, var id) -> Optional.of(id);
      case Captured(_, var id) -> Optional.of(id);
      case Declined(_, var id, _) -> id;
      case Cancelled(_, var id) -> id;
    };
  }

  /** Committed with its key; the gateway may or may not have heard of it. */
  record Submitting(Attempt attempt) implements Payment {}

  /**
   * The buyer is to act at the provider's page.
   *
   * @param challenged whether more than a card was asked for
   */
  record Open(Attempt attempt, String gatewayId, URI url, boolean challenged) implements Payment {}

  /** Something was asked of the gateway and no sense came back. Left by evidence alone. */
  record Unknown(Attempt attempt, Optional<String> gatewayId) implements Payment {}

  /** The total is reserved and not yet taken. */
  record Authorised(Attempt attempt, String gatewayId) implements Payment {}

  /** Paid. */
  record Captured(Attempt attempt, String gatewayId) implements Payment {}

  /** Refused by the provider; nothing was taken. */
  record Declined(Attempt attempt, Optional<String> gatewayId, String reason) implements Payment {}

  /** Ended by the buyer, the platform or its expiry; nothing was taken. */
  record Cancelled(Attempt attempt, Optional<String> gatewayId) implements Payment {}

  /** Whether it has ended, for better or worse. */
  default boolean isOver() {
    return switch (this) {
      case Submitting _, Open _, Unknown _, Authorised _ -> false;
      case Captured _, Declined _, Cancelled _ -> true;
    };
  }

  /** This payment after the evidence. */
  default Payment witness(Evidence evidence) {
    if (isOver()) {
      return this;
    }
    var attempt = attempt();
    return switch (evidence) {
      case Evidence.AwaitsBuyer(var id, var url, var challenged) ->
          this instanceof Authorised ? this : new Open(attempt, id, url, challenged);
      case Evidence.Undecided(var id) ->
          this instanceof Authorised ? this : new Unknown(attempt, Optional.of(id));
      case Evidence.Authorised(var id, var amount) ->
          isOurs(amount) ? new Authorised(attempt, id) : new Unknown(attempt, Optional.of(id));
      case Evidence.Captured(var id, var amount) ->
          isOurs(amount) ? new Captured(attempt, id) : new Unknown(attempt, Optional.of(id));
      case Evidence.Declined(var id, var reason) -> new Declined(attempt, Optional.of(id), reason);
      case Evidence.Cancelled(var id) -> new Cancelled(attempt, Optional.of(id));
      // Not found: the call that opens it may still be under way.
      case Evidence.NoSuchPayment(), Evidence.NotReached(), Evidence.None() ->
          this instanceof Submitting ? new Unknown(attempt, Optional.empty()) : this;
    };
  }

  /** Another amount than the one asked for is not this payment, whatever the provider calls it. */
  private boolean isOurs(Money amount) {
    return amount.equals(attempt().amount());
  }
}
