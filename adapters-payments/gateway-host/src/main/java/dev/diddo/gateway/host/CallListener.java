package dev.diddo.gateway.host;

import java.time.Duration;

/** Hears of every call to a gateway, for metrics. Called on the caller's thread; never throws. */
@FunctionalInterface
public interface CallListener {
  void called(String gateway, String operation, Result result, Duration took);

  /** How a call ended. */
  enum Result {
    ANSWERED,
    /** The gateway says that surely nothing happened. */
    UNREACHABLE,
    /** The gateway was not called: too many calls to it were under way. */
    BUSY,
    /** The gateway threw. */
    FAILED,
    TIMED_OUT,
    /** The gateway answered what no provider can mean. */
    NONSENSE
  }
}
