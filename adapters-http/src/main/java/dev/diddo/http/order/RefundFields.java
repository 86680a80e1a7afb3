package dev.diddo.http.order;

import dev.diddo.domain.money.Money;
import dev.diddo.domain.order.RefundWish;
import dev.diddo.domain.order.Units;
import dev.diddo.http.Fields;
import java.util.Currency;
import java.util.List;
import java.util.OptionalLong;

/**
 * What is to be given back, as a body says it.
 *
 * @param lines empty if none were named
 * @param amount in minor units
 */
record RefundFields(List<Units> lines, OptionalLong amount) {
  static RefundFields read(Fields body) {
    var lines = ActFields.lines(body);
    var amount = body.optionalLong("amount", 1, Money.MAX_MINOR_UNITS);
    if (body.has("lines") && body.has("amount")) {
      body.invalid("amount", "must not be given along with lines");
    }
    return new RefundFields(lines, amount);
  }

  RefundWish wish(Currency currency) {
    if (!lines.isEmpty()) {
      return new RefundWish.OfLines(lines);
    }
    return amount.isPresent()
        ? new RefundWish.OfAmount(new Money(amount.getAsLong(), currency))
        : new RefundWish.Rest();
  }
}
