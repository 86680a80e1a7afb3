package dev.diddo.domain.organization;

/** What happens to a payment when some of its merchants reject their orders. */
public enum AcceptancePolicy {
  /** One rejection cancels the payment and every other merchant's order. */
  ALL_OR_NOTHING("all_or_nothing"),
  /** The accepted orders are captured, the rest is released. */
  BEST_EFFORT("best_effort");

  private final String text;

  AcceptancePolicy(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }
}
