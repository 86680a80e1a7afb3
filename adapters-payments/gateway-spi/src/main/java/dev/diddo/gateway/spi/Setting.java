package dev.diddo.gateway.spi;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One value that a plugin wants to be configured. What is configured is checked against the format
 * before the plugin sees it, and a value that does not fit stops the start with a line that says
 * what would.
 *
 * @param name in lower case with underscores; the environment gives it as {@code
 *     DIDDO_<PLUGIN>_<NAME>}
 * @param description one line for an operator
 * @param format what values look like
 * @param secret never printed, logged or put into an error
 * @param defaultValue used where nothing is configured; empty means that it has to be
 */
public record Setting(
    String name, String description, Format format, boolean secret, Optional<String> defaultValue) {

  /** A value that has to be configured. */
  public static Setting required(String name, String description, Format format) {
    return new Setting(name, description, format, false, Optional.empty());
  }

  /** A secret that has to be configured. */
  public static Setting secret(String name, String description, Format format) {
    return new Setting(name, description, format, true, Optional.empty());
  }

  /** A value with a default. */
  public static Setting optional(
      String name, String description, Format format, String defaultValue) {
    return new Setting(name, description, format, false, Optional.of(defaultValue));
  }

  /** What values look like. */
  public sealed interface Format {

    /** What it takes, for an operator: such as {@code a whole number from 1 to 10}. */
    String hint();

    boolean accepts(String value);

    /** Any text. */
    record Text(int maxChars) implements Format {
      @Override
      public String hint() {
        return "at most " + maxChars + " characters";
      }

      @Override
      public boolean accepts(String value) {
        return value.length() <= maxChars;
      }
    }

    /** A text that matches from end to end. */
    record Matching(Pattern pattern, String hint) implements Format {
      @Override
      public boolean accepts(String value) {
        return pattern.matcher(value).matches();
      }
    }

    /** One of these. */
    record OneOf(List<String> values) implements Format {
      public OneOf {
        values = List.copyOf(values);
      }

      @Override
      public String hint() {
        return "one of " + String.join(", ", values);
      }

      @Override
      public boolean accepts(String value) {
        return values.contains(value);
      }
    }

    /** A whole number within bounds, both of them included. */
    record WholeNumber(long least, long most) implements Format {
      @Override
      public String hint() {
        return "a whole number from " + least + " to " + most;
      }

      @Override
      public boolean accepts(String value) {
        try {
          long number = Long.parseLong(value);
          return least <= number && number <= most;
        } catch (NumberFormatException notOne) {
          return false;
        }
      }
    }

    /** An https URL, or an http one to the reader's own machine. */
    record Url() implements Format {
      private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "[::1]");

      @Override
      public String hint() {
        return "an https URL, or http on loopback";
      }

      @Override
      public boolean accepts(String value) {
        try {
          var url = new URI(value);
          return url.getHost() != null
              && ("https".equals(url.getScheme())
                  || ("http".equals(url.getScheme()) && LOOPBACK.contains(url.getHost())));
        } catch (URISyntaxException notOne) {
          return false;
        }
      }
    }
  }
}
