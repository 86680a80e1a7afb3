package dev.diddo.persistence;

import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Many rows as one parameter a column, for {@code unnest}. */
final class Columns {
  private Columns() {}

  static <R, T> @Nullable T[] of(
      List<R> rows, IntFunction<@Nullable T[]> array, Function<R, @Nullable T> value) {
    return rows.stream().map(value).toArray(array);
  }
}
