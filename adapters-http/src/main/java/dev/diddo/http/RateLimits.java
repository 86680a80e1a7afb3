package dev.diddo.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Counts who does how much, a token bucket each. In memory: each process counts for itself. */
public final class RateLimits {
  private static final double NANOS_PER_MINUTE = 60e9;

  /** A bucket that nobody took from for so long is full again, and need not be remembered. */
  private static final Duration FORGET = Duration.ofMinutes(2);

  private final double scale;
  private final LongSupplier nanos;
  private final Cache<Key, Bucket> buckets;

  /**
   * @param scale multiplies every limit; 0 turns them off
   * @param remembered buckets at most; who is crowded out starts anew
   * @param nanos such as {@link System#nanoTime}
   */
  public RateLimits(double scale, int remembered, LongSupplier nanos) {
    this.scale = scale;
    this.nanos = nanos;
    this.buckets = Caffeine.newBuilder().maximumSize(remembered).expireAfterAccess(FORGET).build();
  }

  private record Key(Limit limit, String who) {}

  /**
   * How somebody stands.
   *
   * @param policy how many in a minute
   * @param remaining how many more would be allowed now
   * @param untilNext until one more is
   */
  record Standing(Limit limit, boolean allowed, long policy, long remaining, Duration untilNext) {
    String header() {
      return "\"%s\";r=%d;t=%d".formatted(limit.text(), remaining, seconds());
    }

    String policyHeader() {
      return "\"%s\";q=%d;w=60".formatted(limit.text(), policy);
    }

    long seconds() {
      return untilNext.plusMillis(999).toSeconds();
    }

    Problem problem() {
      return Problem.of(ProblemCode.RATE_LIMITED, "Wait " + Math.max(1, seconds()) + " s.")
          .retryAfter(untilNext)
          .header("RateLimit", header())
          .header("RateLimit-Policy", policyHeader());
    }
  }

  /** Counts one more for them, if they are allowed one. */
  Standing take(Limit limit, String who) {
    return stand(limit, who, 1);
  }

  /** Whether they would be allowed one more; counts nothing. */
  Standing look(Limit limit, String who) {
    return stand(limit, who, 0);
  }

  private Standing stand(Limit limit, String who, int taken) {
    if (scale == 0) {
      return new Standing(limit, true, Long.MAX_VALUE, Long.MAX_VALUE, Duration.ZERO);
    }
    double burst = Math.max(1, limit.burst() * scale);
    double perNano = limit.perMinute() * scale / NANOS_PER_MINUTE;
    return buckets
        .get(new Key(limit, who), _ -> new Bucket(burst, nanos.getAsLong()))
        .take(limit, burst, perNano, nanos.getAsLong(), taken);
  }

  boolean isOff() {
    return scale == 0;
  }

  private static final class Bucket {
    private double tokens;
    private long at;

    Bucket(double tokens, long at) {
      this.tokens = tokens;
      this.at = at;
    }

    synchronized Standing take(Limit limit, double burst, double perNano, long now, int taken) {
      tokens = Math.min(burst, tokens + Math.max(0, now - at) * perNano);
      at = now;
      boolean allowed = tokens >= 1;
      if (allowed) {
        tokens -= taken;
      }
      var wait =
          tokens >= 1 ? Duration.ZERO : Duration.ofNanos((long) Math.ceil((1 - tokens) / perNano));
      return new Standing(
          limit, allowed, Math.round(perNano * NANOS_PER_MINUTE), (long) tokens, wait);
    }
  }
}
