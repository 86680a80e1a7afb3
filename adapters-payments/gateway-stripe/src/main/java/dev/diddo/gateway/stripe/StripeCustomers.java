package dev.diddo.gateway.stripe;

import static dev.diddo.gateway.stripe.Calls.said;

import com.stripe.param.CustomerCreateParams;
import dev.diddo.gateway.spi.Customers;

/** Keeps buyers at Stripe, with the cards that they save there. */
final class StripeCustomers implements Customers {
  private final Calls calls;

  StripeCustomers(Calls calls) {
    this.calls = calls;
  }

  @Override
  public String create(Customer customer, String idempotencyKey) {
    var params = CustomerCreateParams.builder().putMetadata(Stored.REFERENCE, customer.reference());
    customer.email().ifPresent(params::setEmail);
    customer.name().ifPresent(params::setName);
    var made =
        calls.post(
            "keep a customer",
            idempotencyKey,
            (stripe, options) -> stripe.customers().create(params.build(), options));
    return said(made.getId(), "keep a customer");
  }
}
