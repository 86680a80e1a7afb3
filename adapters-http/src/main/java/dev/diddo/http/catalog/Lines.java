package dev.diddo.http.catalog;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The lines of a text of bytes, of which none is ever in memory beyond its limit. */
final class Lines {
  private final InputStream bytes;
  private final int maxBytes;
  private int number;

  Lines(InputStream bytes, int maxBytes) {
    this.bytes = new BufferedInputStream(bytes);
    this.maxBytes = maxBytes;
  }

  /**
   * @param number from 1
   * @param bytes without the line's end
   * @param whole false if it was cut off at the limit
   */
  record Line(int number, byte[] bytes, boolean whole) {
    boolean isBlank() {
      for (byte b : bytes) {
        if (b != ' ' && b != '\t' && b != '\r') {
          return false;
        }
      }
      return true;
    }
  }

  /** Empty at the end. */
  Optional<Line> next() throws IOException {
    int b = bytes.read();
    if (b < 0) {
      return Optional.empty();
    }
    number++;
    var line = new ByteArrayOutputStream();
    boolean whole = true;
    for (; b >= 0 && b != '\n'; b = bytes.read()) {
      if (line.size() < maxBytes) {
        line.write(b);
      } else {
        whole = false;
      }
    }
    return Optional.of(new Line(number, line.toByteArray(), whole));
  }
}
