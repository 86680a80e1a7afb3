package dev.diddo.domain.cart;

import dev.diddo.domain.catalog.Merchandise;
import dev.diddo.domain.money.Money;
import java.util.Optional;

/** A line with what it is and costs, as last shown. A line without a price counts nothing. */
public record PricedLine(CartLine line, Merchandise merchandise) {

  public Optional<Money> total() {
    return merchandise.price().map(price -> price.times(line.quantity()));
  }
}
