package dev.diddo.http;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads times as the contract writes them. */
public final class Times {
  /** RFC 3339: four digits of a year, and an offset. */
  private static final Pattern TIME = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt].*[0-9Zz]");

  private Times() {}

  /** Empty for what is no time. */
  public static Optional<Instant> read(String text) {
    try {
      return TIME.matcher(text).matches()
          ? Optional.of(OffsetDateTime.parse(text).toInstant())
          : Optional.empty();
    } catch (DateTimeParseException notOne) {
      return Optional.empty();
    }
  }
}
