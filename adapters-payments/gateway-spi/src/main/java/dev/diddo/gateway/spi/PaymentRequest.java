package dev.diddo.gateway.spi;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A payment to be opened.
 *
 * @param idempotencyKey ours, at most 64 characters; it belongs to this payment and never changes
 * @param reference our name for this payment, unique for ever; to be stored at the provider so that
 *     {@link Gateway#lookUp} finds it
 * @param mode one of {@link Gateway#modes()}
 * @param amount what the buyer authorises in all; never zero
 * @param shares what each merchant's part of it is; they sum to the amount
 * @param email where the provider may send its receipt; empty if unknown
 * @param customer the provider's id of an identified buyer, as {@link Customers#create} answered
 *     it; empty for a guest
 * @param successUrl where the buyer returns to having paid
 * @param cancelUrl where the buyer returns to having declined, cancelled or failed
 * @param expiresAt after this the payment must not become authorised any more, as near as the
 *     provider can do it
 */
public record PaymentRequest(
    String idempotencyKey,
    String reference,
    Handover.Mode mode,
    Money amount,
    List<Share> shares,
    Optional<String> email,
    Optional<String> customer,
    URI successUrl,
    URI cancelUrl,
    Instant expiresAt) {

  public PaymentRequest {
    shares = List.copyOf(shares);
  }

  /**
   * One merchant's part of the payment.
   *
   * @param merchantReference our id of the merchant's order
   * @param merchantName as buyers know it
   * @param account the merchant's account at this provider; empty if it has none
   * @param gross what the buyer pays to this merchant
   * @param net what the merchant is owed of it
   */
  public record Share(
      String merchantReference,
      String merchantName,
      Optional<String> account,
      Money gross,
      Money net) {}
}
