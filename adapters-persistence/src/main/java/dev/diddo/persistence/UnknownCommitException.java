package dev.diddo.persistence;

import dev.diddo.application.OutageException;

/**
 * The connection was lost while a transaction was being committed: it is there or it is not, and
 * only reading it again can tell.
 */
public final class UnknownCommitException extends OutageException {
  private static final long serialVersionUID = 1L;

  UnknownCommitException(Throwable cause) {
    super("The database did not say whether it has committed", cause);
  }
}
