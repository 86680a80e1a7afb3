package dev.diddo.http.cart;

import dev.diddo.domain.catalog.CustomizationChoice;
import dev.diddo.domain.catalog.CustomizationChoice.Selected;
import dev.diddo.domain.catalog.CustomizationChoice.SelectedSeveral;
import dev.diddo.domain.catalog.CustomizationChoice.Written;
import dev.diddo.http.Fault;
import dev.diddo.http.Fields;
import java.util.List;
import java.util.stream.Stream;

/** Reads what a buyer chose of a product's customizations. */
final class Customizations {
  /** No product asks for more. */
  private static final int MAX = 50;

  private static final int MAX_KEY_CHARS = 64;
  private static final int MAX_VALUE_CHARS = 200;
  private static final int MAX_VALUES = 500;
  private static final int MAX_TEXT_CHARS = 1_000;

  private Customizations() {}

  static List<CustomizationChoice> read(Fields item) {
    return item.objects("customizations", 0, MAX, Customizations::choice);
  }

  private static CustomizationChoice choice(Fields fields) {
    var key = fields.text("key", MAX_KEY_CHARS);
    var value = fields.optionalText("value", 0, MAX_VALUE_CHARS);
    var text = fields.optionalText("text_value", 0, MAX_TEXT_CHARS);
    var values = fields.texts("values", 0, MAX_VALUES, MAX_VALUE_CHARS);
    if (Stream.of("value", "values", "text_value").filter(fields::has).count() != 1) {
      fields.fault("value", Fault.INVALID, "or values or text_value must be there, and just one");
    }
    if (fields.has("values")) {
      return new SelectedSeveral(key, values);
    }
    return text.<CustomizationChoice>map(written -> new Written(key, written))
        .orElseGet(() -> new Selected(key, value.orElse("")));
  }
}
