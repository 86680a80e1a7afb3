package dev.diddo.bootstrap;

import dev.diddo.domain.order.CheckoutEvent;
import dev.diddo.gateway.host.CallListener;
import dev.diddo.persistence.Postgres;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
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
