package dev.diddo.http.catalog;

import dev.diddo.application.catalog.ProductDraft;
import dev.diddo.application.catalog.ProductDraft.VariantDraft;
import dev.diddo.domain.catalog.Image;
import dev.diddo.domain.money.Money;
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
  private static final int MAX_NAME = 255;
  private static final int MAX_DESCRIPTION = 65_535;
  private static final int MAX_URL = 2_048;
  private static final int MAX_TAGS = 250;
  private static final int MAX_IMAGES = 250;
  private static final int MAX_VARIANTS = 2_048;
  private static final long MAX_QUANTITY = 1_000_000_000;
  private static final Pattern DECIMAL = Pattern.compile("\\d{1,16}(\\.\\d{1,6})?");
  private static final Pattern NO_HANDLE = Pattern.compile("[^\\p{L}\\p{N}]+");

  /** The handle of a product that came without one. */
  static String handleOf(String title) {
    var words = NO_HANDLE.matcher(title.toLowerCase(Locale.ROOT)).replaceAll("-");
    return words.replaceAll("^-|-$", "");
  }

  /**
   * @throws BadProductException if the product cannot be imported
   */
  ProductDraft check(ProductDraft draft) {
    name("TITLE_INVALID", "title", draft.title());
    name("HANDLE_INVALID", "handle", draft.handle());
    Stream.of(draft.brand(), draft.category())
        .flatMap(Optional::stream)
        .forEach(name -> name("NAME_INVALID", "brand or category", name));
    draft.tags().forEach(tag -> name("TAG_INVALID", "tag", tag));
    text("DESCRIPTION_INVALID", "description", draft.description(), MAX_DESCRIPTION);
    most("TOO_MANY_TAGS", "tags", draft.tags(), MAX_TAGS);
    most("TOO_MANY_IMAGES", "images", draft.images(), MAX_IMAGES);
    most("TOO_MANY_VARIANTS", "variants", draft.variants(), MAX_VARIANTS);
    if (draft.variants().isEmpty()) {
      throw bad("VARIANT_MISSING", "A product needs at least one variant");
    }
    draft.variants().forEach(this::check);
    unique(draft.variants());
    return draft;
  }

  private void check(VariantDraft variant) {
    name("TITLE_INVALID", "variant's title", variant.title());
    variant.sku().ifPresent(sku -> name("SKU_INVALID", "sku", sku));
    for (var option : variant.optionValues()) {
      name("OPTION_INVALID", "option's name", option.name());
      name("OPTION_INVALID", "option's value", option.value());
    }
  }

  /** Variants are known again by sku, else by their options: none may look like another. */
  private void unique(List<VariantDraft> variants) {
    var skus = new HashSet<String>();
    var options = new HashSet<Object>();
    for (var variant : variants) {
      if (variant.sku().isPresent() && !skus.add(variant.sku().get())) {
        throw bad("SKU_TWICE", "Two variants have the sku " + variant.sku().get());
      }
      if (variant.sku().isEmpty() && !options.add(variant.optionValues())) {
        throw bad("VARIANT_TWICE", "Two variants without a sku have the same option values");
      }
    }
  }

  /** A picture by https or http, or one that this service has itself. */
  Image image(String url, String alt) {
    text("IMAGE_INVALID", "image's alternative text", alt, MAX_NAME * 2);
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
    throw bad("IMAGE_INVALID", "An image's address must be an https URL");
  }

  /** A price as people write it, exact in the currency's minor units. */
  Money decimal(String text, Currency currency) {
    int decimals = currency.getDefaultFractionDigits();
    if (!DECIMAL.matcher(text).matches()) {
      throw bad("PRICE_INVALID", "A price is a number such as 12.50, without currency signs");
    }
    var minor = new BigDecimal(text).movePointRight(decimals).stripTrailingZeros();
    if (minor.scale() > 0) {
      throw bad("PRICE_INVALID", currency + " has only " + decimals + " decimals");
    }
    return minorUnits(minor.longValueExact(), currency);
  }

  Money minorUnits(long minorUnits, Currency currency) {
    if (minorUnits < 0 || minorUnits > Money.MAX_MINOR_UNITS) {
      throw bad("PRICE_INVALID", "A price is 0 to 2^53 - 1 minor units");
    }
    return new Money(minorUnits, currency);
  }

  /** Units in stock; an export shows oversold stock as less than nothing. */
  long quantity(String text) {
    if (!text.matches("-?\\d{1,12}")) {
      throw bad("QUANTITY_INVALID", "A quantity is a whole number");
    }
    return quantity(Math.max(0, Long.parseLong(text)));
  }

  long quantity(long units) {
    if (units < 0 || units > MAX_QUANTITY) {
      throw bad("QUANTITY_INVALID", "A quantity is 0 to " + MAX_QUANTITY);
    }
    return units;
  }

  BadProductException bad(String code, String detail) {
    return new BadProductException(line, code, detail);
  }

  private void name(String code, String what, String text) {
    if (text.isBlank()) {
      throw bad(code, "The " + what + " is missing");
    }
    text(code, what, text, MAX_NAME);
  }

  private void text(String code, String what, String text, int maxLength) {
    if (text.length() > maxLength) {
      throw bad(code, "The " + what + " has more than " + maxLength + " characters");
    }
    // PostgreSQL's text holds every character but this one.
    if (text.indexOf('\0') >= 0) {
      throw bad(code, "The " + what + " holds a NUL character");
    }
  }

  private void most(String code, String what, List<?> list, int limit) {
    if (list.size() > limit) {
      throw bad(code, "More than " + limit + " " + what);
    }
  }
}
