package dev.diddo.bootstrap;

import dev.diddo.application.payment.PaymentVitals;
import dev.diddo.domain.order.CheckoutEvent;
import dev.diddo.gateway.host.CallListener;
import dev.diddo.persistence.Postgres;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** What is measured of the checkout itself and of its gateways. */
final class Meters implements CallListener {
  private static final Duration[] GATEWAY_OBJECTIVES = {
    Duration.ofMillis(50),
    Duration.ofMillis(200),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(3),
    Duration.ofSeconds(10),
    Duration.ofSeconds(30)
  };

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  private final MultiGauge inDoubt =
      rows("diddo.payments.in.doubt", "Payments of which nobody knows how they are");
  private final MultiGauge inDoubtAge =
      rows("diddo.payments.in.doubt.oldest.seconds", "How long the oldest of them has been so");
  private final MultiGauge movements =
      rows("diddo.movements.pending", "Refunds, transfers and returns under way");
  private final MultiGauge movementsAge =
      rows("diddo.movements.pending.oldest.seconds", "How long the oldest of them has been so");
  private final AtomicReference<Double> overdue =
      number("diddo.reconciler.overdue.seconds", "How late the reconciler is");
  private final AtomicReference<Double> noticesSetAside =
      number("diddo.notifications.set.aside", "Messages of gateways that could not be applied");
  private final AtomicReference<Double> failedMovements =
      number("diddo.movements.failed", "Refunds and transfers that failed within the last hour");
  private final AtomicReference<Double> paidWithoutOrder =
      number("diddo.wrong.paid.without.order", "Must be 0: payments captured, without an order");
  private final AtomicReference<Double> capturedWithoutMerchantOrder =
      number(
          "diddo.wrong.captured.without.merchant.order",
          "Must be 0: orders of captured payments of which no part is captured");
  private final AtomicReference<Double> ledgerImbalances =
      number("diddo.wrong.ledger.imbalances", "Must be 0: payments whose entries sum to something");
  private final AtomicReference<Double> inDoubtTooLong =
      number("diddo.wrong.in.doubt.too.long", "Must be 0: payments in doubt for more than a day");
  private final Map<String, AtomicInteger> circuits = new ConcurrentHashMap<>();

  Meters() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmGcMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  PrometheusMeterRegistry registry() {
    return registry;
  }

  /** How busy the database's pool is. */
  void watch(Postgres postgres) {
    Gauge.builder("diddo.database.connections.in.use", postgres, Postgres::connectionsInUse)
        .description("Database connections at work")
        .register(registry);
    Gauge.builder("diddo.database.callers.waiting", postgres, Postgres::callersWaiting)
        .description("Callers that wait for a database connection")
        .register(registry);
  }

  /** A checkout began, was paid, failed or was cancelled: counted once it is committed. */
  void happened(CheckoutEvent.Type type) {
    Counter.builder("diddo.checkout.events")
        .description("What happened to checkouts: begun, being paid, paid, failed, cancelled")
        .tag("type", type.text())
        .register(registry)
        .increment();
  }

  /** The pulse of payments; it is shown until the next one is taken. */
  void show(PaymentVitals.Vitals vitals) {
    inDoubt.register(
        vitals.inDoubt().stream()
            .map(it -> Row.of(Tags.of("gateway", it.gateway()), it.count()))
            .toList(),
        true);
    inDoubtAge.register(
        vitals.inDoubt().stream()
            .map(it -> Row.of(Tags.of("gateway", it.gateway()), seconds(it.oldest())))
            .toList(),
        true);
    movements.register(
        vitals.movements().stream()
            .map(it -> Row.of(Tags.of("kind", it.kind()), it.count()))
            .toList(),
        true);
    movementsAge.register(
        vitals.movements().stream()
            .map(it -> Row.of(Tags.of("kind", it.kind()), seconds(it.oldest())))
            .toList(),
        true);
    overdue.set(seconds(vitals.overdue()));
    noticesSetAside.set((double) vitals.noticesSetAside());
    failedMovements.set((double) vitals.failedMovements());
    paidWithoutOrder.set((double) vitals.wrong().paidWithoutOrder());
    capturedWithoutMerchantOrder.set((double) vitals.wrong().capturedWithoutMerchantOrder());
    ledgerImbalances.set((double) vitals.wrong().ledgerImbalances());
    inDoubtTooLong.set((double) vitals.wrong().inDoubtTooLong());
  }

  /** A stored row that cannot be read, by its table. */
  void unreadable(String table) {
    Counter.builder("diddo.rows.unreadable")
        .description("Stored rows that could not be read and were set aside")
        .tag("table", table)
        .register(registry)
        .increment();
  }

  private static double seconds(Duration age) {
    return age.toMillis() / 1_000.0;
  }

  private MultiGauge rows(String name, String description) {
    return MultiGauge.builder(name).description(description).register(registry);
  }

  private AtomicReference<Double> number(String name, String description) {
    var number = new AtomicReference<>(0.0);
    Gauge.builder(name, number, AtomicReference::get).description(description).register(registry);
    return number;
  }

  @Override
  public void called(String gateway, String operation, Result result, Duration took) {
    Timer.builder("diddo.gateway.calls")
        .description("Calls to payment gateways")
        .tag("gateway", gateway)
        .tag("operation", operation)
        .tag("result", result.name().toLowerCase(Locale.ROOT))
        .serviceLevelObjectives(GATEWAY_OBJECTIVES)
        .register(registry)
        .record(took);
  }

  @Override
  public void turned(String gateway, Circuit circuit) {
    circuits
        .computeIfAbsent(gateway, this::gauge)
        .set(circuit == Circuit.CLOSED ? 0 : 1); // the probe's call is counted as calls are
  }

  private AtomicInteger gauge(String gateway) {
    var open = new AtomicInteger();
    Gauge.builder("diddo.gateway.circuit.open", open, AtomicInteger::get)
        .description("1 while a gateway is left alone because it did not answer")
        .tag("gateway", gateway)
        .register(registry);
    return open;
  }
}
