package dev.diddo.application.catalog;

import java.util.Optional;

/**
 * A catalogue that arrives bit by bit.
 *
 * <p>Used by one thread. It ends with an exception if the connection does.
 */
public interface CatalogSource {
  /** The next product or the next bad one; empty at the end. */
  Optional<Entry> next();

  /** What a source has to say of one product. */
  sealed interface Entry {
    /**
     * @param line where it begins, from 1
     */
    record Read(int line, ProductDraft draft) implements Entry {}

    /**
     * A product that cannot be stored.
     *
     * @param code stable, in upper case
     * @param detail how to mend it
     */
    record Rejected(int line, String code, String detail) implements Entry {}
  }
}
