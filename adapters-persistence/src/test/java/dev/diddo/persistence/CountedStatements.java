package dev.diddo.persistence;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.metrics.MetricsOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.metrics.ClientMetrics;
import io.vertx.core.spi.metrics.VertxMetrics;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A Vert.x that counts what its clients ask of a database, BEGIN and COMMIT included. */
final class CountedStatements implements AutoCloseable {
  private final AtomicInteger count = new AtomicInteger();
  private final Vertx vertx =
      Vertx.builder()
          .with(new VertxOptions().setMetricsOptions(new MetricsOptions().setEnabled(true)))
          .withMetrics(_ -> new Counting())
          .build();

  Vertx vertx() {
    return vertx;
  }

  /** How many statements this takes. */
  int during(Runnable step) {
    int before = count.get();
    step.run();
    return count.get() - before;
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }

  private final class Counting implements VertxMetrics {
    @Override
    public ClientMetrics<?, ?, ?> createClientMetrics(
        SocketAddress server, String type, String namespace) {
      return new ClientMetrics<Object, Object, Object>() {
        @Override
        public Object requestBegin(String uri, Object request) {
          return count.incrementAndGet();
        }
      };
    }
  }
}
