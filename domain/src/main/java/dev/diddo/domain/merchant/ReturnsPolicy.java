package dev.diddo.domain.merchant;

/** Whether a store takes goods back, and for how many days after it has sent them. */
public record ReturnsPolicy(boolean supported, int windowDays) {
  public static final ReturnsPolicy NONE = new ReturnsPolicy(false, 0);
}
