package dev.diddo.bootstrap;

import dev.diddo.gateway.spi.InvalidSettingException;
import dev.diddo.persistence.DatabaseUrl;
import dev.diddo.persistence.Migrations;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** The running service: started in order, ended in the reverse one. */
final class Service implements AutoCloseable {
  private final Optional<EmbeddedDatabase> database;
  private final Wiring wiring;
  private final Edge edge;
  private final BackgroundWork work;
  private final AtomicBoolean ending = new AtomicBoolean();
  private final CountDownLatch ended = new CountDownLatch(1);

  private Service(
      Optional<EmbeddedDatabase> database, Wiring wiring, Edge edge, BackgroundWork work) {
    this.database = database;
    this.wiring = wiring;
    this.edge = edge;
    this.work = work;
  }

  /** Starts everything, the doors last; on SIGTERM and Ctrl-C it ends by itself. */
  static Service start(Config config, Environment environment) {
    var database =
        config.databaseUrl().isPresent()
            ? Optional.<EmbeddedDatabase>empty()
            : Optional.of(EmbeddedDatabase.start(config.dataDir()));
    try {
      var url =
          DatabaseUrl.parse(config.databaseUrl().orElseGet(() -> database.orElseThrow().url()));
      var service = start(config, environment, url, database);
      Runtime.getRuntime().addShutdownHook(new Thread(service::close, "shutdown"));
      return service;
    } catch (InvalidSettingException bad) {
      database.ifPresent(EmbeddedDatabase::close);
      throw new BadSettingException(String.valueOf(bad.getMessage()));
    } catch (RuntimeException failed) {
      database.ifPresent(EmbeddedDatabase::close);
      throw failed;
    }
  }

  private static Service start(
      Config config,
      Environment environment,
      DatabaseUrl url,
      Optional<EmbeddedDatabase> database) {
    var limits = Limits.STANDARD;
    Migrations.migrate(url);
    var wiring = new Wiring(config, environment, url, limits);
    var work = new BackgroundWork(limits.start());
    work.every(limits.reconcileEvery(), "reconcile payments", wiring.reconcilePayments::run);
    work.every(limits.vitalsEvery(), "take vitals", () -> takeVitals(wiring));
    work.every(limits.sweepEvery(), "expire carts", () -> expireCarts(wiring, limits));
    work.every(limits.sweepEvery(), "forget keys", () -> forgetKeys(wiring, limits));
    var edge = new Edge(wiring, config, limits);
    edge.open();
    return new Service(database, wiring, edge, work);
  }

  private static void takeVitals(Wiring wiring) {
    wiring.meters.show(wiring.paymentVitals.take(wiring.clock.instant()));
  }

  private static void expireCarts(Wiring wiring, Limits limits) {
    wiring.liveCarts.expire(wiring.clock.instant(), limits.sweepBatch());
  }

  private static void forgetKeys(Wiring wiring, Limits limits) {
    wiring.idempotencyKeys.forget(wiring.clock.instant(), limits.sweepBatch());
  }

  Wiring wiring() {
    return wiring;
  }

  /** Blocks until the process is told to end. */
  void awaitEnd() {
    try {
      ended.await();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends what is under way in good order: the doors, the work, the gateways, the database. */
  @Override
  public void close() {
    if (!ending.compareAndSet(false, true)) {
      return;
    }
    try {
      edge.close();
      work.close();
      wiring.close();
    } finally {
      database.ifPresent(EmbeddedDatabase::close);
      ended.countDown();
    }
  }
}
