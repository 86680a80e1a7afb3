package dev.diddo.gateway.stripe;

/**
 * Nobody knows what became of a call. The message names the call and Stripe's id of it, nothing of
 * what it held.
 */
final class UnclearException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean replayed;

  UnclearException(String message) {
    this(message, false);
  }

  /**
   * @param replayed Stripe repeated an error that it has stored with the key: that call is over
   */
  UnclearException(String message, boolean replayed) {
    super(message);
    this.replayed = replayed;
  }

  boolean replayed() {
    return replayed;
  }
}
