package dev.diddo.gateway.host;

import dev.diddo.gateway.host.CallListener.Circuit;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Leaves a gateway alone that does not answer: after so many silences in a row no call is made any
 * more, until after a pause one is, as a probe. Its answer lets all through again; its silence is
 * another pause.
 */
final class Breaker {
  private final BreakerLimits limits;
  private final LongSupplier nanoTime;
  private final Consumer<Circuit> listener;
  private Circuit circuit = Circuit.CLOSED;
  private int silences;
  private long openUntilNanos;

  Breaker(BreakerLimits limits, LongSupplier nanoTime, Consumer<Circuit> listener) {
    this.limits = limits;
    this.nanoTime = nanoTime;
    this.listener = listener;
  }

  /** One for calls that ask nobody but the plugin itself: what one breaks is no other's fault. */
  static Breaker neverOpen() {
    var never = new BreakerLimits(Integer.MAX_VALUE, Duration.ZERO, Duration.ZERO);
    return new Breaker(never, System::nanoTime, _ -> {});
  }

  /** Leave to make a call; to be given back by one of the three methods below. */
  enum Leave {
    CALL,
    PROBE
  }

  /** Empty if the call must not be made now. */
  synchronized Optional<Leave> ask() {
    if (circuit == Circuit.CLOSED) {
      return Optional.of(Leave.CALL);
    }
    if (circuit == Circuit.HALF_OPEN || nanoTime.getAsLong() - openUntilNanos < 0) {
      return Optional.empty();
    }
    turn(Circuit.HALF_OPEN);
    return Optional.of(Leave.PROBE);
  }

  /** The gateway said something, whatever it was. */
  synchronized void answered(Leave leave) {
    if (leave == Leave.PROBE) {
      turn(Circuit.CLOSED);
    }
    if (circuit == Circuit.CLOSED) { // what began before it opened says nothing of today
      silences = 0;
    }
  }

  /**
   * The gateway said nothing, or that it was not reached.
   *
   * @param retryAfter how long the provider wants to be left alone
   */
  synchronized void silent(Leave leave, Optional<Duration> retryAfter) {
    silences = Math.min(silences + 1, limits.after());
    if (leave == Leave.PROBE
        || (circuit == Circuit.CLOSED && (silences >= limits.after() || retryAfter.isPresent()))) {
      open(retryAfter.map(this::granted).orElse(limits.pause()));
    }
  }

  /** The call was not made after all, or nobody waited for what became of it. */
  synchronized void unused(Leave leave) {
    if (leave == Leave.PROBE) {
      open(Duration.ZERO); // the next one is the probe
    }
  }

  private Duration granted(Duration wish) {
    if (wish.isNegative()) {
      return Duration.ZERO;
    }
    return wish.compareTo(limits.longestPause()) > 0 ? limits.longestPause() : wish;
  }

  private void open(Duration pause) {
    openUntilNanos = nanoTime.getAsLong() + pause.toNanos();
    turn(Circuit.OPEN);
  }

  private void turn(Circuit to) {
    if (circuit != to) {
      circuit = to;
      listener.accept(to);
    }
  }
}
