package dev.diddo.http.catalog;

import dev.diddo.application.catalog.ProductDraft;
import dev.diddo.application.catalog.ProductDraft.VariantDraft;
import dev.diddo.domain.catalog.Customization;
import dev.diddo.domain.catalog.Image;
import dev.diddo.domain.catalog.Inventory;
import dev.diddo.domain.catalog.OptionValue;
import dev.diddo.domain.catalog.TextPattern;
import dev.diddo.domain.money.Money;
import dev.diddo.http.Fields;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads a product as the contract writes it, without ids. */
final class ProductFields {
  private static final int MAX_NAME = 255;
  private static final int MAX_DESCRIPTION = 65_535;
  private static final int MAX_URL = 2_048;
  private static final int MAX_TAGS = 250;
  private static final int MAX_IMAGES = 250;
  private static final int MAX_VARIANTS = 2_048;
  private static final int MAX_OPTIONS = 100;
  private static final int MAX_CUSTOMIZATIONS = 50;
  private static final int MAX_QUANTITY = 1_000_000_000;
  private static final String ONLY_VARIANT = "Default Title";

  private enum Type {
    SINGLE_SELECT,
    MULTI_SELECT,
    TEXT
  }

  private static final Map<String, Type> TYPES =
      Map.of(
          "single_select", Type.SINGLE_SELECT,
          "multi_select", Type.MULTI_SELECT,
          "text", Type.TEXT);

  private final ProductRules rules;
  private final Currency currency;

  ProductFields(int line, Currency currency) {
    this.rules = new ProductRules(line);
    this.currency = currency;
  }

  /**
   * @throws dev.diddo.http.RefusedException if a field is at fault
   * @throws BadProductException if the fields together make no product
   */
  ProductDraft read(Fields fields) {
    var title = fields.text("title", MAX_NAME);
    var draft =
        new ProductDraft(
            nullable(fields, "handle").orElseGet(() -> ProductRules.handleOf(title)),
            title,
            fields.isNull("description")
                ? ""
                : fields.optionalText("description", 0, MAX_DESCRIPTION).orElse(""),
            nullable(fields, "brand"),
            nullable(fields, "category"),
            fields.texts("tags", 0, MAX_TAGS, MAX_NAME),
            images(fields),
            fields.objects("variants", 1, MAX_VARIANTS, this::variant),
            customizations(fields));
    fields.end();
    return rules.check(draft);
  }

  private static Optional<String> nullable(Fields fields, String name) {
    return fields.nullableText(name, MAX_NAME).flatMap(value -> value);
  }

  /** An image is a URL, or an object that also says what it shows. */
  private List<Image> images(Fields fields) {
    return fields.textsOrObjects(
        "images",
        MAX_IMAGES,
        MAX_URL,
        url -> rules.image(url, ""),
        image ->
            rules.image(
                image.text("url", MAX_URL), image.optionalText("alt", 0, MAX_NAME * 2).orElse("")));
  }

  private VariantDraft variant(Fields fields) {
    var options =
        fields.objects(
            "option_values",
            0,
            MAX_OPTIONS,
            option ->
                new OptionValue(option.text("name", MAX_NAME), option.text("value", MAX_NAME)));
    var named = String.join(" / ", options.stream().map(OptionValue::value).toList());
    return new VariantDraft(
        nullable(fields, "title").orElse(named.isEmpty() ? ONLY_VARIANT : named),
        nullable(fields, "sku"),
        price(fields),
        options,
        fields
            .optionalObject("inventory")
            .map(ProductFields::inventory)
            .orElse(Inventory.UNTRACKED));
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
    return new Inventory(
        fields.optionalBoolean("tracked").orElse(true),
        fields.optionalLong("quantity", 0, MAX_QUANTITY).orElse(0),
        0);
  }

  private List<Customization> customizations(Fields fields) {
    var keys = new HashSet<String>();
    return fields.objects("customizations", 0, MAX_CUSTOMIZATIONS, one -> customization(one, keys));
  }

  private Customization customization(Fields fields, Set<String> keys) {
    var key = fields.text("key", MAX_NAME);
    if (!keys.add(key)) {
      fields.invalid("key", "must be another than those before");
    }
    var type = fields.optionalChoice("type", TYPES);
    if (!fields.has("type")) {
      fields.invalid("type", "must be single_select, multi_select or text");
    }
    var label = fields.optionalText("label", MAX_NAME).orElse(key);
    boolean required = fields.optionalBoolean("is_required").orElse(false);
    var options = fields.objects("options", 0, MAX_OPTIONS, ProductFields::option);
    var config =
        fields.isNull("config") ? Optional.<Fields>empty() : fields.optionalObject("config");
    var maxLength = config.map(ProductFields::maxLength).orElse(OptionalInt.empty());
    var pattern = config.flatMap(ProductFields::pattern);
    var wanted = type.orElse(Type.TEXT);
    if (wanted != Type.TEXT && options.isEmpty()) {
      fields.invalid("options", "must name what can be selected");
    }
    return switch (wanted) {
      case SINGLE_SELECT -> new Customization.SingleSelect(key, label, required, options);
      case MULTI_SELECT -> new Customization.MultiSelect(key, label, required, options);
      case TEXT -> new Customization.Text(key, label, required, maxLength, pattern);
    };
  }

  private static OptionalInt maxLength(Fields config) {
    return config.isNull("max_length")
        ? OptionalInt.empty()
        : config.optionalInteger("max_length", 1, Integer.MAX_VALUE);
  }

  private static Optional<TextPattern> pattern(Fields config) {
    if (config.isNull("pattern")) {
      return Optional.empty();
    }
    var regex = config.optionalText("pattern", TextPattern.MAX_LENGTH);
    var pattern = regex.flatMap(TextPattern::parse);
    if (regex.isPresent() && pattern.isEmpty()) {
      config.invalid("pattern", "must be a regular expression");
    }
    return pattern;
  }

  private static Customization.Option option(Fields fields) {
    var value = fields.text("value", MAX_NAME);
    return new Customization.Option(
        value,
        fields.optionalText("label", MAX_NAME).orElse(value),
        fields.isNull("metadata")
            ? Map.of()
            : fields.optionalObject("metadata").map(ProductFields::metadata).orElse(Map.of()));
  }

  private static Map<String, String> metadata(Fields fields) {
    var metadata = new HashMap<String, String>();
    for (var name : fields.names()) {
      fields.optionalText(name, 0, MAX_NAME).ifPresent(value -> metadata.put(name, value));
    }
    return metadata;
  }
}
