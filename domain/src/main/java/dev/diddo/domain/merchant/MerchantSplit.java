package dev.diddo.domain.merchant;

import dev.diddo.domain.id.MerchantOrderId;
import dev.diddo.domain.id.StoreId;
import dev.diddo.domain.money.Money;
import java.util.Optional;

/**
 * How one store's part of a payment is divided between the store and the platform. Computed once,
 * when the cart is frozen, and never again.
 *
 * @param storeName as its buyers know it, for the provider's page and receipt
 * @param gross what the buyer pays for this store's part; all grosses sum to the payment
 * @param commission the platform's share of it
 * @param account where the rest goes at the gateway; empty if it stays owed
 * @param decides whether the store accepts or rejects each order; else it accepts at once
 */
public record MerchantSplit(
    StoreId store,
    String storeName,
    MerchantOrderId merchantOrder,
    Money gross,
    Money commission,
    Optional<String> account,
    boolean decides) {

  /**
   * Commission is taken of the goods alone, without shipping and without tax, also where the prices
   * contain it; rounded down, so that it never takes a minor unit too much.
   */
  public static MerchantSplit of(
      Store store, MerchantOrderId order, Money subtotal, Money gross, Optional<TaxRate> tax) {
    var taxInside =
        tax.filter(TaxRate::included)
            .map(t -> t.rate().insideHalfUp(subtotal))
            .orElse(Money.zero(subtotal.currency()));
    var commission = store.commission().ofDown(subtotal.minus(taxInside));
    return new MerchantSplit(
        store.id(),
        store.name(),
        order,
        gross,
        commission,
        store.gatewayAccount(),
        store.decides());
  }

  /** What the store is owed. */
  public Money net() {
    return gross.minus(commission);
  }
}
