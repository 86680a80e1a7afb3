package dev.diddo.domain.cart;

import dev.diddo.domain.money.Money;
import java.util.Currency;
import java.util.List;
import java.util.function.Function;

/**
 * The sums over all stores of a cart.
 *
 * @param estimated whether something is still without a price
 */
public record Totals(boolean estimated, Money subtotal, Money shipping, Money tax, Money total) {

  public static Totals of(Currency currency, List<StorePart> parts) {
    return new Totals(
        parts.stream().flatMap(part -> part.lines().stream()).anyMatch(l -> l.total().isEmpty()),
        sum(currency, parts, Offer::subtotal),
        sum(currency, parts, Offer::shipping),
        sum(currency, parts, Offer::tax),
        sum(currency, parts, Offer::total));
  }

  private static Money sum(Currency currency, List<StorePart> parts, Function<Offer, Money> what) {
    return parts.stream()
        .map(part -> what.apply(part.offer()))
        .reduce(Money.zero(currency), Money::plus);
  }
}
