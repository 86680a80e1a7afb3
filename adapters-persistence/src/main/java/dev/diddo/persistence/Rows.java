package dev.diddo.persistence;

import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How columns that many tables have are read and written. */
final class Rows {
  private Rows() {}

  static <T> Optional<T> first(RowSet<Row> rows, Function<Row, T> read) {
    var iterator = rows.iterator();
    return iterator.hasNext() ? Optional.of(read.apply(iterator.next())) : Optional.empty();
  }

  static <T> List<T> list(RowSet<Row> rows, Function<Row, T> read) {
    var list = new ArrayList<T>(rows.size());
    rows.forEach(row -> list.add(read.apply(row)));
    return list;
  }

  static boolean anyChanged(RowSet<Row> rows) {
    return rows.rowCount() > 0;
  }

  /** The column {@code total} of a count. */
  static long total(RowSet<Row> rows) {
    return first(rows, row -> row.getLong("total")).orElseThrow();
  }

  /** The value of an enumeration that is written so. */
  static <E> E named(E[] values, Function<E, String> name, String text) {
    return Arrays.stream(values)
        .filter(value -> name.apply(value).equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("A row says " + text));
  }

  /** The texts of the only column. */
  static Set<String> texts(RowSet<Row> rows) {
    return rows.stream().map(row -> row.getString(0)).collect(Collectors.toSet());
  }

  /** A parameter that may be left out. */
  static @Nullable Integer orNull(OptionalInt value) {
    return value.isPresent() ? value.getAsInt() : null;
  }

  static Optional<String> text(Row row, String column) {
    return Optional.ofNullable(row.getString(column));
  }

  static Optional<Instant> instant(Row row, String column) {
    return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
  }

  /** A jsonb column. */
  static JsonArray array(Row row, String column) {
    return row.getJsonArray(column);
  }
}
