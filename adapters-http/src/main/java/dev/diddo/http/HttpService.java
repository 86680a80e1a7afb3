package dev.diddo.http;

import dev.diddo.domain.id.Ids;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.HttpServerConnection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Serves the routes on one port, by as many event loops as there are cores. */
public final class HttpService {
  private final Vertx vertx;
  private final Dispatcher dispatcher;
  private final Places connections;
  private final HttpLimits limits;
  private final ExecutorService threads;
  private final Queue<HttpServer> servers = new ConcurrentLinkedQueue<>();

  /** All that an edge is made of. */
  public record Parts(
      Routes routes,
      Authentication authentication,
      RateLimits rateLimits,
      Idempotency idempotency,
      ClientAddresses addresses,
      Telemetry telemetry,
      HttpLimits limits,
      Ids ids) {}

  public HttpService(Vertx vertx, Parts parts) {
    this.vertx = vertx;
    this.limits = parts.limits();
    this.connections = new Places(limits.connections());
    parts.telemetry().watch("http.server.connections", "Open connections", connections::taken);
    this.threads =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("http-", 0).factory());
    this.dispatcher =
        new Dispatcher(
            vertx,
            parts.routes(),
            new Answering(parts.authentication(), parts.rateLimits(), parts.idempotency()),
            parts.addresses(),
            parts.telemetry(),
            parts.limits(),
            parts.ids(),
            threads);
  }

  /**
   * Begins to listen.
   *
   * @param port 0 for any that is free
   * @return the port
   */
  public Future<Integer> listen(String host, int port) {
    // To Vert.x, -1 is any free port that all instances share.
    int wanted = port == 0 ? -1 : port;
    var instances =
        new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors());
    return vertx
        .deployVerticle(() -> new EventLoop(host, wanted), instances)
        .map(_ -> servers.element().actualPort());
  }

  /**
   * Takes no more connections and waits for the requests under way, as long as the limits allow. To
   * be called when those who send requests have been told, by readiness, to go elsewhere.
   */
  public Future<Void> drain() {
    dispatcher.endStreams();
    List<Future<Void>> all =
        servers.stream()
            .map(server -> server.shutdown(limits.drain().toMillis(), TimeUnit.MILLISECONDS))
            .toList();
    return Future.all(all).mapEmpty();
  }

  private HttpServerOptions options() {
    return new HttpServerOptions()
        .setHttp2ClearTextEnabled(false)
        .setMaxInitialLineLength(limits.headBytes())
        .setMaxHeaderSize(limits.headBytes())
        .setIdleTimeout((int) limits.idle().toSeconds())
        .setIdleTimeoutUnit(TimeUnit.SECONDS)
        .setTcpNoDelay(true)
        .setTcpKeepAlive(true)
        .setCompressionSupported(false)
        .setDecompressionSupported(false)
        .setAcceptBacklog(limits.backlog());
  }

  private void opened(HttpConnection connection, HttpServerOptions options) {
    if (!connections.tryTake()) {
      connection.close();
      return;
    }
    connection.closeHandler(_ -> connections.leave());
    var context = ((HttpServerConnection) connection).channelHandlerContext();
    context
        .pipeline()
        .replace(
            "httpDecoder",
            "httpDecoder",
            new StrictRequestDecoder(
                options, context, limits.headArrival(), () -> connection.close()));
  }

  /** One event loop's server. */
  private final class EventLoop extends VerticleBase {
    private final String host;
    private final int port;

    EventLoop(String host, int port) {
      this.host = host;
      this.port = port;
    }

    @Override
    public Future<?> start() {
      var options = options();
      return vertx
          .createHttpServer(options)
          .requestHandler(dispatcher.router())
          .invalidRequestHandler(dispatcher::invalid)
          .connectionHandler(connection -> opened(connection, options))
          .listen(port, host)
          .onSuccess(servers::add);
    }
  }
}
