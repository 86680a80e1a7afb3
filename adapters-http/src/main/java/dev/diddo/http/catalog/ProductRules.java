package dev.diddo.http.catalog;

import dev.diddo.application.catalog.ProductDraft;
import dev.diddo.application.catalog.ProductDraft.VariantDraft;
import dev.diddo.domain.catalog.Image;
import dev.diddo.domain.catalog.OptionValue;
import dev.diddo.domain.money.Money;
import dev.diddo.http.Fault;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a product has to keep to, whatever the format it comes in.
 *
 * @param line where it stands, for the report
 */
record ProductRules(int line) {
  static final String MALFORMED = "MALFORMED";
  static final String OUT_OF_RANGE = Fault.OUT_OF_RANGE;

  static final int MAX_NAME = 255;
  static final int MAX_DESCRIPTION = 65_535;
  static final int MAX_URL = 2_048;
  static final int MAX_ALT = 512;
  static final int MAX_TAGS = 250;
  static final int MAX_IMAGES = 250;
  static final int MAX_VARIANTS = 2_048;
  static final long MAX_QUANTITY = 1_000_000_000;
  static final String ONLY_VARIANT = "Default Title";
  private static final BigDecimal MOST = BigDecimal.valueOf(Money.MAX_MINOR_UNITS);
  private static final Pattern DECIMAL = Pattern.compile("\\d{1,16}(\\.\\d{1,6})?");
  private static final Pattern NO_HANDLE = Pattern.compile("[^\\p{L}\\p{N}]+");

  /** The handle of a product that came without one: by its title it is known again. */
  static String handleOf(String title) {
    var name = title.strip().toLowerCase(Locale.ROOT);
    var words = NO_HANDLE.matcher(name).replaceAll("-").replaceAll("^-|-$", "");
    return words.isEmpty() ? name : words;
  }

  /** The title of a variant that came without one. */
  static String titleOf(List<OptionValue> options) {
    var title = String.join(" / ", options.stream().map(OptionValue::value).toList());
    if (title.codePointCount(0, title.length()) > MAX_NAME) {
      return title.substring(0, title.offsetByCodePoints(0, MAX_NAME));
    }
    return title.isEmpty() ? ONLY_VARIANT : title;
  }

  /**
   * @throws BadProductException if the product cannot be imported
   */
  ProductDraft check(ProductDraft draft) {
    name("title", draft.title());
    name("handle", draft.handle());
    Stream.of(draft.brand(), draft.category())
        .flatMap(Optional::stream)
        .forEach(name -> name("brand or category", name));
    draft.tags().forEach(tag -> name("tag", tag));
    text("description", draft.description(), MAX_DESCRIPTION);
    most("tags", draft.tags(), MAX_TAGS);
    most("images", draft.images(), MAX_IMAGES);
    most("variants", draft.variants(), MAX_VARIANTS);
    if (draft.variants().isEmpty()) {
      throw bad(Fault.MISSING, "A product needs at least one variant");
    }
    draft.variants().forEach(this::check);
    unique(draft.variants());
    return draft;
  }

  private void check(VariantDraft variant) {
    name("variant's title", variant.title());
    variant.sku().ifPresent(sku -> name("sku", sku));
    for (var option : variant.optionValues()) {
      name("option's name", option.name());
      name("option's value", option.value());
    }
  }

  /** Variants are known again by sku, else by their options: none may look like another. */
  private void unique(List<VariantDraft> variants) {
    var skus = new HashSet<String>();
    var options = new HashSet<Object>();
    for (var variant : variants) {
      if (variant.sku().isPresent() && !skus.add(variant.sku().get())) {
        throw bad(Fault.INVALID, "Two variants have the sku " + variant.sku().get());
      }
      if (variant.sku().isEmpty() && !options.add(variant.optionValues())) {
        throw bad(Fault.INVALID, "Two variants without a sku have the same option values");
      }
    }
  }

  /** A picture by https or http, or one that this service has itself. */
  Image image(String url, String alt) {
    text("image's alternative text", alt, MAX_ALT);
    try {
      var uri = new URI(url.replace(" ", "%20"));
      boolean web =
          ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
              && uri.getHost() != null;
      boolean own =
          uri.getScheme() == null && uri.getAuthority() == null && url.startsWith("/web/");
      if ((web || own) && uri.getRawUserInfo() == null && url.length() <= MAX_URL) {
        return new Image(uri, alt);
      }
    } catch (URISyntaxException unreadable) {
      // told below
    }
    throw bad(
        Fault.INVALID,
        "An image's address must be an https or http URL without a user in it, of at most "
            + MAX_URL
            + " characters");
  }

  /** A price as people write it, exact in the currency's minor units. */
  Money decimal(String text, Currency currency) {
    int decimals = currency.getDefaultFractionDigits();
    if (!DECIMAL.matcher(text).matches()) {
      throw bad(Fault.INVALID, "A price is a number such as 12.50, without currency signs");
    }
    var minor = new BigDecimal(text).movePointRight(decimals).stripTrailingZeros();
    if (minor.scale() > 0) {
      throw bad(Fault.INVALID, "A price in " + currency + " has only " + decimals + " decimals");
    }
    if (minor.compareTo(MOST) > 0) {
      throw bad(OUT_OF_RANGE, "A price is 0 to 2^53 - 1 minor units");
    }
    return new Money(minor.longValueExact(), currency);
  }

  /** Units in stock; an export shows oversold stock as less than nothing, and none as nothing. */
  long quantity(String text) {
    if (text.isEmpty()) {
      return 0;
    }
    if (!text.matches("-?\\d{1,12}")) {
      throw bad(Fault.INVALID, "A quantity is a whole number");
    }
    long units = Math.max(0, Long.parseLong(text));
    if (units > MAX_QUANTITY) {
      throw bad(OUT_OF_RANGE, "A quantity is 0 to " + MAX_QUANTITY);
    }
    return units;
  }

  BadProductException bad(String code, String detail) {
    return new BadProductException(line, code, detail);
  }

  private void name(String what, String text) {
    if (text.isBlank()) {
      throw bad(Fault.MISSING, "The " + what + " is missing");
    }
    text(what, text, MAX_NAME);
  }

  private void text(String what, String text, int maxLength) {
    if (text.codePointCount(0, text.length()) > maxLength) {
      throw bad(OUT_OF_RANGE, "The " + what + " has more than " + maxLength + " characters");
    }
    // PostgreSQL's text holds every character but this one.
    if (text.indexOf('\0') >= 0) {
      throw bad(Fault.INVALID, "The " + what + " holds a NUL character");
    }
  }

  private void most(String what, List<?> list, int limit) {
    if (list.size() > limit) {
      throw bad(OUT_OF_RANGE, "More than " + limit + " " + what);
    }
  }
}
