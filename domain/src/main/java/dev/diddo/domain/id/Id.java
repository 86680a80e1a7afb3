package dev.diddo.domain.id;

import java.util.UUID;

/**
 * The identity of one thing: a UUIDv7, shown as a ULID. Each kind of thing has a type of its own.
 */
public interface Id {
  UUID value();

  /** As it is shown everywhere outside the database: 26 characters of Crockford base 32. */
  default String text() {
    return Ulid.text(value());
  }
}
