package dev.diddo.persistence;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.internal.SqlConnectionInternal;
import java.time.Duration;

/**
 * Closes a connection whose work takes too long: all that waits for it then fails, and the pool
 * makes another. A timeout of the future alone would leave the connection lost, closing a pooled
 * connection the usual way only gives it back, and the driver's own socket closes only after the
 * answer: so this reaches for the channel below it.
 */
final class Deadline {
  private final Vertx vertx;
  private final long timer;

  private Deadline(Vertx vertx, long timer) {
    this.vertx = vertx;
    this.timer = timer;
  }

  static Deadline of(Vertx vertx, SqlConnection connection, Duration limit) {
    return new Deadline(vertx, vertx.setTimer(limit.toMillis(), _ -> cut(connection)));
  }

  /** Must be called before the connection goes back to the pool. */
  void met() {
    vertx.cancelTimer(timer);
  }

  private static void cut(SqlConnection connection) {
    var socket = ((SqlConnectionInternal) connection).unwrap().unwrap();
    if (socket instanceof SocketConnectionBase held) {
      var _ = held.socket().channelHandlerContext().pipeline().firstContext().close();
    }
  }
}
