package dev.diddo.application;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Stands still at noon until somebody moves it. */
public final class SteppingClock implements InstantSource {
  public static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private volatile Instant now = NOON;

  @Override
  public Instant instant() {
    return now;
  }

  public synchronized void advance(Duration by) {
    now = now.plus(by);
  }
}
