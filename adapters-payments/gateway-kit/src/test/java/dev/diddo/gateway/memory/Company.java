package dev.diddo.gateway.memory;

import java.time.Duration;
import java.util.concurrent.Exchanger;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Holds a thread until another one is at the same place, so that a race is lost for certain. */
final class Company {
  private static final Duration PATIENCE = Duration.ofMillis(20); // whoever is alone goes on then

  private final Exchanger<String> meeting = new Exchanger<>();

  void await() {
    try {
      meeting.exchange("here", PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException alone) {
      // nobody else came
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    }
  }
}
