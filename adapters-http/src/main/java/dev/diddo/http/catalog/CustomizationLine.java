package dev.diddo.http.catalog;

import dev.diddo.domain.catalog.Customization;
import dev.diddo.domain.catalog.Customization.MultiSelect;
import dev.diddo.domain.catalog.Customization.Option;
import dev.diddo.domain.catalog.Customization.SingleSelect;
import dev.diddo.domain.catalog.Customization.Text;
import dev.diddo.domain.catalog.TextPattern;
import dev.diddo.http.Fault;
import dev.diddo.http.Fields;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads what buyers may choose of a product beyond its variants. */
final class CustomizationLine {
  private static final int MAX = 50;
  private static final int MAX_KEY = 64;
  private static final int MAX_LABEL = 200;
  private static final int MAX_VALUE = 200;
  private static final int MAX_OPTIONS = 500;
  private static final int MAX_METADATA = 50;
  private static final int MAX_METADATA_VALUE = 500;

  /** The words of the contract. */
  private enum Type {
    SINGLE_SELECT,
    MULTI_SELECT,
    TEXT
  }

  private static final Map<String, Type> TYPES =
      Map.of(
          "single_select",
          Type.SINGLE_SELECT,
          "multi_select",
          Type.MULTI_SELECT,
          "text",
          Type.TEXT);

  private CustomizationLine() {}

  static List<Customization> read(Fields product) {
    var customizations = product.objects("customizations", 0, MAX, CustomizationLine::one);
    ProductLine.once(
        product, "customizations", customizations.stream().map(Customization::key).toList());
    return customizations;
  }

  private static Customization one(Fields fields) {
    fields.require("type");
    var key = fields.text("key", MAX_KEY);
    var label = fields.optionalText("label", MAX_LABEL).orElse(key);
    boolean required = fields.optionalBoolean("is_required").orElse(false);
    var options = fields.objects("options", 0, MAX_OPTIONS, CustomizationLine::option);
    ProductLine.once(fields, "options", options.stream().map(Option::value).toList());
    var text = text(fields, key, label, required);
    return switch (fields.optionalChoice("type", TYPES).orElse(Type.TEXT)) {
      case SINGLE_SELECT -> new SingleSelect(key, label, required, some(fields, options));
      case MULTI_SELECT -> new MultiSelect(key, label, required, some(fields, options));
      case TEXT -> text;
    };
  }

  private static List<Option> some(Fields fields, List<Option> options) {
    if (options.isEmpty()) {
      fields.fault("options", Fault.MISSING, "must name what can be selected");
    }
    return options;
  }

  private static Option option(Fields fields) {
    var value = fields.text("value", MAX_VALUE);
    return new Option(
        value,
        fields.optionalText("label", MAX_LABEL).orElse(value),
        fields.optionalObject("metadata").map(CustomizationLine::metadata).orElse(Map.of()));
  }

  private static Map<String, String> metadata(Fields fields) {
    var metadata = new HashMap<String, String>();
    for (var name : fields.names(MAX_METADATA, MAX_KEY)) {
      fields
          .optionalText(name, 0, MAX_METADATA_VALUE)
          .ifPresent(value -> metadata.put(name, value));
    }
    return metadata;
  }

  private static Text text(Fields fields, String key, String label, boolean required) {
    var config = fields.optionalObject("config");
    return new Text(
        key,
        label,
        required,
        config.map(CustomizationLine::maxLength).orElse(OptionalInt.empty()),
        config.flatMap(CustomizationLine::pattern));
  }

  private static OptionalInt maxLength(Fields config) {
    return config.isNull("max_length")
        ? OptionalInt.empty()
        : config.optionalInteger("max_length", 1, Integer.MAX_VALUE);
  }

  private static Optional<TextPattern> pattern(Fields config) {
    var regex = config.nullableText("pattern", TextPattern.MAX_LENGTH).flatMap(text -> text);
    var pattern = regex.flatMap(TextPattern::parse);
    if (regex.isPresent() && pattern.isEmpty()) {
      config.invalid("pattern", "must be a regular expression");
    }
    return pattern;
  }
}
