package dev.diddo.domain.order;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The units that were sent and did not come back, by when they were sent; oldest first. */
final class SentUnits {
  private final Duration window;
  private final List<Lot> lots;

  /** Units that went out at one moment. */
  private record Lot(Instant sentAt, Units units) {}

  /**
   * @param window so long each can be returned
   */
  SentUnits(List<Fulfillment> fulfillments, List<Return> returns, Duration window) {
    this.window = window;
    this.lots = new ArrayList<>();
    for (var sent : fulfillments) {
      sent.lines().forEach(units -> lots.add(new Lot(sent.createdAt(), units)));
    }
    for (var returned : returns) {
      returned.lines().forEach(units -> remove(units, returned.createdAt()));
    }
  }

  /** What came back was the oldest that could; or the oldest, if the days were others then. */
  private void remove(Units units, Instant at) {
    int rest = remove(units, units.quantity(), lot -> isReturnable(lot, at));
    remove(units, rest, _ -> true);
  }

  private int remove(Units units, int quantity, Predicate<Lot> from) {
    int rest = quantity;
    for (var it = lots.listIterator(); it.hasNext() && rest > 0; ) {
      var lot = it.next();
      if (lot.units().line().equals(units.line()) && from.test(lot)) {
        int left = lot.units().quantity() - rest;
        rest = Math.max(0, -left);
        if (left > 0) {
          it.set(new Lot(lot.sentAt(), new Units(units.line(), left)));
        } else {
          it.remove();
        }
      }
    }
    return rest;
  }

  /** Those whose days are not over at this moment. */
  Stream<Units> returnableAt(Instant moment) {
    return lots.stream().filter(lot -> isReturnable(lot, moment)).map(Lot::units);
  }

  private boolean isReturnable(Lot lot, Instant moment) {
    return !moment.isAfter(lot.sentAt().plus(window));
  }
}
