package dev.diddo.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Holds texts from outside against what can be stored and shown. */
public final class Texts {
  private Texts() {}

  /** The text of a node, if it fits; else why not goes to the objector, as a code and in words. */
  static Optional<String> read(
      JsonNode node, int minChars, int maxChars, BiConsumer<String, String> objector) {
    if (!node.isTextual()) {
      objector.accept(Fault.WRONG_TYPE, "must be a text");
      return Optional.empty();
    }
    var text = node.textValue();
    if (!isStorable(text)) {
      objector.accept(Fault.INVALID, "must not have a NUL or half a surrogate pair");
      return Optional.empty();
    }
    int length = text.codePointCount(0, text.length());
    if (length < minChars || length > maxChars) {
      objector.accept(
          Fault.OUT_OF_RANGE, "must have from " + minChars + " to " + maxChars + " characters");
      return Optional.empty();
    }
    return Optional.of(text);
  }

  /** Whether a database takes it, and gives it back as it was. */
  static boolean isStorable(String text) {
    return text.codePoints().noneMatch(c -> c == 0 || isLoneSurrogate(c));
  }

  /** The text with what cannot be written replaced. */
  public static String printable(String text) {
    if (isStorable(text)) {
      return text;
    }
    var clean = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c == 0 || isLoneSurrogate(c) ? '\uFFFD' : c)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }

  private static boolean isLoneSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }
}
