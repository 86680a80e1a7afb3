package dev.diddo.http.management;

import dev.diddo.http.HttpLimits;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Health and metrics, on a port of their own that buyers never reach.
 *
 * <p>Live says that the process runs; ready, that it should get traffic.
 */
public final class ManagementService {
  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final Vertx vertx;
  private final PrometheusMeterRegistry registry;
  private final BooleanSupplier ready;
  private final HttpServer server;

  /**
   * @param ready may block; asked at each call
   */
  public ManagementService(
      Vertx vertx, HttpLimits limits, PrometheusMeterRegistry registry, BooleanSupplier ready) {
    this.vertx = vertx;
    this.registry = registry;
    this.ready = ready;
    this.server =
        vertx.createHttpServer(
            new HttpServerOptions()
                .setIdleTimeout((int) limits.idle().toSeconds())
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setMaxHeaderSize(limits.headBytes()));
  }

  /** Begins to listen; answers the port. */
  public Future<Integer> listen(String host, int port) {
    return server.requestHandler(this::answer).listen(port, host).map(HttpServer::actualPort);
  }

  public Future<Void> close() {
    return server.close();
  }

  private void answer(HttpServerRequest request) {
    switch (request.path()) {
      case "/health/live" -> end(request.response(), 200, "live\n");
      case "/health/ready" -> answerReady(request.response());
      case "/metrics" -> end(request.response(), 200, registry.scrape());
      default -> end(request.response(), 404, "Known here: /health/live /health/ready /metrics\n");
    }
  }

  private void answerReady(HttpServerResponse response) {
    var context = vertx.getOrCreateContext();
    Thread.ofVirtual()
        .name("health")
        .start(
            () -> {
              boolean isReady = ready.getAsBoolean();
              context.runOnContext(
                  _ -> end(response, isReady ? 200 : 503, isReady ? "ready\n" : "not ready\n"));
            });
  }

  private static void end(HttpServerResponse response, int status, String text) {
    if (!response.closed()) {
      response.setStatusCode(status).putHeader("Content-Type", TEXT).end(text);
    }
  }
}
