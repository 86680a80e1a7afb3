package dev.diddo.persistence;

import dev.diddo.application.OutageException;
import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.TransactionRollbackException;
import java.util.Set;

/**
 * What a failure of the driver means. PostgreSQL's and the driver's own messages may repeat
 * parameters and with them personal data, so of those only the SQLSTATE and the names of
 * constraints are handed on.
 */
final class Failures {
  private static final Set<String> CONTENTION = Set.of("40001", "40P01", "55P03");
  private static final String UNIQUE_VIOLATION = "23505";

  /** Read only after a failover; idle for too long in a transaction; no such database (yet). */
  private static final Set<String> OUTAGES = Set.of("25006", "25P03", "3D000");

  /** Connections, logins, resources, an operator's intervention or a timeout, the system itself. */
  private static final Set<String> OUTAGE_CLASSES = Set.of("08", "28", "53", "57", "58", "XX");

  private Failures() {}

  /** What to throw for a failure. */
  static RuntimeException translate(Throwable failure) {
    return switch (failure) {
      case PgException refused -> refusal(refused);
      case ConnectionPoolTooBusyException _ ->
          new OutageException("Too many are waiting for the database");
      case TransactionRollbackException _ ->
          new IllegalStateException("A failed statement was ignored in a transaction");
      case VertxException misused when isMisuse(misused) ->
          new IllegalStateException("The driver cannot send these parameters");
      case VertxException unsent when isUnsent(unsent) ->
          new UndoneException("The connection to the database was lost");
      case VertxException lost -> new OutageException("The database does not answer", lost);
      case RuntimeException bugOrKnown -> bugOrKnown;
      case Error bug -> throw bug;
      default -> new OutageException("The database does not answer", failure);
    };
  }

  /** Whether the connection is gone, so that nobody knows what the server did last. */
  static boolean isSilence(Throwable failure) {
    return switch (failure) {
      case PgException refused -> isOutage(refused.getSqlState());
      case TransactionRollbackException _ -> false;
      case VertxException failed -> !isUnsent(failed);
      default -> true;
    };
  }

  /** Whether a statement was under way when the connection went, and nobody heard how it ended. */
  static boolean isLost(Throwable failure) {
    return failure instanceof VertxException lost
        && !(failure instanceof PgException)
        && !isMisuse(lost)
        && isSilence(failure);
  }

  /** Whether a row with this key is there already, by the name of its constraint. */
  static boolean isUniqueViolation(Throwable failure, String constraint) {
    return failure instanceof PgException refused
        && UNIQUE_VIOLATION.equals(refused.getSqlState())
        && constraint.equals(refused.getConstraint());
  }

  private static RuntimeException refusal(PgException refused) {
    var state = String.valueOf(refused.getSqlState());
    if (CONTENTION.contains(state)) {
      return new UndoneException("The database is too busy with the same rows: " + state);
    }
    if (isOutage(state)) {
      return new OutageException("The database cannot serve now: " + state);
    }
    // The position tells which part of the statement, without repeating any of it.
    return new IllegalStateException(
        "The database refused a statement: SQLSTATE %s, constraint %s, position %s"
            .formatted(state, refused.getConstraint(), refused.getPosition()));
  }

  private static boolean isOutage(String state) {
    return OUTAGES.contains(state) || OUTAGE_CLASSES.contains(state.substring(0, 2));
  }

  /**
   * The driver refuses to send anything through a connection that it knows to be closed; it has no
   * type of its own for that.
   */
  private static boolean isUnsent(VertxException failure) {
    return String.valueOf(failure.getMessage()).startsWith("Connection is not active");
  }

  private static boolean isMisuse(VertxException failure) {
    var message = String.valueOf(failure.getMessage());
    return message.startsWith("Parameter at position") || message.startsWith("The number of para");
  }
}
