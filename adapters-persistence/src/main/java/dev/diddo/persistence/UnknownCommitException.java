package dev.diddo.persistence;

import dev.diddo.application.UnknownOutcomeException;

/** The connection was lost while a statement or a transaction was being committed. */
public final class UnknownCommitException extends UnknownOutcomeException {
  private static final long serialVersionUID = 1L;

  UnknownCommitException(Throwable cause) {
    super("The database did not say whether it has committed", cause);
  }
}
