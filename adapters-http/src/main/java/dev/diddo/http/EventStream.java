package dev.diddo.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes server-sent events to one client. Each event tells the whole state, so while a client
 * reads slowly only the newest is kept for it; one that reads nothing for too long is cut off.
 */
final class EventStream implements EventSink {
  private final Vertx vertx;
  private final Context context;
  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final HttpLimits limits;
  private final Consumer<EventStream> closed;
  private final long heartbeat;

  // All below is touched on the event loop alone.
  private @Nullable String waiting;
  private long cutOff = -1;
  private boolean ending;
  private boolean over;
  private @Nullable AutoCloseable source;

  /** On the event loop. */
  EventStream(
      Vertx vertx,
      Context context,
      HttpServerRequest request,
      HttpLimits limits,
      Consumer<EventStream> closed) {
    this.vertx = vertx;
    this.context = context;
    this.request = request;
    this.response = request.response();
    this.limits = limits;
    this.closed = closed;
    this.heartbeat = vertx.setPeriodic(limits.heartbeat().toMillis(), _ -> comment());
    response.closeHandler(_ -> close());
    response.exceptionHandler(_ -> close());
    // The head goes out at once, also while there is nothing to tell.
    response.write(":\n\n");
  }

  /** Keeps what stops the source; stops it at once if the client has left meanwhile. */
  void startedBy(AutoCloseable stop, Executor executor) {
    context.runOnContext(
        _ -> {
          AutoCloseable once = () -> executor.execute(() -> close(stop));
          source = once;
          if (over) {
            close(once);
          }
        });
  }

  @Override
  public void send(String id, String event, String data) {
    var text = "id: " + id + "\nevent: " + event + "\ndata: " + data + "\n\n";
    context.runOnContext(
        _ -> {
          waiting = text;
          flush();
        });
  }

  @Override
  public void end() {
    context.runOnContext(
        _ -> {
          ending = true;
          flush();
        });
  }

  private void flush() {
    if (over) {
      return;
    }
    if (response.writeQueueFull()) {
      awaitReader();
      return;
    }
    if (waiting != null) {
      response.write(waiting);
      waiting = null;
    }
    if (ending) {
      response.end();
      close();
    }
  }

  private void awaitReader() {
    if (cutOff < 0) {
      cutOff = vertx.setTimer(limits.bodyArrival().toMillis(), _ -> request.connection().close());
      response.drainHandler(
          _ -> {
            vertx.cancelTimer(cutOff);
            cutOff = -1;
            flush();
          });
    }
  }

  private void comment() {
    if (!over && !response.writeQueueFull()) {
      response.write(":\n\n");
    }
  }

  /** On the event loop. */
  void close() {
    if (over) {
      return;
    }
    over = true;
    vertx.cancelTimer(heartbeat);
    if (cutOff >= 0) {
      vertx.cancelTimer(cutOff);
    }
    if (source != null) {
      close(source);
    }
    closed.accept(this);
  }

  private static void close(AutoCloseable source) {
    try {
      source.close();
    } catch (Exception fault) {
      throw new IllegalStateException("A stream's source could not be stopped", fault);
    }
  }
}
