package dev.diddo.gateway.spi;

import java.util.Optional;

/** Keeps identified buyers at the provider, so that their cards are offered to them again. */
public interface Customers {
  /**
   * Why a payment is {@link PaymentState.Declined} whose customer the provider does not have any
   * more: the checkout creates another one and opens another payment, of which the buyer sees
   * nothing.
   */
  String UNKNOWN = "customer_unknown";

  /**
   * Creates a customer and answers the provider's id of it, at most 255 characters. The checkout
   * stores that id and names it in each later {@link PaymentRequest#customer()}.
   *
   * @param idempotencyKey the same key creates one customer, however often it is sent; once that
   *     one was deleted it creates another
   */
  String create(Customer customer, String idempotencyKey);

  /**
   * Deletes a customer, with all that the provider keeps to offer them their cards again. Payments
   * that were made stay as they are. Safe to repeat, also for one whom the provider never knew;
   * throwing means that nobody knows, and it is asked again.
   *
   * @param id as {@link #create} answered it
   * @return whether the provider keeps nothing of them any more; a plugin that cannot delete always
   *     says false, and is not asked again
   */
  default boolean delete(String id) {
    return false;
  }

  /**
   * A buyer whom the platform has identified.
   *
   * @param reference ours, unique for ever
   */
  record Customer(String reference, Optional<String> email, Optional<String> name) {}
}
