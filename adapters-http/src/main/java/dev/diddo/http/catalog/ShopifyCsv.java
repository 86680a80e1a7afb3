package dev.diddo.http.catalog;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.diddo.application.catalog.CatalogSource;
import dev.diddo.http.RefusedException;
import dev.diddo.http.catalog.ShopifyColumns.Column;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Currency;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Shopify's product export as a catalogue. A product is one row or several that follow each other:
 * a variant each, an image each, or both; only the first has the product's own columns.
 */
public final class ShopifyCsv implements CatalogSource {
  private static final int MAX_FIELD_CHARACTERS = 1 << 20;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final Iterator<CsvRecord> rows;
  private final ShopifyColumns columns;
  private final Currency currency;
  private @Nullable CsvRecord ahead;

  /**
   * @param currency of the store that imports, in which the file's prices are meant
   */
  public ShopifyCsv(InputStream csv, Currency currency) {
    var decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    this.rows =
        CsvReader.builder()
            .maxBufferSize(MAX_FIELD_CHARACTERS)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofCsvRecord(new InputStreamReader(csv, decoder))
            .iterator();
    this.currency = currency;
    this.columns = new ShopifyColumns(header());
  }

  @Override
  public Optional<Entry> next() {
    var rowsOfProduct = nextRows();
    if (rowsOfProduct.isEmpty()) {
      return Optional.empty();
    }
    int line = (int) rowsOfProduct.getFirst().getStartingLineNumber();
    try {
      var product = new ShopifyProduct(columns, rowsOfProduct, currency);
      return Optional.of(new Entry.Read(line, product.draft()));
    } catch (BadProductException bad) {
      return Optional.of(new Entry.Rejected(bad.line(), bad.code(), bad.detail()));
    }
  }

  private List<String> header() {
    var first = nextRow();
    if (first == null) {
      throw new UnreadableCatalogException("The file is empty");
    }
    var names = new ArrayList<>(first.getFields());
    if (names.getFirst().indexOf(BYTE_ORDER_MARK) == 0) {
      names.set(0, names.getFirst().substring(1));
    }
    return names;
  }

  /**
   * The rows of one product: those that follow each other under one handle. Of too many no more is
   * kept than shows that they are.
   */
  private List<CsvRecord> nextRows() {
    var together = new ArrayList<CsvRecord>();
    var row = ahead == null ? nextRow() : ahead;
    ahead = null;
    while (row != null && (together.isEmpty() || belongs(row, together.getFirst()))) {
      if (together.size() <= ShopifyProduct.MAX_ROWS) {
        together.add(row);
      }
      row = nextRow();
    }
    ahead = row;
    return together;
  }

  private boolean belongs(CsvRecord row, CsvRecord first) {
    var handle = columns.of(row.getFields(), Column.HANDLE);
    var title = columns.of(row.getFields(), Column.TITLE);
    return handle.isEmpty()
        ? title.isEmpty() || title.equals(columns.of(first.getFields(), Column.TITLE))
        : handle.equals(columns.of(first.getFields(), Column.HANDLE));
  }

  private @Nullable CsvRecord nextRow() {
    try {
      return rows.hasNext() ? rows.next() : null;
    } catch (CsvParseException broken) {
      // Whatever the bytes' own reader throws comes in one of these.
      if (broken.getCause() instanceof RefusedException refused) {
        throw refused;
      }
      throw new UnreadableCatalogException("This is no CSV as RFC 4180 has it", broken);
    } catch (NoSuchElementException broken) {
      throw new UnreadableCatalogException("This is no CSV as RFC 4180 has it", broken);
    } catch (UncheckedIOException broken) {
      throw new UnreadableCatalogException("The text is not UTF-8, or was cut off", broken);
    }
  }
}
