package dev.diddo.gateway.memory;

import dev.diddo.gateway.spi.GatewayUnreachableException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** The wire to the provider, which can break in two ways. */
final class Line {
  final AtomicBoolean losesNext = new AtomicBoolean();
  volatile boolean down;

  <T> T call(Supplier<T> work) {
    if (down) {
      throw new GatewayUnreachableException("no route to the provider");
    }
    var answer = work.get();
    if (losesNext.compareAndSet(true, false)) {
      throw new LostException();
    }
    return answer;
  }

  /** The answer never came. */
  static final class LostException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
