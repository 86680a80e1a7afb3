package dev.diddo.domain.catalog;

import java.util.List;

/** What a buyer chose for one customization. */
public sealed interface CustomizationChoice {
  String key();

  /** The value of one option. */
  record Selected(String key, String value) implements CustomizationChoice {}

  /** The values of several options; the order in which they were named means nothing. */
  record SelectedSeveral(String key, List<String> values) implements CustomizationChoice {
    public SelectedSeveral {
      values = values.stream().sorted().toList();
    }
  }

  /** Free text. */
  record Written(String key, String text) implements CustomizationChoice {}
}
