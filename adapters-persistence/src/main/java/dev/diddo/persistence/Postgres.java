package dev.diddo.persistence;

import dev.diddo.application.OutageException;
import dev.diddo.application.idempotency.Transactions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The database, in bounded portions. Adapters compose futures inside {@link #run} and {@link
 * #inTransaction}; the calling thread waits once, so it is to be a virtual one and never an event
 * loop.
 *
 * <p>Whatever goes wrong with the database itself becomes an {@link OutageException}; a commit of
 * which nobody knows becomes an {@link UnknownCommitException}. Work that the database breaks off
 * because of others is repeated a few times.
 */
public final class Postgres implements Transactions, AutoCloseable {
  /** What waiting for a future may take beyond the deadlines that end it. */
  private static final Duration SLACK = Duration.ofSeconds(1);

  /** Before the first repetition, on average; twice as long before each further one. */
  private static final int PAUSE_MILLIS = 20;

  private static final String IS_WRITABLE =
      """
      select current_setting('transaction_read_only') = 'off'
         and not pg_is_in_recovery()""";

  private final PostgresLimits limits;
  private final Connections connections;

  /** Apart from the others, so that health can be told while they are all busy. */
  private final Connections spare;

  private Postgres(PostgresLimits limits, Connections connections, Connections spare) {
    this.limits = limits;
    this.connections = connections;
    this.spare = spare;
  }

  /** Connects when first asked: a database that is away stops nobody from starting. */
  public static Postgres open(Vertx vertx, DatabaseUrl url, PostgresLimits limits) {
    return new Postgres(
        limits,
        Connections.to(url, vertx, limits),
        Connections.to(url, vertx, limits.ofOneConnection()));
  }

  /**
   * Runs one statement, or several that only read: each commits by itself. Within {@link #inOne} it
   * takes part in that transaction. The work may be run again.
   */
  <T> T run(Function<SqlConnection, Future<T>> work) {
    var limit = limits.operation();
    return Ambient.CURRENT.isBound()
        ? within(limit, work)
        : again(() -> await(connections.with(limit, work), limit));
  }

  /** Runs statements as one transaction, or within {@link #inOne} as a part of that. */
  <T> T inTransaction(Function<SqlConnection, Future<T>> work) {
    return inTransaction(limits.operation(), work);
  }

  /** The same for the work on many rows, which may take longer. */
  <T> T inBatch(Function<SqlConnection, Future<T>> work) {
    return inTransaction(limits.batch(), work);
  }

  private <T> T inTransaction(Duration limit, Function<SqlConnection, Future<T>> work) {
    return Ambient.CURRENT.isBound()
        ? within(limit, work)
        : again(() -> await(connections.inTransaction(limit, work), limit));
  }

  private <T> T within(Duration limit, Function<SqlConnection, Future<T>> work) {
    var connection = Ambient.CURRENT.get().connection();
    return await(connections.guarded(connection, limit, work), limit);
  }

  @Override
  public <T> T inOne(Supplier<T> work) {
    return Ambient.CURRENT.isBound() ? work.get() : again(() -> together(work));
  }

  private <T> T together(Supplier<T> work) {
    var limit = limits.operation();
    var ready = Promise.<Ambient>promise();
    var over = connections.hold(limit, ready).onFailure(ready::tryFail);
    var ambient = await(ready.future(), limit);
    T result;
    try {
      result = ScopedValue.where(Ambient.CURRENT, ambient).call(work::get);
    } catch (RuntimeException | Error failed) {
      ambient.end().fail(failed);
      throw failed;
    }
    ambient.end().complete();
    try {
      await(over, limit);
    } catch (UnknownCommitException perhaps) {
      tell(ambient.afterwards());
      throw perhaps;
    }
    tell(ambient.afterwards());
    return result;
  }

  /**
   * Does this once the transaction under way is committed, or perhaps is; at once if there is none.
   * It must not throw.
   */
  void afterCommit(Runnable afterwards) {
    if (Ambient.CURRENT.isBound()) {
      Ambient.CURRENT.get().afterwards().add(afterwards);
    } else {
      afterwards.run();
    }
  }

  private static void tell(List<Runnable> afterwards) {
    afterwards.forEach(Runnable::run);
  }

  /** How many connections are at work at this moment. */
  public int connectionsInUse() {
    return connections.inUse();
  }

  /** How many callers wait for a connection at this moment. */
  public int callersWaiting() {
    return connections.waiting();
  }

  /** Whether the database answers, and takes writes. */
  public boolean isWritable() {
    var limit = limits.operation();
    try {
      return await(
          spare.with(
              limit,
              c -> c.query(IS_WRITABLE).execute().map(r -> r.iterator().next().getBoolean(0))),
          limit);
    } catch (OutageException away) {
      return false;
    }
  }

  /** Ends all connections; those that are at work are waited for within their deadlines. */
  @Override
  public void close() {
    await(Future.join(connections.close(), spare.close()), limits.operation());
  }

  private <T> T again(Supplier<T> unit) {
    long begun = System.nanoTime();
    for (int tries = 0; ; tries++) {
      try {
        return unit.get();
      } catch (UndoneException undone) {
        if (tries == limits.retries() || isLate(begun)) {
          throw undone;
        }
        pause(tries);
      }
    }
  }

  /** Whoever waits has had enough after the time of one operation, however many tries that took. */
  private boolean isLate(long begun) {
    return System.nanoTime() - begun > limits.operation().toNanos();
  }

  /** With jitter, so that those who stood in each other's way do not meet again. */
  private static void pause(int tries) {
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong((2L * PAUSE_MILLIS) << tries));
    } catch (InterruptedException stopped) {
      throw interrupted(stopped);
    }
  }

  private <T> T await(Future<T> future, Duration limit) {
    var patience = limits.acquire().plus(limit).plus(SLACK);
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      throw Failures.translate(Objects.requireNonNullElse(failed.getCause(), failed));
    } catch (TimeoutException late) {
      throw Failures.translate(late);
    } catch (InterruptedException stopped) {
      throw interrupted(stopped);
    }
  }

  private static OutageException interrupted(InterruptedException stopped) {
    Thread.currentThread().interrupt();
    return new OutageException("Stopped while waiting for the database", stopped);
  }
}
