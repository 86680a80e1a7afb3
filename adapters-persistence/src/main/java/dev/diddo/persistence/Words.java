package dev.diddo.persistence;

import dev.diddo.application.catalog.ProductDraft;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What products are found by: words of letters and digits, without case and accents. Texts are cut
 * here and not by PostgreSQL, whose parser reads numbers with their sign, hosts and addresses as
 * one, so that what is stored and what is looked for are cut alike.
 */
final class Words {
  /** More words than this in a query make it no clearer. */
  private static final int MAX_ASKED = 16;

  /** Long enough for a page of text; PostgreSQL tells no more positions apart than 16,383. */
  private static final int MAX_DESCRIBING = 2_000;

  /** PostgreSQL refuses words of more than 2 KB. */
  private static final int MAX_LENGTH = 100;

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final Pattern MARKUP = Pattern.compile("<[^>]*>");

  private Words() {}

  /** The words that a query asks for, each once. */
  static List<String> asked(String text) {
    return of(text).distinct().limit(MAX_ASKED).toList();
  }

  /** A {@code tsvector} of a product, its title first in weight. */
  static String vector(ProductDraft draft) {
    var vector = new StringBuilder();
    int position = append(vector, of(draft.title()), 'A', 0);
    position = append(vector, named(draft), 'B', position);
    position = append(vector, skus(draft), 'C', position);
    append(vector, described(draft), 'D', position);
    return vector.toString();
  }

  /** The words that a typo may have been meant to be. */
  static Stream<String> meant(ProductDraft draft) {
    return Stream.concat(of(draft.title()), named(draft));
  }

  private static Stream<String> named(ProductDraft draft) {
    return Stream.of(draft.brand().stream(), draft.category().stream(), draft.tags().stream())
        .flatMap(texts -> texts)
        .flatMap(Words::of);
  }

  private static Stream<String> skus(ProductDraft draft) {
    return draft.variants().stream().flatMap(v -> v.sku().stream()).flatMap(Words::of);
  }

  private static Stream<String> described(ProductDraft draft) {
    return of(MARKUP.matcher(draft.description()).replaceAll(" ")).limit(MAX_DESCRIBING);
  }

  private static int append(
      StringBuilder vector, Stream<String> words, char weight, int lastPosition) {
    int position = lastPosition;
    for (var word : (Iterable<String>) words::iterator) {
      position++;
      vector.append(quoted(word)).append(':').append(position).append(weight).append(' ');
    }
    return position;
  }

  /**
   * A {@code tsquery} that wants them all.
   *
   * @param words for each what may stand for it; the first of those also as a beginning
   */
  static String query(List<List<String>> words) {
    return words.stream().map(Words::anyOf).collect(Collectors.joining(" & "));
  }

  private static String anyOf(Collection<String> alternatives) {
    var beginning = quoted(alternatives.iterator().next()) + ":*";
    return Stream.concat(Stream.of(beginning), alternatives.stream().skip(1).map(Words::quoted))
        .collect(Collectors.joining(" | ", "(", ")"));
  }

  /** Letters and digits alone: nothing in them ends the quotation. */
  private static String quoted(String word) {
    return "'" + word + "'";
  }

  private static Stream<String> of(String text) {
    var plain = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
    return Arrays.stream(BETWEEN.split(plain.toLowerCase(Locale.ROOT)))
        .filter(word -> !word.isEmpty())
        .map(word -> word.substring(0, Math.min(word.length(), MAX_LENGTH)));
  }
}
