package dev.diddo.http.catalog;

import dev.diddo.application.catalog.ProductDraft;
import dev.diddo.application.catalog.ProductDraft.VariantDraft;
import dev.diddo.domain.catalog.Inventory;
import dev.diddo.domain.catalog.OptionValue;
import dev.diddo.domain.money.Money;
import dev.diddo.http.Fault;
import dev.diddo.http.Fields;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/** Reads a product without ids from JSON. What an export adds is passed over. */
final class ProductLine {
  private static final int MAX_DOMAIN = 253;
  private static final int MAX_OPTIONS = 10;

  private final ProductRules rules;
  private final Currency currency;

  ProductLine(int line, Currency currency) {
    this.rules = new ProductRules(line);
    this.currency = currency;
  }

  /**
   * @throws dev.diddo.http.RefusedException if a field is not of the contract's shape
   * @throws BadProductException if the product breaks a rule
   */
  ProductDraft read(Fields fields) {
    var title = fields.text("title", ProductRules.MAX_NAME);
    var handle = nullable(fields, "handle", ProductRules.MAX_NAME);
    var description = description(fields);
    var brand = nullable(fields, "brand", ProductRules.MAX_NAME);
    var category = nullable(fields, "category", ProductRules.MAX_NAME);
    var tags = fields.texts("tags", 0, ProductRules.MAX_TAGS, ProductRules.MAX_NAME);
    var images = pictures(fields);
    var variants = fields.objects("variants", 1, ProductRules.MAX_VARIANTS, this::variant);
    var customizations = CustomizationLine.read(fields);
    fields.optionalText("store", MAX_DOMAIN);
    fields.require("variants");
    fields.end();
    return rules.check(
        new ProductDraft(
            handle.orElseGet(() -> ProductRules.handleOf(title)),
            title,
            description,
            brand,
            category,
            tags.stream().distinct().toList(),
            images.stream().map(picture -> rules.image(picture.url(), picture.alt())).toList(),
            variants,
            customizations));
  }

  private static String description(Fields fields) {
    return fields.isNull("description")
        ? ""
        : fields.optionalText("description", 0, ProductRules.MAX_DESCRIPTION).orElse("");
  }

  private record Picture(String url, String alt) {}

  /** An address alone, or with what the picture shows. */
  private static List<Picture> pictures(Fields fields) {
    return fields.textsOrObjects(
        "images",
        ProductRules.MAX_IMAGES,
        ProductRules.MAX_URL,
        url -> new Picture(url, ""),
        ProductLine::picture);
  }

  private static Picture picture(Fields fields) {
    return new Picture(
        fields.text("url", ProductRules.MAX_URL),
        fields.optionalText("alt", 0, ProductRules.MAX_ALT).orElse(""));
  }

  private VariantDraft variant(Fields fields) {
    var options = fields.objects("option_values", 0, MAX_OPTIONS, ProductLine::option);
    fields.optionalBoolean("is_available");
    return new VariantDraft(
        nullable(fields, "title", ProductRules.MAX_NAME)
            .orElseGet(() -> ProductRules.titleOf(options)),
        nullable(fields, "sku", ProductRules.MAX_NAME),
        price(fields),
        options,
        fields.optionalObject("inventory").map(ProductLine::inventory).orElse(Inventory.UNTRACKED));
  }

  private static OptionValue option(Fields fields) {
    return new OptionValue(
        fields.text("name", ProductRules.MAX_NAME), fields.text("value", ProductRules.MAX_NAME));
  }

  private Optional<Money> price(Fields fields) {
    if (fields.isNull("price")) {
      return Optional.empty();
    }
    var amount = fields.optionalAmount("price");
    return amount.isPresent()
        ? Optional.of(new Money(amount.getAsLong(), currency))
        : Optional.empty();
  }

  private static Inventory inventory(Fields fields) {
    var tracked = fields.optionalBoolean("tracked");
    var quantity = fields.optionalLong("quantity", 0, ProductRules.MAX_QUANTITY);
    if (tracked.orElse(false) && quantity.isEmpty()) {
      fields.require("quantity");
    }
    fields.require("tracked");
    return new Inventory(tracked.orElse(false), quantity.orElse(0), 0);
  }

  private static Optional<String> nullable(Fields fields, String name, int maxChars) {
    return fields.nullableText(name, maxChars).flatMap(text -> text);
  }

  /** Faults names that stand twice in a list where each may stand once. */
  static void once(Fields fields, String name, List<String> keys) {
    if (keys.stream().distinct().count() < keys.size()) {
      fields.fault(name, Fault.INVALID, "must not name the same twice");
    }
  }
}
