package dev.diddo.persistence;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A bounded pool of connections, none of which is held for longer than its deadline. */
final class Connections {
  /** Longer statements are not kept by the driver: it would prepare them again at each call. */
  private static final int KEPT_SQL_LENGTH = 16_384;

  /** Idle connections go before the socket's own limit, which is for those that never came up. */
  private static final int POOL_IDLE_SECONDS = 60;

  private static final int SOCKET_IDLE_SECONDS = 90;

  private final Vertx vertx;
  private final Pool pool;

  private final AtomicInteger inUse = new AtomicInteger();
  private final AtomicInteger waiting = new AtomicInteger();

  private Connections(Vertx vertx, Pool pool) {
    this.vertx = vertx;
    this.pool = pool;
  }

  /** Connects when first asked: a database that is away stops nobody from starting. */
  static Connections to(DatabaseUrl url, Vertx vertx, PostgresLimits limits) {
    var server =
        url.connectOptions()
            .setCachePreparedStatements(true)
            .setPreparedStatementCacheSqlLimit(KEPT_SQL_LENGTH)
            .addProperty("application_name", "diddo")
            // Later than PostgreSQL looks for deadlocks (1 s), of which it ends only one side.
            .addProperty("lock_timeout", millis(limits.operation().multipliedBy(3).dividedBy(4)))
            .addProperty("statement_timeout", millis(limits.batch()))
            .addProperty("idle_in_transaction_session_timeout", millis(limits.batch()));
    var network =
        new NetClientOptions()
            .setConnectTimeout((int) limits.acquire().toMillis())
            .setIdleTimeout(SOCKET_IDLE_SECONDS)
            .setTcpKeepAlive(true);
    var bounds =
        new PoolOptions()
            .setMaxSize(limits.connections())
            .setMaxWaitQueueSize(limits.waiting())
            .setConnectionTimeout((int) limits.acquire().toMillis())
            .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS)
            .setIdleTimeout(POOL_IDLE_SECONDS)
            .setIdleTimeoutUnit(TimeUnit.SECONDS);
    return new Connections(
        vertx,
        PgBuilder.pool().using(vertx).with(bounds).with(network).connectingTo(server).build());
  }

  private static String millis(Duration duration) {
    return Long.toString(duration.toMillis());
  }

  /** For what commits by itself: who hears nothing of it does not know whether it has. */
  <T> Future<T> with(Duration limit, Function<SqlConnection, Future<T>> work) {
    return counted(
        connection ->
            guarded(connection, limit, work)
                .recover(
                    failure ->
                        Future.failedFuture(
                            Failures.isLost(failure)
                                ? new UnknownCommitException(failure)
                                : failure)));
  }

  <T> Future<T> inTransaction(Duration limit, Function<SqlConnection, Future<T>> work) {
    return counted(
        connection ->
            guarded(
                connection,
                limit,
                its ->
                    its.begin()
                        .compose(begun -> work(its, work).transform(done -> end(begun, done)))));
  }

  /**
   * Begins a transaction that stays open until somebody ends it.
   *
   * @param limit for the beginning and for the end; what is done in between is guarded by {@link
   *     #guarded}
   */
  Future<Void> hold(Duration limit, Promise<Ambient> ready) {
    return counted(
        connection ->
            guarded(connection, limit, SqlConnection::begin)
                .compose(
                    begun -> {
                      var ambient = new Ambient(connection);
                      ready.complete(ambient);
                      return ambient
                          .end()
                          .future()
                          .transform(done -> guarded(connection, limit, _ -> end(begun, done)));
                    }));
  }

  private <T> Future<T> counted(Function<SqlConnection, Future<T>> work) {
    var hasConnection = new AtomicBoolean();
    waiting.incrementAndGet();
    return pool.<T>withConnection(
            connection -> {
              hasConnection.set(true);
              waiting.decrementAndGet();
              inUse.incrementAndGet();
              return work.apply(connection);
            })
        .onComplete(_ -> (hasConnection.get() ? inUse : waiting).decrementAndGet());
  }

  /** Connections that are at work. */
  int inUse() {
    return inUse.get();
  }

  /** Callers that wait for one. */
  int waiting() {
    return waiting.get();
  }

  /** Does the work and cuts the connection if it takes too long. */
  <T> Future<T> guarded(
      SqlConnection connection, Duration limit, Function<SqlConnection, Future<T>> work) {
    var deadline = Deadline.of(vertx, connection, limit);
    return work(connection, work).onComplete(_ -> deadline.met());
  }

  Future<Void> close() {
    return pool.close();
  }

  /** What the work throws fails the future like anything else that goes wrong. */
  private static <T> Future<T> work(
      SqlConnection connection, Function<SqlConnection, Future<T>> work) {
    try {
      return work.apply(connection);
    } catch (RuntimeException bug) {
      return Future.failedFuture(bug);
    }
  }

  private static <T> Future<T> end(Transaction begun, io.vertx.core.AsyncResult<T> done) {
    if (done.failed()) {
      return begun.rollback().transform(_ -> Future.failedFuture(done.cause()));
    }
    return begun
        .commit()
        .map(done.result())
        .recover(
            failure ->
                Future.failedFuture(
                    Failures.isSilence(failure) ? new UnknownCommitException(failure) : failure));
  }
}
