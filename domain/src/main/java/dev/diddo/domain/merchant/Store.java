package dev.diddo.domain.merchant;

import dev.diddo.domain.id.StoreId;
import dev.diddo.domain.money.Rate;
import java.net.URI;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/**
 * A merchant of an organization.
 *
 * @param domain unique in the organization; a store without one cannot be paid
 * @param commission the platform's share of the subtotal
 * @param gatewayAccount the merchant's account at the payment gateway; without one its share stays
 *     owed in the ledger
 * @param orderEndpoint where the store receives its orders, which it accepts or rejects; empty if
 *     it accepts them all at once
 * @param closed whether it was deleted: its orders stay, nothing more is sold
 */
public record Store(
    StoreId id,
    String name,
    Optional<String> domain,
    Currency currency,
    Rate commission,
    Optional<String> gatewayAccount,
    List<ShippingMethod> shippingMethods,
    List<TaxRate> taxRates,
    ReturnsPolicy returns,
    Optional<URI> orderEndpoint,
    boolean closed) {

  public Store {
    shippingMethods = List.copyOf(shippingMethods);
    taxRates = List.copyOf(taxRates);
  }

  /** Whether the store accepts or rejects each of its orders. */
  public boolean decides() {
    return orderEndpoint.isPresent();
  }

  /** The same store, which decides on its orders there, or on none. */
  public Store takingOrdersAt(Optional<URI> endpoint) {
    return new Store(
        id,
        name,
        domain,
        currency,
        commission,
        gatewayAccount,
        shippingMethods,
        taxRates,
        returns,
        endpoint,
        closed);
  }

  /** As the contract names it: its domain, or its id where it has none. */
  public String handle() {
    return domain.orElseGet(id::text);
  }

  /** The most specific rate of a place. */
  public Optional<TaxRate> taxRate(String country, Optional<String> province) {
    return taxRates.stream()
        .filter(rate -> rate.holdsIn(country, province))
        .max(Comparator.comparing(rate -> rate.province().isPresent()));
  }
}
