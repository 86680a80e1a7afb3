package dev.diddo.gateway.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.gateway.spi.Gateway;
import dev.diddo.gateway.spi.Money;
import dev.diddo.gateway.spi.PaymentReference;
import dev.diddo.gateway.spi.PaymentRequest;
import dev.diddo.gateway.spi.PaymentState;
import dev.diddo.gateway.spi.Refunds.RefundState;
import dev.diddo.gateway.spi.Transfers.TransferState;
import java.util.Optional;

/** One payment of a test, known to it by the names that the checkout would know. */
final class Attempt {
  private final Gateway gateway;
  private final PaymentRequest request;
  private Optional<String> gatewayId = Optional.empty();

  Attempt(Gateway gateway, PaymentRequest request) {
    this.gateway = gateway;
    this.request = request;
  }

  PaymentRequest request() {
    return request;
  }

  Money amount() {
    return request.amount();
  }

  /** A key of this payment for this one step. */
  String key(String step) {
    return request.reference() + "-" + step;
  }

  /** Both names, once the provider's is known: the newest one that it said. */
  PaymentReference reference() {
    return new PaymentReference(request.reference(), gatewayId);
  }

  /** All that is known if the answer to the opening call was lost. */
  PaymentReference oursAlone() {
    return new PaymentReference(request.reference(), Optional.empty());
  }

  /** Opens it, for the first time or again. */
  PaymentState open() {
    return seen(gateway.open(request));
  }

  PaymentState.Open opened() {
    var state = open();
    assertThat(state).isInstanceOf(PaymentState.Open.class);
    return (PaymentState.Open) state;
  }

  PaymentState lookUp() {
    return seen(gateway.lookUp(reference()));
  }

  PaymentState cancel() {
    return seen(gateway.cancel(reference()));
  }

  private PaymentState seen(PaymentState state) {
    id(state).ifPresent(id -> gatewayId = Optional.of(id));
    return state;
  }

  private static Optional<String> id(PaymentState state) {
    return switch (state) {
      case PaymentState.Open(var id, _) -> Optional.of(id);
      case PaymentState.ActionRequired(var id, _) -> Optional.of(id);
      case PaymentState.Pending(var id) -> Optional.of(id);
      case PaymentState.Authorised(var id, _) -> Optional.of(id);
      case PaymentState.Captured(var id, _) -> Optional.of(id);
      case PaymentState.Declined(var id, _) -> Optional.of(id);
      case PaymentState.Cancelled(var id) -> Optional.of(id);
      case PaymentState.Missing() -> Optional.empty();
    };
  }

  /** What was reserved or taken. */
  static Money amountOf(PaymentState state) {
    return switch (state) {
      case PaymentState.Authorised(_, var amount) -> amount;
      case PaymentState.Captured(_, var amount) -> amount;
      case PaymentState.Open _,
          PaymentState.ActionRequired _,
          PaymentState.Pending _,
          PaymentState.Declined _,
          PaymentState.Cancelled _,
          PaymentState.Missing _ ->
          throw new AssertionError("Neither authorised nor captured: " + state);
    };
  }

  /** The id of a refund that was taken on. */
  static String refundId(RefundState state) {
    return switch (state) {
      case RefundState.Pending(var id) -> id;
      case RefundState.Succeeded(var id) -> id;
      case RefundState.Failed _ -> throw new AssertionError("Not refunded: " + state);
    };
  }

  /** The id of a transfer or a reversal that was made. */
  static String transferId(TransferState state) {
    return switch (state) {
      case TransferState.Succeeded(var id) -> id;
      case TransferState.Failed _ -> throw new AssertionError("Not moved: " + state);
    };
  }
}
