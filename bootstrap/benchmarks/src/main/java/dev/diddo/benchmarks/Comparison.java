package dev.diddo.benchmarks;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How much longer a checkout takes in one build than in another: both run on the same machine at
 * the same time, and take turns.
 *
 * @param ratio of now to before, in the middle round; above 1 is slower now
 * @param low the true ratio is hardly below it: 97 in 100 such ranges, low to high, hold it
 * @param min the ratio in the round that speaks most for now
 * @param max the ratio in the round that speaks most against it
 */
record Comparison(
    double ratio,
    double low,
    double high,
    double min,
    double max,
    @JsonProperty("before_ms") List<Double> before,
    @JsonProperty("now_ms") List<Double> now) {
  // Short rounds, so that what else the machine does meets both halves of one; an odd number.
  private static final int ROUNDS = 31;
  private static final Load ROUND = new Load(60, 8);
  // Of 31 rounds the 10th and the 22nd enclose the true median 97 times in 100 (binomial).
  private static final int FROM_AN_END = 9;
  private static final double A_TENTH = 1.1;

  /** What can be said of a tenth. */
  enum Verdict {
    SLOWER,
    NOT_SLOWER,
    UNKNOWN
  }

  /** Takes turns at being first, too: what one leaves behind, the other finds. */
  static Comparison of(Shop before, Shop now) {
    var medianBefore = new ArrayList<Double>();
    var medianNow = new ArrayList<Double>();
    for (int round = 0; round < ROUNDS; round++) {
      if (round % 2 == 0) {
        medianBefore.add(median(before));
        medianNow.add(median(now));
      } else {
        medianNow.add(median(now));
        medianBefore.add(median(before));
      }
    }
    return of(medianBefore, medianNow);
  }

  /** From the medians of {@value #ROUNDS} rounds each. */
  static Comparison of(List<Double> before, List<Double> now) {
    var ratios = new ArrayList<Double>();
    for (int round = 0; round < ROUNDS; round++) {
      ratios.add(now.get(round) / before.get(round));
    }
    ratios.sort(null);
    return new Comparison(
        ratios.get(ROUNDS / 2),
        ratios.get(FROM_AN_END),
        ratios.get(ROUNDS - 1 - FROM_AN_END),
        ratios.getFirst(),
        ratios.getLast(),
        before,
        now);
  }

  private static double median(Shop shop) {
    return ROUND.run(_ -> new Checkout(shop).walk((_, _) -> {})).millis(0.5);
  }

  /** Whether a checkout is slower by more than a tenth. */
  @JsonProperty("slower_by_a_tenth")
  Verdict verdict() {
    if (low > A_TENTH) {
      return Verdict.SLOWER;
    }
    return high <= A_TENTH ? Verdict.NOT_SLOWER : Verdict.UNKNOWN;
  }

  String line() {
    var verdict =
        switch (verdict()) {
          case SLOWER -> "slower by more than a tenth";
          case NOT_SLOWER -> "not slower by more than a tenth";
          case UNKNOWN -> "the machine is too busy to tell whether by more than a tenth";
        };
    return String.format(
        Locale.ROOT,
        "A checkout takes %.2f times as long as before (between %.2f and %.2f; rounds from %.2f to"
            + " %.2f): %s.",
        ratio,
        low,
        high,
        min,
        max,
        verdict);
  }
}
