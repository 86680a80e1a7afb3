package dev.diddo.persistence;

import dev.diddo.domain.session.BuyerField;
import dev.diddo.domain.session.BuyerIdentity;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What people are found by, in the one form in which it is stored and asked for. */
final class SearchText {
  private SearchText() {}

  /** Without regard to case, to how accents are encoded, and to how much space is between words. */
  static String fold(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .strip()
        .replaceAll("\\s+", " ");
  }

  static Optional<String> email(BuyerIdentity buyer) {
    return buyer.email().map(SearchText::fold);
  }

  static Optional<String> name(BuyerIdentity buyer) {
    return name(buyer.get(BuyerField.FIRST_NAME), buyer.get(BuyerField.LAST_NAME));
  }

  static Optional<String> nameReversed(BuyerIdentity buyer) {
    return name(buyer.get(BuyerField.LAST_NAME), buyer.get(BuyerField.FIRST_NAME));
  }

  private static Optional<String> name(Optional<String> one, Optional<String> other) {
    var name = Stream.of(one, other).flatMap(Optional::stream).collect(Collectors.joining(" "));
    return Optional.of(fold(name)).filter(folded -> !folded.isEmpty());
  }
}
