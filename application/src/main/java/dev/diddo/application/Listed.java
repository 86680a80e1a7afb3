package dev.diddo.application;

import java.util.List;

/**
 * A part of a list.
 *
 * @param total how many there are in all
 */
public record Listed<T>(List<T> items, long total) {
  /**
   * So much is counted of a list that grows without end: whoever has more to look through narrows
   * it down, and to count all of it would take longer the more there is.
   */
  public static final int COUNTED = 1_000;

  public Listed {
    items = List.copyOf(items);
  }

  /**
   * A part of a list that grows without end. Its total is exact up to {@link #COUNTED}; where there
   * are more, it says how many there are at least, which is always more than what the page and
   * those before it hold, until the last one.
   *
   * @param found the page and one more, where there is one
   * @param counted how many there are in all, at most one more than is counted
   */
  public static <T> Listed<T> counted(List<T> found, Page page, long counted) {
    var items = found.stream().limit(page.limit()).toList();
    if (counted <= COUNTED) {
      return new Listed<>(items, counted);
    }
    long seen = found.isEmpty() ? 0 : (long) page.offset() + found.size();
    return new Listed<>(items, Math.max(COUNTED, seen));
  }
}
