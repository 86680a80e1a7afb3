package dev.diddo.application.idempotency;

import java.util.function.Supplier;

/** Makes several writes one. */
public interface Transactions {
  /**
   * Runs this with all that the ports write on the way in one transaction. It is committed if the
   * work returns and rolled back if it throws. Only for work that calls nobody outside: it holds a
   * connection all the time. It may run again from its beginning where the store broke it off in
   * favour of somebody else's, so it changes nothing but through ports.
   */
  <T> T inOne(Supplier<T> work);
}
