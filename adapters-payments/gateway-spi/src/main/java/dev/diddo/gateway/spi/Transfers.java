package dev.diddo.gateway.spi;

/** Passes a merchant's share of a captured payment on to the merchant's own account. */
public interface Transfers {

  /**
   * Transfers from this payment's money, never from other funds.
   *
   * @param account the merchant's account at this provider
   * @param idempotencyKey the same key transfers once, however often it is sent
   */
  TransferState transfer(
      PaymentReference reference, String account, Money net, String idempotencyKey);

  /** What became of a transfer. */
  sealed interface TransferState {
    /** The money belongs to the merchant. */
    record Succeeded(String gatewayId) implements TransferState {}

    /** Nothing was passed on by this transfer and nothing will be. */
    record Failed(String reason) implements TransferState {}
  }
}
