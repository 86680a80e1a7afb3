package dev.diddo.gateway.stripe;

import static dev.diddo.gateway.stripe.Calls.said;

import com.stripe.param.CustomerCreateParams;
import dev.diddo.gateway.spi.Customers;

/** Keeps buyers at Stripe, with the cards that they save there. */
final class StripeCustomers implements Customers {
  private static final String KEEP = "keep a customer";

  /** Nobody is deleted and comes back more often in a day. */
  private static final int MAX_TRIES = 5;

  private final Calls calls;

  StripeCustomers(Calls calls) {
    this.calls = calls;
  }

  @Override
  public String create(Customer customer, String idempotencyKey) {
    var params = CustomerCreateParams.builder().putMetadata(Stored.REFERENCE, customer.reference());
    customer.email().ifPresent(params::setEmail);
    customer.name().ifPresent(params::setName);
    var key = idempotencyKey;
    for (int i = 0; i < MAX_TRIES; i++) {
      var made = create(params.build(), key);
      var id = said(made.getId(), KEEP);
      if (!Calls.replayed(made) || !isDeleted(id)) {
        return id;
      }
      // For a day Stripe repeats that it made them, though they are gone: it is asked anew.
      key = "%s-after-%s".formatted(idempotencyKey, id);
    }
    throw new UnclearException(KEEP + ": those whom it repeats are gone");
  }

  private com.stripe.model.Customer create(CustomerCreateParams params, String key) {
    return calls.post(KEEP, key, (stripe, options) -> stripe.customers().create(params, options));
  }

  private boolean isDeleted(String id) {
    var found =
        Calls.afterwards(
            () ->
                calls.get(
                    "read a customer",
                    (stripe, options) -> stripe.customers().retrieve(id, options)));
    return Boolean.TRUE.equals(found.getDeleted());
  }

  /** Their cards go with them; what they paid stays. */
  @Override
  public boolean delete(String id) {
    try {
      // A deletion repeats safely without a key.
      calls.get("delete a customer", (stripe, options) -> stripe.customers().delete(id, options));
      return true;
    } catch (RefusedException refused) {
      if ("resource_missing".equals(refused.reason())) {
        return true;
      }
      throw refused;
    }
  }
}
