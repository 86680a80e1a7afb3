package dev.diddo.persistence;

import io.vertx.core.Promise;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;

/**
 * A transaction that several calls of one thread share. It stays open until it is ended, whatever
 * happens in between.
 *
 * @param end fulfilled to commit, failed to roll back
 * @param afterwards what is to be done after the commit
 */
record Ambient(SqlConnection connection, Promise<Void> end, List<Runnable> afterwards) {
  /** Bound in the thread that runs the work of {@link Postgres#inOne}. */
  static final ScopedValue<Ambient> CURRENT = ScopedValue.newInstance();

  Ambient(SqlConnection connection) {
    this(connection, Promise.promise(), new ArrayList<>());
  }
}
