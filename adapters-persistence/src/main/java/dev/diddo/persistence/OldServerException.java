package dev.diddo.persistence;

/** The PostgreSQL that is named is too old to be worked with; its administrator has to renew it. */
public final class OldServerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OldServerException(int found, int oldest) {
    super("The database is PostgreSQL %d; %d or newer is needed".formatted(found, oldest));
  }
}
