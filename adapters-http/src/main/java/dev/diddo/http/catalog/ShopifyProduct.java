package dev.diddo.http.catalog;

import de.siegmar.fastcsv.reader.CsvRecord;
import dev.diddo.application.catalog.ProductDraft;
import dev.diddo.application.catalog.ProductDraft.VariantDraft;
import dev.diddo.domain.catalog.Image;
import dev.diddo.domain.catalog.Inventory;
import dev.diddo.domain.catalog.OptionValue;
import dev.diddo.domain.money.Money;
import dev.diddo.http.Fault;
import dev.diddo.http.catalog.ShopifyColumns.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** One product of an export, read from the rows that belong to it. */
final class ShopifyProduct {
  /** Shopify's own limit of variants, and as many images. */
  static final int MAX_ROWS = 2_300;

  private final ShopifyColumns columns;
  private final List<CsvRecord> rows;
  private final Currency currency;

  ShopifyProduct(ShopifyColumns columns, List<CsvRecord> rows, Currency currency) {
    this.columns = columns;
    this.rows = rows;
    this.currency = currency;
  }

  /**
   * @throws BadProductException if it cannot be imported
   */
  ProductDraft draft() {
    var rules = new ProductRules(line(rows.getFirst()));
    if (rows.size() > MAX_ROWS) {
      throw rules.bad(Fault.OUT_OF_RANGE, "A product has at most " + MAX_ROWS + " rows");
    }
    var title = first(Column.TITLE);
    var handle = first(Column.HANDLE);
    return rules.check(
        new ProductDraft(
            handle.isEmpty() ? ProductRules.handleOf(title) : handle,
            title,
            first(Column.BODY),
            present(first(Column.VENDOR)),
            present(first(Column.TYPE)).or(() -> present(first(Column.CATEGORY))),
            tags(),
            images(),
            rows.stream().filter(this::hasVariant).map(this::variant).toList(),
            List.of()));
  }

  private List<String> tags() {
    return Stream.of(first(Column.TAGS).split(","))
        .map(String::strip)
        .filter(tag -> !tag.isEmpty())
        .distinct()
        .toList();
  }

  private List<Image> images() {
    return rows.stream()
        .filter(row -> !of(row, Column.IMAGE).isEmpty())
        .sorted(Comparator.comparingInt(this::imagePosition))
        .map(this::image)
        .distinct()
        .toList();
  }

  private int imagePosition(CsvRecord row) {
    var position = of(row, Column.IMAGE_POSITION);
    return position.matches("\\d{1,6}") ? Integer.parseInt(position) : Integer.MAX_VALUE;
  }

  private Image image(CsvRecord row) {
    return new ProductRules(line(row)).image(of(row, Column.IMAGE), of(row, Column.IMAGE_ALT));
  }

  /**
   * Rows that only bring another image have neither an option nor a price. The first brings a
   * variant in any case: that of a product of which no more is known yet.
   */
  private boolean hasVariant(CsvRecord row) {
    return row == rows.getFirst()
        || Stream.of(Column.OPTION1_VALUE, Column.PRICE, Column.SKU)
            .anyMatch(column -> !of(row, column).isEmpty());
  }

  private VariantDraft variant(CsvRecord row) {
    var options = options(row);
    var title = ProductRules.titleOf(options);
    boolean only = title.equals(ProductRules.ONLY_VARIANT);
    return new VariantDraft(
        title,
        present(of(row, Column.SKU)),
        price(row),
        only ? List.of() : options,
        inventory(row));
  }

  private List<OptionValue> options(CsvRecord row) {
    var options = new ArrayList<OptionValue>();
    addOption(options, row, Column.OPTION1_NAME, Column.OPTION1_VALUE);
    addOption(options, row, Column.OPTION2_NAME, Column.OPTION2_VALUE);
    addOption(options, row, Column.OPTION3_NAME, Column.OPTION3_VALUE);
    return options;
  }

  /** Options are named in the product's first row alone. */
  private void addOption(List<OptionValue> options, CsvRecord row, Column name, Column value) {
    var text = of(row, value);
    if (!text.isEmpty()) {
      options.add(new OptionValue(present(first(name)).orElse("Option"), text));
    }
  }

  private Optional<Money> price(CsvRecord row) {
    return present(of(row, Column.PRICE))
        .map(text -> new ProductRules(line(row)).decimal(text, currency));
  }

  /** Stock that may be oversold never runs out, and stock that nobody tracks has no number. */
  private Inventory inventory(CsvRecord row) {
    var policy = of(row, Column.POLICY);
    boolean oversold =
        Arrays.asList("continue", "true", "yes").contains(policy.toLowerCase(Locale.ROOT));
    if (of(row, Column.TRACKER).isEmpty() || oversold) {
      return Inventory.UNTRACKED;
    }
    return new Inventory(true, new ProductRules(line(row)).quantity(of(row, Column.QUANTITY)), 0);
  }

  private String first(Column column) {
    return of(rows.getFirst(), column);
  }

  private String of(CsvRecord row, Column column) {
    return columns.of(row.getFields(), column);
  }

  private static int line(CsvRecord row) {
    return (int) row.getStartingLineNumber();
  }

  private static Optional<String> present(String text) {
    return Optional.of(text).filter(t -> !t.isEmpty());
  }
}
