package dev.diddo.http.catalog;

/** A catalogue that cannot be read on: not the text it says it is. What was read before stays. */
public final class UnreadableCatalogException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableCatalogException(String detail) {
    super(detail);
  }

  UnreadableCatalogException(String detail, Throwable cause) {
    super(detail, cause);
  }
}
