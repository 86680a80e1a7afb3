package dev.diddo.http;

import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Answers one kind of request: reads the call, calls one verb of the application and shows what
 * came of it. Runs on a virtual thread of its own and may block.
 */
@FunctionalInterface
public interface Endpoint {
  Reply answer(Call call);

  /**
   * Does what comes before the transaction of a route that runs in one: whatever asks somebody
   * outside. What it returns gives the answer, within the transaction, and may be run again.
   */
  default Supplier<Reply> begin(Call call) {
    return () -> answer(call);
  }

  /** One that asks somebody outside first. */
  static Endpoint asking(Function<Call, Supplier<Reply>> first) {
    return new Endpoint() {
      @Override
      public Reply answer(Call call) {
        return begin(call).get();
      }

      @Override
      public Supplier<Reply> begin(Call call) {
        return first.apply(call);
      }
    };
  }
}
