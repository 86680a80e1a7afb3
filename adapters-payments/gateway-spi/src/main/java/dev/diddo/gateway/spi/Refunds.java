package dev.diddo.gateway.spi;

/** Gives captured money back to the buyer. */
public interface Refunds {

  /**
   * Refunds a part of what was captured, or all of it.
   *
   * @param idempotencyKey the same key refunds once, however often it is sent
   */
  RefundState refund(PaymentReference reference, Money amount, String idempotencyKey);

  /** What became of the refund that this key asked for. */
  RefundState lookUp(PaymentReference reference, String idempotencyKey);

  /** A refund at one moment. */
  sealed interface RefundState {
    /** The provider has accepted it and works on it. */
    record Pending(String gatewayId) implements RefundState {}

    /** The money is on its way to the buyer. */
    record Succeeded(String gatewayId) implements RefundState {}

    /** Nothing was given back by this refund and nothing will be. */
    record Failed(String reason) implements RefundState {}

    /** The provider knows no refund of that key. */
    record Missing() implements RefundState {}
  }
}
