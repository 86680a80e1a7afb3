package dev.diddo.domain.catalog;

import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Reads a pattern in the notation of {@link Pattern}, of which it leaves to that class only what
 * stands for a single character.
 */
final class PatternParser {
  private static final int MAX_TIMES = 1_000;

  /** Escapes that stand for one character each, beside escaped punctuation. */
  private static final String LETTERS = "dDwWsShHvVtnrfpPxu";

  private final String regex;
  private int at;

  private PatternParser(String regex) {
    this.regex = regex;
  }

  /** Empty if it is none, or has what this does not know. */
  static Optional<PatternNode> parse(String regex) {
    try {
      var parser = new PatternParser(regex);
      var whole = parser.either();
      return parser.hasMore() ? Optional.empty() : Optional.of(whole);
    } catch (PatternSyntaxException notOne) {
      return Optional.empty();
    }
  }

  private PatternNode either() {
    var choices = new ArrayList<PatternNode>();
    do {
      choices.add(sequence());
    } while (take('|'));
    return choices.size() == 1 ? choices.getFirst() : new PatternNode.Either(choices);
  }

  private PatternNode sequence() {
    var parts = new ArrayList<PatternNode>();
    while (hasMore() && peek() != '|' && peek() != ')') {
      parts.add(repeated(one()));
    }
    return new PatternNode.Sequence(parts);
  }

  private PatternNode one() {
    return switch (peek()) {
      case '(' -> group();
      case '[' -> single(afterClass());
      case '\\' -> single(afterEscape(at));
      case '^' -> edge(false);
      case '$' -> edge(true);
      case '.' -> single(at + 1);
      case '*', '+', '?', '{' -> throw fault("Nothing to repeat");
      default -> literal();
    };
  }

  private PatternNode group() {
    at++;
    if (take('?') && !take(':')) {
      throw fault("A group of a kind that is not known");
    }
    var inside = either();
    if (!take(')')) {
      throw fault("A group without its end");
    }
    return inside;
  }

  private PatternNode edge(boolean end) {
    at++;
    return new PatternNode.Edge(end);
  }

  private PatternNode literal() {
    var character = Character.toString(regex.codePointAt(at));
    at += character.length();
    return new PatternNode.One(character::equals);
  }

  /** What stands from here to there, for one character. */
  private PatternNode single(int end) {
    Predicate<String> fits = Pattern.compile(regex.substring(at, end)).asMatchPredicate();
    at = end;
    return new PatternNode.One(fits);
  }

  private int afterClass() {
    int depth = 0;
    int place = at;
    while (place < regex.length()) {
      char c = regex.charAt(place);
      if (c == '\\') {
        place = afterEscape(place);
        continue;
      }
      place++;
      depth += c == '[' ? 1 : c == ']' ? -1 : 0;
      if (depth == 0) {
        return place;
      }
    }
    throw fault("A class without its end");
  }

  private int afterEscape(int place) {
    if (place + 1 >= regex.length()) {
      throw fault("Nothing is escaped");
    }
    int escaped = regex.codePointAt(place + 1);
    boolean isPunctuation = escaped < 128 && !Character.isLetterOrDigit(escaped);
    if (!isPunctuation && LETTERS.indexOf(escaped) < 0) {
      throw fault("An escape that is not known");
    }
    int next = place + 2;
    boolean isNamed = (escaped == 'p' || escaped == 'P' || escaped == 'x') && has('{', next);
    int end =
        switch (escaped) {
          case 'u' -> next + 4;
          case 'x' -> isNamed ? regex.indexOf('}', next) + 1 : next + 2;
          case 'p', 'P' -> isNamed ? regex.indexOf('}', next) + 1 : next + 1;
          default -> next;
        };
    if (end < next || end > regex.length()) {
      throw fault("An escape without its end");
    }
    return end;
  }

  private PatternNode repeated(PatternNode part) {
    if (!hasMore()) {
      return part;
    }
    var repeated =
        switch (peek()) {
          case '*' -> times(part, 0, Integer.MAX_VALUE);
          case '+' -> times(part, 1, Integer.MAX_VALUE);
          case '?' -> times(part, 0, 1);
          case '{' -> counted(part);
          default -> part;
        };
    if (repeated != part) {
      take('?'); // a whole match is the same for the reluctant
    }
    return repeated;
  }

  private PatternNode times(PatternNode part, int least, int most) {
    at++;
    return new PatternNode.Repeated(part, least, most);
  }

  private PatternNode counted(PatternNode part) {
    at++;
    int least = number();
    int most = least;
    if (take(',')) {
      most = has('}', at) ? Integer.MAX_VALUE : number();
    }
    if (!has('}', at) || most < least) {
      throw fault("A repetition that cannot be");
    }
    return times(part, least, most);
  }

  private int number() {
    int from = at;
    int number = 0;
    while (hasMore() && peek() >= '0' && peek() <= '9' && number <= MAX_TIMES) {
      number = number * 10 + (peek() - '0');
      at++;
    }
    if (at == from || number > MAX_TIMES) {
      throw fault("Not a number of times from 0 to " + MAX_TIMES);
    }
    return number;
  }

  private boolean hasMore() {
    return at < regex.length();
  }

  private char peek() {
    return regex.charAt(at);
  }

  private boolean has(char wanted, int place) {
    return place < regex.length() && regex.charAt(place) == wanted;
  }

  private boolean take(char wanted) {
    boolean taken = has(wanted, at);
    at += taken ? 1 : 0;
    return taken;
  }

  private PatternSyntaxException fault(String why) {
    return new PatternSyntaxException(why, regex, at);
  }
}
