package dev.diddo.domain.catalog;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression that a merchant asks a buyer's text to match as a whole.
 *
 * <p>Merchants write these, so one may backtrack without end: a match is given up, and counts as
 * none, after {@value #MAX_STEPS} steps.
 */
public record TextPattern(String regex) {
  public static final int MAX_LENGTH = 200;
  private static final int MAX_STEPS = 100_000;

  /** Empty if this is no regular expression, or one that is too long. */
  public static Optional<TextPattern> parse(String regex) {
    if (regex.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      Pattern.compile(regex);
      return Optional.of(new TextPattern(regex));
    } catch (PatternSyntaxException notOne) {
      return Optional.empty();
    }
  }

  public boolean matches(String text) {
    try {
      return Pattern.compile(regex).matcher(new Metered(text, new int[] {MAX_STEPS})).matches();
    } catch (OutOfSteps | StackOverflowError gaveUp) {
      return false;
    }
  }

  /** Lets a matcher read just so many characters: the only place where it can be stopped. */
  private record Metered(CharSequence text, int[] stepsLeft) implements CharSequence {
    @Override
    public char charAt(int index) {
      if (--stepsLeft[0] < 0) {
        throw new OutOfSteps();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Metered(text.subSequence(start, end), stepsLeft);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }

  private static final class OutOfSteps extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
