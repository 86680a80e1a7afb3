package dev.diddo.gateway.spi;

import java.util.List;
import java.util.Optional;

/** Gives captured money back to the buyer. */
public interface Refunds {

  /**
   * Refunds a part of what was captured, or all of it. More than is left of it, or a payment that
   * was not captured, is {@link RefundState.Failed}: an answer, never an exception.
   *
   * @param idempotencyKey the same key refunds once, however often it is sent, and answers the
   *     refund as it is by then
   */
  RefundState refund(PaymentReference reference, Money amount, String idempotencyKey);

  /**
   * All refunds of this payment as the provider has them now, also those that were made in its own
   * dashboard; at most a thousand, empty if it knows no such payment.
   */
  List<Refund> list(PaymentReference reference);

  /**
   * One refund.
   *
   * @param gatewayId the provider's id of it, at most 255 characters
   * @param idempotencyKey the key it was asked for with; empty for one that we did not ask for
   */
  record Refund(
      String gatewayId, Optional<String> idempotencyKey, Money amount, RefundState state) {}

  /** A refund at one moment. */
  sealed interface RefundState {
    /** The provider has accepted it and works on it, for days perhaps: ask again later. */
    record Pending(String gatewayId) implements RefundState {}

    /** The money is on its way to the buyer. */
    record Succeeded(String gatewayId) implements RefundState {}

    /**
     * Nothing was given back by this refund and nothing will be.
     *
     * @param reason a short code in lower case, such as {@code expired_card}; no personal data
     */
    record Failed(String reason) implements RefundState {}
  }
}
