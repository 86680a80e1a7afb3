package dev.diddo.application;

/**
 * An outage in the middle of a write: it is done or it is not, and only reading it again can tell.
 * Doing it again is right only where that cannot do it twice.
 */
public class UnknownOutcomeException extends OutageException {
  private static final long serialVersionUID = 1L;

  public UnknownOutcomeException(String what, Throwable cause) {
    super(what, cause);
  }
}
