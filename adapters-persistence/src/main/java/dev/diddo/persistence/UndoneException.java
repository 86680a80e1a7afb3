package dev.diddo.persistence;

import dev.diddo.application.OutageException;

/**
 * Nothing of the work is there, for sure: the database broke it off in favour of somebody else's,
 * or the connection was gone before it was asked. It may be done again.
 */
final class UndoneException extends OutageException {
  private static final long serialVersionUID = 1L;

  UndoneException(String what) {
    super(what);
  }
}
