package dev.diddo.gateway.spi;

import java.util.Optional;

/** Keeps identified buyers at the provider, so that their cards are offered to them again. */
public interface Customers {

  /**
   * Creates a customer and answers the provider's id of it, at most 255 characters. The checkout
   * stores that id and names it in each later {@link PaymentRequest#customer()}.
   *
   * @param idempotencyKey the same key creates one customer, however often it is sent
   */
  String create(Customer customer, String idempotencyKey);

  /**
   * A buyer whom the platform has identified.
   *
   * @param reference ours, unique for ever
   */
  record Customer(String reference, Optional<String> email, Optional<String> name) {}
}
