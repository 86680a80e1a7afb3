package dev.diddo.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * One request and its response, from the first header to the last byte. Begun on its event loop.
 */
final class Exchange {
  private static final int CLIENT_LEFT = 499;
  private static final Set<String> METHODS =
      Set.of("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT");

  private final HttpServerRequest request;
  private final Context context;
  private final Telemetry telemetry;
  private final String route;
  private final Trace trace;
  private final boolean crossOrigin;
  private final long beganNanos = System.nanoTime();
  private final AtomicBoolean over = new AtomicBoolean();

  /**
   * @param route the template of the path
   * @param crossOrigin whether pages of other origins may read the answer
   */
  Exchange(
      Vertx vertx,
      HttpServerRequest request,
      Telemetry telemetry,
      String route,
      Trace trace,
      boolean crossOrigin) {
    this.request = request;
    this.context = vertx.getOrCreateContext();
    this.telemetry = telemetry;
    this.route = route;
    this.trace = trace;
    this.crossOrigin = crossOrigin;
    telemetry.inFlight().incrementAndGet();
    request.response().closeHandler(_ -> finish(CLIENT_LEFT));
    request.response().exceptionHandler(_ -> finish(CLIENT_LEFT));
  }

  HttpServerRequest request() {
    return request;
  }

  Context context() {
    return context;
  }

  Trace trace() {
    return trace;
  }

  String route() {
    return route;
  }

  /** Writes the reply, from whatever thread. Nothing is written to a client who has left. */
  void reply(Reply reply) {
    context.runOnContext(_ -> write(reply));
  }

  private void write(Reply reply) {
    var response = request.response();
    if (response.closed() || response.ended()) {
      finish(CLIENT_LEFT);
      return;
    }
    head(reply);
    switch (reply.content()) {
      case Reply.Content.Bytes(var bytes) -> end(response, bytes, reply.status());
      case Reply.Content.Refusal(var problem) ->
          end(response, Json.bytes(problem.json(trace.requestId())), reply.status());
      case Reply.Content.Events _ ->
          throw new IllegalArgumentException("An event stream is opened, not written");
    }
  }

  private void end(HttpServerResponse response, byte[] body, int status) {
    boolean bodiless = status == 204 || status == 304;
    if (!bodiless) {
      response.putHeader("Content-Length", Integer.toString(body.length));
    }
    var written =
        bodiless || request.method().equals(HttpMethod.HEAD)
            ? response.end()
            : response.end(Buffer.buffer(body));
    if (response.headers().contains("Connection", "close", true)) {
      written.onComplete(_ -> request.connection().close());
    }
    finish(status);
  }

  /** Writes the head and leaves the body open. On the event loop. */
  EventStream open(Reply reply, Vertx vertx, HttpLimits limits, Consumer<EventStream> closed) {
    head(reply);
    request.response().setChunked(true);
    return new EventStream(
        vertx,
        context,
        request,
        limits,
        stream -> {
          closed.accept(stream);
          finish(reply.status());
        });
  }

  private void head(Reply reply) {
    var response = request.response().setStatusCode(reply.status());
    reply.headers().forEach(response::putHeader);
    response.putHeader("Request-Id", trace.requestId());
    response.putHeader("X-Content-Type-Options", "nosniff");
    if (!reply.headers().containsKey("Cache-Control")) {
      response.putHeader("Cache-Control", "no-store");
    }
    if (crossOrigin) {
      Cors.allow(response);
    }
  }

  boolean isOver() {
    return over.get();
  }

  private void finish(int status) {
    if (over.compareAndSet(false, true)) {
      telemetry.inFlight().decrementAndGet();
      var took = Duration.ofNanos(System.nanoTime() - beganNanos);
      telemetry.finished(method(), route, status, took, trace);
    }
  }

  /** Anybody can make up a method, and each name would be counted for ever. */
  private String method() {
    var name = request.method().name();
    return METHODS.contains(name) ? name : "OTHER";
  }
}
