package dev.diddo.gateway.sandbox;

/**
 * How a refund goes that the books allow. The provider's own way is at once; others are for tests.
 *
 * @param pendingMillis how long it is pending; 0 for not at all
 * @param failure why it fails in the end; empty if it succeeds
 */
record RefundCourse(long pendingMillis, String failure) {
  /** Pending until somebody settles it. */
  static final long UNTIL_SETTLED = Long.MAX_VALUE;

  static final RefundCourse AT_ONCE = new RefundCourse(0, "");
}
