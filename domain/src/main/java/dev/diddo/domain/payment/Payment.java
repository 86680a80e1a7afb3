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
  /** Why a payment was declined for which the provider reserved or took another amount. */
  String AMOUNT_MISMATCH = "amount_mismatch";

  /** Why a payment is declined whose buyer the provider does not know any more. */
  String CUSTOMER_UNKNOWN = "customer_unknown";

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
      case Capturing(_, var id, _) -> Optional.of(id);
      case Releasing(_, var id) -> Optional.of(id);
      case Captured(_, var id, _) -> Optional.of(id);
      case Declined(_, var id, _) -> id;
      case Cancelled(_, var id) -> id;
    };
  }

  /** Committed with its key; the gateway may or may not have heard of it. */
  record Submitting(Attempt attempt) implements Payment {}

  /**
   * The buyer is to act.
   *
   * @param challenged whether more than a card was asked for
   */
  record Open(Attempt attempt, String gatewayId, Handover handover, boolean challenged)
      implements Payment {

    /** The provider's page, where it has one. */
    public Optional<URI> url() {
      return handover instanceof Handover.Hosted(var url) ? Optional.of(url) : Optional.empty();
    }
  }

  /** Something was asked of the gateway and no sense came back. Left by evidence alone. */
  record Unknown(Attempt attempt, Optional<String> gatewayId) implements Payment {}

  /** The total is reserved, and the stores have not all said yet whether they accept. */
  record Authorised(Attempt attempt, String gatewayId) implements Payment {

    /** All or a part of it is to be taken. */
    public Capturing capture(Money amount) {
      return new Capturing(attempt, gatewayId, amount);
    }

    /** Nothing of it is to be taken. */
    public Releasing release() {
      return new Releasing(attempt, gatewayId);
    }
  }

  /** It is decided: this amount is to be taken, and the rest of the total given back. */
  record Capturing(Attempt attempt, String gatewayId, Money amount) implements Payment {
    public Capturing {
      if (amount.minorUnits() <= 0 || amount.compareTo(attempt.amount()) > 0) {
        throw new IllegalArgumentException(amount + " of " + attempt.amount());
      }
    }
  }

  /** It is decided: the total is to be given back. */
  record Releasing(Attempt attempt, String gatewayId) implements Payment {}

  /**
   * Paid.
   *
   * @param amount what was taken, of all refunds nothing taken off
   */
  record Captured(Attempt attempt, String gatewayId, Money amount) implements Payment {}

  /** Refused by the provider; nothing was taken. */
  record Declined(Attempt attempt, Optional<String> gatewayId, String reason) implements Payment {}

  /** Ended by the buyer, the platform or its expiry; nothing was taken. */
  record Cancelled(Attempt attempt, Optional<String> gatewayId) implements Payment {}

  /** Whether it has ended, for better or worse. */
  default boolean isOver() {
    return switch (this) {
      case Submitting _, Open _, Unknown _, Authorised _, Capturing _, Releasing _ -> false;
      case Captured _, Declined _, Cancelled _ -> true;
    };
  }

  /** Whether the total is reserved for us as far as we know, so that nobody has to pay again. */
  default boolean isAuthorised() {
    return this instanceof Authorised || this instanceof Capturing || this instanceof Releasing;
  }

  /**
   * This payment after the evidence. Money that is not what we asked for ends it, as {@link
   * #AMOUNT_MISMATCH}: whatever the provider took is to be given back.
   */
  default Payment witness(Evidence evidence) {
    if (isOver()) {
      return this;
    }
    var attempt = attempt();
    return switch (evidence) {
      case Evidence.AwaitsBuyer(var id, var handover, var challenged) ->
          isAuthorised() ? this : new Open(attempt, id, kept(id, handover), challenged);
      case Evidence.Undecided(var id) ->
          isAuthorised() ? this : new Unknown(attempt, Optional.of(id));
      case Evidence.Authorised(var id, var amount) -> authorised(id, amount);
      case Evidence.Captured(var id, var amount) -> captured(id, amount);
      case Evidence.Declined(var id, var reason) -> new Declined(attempt, Optional.of(id), reason);
      case Evidence.Cancelled(var id) -> new Cancelled(attempt, Optional.of(id));
      // Not found: the call that opens it may still be under way.
      case Evidence.NoSuchPayment(), Evidence.NotReached(), Evidence.None() ->
          this instanceof Submitting ? new Unknown(attempt, Optional.empty()) : this;
    };
  }

  /** What a page pays with is said whole when the payment is opened, and not all of it later. */
  private Handover kept(String id, Handover told) {
    return this instanceof Open(_, var known, Handover.Embedded client, _)
            && known.equals(id)
            && told instanceof Handover.Embedded
        ? client
        : told;
  }

  private Payment authorised(String id, Money amount) {
    if (!amount.equals(attempt().amount())) {
      return new Declined(attempt(), Optional.of(id), AMOUNT_MISMATCH);
    }
    return switch (this) {
      case Capturing(var attempt, _, var wanted) -> new Capturing(attempt, id, wanted);
      case Releasing(var attempt, _) -> new Releasing(attempt, id);
      case Submitting _, Open _, Unknown _, Authorised _, Captured _, Declined _, Cancelled _ ->
          new Authorised(attempt(), id);
    };
  }

  private Payment captured(String id, Money amount) {
    var wanted =
        switch (this) {
          case Capturing capturing -> Optional.of(capturing.amount());
          case Releasing _ -> Optional.<Money>empty();
          case Submitting _, Open _, Unknown _, Authorised _, Captured _, Declined _, Cancelled _ ->
              Optional.of(attempt().amount());
        };
    return wanted.filter(amount::equals).isPresent()
        ? new Captured(attempt(), id, amount)
        : new Declined(attempt(), Optional.of(id), AMOUNT_MISMATCH);
  }
}
