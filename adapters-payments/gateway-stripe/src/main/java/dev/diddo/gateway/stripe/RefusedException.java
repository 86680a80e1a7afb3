package dev.diddo.gateway.stripe;

/** Stripe understood a call and did not do it: it did nothing and never will by this call. */
final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String reason;

  /**
   * @param reason a short code in lower case
   */
  RefusedException(String message, String reason) {
    super(message);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
