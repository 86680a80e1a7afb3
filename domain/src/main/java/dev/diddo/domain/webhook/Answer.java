package dev.diddo.domain.webhook;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** What came of sending a message. */
public sealed interface Answer {
  /**
   * The receiver answered.
   *
   * @param retryAfter the header of that name, as it was sent
   * @param body its beginning at least
   */
  record Received(int status, Optional<String> retryAfter, byte[] body) implements Answer {
    private static final int GONE = 410;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;
    private static final Duration LONGEST = Duration.ofHours(24);

    public boolean isSuccess() {
      return status >= 200 && status < 300;
    }

    /** It never wants to hear of us again. */
    public boolean isGone() {
      return status == GONE;
    }

    /** How long it wants to be left alone; nothing that it says makes that more than a day. */
    Duration wish(Instant now) {
      boolean asks = status == TOO_MANY_REQUESTS || status == UNAVAILABLE;
      return retryAfter
          .filter(_ -> asks)
          .flatMap(text -> wait(text.strip(), now))
          .filter(Duration::isPositive)
          .map(wait -> wait.compareTo(LONGEST) > 0 ? LONGEST : wait)
          .orElse(Duration.ZERO);
    }

    /** Seconds, or a date as HTTP has it. */
    private static Optional<Duration> wait(String text, Instant now) {
      if (text.matches("[0-9]{1,9}")) {
        return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
      }
      try {
        var at = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        return Optional.of(Duration.between(now, at));
      } catch (DateTimeException neither) {
        return Optional.empty();
      }
    }
  }

  /**
   * Nothing that can be called an answer came.
   *
   * @param error in a few words, for the receiver's owner
   */
  record None(String error) implements Answer {}
}
