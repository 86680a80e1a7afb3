package dev.diddo.domain.organization;

import java.util.Arrays;
import java.util.Optional;

/** What a platform key may touch, and whether it may change it. Writing includes reading. */
public record Scope(Area area, boolean write) {

  /** The parts of the contract that scopes tell apart. */
  public enum Area {
    STORES,
    CATALOG,
    CARTS,
    CHECKOUT,
    ORDERS,
    WEBHOOKS,
    ORGANIZATION;

    public String text() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  public static Scope read(Area area) {
    return new Scope(area, false);
  }

  public static Scope write(Area area) {
    return new Scope(area, true);
  }

  /** Reads {@code orders:read}; empty for anything that is no scope. */
  public static Optional<Scope> parse(String text) {
    return Arrays.stream(Area.values())
        .flatMap(area -> java.util.stream.Stream.of(read(area), write(area)))
        .filter(scope -> scope.text().equals(text))
        .findFirst();
  }

  public boolean includes(Scope other) {
    return area == other.area && (write || !other.write);
  }

  public String text() {
    return area.text() + (write ? ":write" : ":read");
  }
}
