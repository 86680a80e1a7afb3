package dev.diddo.persistence;

import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rows that are there and cannot be read, for the key that hid a part of them was removed, or a
 * later version wrote them. Each is told of and keeps no other from being read.
 */
public final class Unreadable {
  /** Where work is claimed, such a row is left alone for so long: people have to mend it. */
  static final Duration SET_ASIDE = Duration.ofHours(1);

  private static final Logger LOG = LoggerFactory.getLogger(Unreadable.class);

  private final Consumer<String> counted;

  /**
   * @param counted hears of each such row, by its table; must not block or throw
   */
  public Unreadable(Consumer<String> counted) {
    this.counted = counted;
  }

  /**
   * The rows that can be read.
   *
   * @param id names the row to whoever has to mend it
   * @param instead what is done about a row that cannot be read
   */
  <T> List<T> read(
      String table,
      Iterable<Row> rows,
      Function<Row, T> read,
      Function<Row, Object> id,
      Consumer<Row> instead) {
    var readable = new ArrayList<T>();
    for (var row : rows) {
      try {
        readable.add(read.apply(row));
      } catch (RuntimeException its) {
        // Not its message: that may quote what is stored.
        LOG.atError()
            .addKeyValue("table", table)
            .addKeyValue("id", id.apply(row))
            .addKeyValue("cause", its.getClass().getName())
            .log("A row cannot be read and is set aside");
        LOG.debug("Why it cannot be read", its);
        counted.accept(table);
        instead.accept(row);
      }
    }
    return List.copyOf(readable);
  }
}
