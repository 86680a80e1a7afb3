package dev.diddo.gateway.spi;

/** Passes a merchant's share of a captured payment on to the merchant's own account. */
public interface Transfers {

  /**
   * Transfers from this payment's money, never from other funds.
   *
   * @param account the merchant's account at this provider
   * @param idempotencyKey the same key transfers once, however often it is sent
   * @return the provider's id of the transfer
   */
  String transfer(PaymentReference reference, String account, Money net, String idempotencyKey);
}
