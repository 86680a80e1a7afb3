package dev.diddo.http.order;

import dev.diddo.domain.id.LineId;
import dev.diddo.domain.money.Money;
import dev.diddo.domain.order.Refund;
import dev.diddo.domain.order.RefundWish;
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
record RefundFields(List<Refund.Units> lines, OptionalLong amount) {
  private static final int MAX_LINES = 500;
  private static final int MAX_QUANTITY = 9_999;

  static RefundFields read(Fields body) {
    var lines = body.objects("lines", 1, MAX_LINES, RefundFields::units);
    var amount = body.optionalLong("amount", 1, Money.MAX_MINOR_UNITS);
    if (body.has("lines") && body.has("amount")) {
      body.invalid("amount", "must not be given along with lines");
    }
    return new RefundFields(lines, amount);
  }

  private static Refund.Units units(Fields line) {
    return new Refund.Units(
        line.id("line_id", LineId::new), line.integer("quantity", 1, MAX_QUANTITY));
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
