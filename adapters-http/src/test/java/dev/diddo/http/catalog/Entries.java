package dev.diddo.http.catalog;

import dev.diddo.application.catalog.CatalogSource;
import dev.diddo.application.catalog.CatalogSource.Entry;
import dev.diddo.application.catalog.ProductDraft;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** What a source has to say, all of it. */
final class Entries {
  private Entries() {}

  static List<Entry> of(CatalogSource source) {
    var entries = new ArrayList<Entry>();
    for (var entry = source.next(); entry.isPresent(); entry = source.next()) {
      entries.add(entry.get());
    }
    return entries;
  }

  /** Those that were read. */
  static List<ProductDraft> drafts(CatalogSource source) {
    return of(source).stream()
        .filter(Entry.Read.class::isInstance)
        .map(entry -> ((Entry.Read) entry).draft())
        .toList();
  }

  /** The only one, which was read. */
  static ProductDraft only(CatalogSource source) {
    var entries = of(source);
    if (entries.size() == 1 && entries.getFirst() instanceof Entry.Read(_, var draft)) {
      return draft;
    }
    throw new AssertionError("Not one product: " + entries);
  }

  /** Those that were not read, as {@code 3 INVALID}. */
  static List<String> rejections(CatalogSource source) {
    return of(source).stream()
        .filter(Entry.Rejected.class::isInstance)
        .map(entry -> (Entry.Rejected) entry)
        .map(rejected -> rejected.line() + " " + rejected.code())
        .toList();
  }

  /** Lines that are made when they are read, and a count of how many were. */
  static final class Endless extends InputStream {
    private final int lines;
    private final IntFunction<String> line;
    private byte[] now = {};
    private int at;
    private int made;

    Endless(int lines, IntFunction<String> line) {
      this.lines = lines;
      this.line = line;
    }

    int made() {
      return made;
    }

    @Override
    public int read() {
      while (at == now.length) {
        if (made == lines) {
          return -1;
        }
        now = line.apply(made++).getBytes(StandardCharsets.UTF_8);
        at = 0;
      }
      return now[at++] & 0xff;
    }
  }

  /** The start of a text whose rest never comes. */
  static InputStream cutOff(String start) {
    return new InputStream() {
      private final byte[] bytes = start.getBytes(StandardCharsets.UTF_8);
      private int at;

      @Override
      public int read() throws IOException {
        if (at == bytes.length) {
          throw new IOException("The client left");
        }
        return bytes[at++] & 0xff;
      }
    };
  }

  static InputStream file(String name) {
    var stream = Entries.class.getResourceAsStream("/shopify/" + name);
    if (stream == null) {
      throw new UncheckedIOException(new IOException("No file " + name));
    }
    return stream;
  }
}
