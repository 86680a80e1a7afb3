package dev.diddo.http.catalog;

import dev.diddo.application.catalog.CatalogSource;
import dev.diddo.http.Fields;
import dev.diddo.http.Problem;
import dev.diddo.http.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Currency;
import java.util.Optional;

/** A catalogue with one product a line, each a JSON object of the contract's shape without ids. */
public final class NdjsonCatalog implements CatalogSource {
  private static final int MAX_LINE_BYTES = 1 << 20;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private final Lines lines;
  private final Currency currency;

  /**
   * @param currency of the store that imports, in which prices are meant
   */
  public NdjsonCatalog(InputStream ndjson, Currency currency) {
    this.lines = new Lines(ndjson, MAX_LINE_BYTES);
    this.currency = currency;
  }

  @Override
  public Optional<Entry> next() {
    try {
      var line = lines.next();
      while (line.isPresent() && line.get().isBlank()) {
        line = lines.next();
      }
      return line.map(this::entry);
    } catch (IOException broken) {
      throw new UnreadableCatalogException("The text was cut off", broken);
    }
  }

  private Entry entry(Lines.Line line) {
    int number = line.number();
    if (!line.whole()) {
      return new Entry.Rejected(
          number, ProductRules.OUT_OF_RANGE, "A line has at most " + MAX_LINE_BYTES + " bytes");
    }
    try {
      var fields = Fields.ofJson(bytes(line));
      return new Entry.Read(number, new ProductLine(number, currency).read(fields));
    } catch (BadProductException bad) {
      return new Entry.Rejected(number, bad.code(), bad.detail());
    } catch (RefusedException bad) {
      return rejected(number, bad.problem());
    }
  }

  /** Of all that is wrong with it the first: one line is for one fault. */
  private static Entry rejected(int line, Problem problem) {
    return problem.faults().stream()
        .findFirst()
        .map(fault -> new Entry.Rejected(line, fault.code(), problem.detail()))
        .orElseGet(() -> new Entry.Rejected(line, ProductRules.MALFORMED, problem.detail()));
  }

  private static byte[] bytes(Lines.Line line) {
    int mark = BYTE_ORDER_MARK.length;
    boolean marked =
        line.number() == 1
            && line.bytes().length >= mark
            && Arrays.equals(line.bytes(), 0, mark, BYTE_ORDER_MARK, 0, mark);
    return marked ? Arrays.copyOfRange(line.bytes(), mark, line.bytes().length) : line.bytes();
  }
}
