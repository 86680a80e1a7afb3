package dev.diddo.http.catalog;

import dev.diddo.application.catalog.CatalogSource;
import dev.diddo.http.Fields;
import dev.diddo.http.RefusedException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Currency;
import java.util.Optional;

/**
 * A catalogue of one JSON object a line, as newline-delimited JSON has it. Blank lines say nothing.
 */
public final class NdjsonCatalog implements CatalogSource {
  private static final int MAX_LINE_BYTES = 1 << 20;

  private final InputStream bytes;
  private final Currency currency;
  private int line;
  private boolean ended;

  /**
   * @param currency of the store that imports, in which the prices are meant
   */
  public NdjsonCatalog(InputStream ndjson, Currency currency) {
    this.bytes = new BufferedInputStream(ndjson);
    this.currency = currency;
  }

  @Override
  public Optional<Entry> next() {
    while (!ended) {
      var text = nextLine();
      if (!isBlank(text)) {
        return Optional.of(read(text));
      }
    }
    return Optional.empty();
  }

  private Entry read(byte[] text) {
    if (text.length > MAX_LINE_BYTES) {
      return new Entry.Rejected(line, "LINE_TOO_LONG", "A product has at most 1 MiB");
    }
    try {
      var fields = Fields.ofJson(text);
      return new Entry.Read(line, new ProductFields(line, currency).read(fields));
    } catch (RefusedException refused) {
      var problem = refused.problem();
      return new Entry.Rejected(line, problem.code().name(), problem.detail());
    } catch (BadProductException bad) {
      return new Entry.Rejected(bad.line(), bad.code(), bad.detail());
    }
  }

  /** The next line; of one that is too long just enough to see that. */
  private byte[] nextLine() {
    line++;
    var text = new ByteArrayOutputStream();
    try {
      for (int b = bytes.read(); b != '\n'; b = bytes.read()) {
        if (b < 0) {
          ended = true;
          break;
        }
        if (text.size() <= MAX_LINE_BYTES) {
          text.write(b);
        }
      }
    } catch (IOException broken) {
      throw new UnreadableCatalogException("The text was cut off", broken);
    }
    return text.toByteArray();
  }

  private static boolean isBlank(byte[] text) {
    for (byte b : text) {
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }
}
