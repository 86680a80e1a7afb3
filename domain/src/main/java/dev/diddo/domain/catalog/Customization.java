package dev.diddo.domain.catalog;

import dev.diddo.domain.payment.CardNumber;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Something that a buyer may choose about a product beyond its variant, such as the name on a
 * shirt.
 */
public sealed interface Customization {
  String key();

  String label();

  boolean required();

  /** Why this choice does not fit; empty if it does. */
  Optional<String> objectionTo(CustomizationChoice choice);

  /**
   * One of the values that may be selected.
   *
   * @param metadata the merchant's own, shown but never read
   */
  record Option(String value, String label, Map<String, String> metadata) {
    public Option {
      metadata = Map.copyOf(metadata);
    }
  }

  /** Exactly one of the options. */
  record SingleSelect(String key, String label, boolean required, List<Option> options)
      implements Customization {
    public SingleSelect {
      options = List.copyOf(options);
    }

    @Override
    public Optional<String> objectionTo(CustomizationChoice choice) {
      return switch (choice) {
        case CustomizationChoice.Selected(_, var value) when offers(options, value) ->
            Optional.empty();
        case CustomizationChoice.Selected _ -> Optional.of("value is none of the options");
        default -> Optional.of("takes value");
      };
    }
  }

  /** Several of the options, each at most once. */
  record MultiSelect(String key, String label, boolean required, List<Option> options)
      implements Customization {
    public MultiSelect {
      options = List.copyOf(options);
    }

    @Override
    public Optional<String> objectionTo(CustomizationChoice choice) {
      if (!(choice instanceof CustomizationChoice.SelectedSeveral(_, var values))) {
        return Optional.of("takes values");
      }
      if (new HashSet<>(values).size() != values.size()) {
        return Optional.of("values names an option twice");
      }
      if (required && values.isEmpty()) {
        return Optional.of("values must name at least one option");
      }
      return values.stream().allMatch(value -> offers(options, value))
          ? Optional.empty()
          : Optional.of("values has one that is none of the options");
    }
  }

  /**
   * Free text.
   *
   * @param maxLength in Unicode code points
   */
  record Text(
      String key,
      String label,
      boolean required,
      OptionalInt maxLength,
      Optional<TextPattern> pattern)
      implements Customization {
    /** No text of a buyer is longer, whatever the merchant allows. */
    public static final int MAX_LENGTH = 500;

    @Override
    public Optional<String> objectionTo(CustomizationChoice choice) {
      if (!(choice instanceof CustomizationChoice.Written(_, var text))) {
        return Optional.of("takes text_value");
      }
      int length = text.codePointCount(0, text.length());
      int limit = Math.min(maxLength.orElse(MAX_LENGTH), MAX_LENGTH);
      if (length > limit) {
        return Optional.of("text_value has more than " + limit + " characters");
      }
      if (CardNumber.isIn(text)) {
        return Optional.of("text_value must not hold a card number");
      }
      if (required && text.isBlank()) {
        return Optional.of("text_value must not be blank");
      }
      return pattern.map(p -> p.matches(text)).orElse(true)
          ? Optional.empty()
          : Optional.of("text_value does not match the pattern that the product asks for");
    }
  }

  private static boolean offers(List<Option> options, String value) {
    return options.stream().anyMatch(option -> option.value().equals(value));
  }
}
