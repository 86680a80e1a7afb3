package dev.diddo.persistence;

import dev.diddo.domain.catalog.Customization;
import dev.diddo.domain.catalog.Image;
import dev.diddo.domain.catalog.OptionValue;
import dev.diddo.domain.catalog.TextPattern;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/** The parts of products and variants that are kept as JSON. */
final class CatalogJson {
  private static final String SINGLE_SELECT = "single_select";
  private static final String MULTI_SELECT = "multi_select";
  private static final String TEXT = "text";

  private CatalogJson() {}

  static JsonArray images(List<Image> images) {
    return Stored.array(
        images, i -> new JsonObject().put("url", i.url().toString()).put("alt", i.alt()));
  }

  static List<Image> images(JsonArray from) {
    return Stored.list(
        from, i -> new Image(URI.create(Stored.text(i, "url")), Stored.text(i, "alt")));
  }

  static JsonArray optionValues(List<OptionValue> values) {
    return Stored.array(
        values, v -> new JsonObject().put("name", v.name()).put("value", v.value()));
  }

  static List<OptionValue> optionValues(JsonArray from) {
    return Stored.list(from, v -> new OptionValue(Stored.text(v, "name"), Stored.text(v, "value")));
  }

  static JsonArray customizations(List<Customization> customizations) {
    return Stored.array(customizations, CatalogJson::customization);
  }

  static List<Customization> customizations(JsonArray from) {
    return Stored.list(from, CatalogJson::customization);
  }

  private static JsonObject customization(Customization customization) {
    var common =
        new JsonObject()
            .put("key", customization.key())
            .put("label", customization.label())
            .put("required", customization.required());
    return switch (customization) {
      case Customization.SingleSelect(_, _, _, var options) ->
          common.put("type", SINGLE_SELECT).put("options", options(options));
      case Customization.MultiSelect(_, _, _, var options) ->
          common.put("type", MULTI_SELECT).put("options", options(options));
      case Customization.Text(_, _, _, var maxLength, var pattern) -> {
        maxLength.ifPresent(length -> common.put("max_length", length));
        pattern.ifPresent(p -> common.put("pattern", p.regex()));
        yield common.put("type", TEXT);
      }
    };
  }

  private static Customization customization(JsonObject from) {
    var key = Stored.text(from, "key");
    var label = Stored.text(from, "label");
    boolean required = Stored.truth(from, "required");
    return switch (Stored.text(from, "type")) {
      case SINGLE_SELECT -> new Customization.SingleSelect(key, label, required, options(from));
      case MULTI_SELECT -> new Customization.MultiSelect(key, label, required, options(from));
      case TEXT ->
          new Customization.Text(
              key,
              label,
              required,
              from.containsKey("max_length")
                  ? OptionalInt.of(Stored.integer(from, "max_length"))
                  : OptionalInt.empty(),
              Stored.optionalText(from, "pattern").map(TextPattern::new));
      case String other -> throw new IllegalStateException("A customization of type " + other);
    };
  }

  private static JsonArray options(List<Customization.Option> options) {
    return Stored.array(
        options,
        option ->
            new JsonObject()
                .put("value", option.value())
                .put("label", option.label())
                .put("metadata", metadata(option.metadata())));
  }

  private static List<Customization.Option> options(JsonObject from) {
    return Stored.list(
        from,
        "options",
        option ->
            new Customization.Option(
                Stored.text(option, "value"),
                Stored.text(option, "label"),
                metadata(Stored.object(option, "metadata"))));
  }

  /** Sorted, so that the same metadata always gives the same text. */
  private static JsonObject metadata(Map<String, String> metadata) {
    return new JsonObject(new TreeMap<>(metadata));
  }

  private static Map<String, String> metadata(JsonObject from) {
    var metadata = new TreeMap<String, String>();
    from.fieldNames().forEach(name -> metadata.put(name, Stored.text(from, name)));
    return metadata;
  }
}
