package dev.diddo.bootstrap;

import dev.diddo.gateway.spi.InvalidSettingException;
import dev.diddo.persistence.DatabaseUrl;
import dev.diddo.persistence.Migrations;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running service: started in order, ended in the reverse one. */
final class Service implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Service.class);

  /** A copy forgets 50,000 deliveries a round and not one more: other work wants its turn. */
  private static final int MOST_BATCHES = 100;

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

  /**
   * Starts everything, the doors last; on SIGTERM and Ctrl-C it ends by itself.
   *
   * @throws BadSettingException also if the database is that of a demo, whose key everybody knows
   */
  static Service start(Config config, Environment environment, Limits limits) {
    return start(config, environment, limits, Service::migrateForUse);
  }

  /** The same for a demo, which nobody routes traffic to. */
  static Service startDemo(Config config, Environment environment) {
    return start(
        config,
        environment,
        Limits.STANDARD.withoutNotice(),
        url -> {
          // The directory is ours by now, and whoever wrote this is gone.
          Demo.withdraw(config);
          Migrations.migrate(url);
        });
  }

  private static Service start(
      Config config, Environment environment, Limits limits, Consumer<DatabaseUrl> migrate) {
    var database =
        config.databaseUrl().isPresent()
            ? Optional.<EmbeddedDatabase>empty()
            : Optional.of(EmbeddedDatabase.start(config.dataDir()));
    try {
      var url = config.databaseUrl().orElseGet(() -> database.orElseThrow().url());
      migrate.accept(url);
      var wiring = new Wiring(config, environment, url, limits);
      var service = start(config, limits, database, wiring);
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

  private static void migrateForUse(DatabaseUrl url) {
    try (var administration = Administration.of(url)) {
      Demo.refuseIn(administration.keys());
    }
  }

  private static Service start(
      Config config, Limits limits, Optional<EmbeddedDatabase> database, Wiring wiring) {
    var work = new BackgroundWork(limits.start());
    begin(work, wiring, limits);
    wiring.courier.start();
    try {
      var edge = new Edge(wiring, config, limits);
      edge.open();
      return new Service(database, wiring, edge, work);
    } catch (RuntimeException failed) {
      try (wiring;
          work) {
        throw failed;
      }
    }
  }

  private static void begin(BackgroundWork work, Wiring wiring, Limits limits) {
    work.every(limits.reconcileEvery(), "reconcile payments", () -> reconcile(wiring));
    work.every(limits.vitalsEvery(), "take vitals", () -> takeVitals(wiring));
    work.every(limits.sweepEvery(), "expire carts", () -> expireCarts(wiring, limits));
    work.every(limits.sweepEvery(), "forget keys", () -> forgetKeys(wiring, limits));
    work.every(limits.sweepEvery(), "forget checkouts", () -> forgetCheckouts(wiring, limits));
    work.every(limits.sweepEvery(), "forget operators", () -> forgetOperators(wiring, limits));
    work.every(limits.sweepEvery(), "forget notices", () -> forgetNotices(wiring, limits));
    work.every(limits.sweepEvery(), "forget deliveries", () -> forgetDeliveries(wiring, limits));
    work.every(limits.sweepEvery(), "delete customers", wiring.deleteSavedCustomers::run);
    work.every(limits.analyzeEvery(), "analyze the catalogue", wiring.products::analyzeIfGrown);
  }

  private static void reconcile(Wiring wiring) {
    wiring.reconcilePayments.begin(
        failed ->
            LOG.atWarn().setCause(failed).log("What was to be reconciled waits for its next turn"));
  }

  private static void takeVitals(Wiring wiring) {
    wiring.meters.show(wiring.paymentVitals.take(wiring.clock.instant()));
    wiring.deliveryMeters.show(wiring.deliveries.vitals(wiring.clock.instant()));
  }

  private static void expireCarts(Wiring wiring, Limits limits) {
    wiring.liveCarts.expire(wiring.clock.instant(), limits.sweepBatch());
  }

  private static void forgetKeys(Wiring wiring, Limits limits) {
    wiring.idempotencyKeys.forget(wiring.clock.instant(), limits.sweepBatch());
  }

  /** Carts first: a session stays as long as one of its carts. */
  private static void forgetCheckouts(Wiring wiring, Limits limits) {
    var before = wiring.clock.instant().minus(limits.checkoutsKept());
    wiring.liveCarts.forget(before, limits.sweepBatch());
    wiring.sessions.forget(before, limits.sweepBatch());
  }

  private static void forgetNotices(Wiring wiring, Limits limits) {
    var before = wiring.clock.instant().minus(limits.noticesKept());
    wiring.inbox.forget(before, limits.sweepBatch());
  }

  private static void forgetDeliveries(Wiring wiring, Limits limits) {
    var before = wiring.clock.instant().minus(limits.deliveriesKept());
    whileFull(limits.sweepBatch(), atMost -> wiring.deliveries.forget(before, atMost));
  }

  /**
   * For what comes faster than one batch a round: goes on as long as there is more, up to {@link
   * #MOST_BATCHES}.
   *
   * @param forget answers how many there were, of so many at most
   */
  static void whileFull(int batch, IntUnaryOperator forget) {
    int batches = 1;
    while (forget.applyAsInt(batch) == batch && batches < MOST_BATCHES) {
      batches++;
    }
  }

  /** Who signed in long ago, and who tried to. */
  private static void forgetOperators(Wiring wiring, Limits limits) {
    wiring.operatorSessions.forget(wiring.clock.instant(), limits.sweepBatch());
    wiring.signInTries.forget(wiring.clock.instant(), limits.sweepBatch());
    var before = wiring.clock.instant().minus(limits.refusedSignInsKept());
    whileFull(limits.sweepBatch(), atMost -> wiring.auditLog.forgetRefused(before, atMost));
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
    // What fails to end keeps nothing else from it.
    try (wiring;
        work) {
      edge.close();
    } finally {
      database.ifPresent(EmbeddedDatabase::close);
      ended.countDown();
    }
  }
}
