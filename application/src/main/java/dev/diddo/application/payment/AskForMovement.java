package dev.diddo.application.payment;

import dev.diddo.domain.money.Money;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.payment.Evidence;
import dev.diddo.domain.payment.Movement;
import dev.diddo.domain.payment.Movement.Kind;
import dev.diddo.domain.payment.Payment;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;

/** What a gateway is asked for each kind of movement, and what its answer says. */
final class AskForMovement {
  private final Movements movements;
  private final Gateways gateways;
  private final InstantSource clock;

  AskForMovement(Movements movements, Gateways gateways, InstantSource clock) {
    this.movements = movements;
    this.gateways = gateways;
    this.clock = clock;
  }

  Movement.Evidence ask(Tenant tenant, Payment payment, Movement movement) {
    return switch (movement.kind()) {
      case TRANSFER -> gateways.transfer(payment, movement, account(payment, movement));
      case REFUND -> refund(payment, movement);
      case REVERSAL -> reverse(tenant, payment, movement);
      case RETURN -> giveBack(payment, movement);
    };
  }

  /**
   * A refund that the provider has is looked for in its books, and so is one whose key has grown
   * old: to send an old key again might refund a second time.
   */
  private Movement.Evidence refund(Payment payment, Movement refund) {
    var isOld = !clock.instant().isBefore(refund.createdAt().plus(SettlePayment.KEY_LIFETIME));
    if (refund.gatewayId().isEmpty() && !isOld) {
      return gateways.refund(payment, refund);
    }
    return gateways
        .refunds(payment)
        .<Movement.Evidence>map(
            known ->
                known.stream()
                    .filter(it -> isSame(it, refund))
                    .map(Gateways.KnownRefund::state)
                    .findFirst()
                    .orElseGet(() -> absent(refund)))
        .orElseGet(Movement.Evidence.None::new);
  }

  /** One that the provider once had cannot have been never made, whatever it lists today. */
  private static Movement.Evidence absent(Movement refund) {
    return refund.gatewayId().isPresent()
        ? new Movement.Evidence.None()
        : new Movement.Evidence.Failed("never_made");
  }

  private static boolean isSame(Gateways.KnownRefund known, Movement refund) {
    return known.key().filter(refund.key()::equals).isPresent()
        || refund.gatewayId().filter(known.gatewayId()::equals).isPresent();
  }

  /**
   * Of a transfer that is not made yet nothing can be reversed yet; of one that failed, nothing. A
   * store has a second one where a refund came back.
   */
  private Movement.Evidence reverse(Tenant tenant, Payment payment, Movement reversal) {
    var its =
        movements.ofPayment(tenant, payment.id()).stream()
            .filter(it -> it.merchantOrder().equals(reversal.merchantOrder()))
            .toList();
    return switch (transferOf(its, reversal).state()) {
      case Movement.State.Pending _ -> new Movement.Evidence.None();
      case Movement.State.Failed _ -> new Movement.Evidence.Failed("not_transferred");
      case Movement.State.Succeeded(var id) -> gateways.reverse(payment, reversal, id);
    };
  }

  /**
   * The oldest transfer that has enough left for it, the reversals before it taken off; so the same
   * one at each try.
   *
   * @param its all movements of the store's part, oldest first
   */
  private static Movement transferOf(List<Movement> its, Movement reversal) {
    var left = new LinkedHashMap<Movement, Money>();
    its.stream()
        .filter(it -> it.kind() == Kind.TRANSFER)
        .forEach(transfer -> left.put(transfer, transfer.amount()));
    for (var before : its) {
      if (before.kind() == Kind.REVERSAL && !before.hasFailed()) {
        var from =
            left.entrySet().stream()
                .filter(it -> it.getValue().compareTo(before.amount()) >= 0)
                .findFirst();
        if (before.id().equals(reversal.id()) && from.isPresent()) {
          return from.get().getKey();
        }
        from.ifPresent(it -> it.setValue(it.getValue().minus(before.amount())));
      }
    }
    // Of none so much is left: the provider will say so.
    return left.firstEntry().getKey();
  }

  /** What the provider has of it decides how it is given back. */
  private Movement.Evidence giveBack(Payment payment, Movement movement) {
    return switch (gateways.lookUp(payment)) {
      case Evidence.Authorised(var id, _) -> ended(gateways.release(payment), id);
      case Evidence.Captured(var id, var amount) -> giveBack(payment, movement, id, amount);
      case Evidence.Declined(var id, _) -> new Movement.Evidence.Succeeded(id);
      case Evidence.Cancelled(var id) -> new Movement.Evidence.Succeeded(id);
      case Evidence.AwaitsBuyer _,
          Evidence.Undecided _,
          Evidence.NoSuchPayment _,
          Evidence.NotReached _,
          Evidence.None _ ->
          new Movement.Evidence.None();
    };
  }

  /** What others gave back before is not given back again. */
  private Movement.Evidence giveBack(
      Payment payment, Movement movement, String gatewayId, Money captured) {
    var known = gateways.refunds(payment);
    if (known.isEmpty()) {
      return new Movement.Evidence.None();
    }
    var left =
        known.get().stream()
            .filter(it -> !isSame(it, movement))
            .filter(it -> !(it.state() instanceof Movement.Evidence.Failed))
            .map(Gateways.KnownRefund::amount)
            .reduce(captured, Money::minus);
    return left.minorUnits() <= 0
        ? new Movement.Evidence.Succeeded(gatewayId)
        : refund(payment, of(left, movement));
  }

  private static Movement of(Money amount, Movement movement) {
    return new Movement(
        movement.id(),
        movement.payment(),
        movement.kind(),
        movement.merchantOrder(),
        amount,
        movement.state(),
        movement.tries(),
        movement.createdAt());
  }

  private static Movement.Evidence ended(Evidence after, String id) {
    return after instanceof Evidence.Cancelled || after instanceof Evidence.Declined
        ? new Movement.Evidence.Succeeded(id)
        : new Movement.Evidence.None();
  }

  private static String account(Payment payment, Movement transfer) {
    return payment.attempt().splits().stream()
        .filter(split -> transfer.merchantOrder().filter(split.merchantOrder()::equals).isPresent())
        .flatMap(split -> split.account().stream())
        .findFirst()
        .orElseThrow();
  }
}
