package dev.diddo.benchmarks;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/**
 * What was measured of one thing.
 *
 * @param statements sent to the database for each
 */
record Row(
    String what,
    int count,
    @JsonProperty("at_once") int atOnce,
    @JsonProperty("per_second") double perSecond,
    @JsonProperty("p50_ms") double p50,
    @JsonProperty("p99_ms") double p99,
    double statements) {

  static final String HEAD =
      "%-22s %7s %8s %9s %9s %9s %11s"
          .formatted("", "count", "at once", "a second", "p50 ms", "p99 ms", "statements");

  static Row of(String what, Load load, Timings timings, double statements) {
    return new Row(
        what,
        load.count(),
        load.atOnce(),
        timings.perSecond(),
        timings.millis(0.5),
        timings.millis(0.99),
        statements);
  }

  String line() {
    return String.format(
        Locale.ROOT,
        "%-22s %7d %8d %9.0f %9.2f %9.2f %11.2f",
        what,
        count,
        atOnce,
        perSecond,
        p50,
        p99,
        statements);
  }
}
