package dev.diddo.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Measures requests and writes a line for each. Neither holds what a client sent. */
public final class Telemetry {
  private static final Logger ACCESS = LoggerFactory.getLogger("dev.diddo.http.access");
  private static final Logger FAULTS = LoggerFactory.getLogger("dev.diddo.http.faults");

  /** What a buyer takes for at once, waits for without a thought, notices, and gives up on. */
  private static final Duration[] OBJECTIVES = {
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2_500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10)
  };

  private final MeterRegistry registry;
  private final AtomicInteger inFlight = new AtomicInteger();

  public Telemetry(MeterRegistry registry) {
    this.registry = registry;
    watch("http.server.in_flight", "Requests being answered", inFlight::get);
  }

  /** Shows what somebody else counts. */
  void watch(String name, String description, IntSupplier count) {
    Gauge.builder(name, count::getAsInt).description(description).register(registry);
  }

  AtomicInteger inFlight() {
    return inFlight;
  }

  /**
   * A request is over.
   *
   * @param route the template, never the path itself
   * @param status 499 if the client left before its answer
   */
  void finished(String method, String route, int status, Duration took, Trace trace) {
    Timer.builder("http.server.requests")
        .description("Requests answered")
        .tag("method", method)
        .tag("route", route)
        .tag("status", status / 100 + "xx")
        .serviceLevelObjectives(OBJECTIVES)
        .register(registry)
        .record(took);
    ACCESS
        .atInfo()
        .addKeyValue("method", method)
        .addKeyValue("route", route)
        .addKeyValue("status", status)
        .addKeyValue("duration_ms", took.toMillis())
        .addKeyValue("request_id", trace.requestId())
        .addKeyValue("trace_id", trace.traceId())
        .log("request");
  }

  /** A fault of ours: the only place where it is told in full. */
  void fault(String route, Trace trace, Throwable fault) {
    FAULTS
        .atError()
        .setCause(fault)
        .addKeyValue("route", route)
        .addKeyValue("request_id", trace.requestId())
        .addKeyValue("trace_id", trace.traceId())
        .log("a request failed through a fault of ours");
  }

  /** Something that we depend on does not answer. */
  void outage(String route, Trace trace, Throwable outage) {
    FAULTS
        .atWarn()
        .addKeyValue("route", route)
        .addKeyValue("cause", String.valueOf(outage.getMessage()))
        .addKeyValue("request_id", trace.requestId())
        .addKeyValue("trace_id", trace.traceId())
        .log("a request met an outage");
  }
}
