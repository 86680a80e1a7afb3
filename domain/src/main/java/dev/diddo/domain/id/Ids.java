package dev.diddo.domain.id;

import java.util.UUID;

/** Where new ids come from. */
@FunctionalInterface
public interface Ids {
  /** An id that was never given out before. Safe for many threads. */
  UUID next();
}
