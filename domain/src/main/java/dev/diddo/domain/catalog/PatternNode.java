package dev.diddo.domain.catalog;

import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;

/**
 * A part of a pattern. It is matched from all places at once, so that no place is tried twice for
 * the same reason, which is what makes other matchers run without end.
 */
sealed interface PatternNode {
  /** The places in the text where this part may end if it begins at one of those. */
  BitSet ends(BitSet starts, Subject subject);

  /** One character. */
  record One(Predicate<String> fits) implements PatternNode {
    @Override
    public BitSet ends(BitSet starts, Subject subject) {
      var ends = new BitSet();
      for (int at = starts.nextSetBit(0); at >= 0; at = starts.nextSetBit(at + 1)) {
        if (subject.mayStep() && at < subject.length() && fits.test(subject.at(at))) {
          ends.set(at + 1);
        }
      }
      return ends;
    }
  }

  /** The beginning or the end of the text. */
  record Edge(boolean end) implements PatternNode {
    @Override
    public BitSet ends(BitSet starts, Subject subject) {
      var ends = new BitSet();
      int place = end ? subject.length() : 0;
      ends.set(place, subject.mayStep() && starts.get(place));
      return ends;
    }
  }

  /** One after the other. */
  record Sequence(List<PatternNode> parts) implements PatternNode {
    public Sequence {
      parts = List.copyOf(parts);
    }

    @Override
    public BitSet ends(BitSet starts, Subject subject) {
      var ends = starts;
      for (var part : parts) {
        if (ends.isEmpty() || !subject.mayStep()) {
          return new BitSet();
        }
        ends = part.ends(ends, subject);
      }
      return ends;
    }
  }

  /** One of these. */
  record Either(List<PatternNode> choices) implements PatternNode {
    public Either {
      choices = List.copyOf(choices);
    }

    @Override
    public BitSet ends(BitSet starts, Subject subject) {
      var ends = new BitSet();
      for (var choice : choices) {
        if (subject.mayStep()) {
          ends.or(choice.ends(starts, subject));
        }
      }
      return ends;
    }
  }

  /**
   * So many times.
   *
   * @param most how often at most
   */
  record Repeated(PatternNode part, int least, int most) implements PatternNode {
    @Override
    public BitSet ends(BitSet starts, Subject subject) {
      var reached = starts;
      for (int times = 0; times < least && !reached.isEmpty() && subject.mayStep(); times++) {
        reached = part.ends(reached, subject);
      }
      var ends = (BitSet) reached.clone();
      for (int times = least; times < most && !reached.isEmpty() && subject.mayStep(); times++) {
        reached = part.ends(reached, subject);
        reached.andNot(ends); // from where it was already, it comes nowhere new
        ends.or(reached);
      }
      return ends;
    }
  }

  /** A text that is being matched, and how much may still be done about it. */
  final class Subject {
    private final String[] characters;
    private int stepsLeft;

    Subject(String text, int steps) {
      this.characters = text.codePoints().mapToObj(Character::toString).toArray(String[]::new);
      this.stepsLeft = steps;
    }

    /** In Unicode code points. */
    int length() {
      return characters.length;
    }

    String at(int place) {
      return characters[place];
    }

    /** Counts a step; false if there were enough. */
    boolean mayStep() {
      return !isGivenUp() && --stepsLeft >= 0;
    }

    boolean isGivenUp() {
      return stepsLeft < 0;
    }
  }
}
