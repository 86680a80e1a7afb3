package dev.diddo.http.catalog;

/** A product that cannot be imported; the others can. Caught where the next one is read. */
final class BadProductException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final String code;

  BadProductException(int line, String code, String detail) {
    super(detail, null, false, false);
    this.line = line;
    this.code = code;
  }

  int line() {
    return line;
  }

  String code() {
    return code;
  }

  String detail() {
    return String.valueOf(getMessage());
  }
}
