package dev.diddo.persistence;

import dev.diddo.application.OutageException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Finds out what became of a write whose answer was lost: a connection that breaks while it commits
 * does not tell, so what is stored has to.
 */
final class Decided {
  private Decided() {}

  /**
   * @param trace what the write answers where its trace is there; empty where it is not, and then
   *     the write may yet happen or not, so that the outage stands
   */
  static <T> T by(Supplier<T> write, Supplier<Optional<T>> trace) {
    try {
      return write.get();
    } catch (UndoneException nothingThere) {
      throw nothingThere;
    } catch (OutageException unknown) {
      // Inside a transaction the trace cannot be read any more, and whoever began it decides.
      if (Ambient.CURRENT.isBound()) {
        throw unknown;
      }
      try {
        return trace.get().orElseThrow(() -> unknown);
      } catch (OutageException still) {
        if (still != unknown) {
          unknown.addSuppressed(still);
        }
        throw unknown;
      }
    }
  }
}
