package dev.diddo.benchmarks;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How much longer a checkout takes in one build than in another: both run on the same machine at
 * the same time, and take turns.
 *
 * @param ratio of the median of the medians, now to before; above 1 is slower now
 * @param min the ratio in the round that speaks most for now
 * @param max the ratio in the round that speaks most against it
 */
record Comparison(
    double ratio,
    double min,
    double max,
    @JsonProperty("before_ms") List<Double> before,
    @JsonProperty("now_ms") List<Double> now) {
  private static final int ROUNDS = 9;
  private static final Load ROUND = new Load(300, 8);
  private static final double A_TENTH = 1.1;

  static Comparison of(Shop before, Shop now) {
    var medianBefore = new ArrayList<Double>();
    var medianNow = new ArrayList<Double>();
    for (int round = 0; round < ROUNDS; round++) {
      medianBefore.add(median(before));
      medianNow.add(median(now));
    }
    return of(medianBefore, medianNow);
  }

  static Comparison of(List<Double> before, List<Double> now) {
    var ratios = new ArrayList<Double>();
    for (int round = 0; round < before.size(); round++) {
      ratios.add(now.get(round) / before.get(round));
    }
    ratios.sort(null);
    return new Comparison(
        middle(now) / middle(before), ratios.getFirst(), ratios.getLast(), before, now);
  }

  private static double median(Shop shop) {
    return ROUND.run(_ -> new Checkout(shop).walk((_, _) -> {})).millis(0.5);
  }

  private static double middle(List<Double> medians) {
    return medians.stream().sorted().skip(medians.size() / 2).findFirst().orElseThrow();
  }

  @JsonProperty("slower")
  boolean isSlower() {
    return ratio > A_TENTH;
  }

  String line() {
    return String.format(
        Locale.ROOT,
        "A checkout takes %.2f times as long as before (%d rounds of %d, from %.2f to %.2f): %s.",
        ratio,
        before.size(),
        ROUND.count(),
        min,
        max,
        isSlower() ? "slower by more than a tenth" : "not slower by more than a tenth");
  }
}
