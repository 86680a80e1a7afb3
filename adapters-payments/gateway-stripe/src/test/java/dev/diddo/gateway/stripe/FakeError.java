package dev.diddo.gateway.stripe;

/** An answer of Stripe's that is an error. */
final class FakeError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  final int status;
  final String type;
  final String code;

  FakeError(int status, String type, String code, String message) {
    super(message);
    this.status = status;
    this.type = type;
    this.code = code;
  }

  static FakeError invalid(String code, String message) {
    return new FakeError(400, "invalid_request_error", code, message);
  }

  static FakeError missing(String what) {
    return new FakeError(404, "invalid_request_error", "resource_missing", "No such " + what);
  }

  /** Whether Stripe got as far as to store this with the key. */
  boolean isOfExecution() {
    return !code.startsWith("parameter_") && status != 401 && status != 409 && status != 429;
  }
}
