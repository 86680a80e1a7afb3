package dev.diddo.domain.order;

import static dev.diddo.domain.Outcome.accepted;
import static dev.diddo.domain.Outcome.refused;

import dev.diddo.domain.Outcome;
import dev.diddo.domain.cart.StorePart;
import dev.diddo.domain.id.LineId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;

/** How many units of each line there are to act on; in the order of the lines. */
final class Remaining {
  private final SequencedMap<LineId, Integer> units;

  private Remaining(SequencedMap<LineId, Integer> units) {
    this.units = units;
  }

  /** All that was ordered. */
  static Remaining of(StorePart part) {
    var all = new LinkedHashMap<LineId, Integer>();
    part.lines().forEach(it -> all.put(it.line().id(), it.line().quantity()));
    return new Remaining(all);
  }

  int of(LineId line) {
    return units.getOrDefault(line, 0);
  }

  int sum() {
    return units.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** None of the lines, to count up from. */
  Remaining none() {
    return each((_, _) -> 0);
  }

  Remaining plus(Stream<Units> more) {
    var counted = new LinkedHashMap<>(units);
    more.forEach(it -> counted.merge(it.line(), it.quantity(), Integer::sum));
    return new Remaining(counted);
  }

  Remaining minus(Remaining gone) {
    return each((line, quantity) -> quantity - gone.of(line));
  }

  private Remaining each(Change change) {
    var changed = new LinkedHashMap<LineId, Integer>();
    units.forEach((line, quantity) -> changed.put(line, change.of(line, quantity)));
    return new Remaining(changed);
  }

  @FunctionalInterface
  private interface Change {
    int of(LineId line, int quantity);
  }

  /**
   * These units, each line named once; refused if there are not so many.
   *
   * @param wanted empty for all there are
   */
  Outcome<List<Units>, OrderRefusal> take(List<Units> wanted) {
    return wanted.isEmpty() ? takeAll() : takeThese(wanted);
  }

  private Outcome<List<Units>, OrderRefusal> takeAll() {
    var all =
        units.entrySet().stream()
            .filter(line -> line.getValue() > 0)
            .map(line -> new Units(line.getKey(), line.getValue()))
            .toList();
    return all.isEmpty() ? refused(new OrderRefusal.NothingLeft()) : accepted(all);
  }

  private Outcome<List<Units>, OrderRefusal> takeThese(List<Units> wanted) {
    Map<LineId, Integer> taken = new LinkedHashMap<>();
    for (var it : wanted) {
      if (!units.containsKey(it.line())) {
        return refused(new OrderRefusal.UnknownLine(it.line()));
      }
      int before = taken.getOrDefault(it.line(), 0);
      if (before + it.quantity() > of(it.line())) {
        return refused(new OrderRefusal.QuantityExceeded(it.line(), of(it.line()) - before));
      }
      taken.put(it.line(), before + it.quantity());
    }
    return accepted(
        taken.entrySet().stream().map(it -> new Units(it.getKey(), it.getValue())).toList());
  }
}
