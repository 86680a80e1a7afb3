package dev.diddo.domain.catalog;

import java.util.BitSet;
import java.util.Optional;

/**
 * A regular expression that a merchant asks a buyer's text to match as a whole. It has characters,
 * classes, groups, alternatives and repetitions, but nothing that looks around or back.
 *
 * <p>Merchants write these, so none may run without end: every step of a match is counted, and it
 * is given up, and counts as none, after {@value #MAX_STEPS} steps.
 */
public record TextPattern(String regex) {
  public static final int MAX_LENGTH = 200;
  private static final int MAX_STEPS = 200_000;

  /** Empty if this is no regular expression of that kind, or one that is too long. */
  public static Optional<TextPattern> parse(String regex) {
    return regex.length() <= MAX_LENGTH && PatternParser.parse(regex).isPresent()
        ? Optional.of(new TextPattern(regex))
        : Optional.empty();
  }

  public boolean matches(String text) {
    return PatternParser.parse(regex).filter(pattern -> matches(pattern, text)).isPresent();
  }

  private static boolean matches(PatternNode pattern, String text) {
    var subject = new PatternNode.Subject(text, MAX_STEPS);
    var start = new BitSet();
    start.set(0);
    return pattern.ends(start, subject).get(subject.length()) && !subject.isGivenUp();
  }
}
