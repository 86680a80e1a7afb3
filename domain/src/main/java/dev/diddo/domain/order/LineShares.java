package dev.diddo.domain.order;

import dev.diddo.domain.cart.PricedLine;
import dev.diddo.domain.cart.StorePart;
import dev.diddo.domain.id.LineId;
import dev.diddo.domain.money.Money;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What each line of a store's part has of the store's total, tax included and shipping left out.
 * Shares are differences of running sums, so whatever is rounded, they sum to the whole.
 */
final class LineShares {
  private final Map<LineId, Share> shares = new LinkedHashMap<>();

  /** What a line costs its buyer, and how many units it is for. */
  private record Share(Money gross, int quantity) {}

  LineShares(StorePart part) {
    var offer = part.offer();
    var addedTax = offer.total().minus(offer.subtotal()).minus(offer.shipping());
    var running = Money.zero(offer.subtotal().currency());
    for (PricedLine line : part.lines()) {
      var total = line.total().orElseGet(() -> Money.zero(offer.subtotal().currency()));
      var before = part(addedTax, running, offer.subtotal());
      running = running.plus(total);
      var tax = part(addedTax, running, offer.subtotal()).minus(before);
      shares.put(line.line().id(), new Share(total.plus(tax), line.line().quantity()));
    }
  }

  /** How many units a line has; empty if there is no such line. */
  Optional<Integer> quantity(LineId line) {
    return Optional.ofNullable(shares.get(line)).map(Share::quantity);
  }

  /** What the units of a line cost, from those counted before to those counted after. */
  Money units(LineId line, int before, int after) {
    var share = shares.get(line);
    if (share == null || before < 0 || after < before || after > share.quantity()) {
      throw new IllegalArgumentException("Units %d to %d of a line".formatted(before, after));
    }
    var currency = share.gross().currency();
    var whole = new Money(share.quantity(), currency);
    return part(share.gross(), new Money(after, currency), whole)
        .minus(part(share.gross(), new Money(before, currency), whole));
  }

  /** This part of the amount, rounded down; of nothing as a whole, nothing. */
  static Money part(Money amount, Money numerator, Money denominator) {
    if (denominator.isZero()) {
      return Money.zero(amount.currency());
    }
    var share =
        BigInteger.valueOf(amount.minorUnits())
            .multiply(BigInteger.valueOf(numerator.minorUnits()))
            .divide(BigInteger.valueOf(denominator.minorUnits()));
    return new Money(share.longValueExact(), amount.currency());
  }
}
