package dev.diddo.application;

/**
 * Something that a step depends on does not answer, or is too busy: nothing is known to be wrong
 * with the request. The edge answers 503; trying again later is right.
 */
public class OutageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public OutageException(String what) {
    super(what);
  }

  public OutageException(String what, Throwable cause) {
    super(what, cause);
  }
}
