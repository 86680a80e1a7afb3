package dev.diddo.http.catalog;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Finds the columns of Shopify's product export by the names of its first row. */
final class ShopifyColumns {
  /** The columns that matter here, by their names in exports until 2024 and since. */
  enum Column {
    HANDLE("handle", "url handle"),
    TITLE("title"),
    BODY("body (html)", "body html", "description"),
    VENDOR("vendor"),
    TYPE("type"),
    CATEGORY("product category", "standard product type"),
    TAGS("tags"),
    OPTION1_NAME("option1 name"),
    OPTION1_VALUE("option1 value"),
    OPTION2_NAME("option2 name"),
    OPTION2_VALUE("option2 value"),
    OPTION3_NAME("option3 name"),
    OPTION3_VALUE("option3 value"),
    SKU("variant sku", "sku"),
    TRACKER("variant inventory tracker", "inventory tracker"),
    QUANTITY("variant inventory qty", "inventory quantity"),
    POLICY("variant inventory policy", "continue selling when out of stock"),
    PRICE("variant price", "price"),
    IMAGE("image src", "product image url"),
    IMAGE_POSITION("image position"),
    IMAGE_ALT("image alt text");

    private final List<String> names;

    Column(String... names) {
      this.names = List.of(names);
    }
  }

  private final Map<Column, Integer> places = new EnumMap<>(Column.class);

  ShopifyColumns(List<String> header) {
    var names = header.stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
    for (var column : Column.values()) {
      column.names.stream()
          .map(names::indexOf)
          .filter(place -> place >= 0)
          .findFirst()
          .ifPresent(place -> places.put(column, place));
    }
    if (!places.containsKey(Column.TITLE)) {
      throw new UnreadableCatalogException(
          "The first row must name Shopify's columns, Handle and Title among them");
    }
  }

  /**
   * The field of this column, stripped; empty text if the row is shorter or the column is absent.
   */
  String of(List<String> row, Column column) {
    var place = places.get(column);
    return place == null || place >= row.size() ? "" : row.get(place).strip();
  }
}
