package dev.diddo.application.catalog;

import dev.diddo.domain.catalog.Product;
import dev.diddo.domain.catalog.Variant;
import dev.diddo.domain.money.Money;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Which products a filter means, and in which order, as plainly as it can be said. */
final class ProductMatch {
  private static final int SHORTEST_WITH_TYPO = 4;

  private ProductMatch() {}

  static boolean matches(Product product, ProductFilter filter) {
    return (filter.stores().isEmpty() || filter.stores().contains(product.store()))
        && oneOf(filter.brands(), product.brand().stream().toList())
        && oneOf(filter.categories(), product.category().stream().toList())
        && oneOf(prefixed("player:", filter.players()), product.tags())
        && oneOf(prefixed("team:", filter.teams()), product.tags())
        && filter.tags().stream().allMatch(tags -> oneOf(tags, product.tags()))
        && isPriced(product, filter)
        && filter.available().map(wanted -> wanted == isAvailable(product)).orElse(true)
        && filter.text().map(text -> isAbout(product, text)).orElse(true);
  }

  static Comparator<Product> order(ProductFilter filter) {
    Comparator<Product> newest =
        Comparator.comparing(p -> p.id().value(), Comparator.reverseOrder());
    return switch (filter.sort()) {
      case RELEVANCE ->
          filter
              .text()
              .map(text -> Comparator.<Product>comparingLong(p -> -matches(p, text)))
              .map(best -> best.thenComparing(newest))
              .orElse(newest);
      case NEWEST -> newest;
      case TITLE ->
          Comparator.<Product, String>comparing(p -> p.title().toLowerCase(Locale.ROOT))
              .thenComparing(p -> p.id().value());
      case PRICE_ASCENDING ->
          Comparator.<Product>comparingLong(p -> prices(p).min().orElse(Long.MAX_VALUE))
              .thenComparing(p -> p.id().value());
      case PRICE_DESCENDING ->
          Comparator.<Product>comparingLong(p -> -prices(p).min().orElse(0))
              .thenComparing(p -> p.id().value());
    };
  }

  private static boolean oneOf(List<String> wanted, List<String> there) {
    return wanted.isEmpty()
        || wanted.stream().anyMatch(w -> there.stream().anyMatch(w::equalsIgnoreCase));
  }

  private static List<String> prefixed(String prefix, List<String> names) {
    return names.stream().map(prefix::concat).toList();
  }

  private static boolean isPriced(Product product, ProductFilter filter) {
    return (filter.minPrice().isEmpty() && filter.maxPrice().isEmpty())
        || prices(product)
            .anyMatch(
                price ->
                    price >= filter.minPrice().orElse(0)
                        && price <= filter.maxPrice().orElse(Long.MAX_VALUE));
  }

  private static LongStream prices(Product product) {
    return product.variants().stream()
        .map(Variant::price)
        .flatMap(Optional::stream)
        .mapToLong(Money::minorUnits);
  }

  /** Whether any variant can be bought: one without a price cannot. */
  private static boolean isAvailable(Product product) {
    return product.variants().stream()
        .anyMatch(v -> v.price().isPresent() && v.inventory().canSupply(1));
  }

  private static boolean isAbout(Product product, String text) {
    return Arrays.stream(words(text)).allMatch(word -> said(product).anyMatch(s -> fits(word, s)));
  }

  /** How many words are said exactly. */
  private static long matches(Product product, String text) {
    return Arrays.stream(words(text)).filter(word -> said(product).anyMatch(word::equals)).count();
  }

  private static Stream<String> said(Product product) {
    return Stream.of(
            Stream.of(product.title()),
            product.brand().stream(),
            product.category().stream(),
            product.tags().stream(),
            Stream.of(product.description()),
            product.variants().stream().flatMap(variant -> variant.sku().stream()))
        .flatMap(texts -> texts)
        .flatMap(
            said ->
                Stream.concat(
                    Stream.of(said.toLowerCase(Locale.ROOT)), Arrays.stream(words(said))));
  }

  private static String[] words(String text) {
    return text.strip().toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+");
  }

  private static boolean fits(String word, String said) {
    return said.startsWith(word)
        || (word.length() >= SHORTEST_WITH_TYPO && distance(word, said) <= 1 + word.length() / 8);
  }

  /** How many letters to put in, take out or replace to make one word the other. */
  private static int distance(String one, String other) {
    var row = new int[other.length() + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }
}
