package dev.diddo.http.catalog;

import dev.diddo.application.catalog.CatalogSource;
import dev.diddo.application.catalog.CatalogSource.Entry;
import dev.diddo.application.catalog.ProductDraft;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
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
      return isOver() ? -1 : now[at++] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int atMost) {
      if (isOver()) {
        return -1;
      }
      int count = Math.min(atMost, now.length - at);
      System.arraycopy(now, at, into, offset, count);
      at += count;
      return count;
    }

    private boolean isOver() {
      while (at == now.length) {
        if (made == lines) {
          return true;
        }
        now = line.apply(made++).getBytes(StandardCharsets.UTF_8);
        at = 0;
      }
      return false;
    }
  }

  /** The start of a text whose rest never comes. */
  static InputStream cutOff(String start) {
    return new FilterInputStream(new ByteArrayInputStream(start.getBytes(StandardCharsets.UTF_8))) {
      @Override
      public int read() throws IOException {
        return there(super.read());
      }

      @Override
      public int read(byte[] into, int offset, int atMost) throws IOException {
        return there(super.read(into, offset, atMost));
      }

      private int there(int answer) throws IOException {
        if (answer < 0) {
          throw new IOException("The client left");
        }
        return answer;
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
