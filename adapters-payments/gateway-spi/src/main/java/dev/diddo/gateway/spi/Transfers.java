package dev.diddo.gateway.spi;

/** Passes a merchant's share of a captured payment on to the merchant's own account. */
public interface Transfers {

  /** Transfers from this payment's money, never from other funds. */
  TransferState transfer(Transfer transfer);

  /**
   * Takes a transfer back, or a part of it, for a refund. More than is left of it is {@link
   * TransferState.Failed}.
   */
  TransferState reverse(Reversal reversal);

  /**
   * Money for a merchant.
   *
   * @param merchantReference our id of the merchant's order, as {@link PaymentRequest.Share} had it
   * @param account the merchant's account at this provider
   * @param idempotencyKey the same key transfers once, however often and however late it is sent:
   *     where the provider forgets keys, look for what was made with it first
   */
  record Transfer(
      PaymentReference payment,
      String merchantReference,
      String account,
      Money amount,
      String idempotencyKey) {}

  /**
   * Money back from a merchant.
   *
   * @param transferId as {@link TransferState.Succeeded} had it
   * @param idempotencyKey the same key reverses once, however often and however late it is sent
   */
  record Reversal(
      PaymentReference payment, String transferId, Money amount, String idempotencyKey) {}

  /** What became of a transfer or a reversal. */
  sealed interface TransferState {
    /**
     * The money has moved.
     *
     * @param gatewayId the provider's id of the transfer or of the reversal
     */
    record Succeeded(String gatewayId) implements TransferState {}

    /**
     * Nothing was moved by this and nothing will be.
     *
     * @param reason a short code in lower case, such as {@code account_closed}
     */
    record Failed(String reason) implements TransferState {}
  }
}
