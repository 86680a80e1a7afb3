package dev.diddo.gateway.host;

import java.time.Duration;

/** Hears of every call to a gateway, for metrics. Called on the caller's thread; never throws. */
@FunctionalInterface
public interface CallListener {
  void called(String gateway, String operation, Result result, Duration took);

  /** A gateway is left alone from now on, is tried again, or is called as always. */
  default void turned(String gateway, Circuit circuit) {}

  /** How a call ended. */
  enum Result {
    ANSWERED,
    /** The gateway says that surely nothing happened. */
    UNREACHABLE,
    /** The gateway was not called: too many calls to it were under way. */
    BUSY,
    /** The gateway was not called: it had not answered for a while. */
    LEFT_ALONE,
    /** The gateway threw. */
    FAILED,
    TIMED_OUT,
    /** The gateway answered what no provider can mean. */
    NONSENSE
  }

  /** Whether calls get through to a gateway. */
  enum Circuit {
    /** All of them. */
    CLOSED,
    /** One, to see whether it answers again. */
    HALF_OPEN,
    /** None: it did not answer many in a row. */
    OPEN
  }
}
