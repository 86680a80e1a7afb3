package dev.diddo.http.share;

import io.nayuki.qrcodegen.QrCode;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/**
 * Draws a QR code in pixels, with a palette of two colours. Every module is the same whole number
 * of pixels; what is left over widens the margin, so that nothing is blurred.
 */
final class QrPng {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final int BITS_PER_PIXEL = 1;
  private static final int PALETTE = 3;
  private static final int NO_FILTER = 0;

  private QrPng() {}

  static byte[] draw(QrCode code, QrLook look) {
    var png = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(png)) {
      out.write(SIGNATURE);
      chunk(out, "IHDR", header(look.size()));
      chunk(out, "PLTE", palette(look.light(), look.dark()));
      chunk(out, "IDAT", pixels(code, look));
      chunk(out, "IEND", new byte[0]);
    } catch (IOException memoryNeverFails) {
      throw new UncheckedIOException(memoryNeverFails);
    }
    return png.toByteArray();
  }

  private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
    var name = type.getBytes(StandardCharsets.US_ASCII);
    var check = new CRC32();
    check.update(name);
    check.update(data);
    out.writeInt(data.length);
    out.write(name);
    out.write(data);
    out.writeInt((int) check.getValue());
  }

  private static byte[] header(int size) throws IOException {
    var header = new ByteArrayOutputStream();
    var out = new DataOutputStream(header);
    out.writeInt(size);
    out.writeInt(size);
    out.write(new byte[] {BITS_PER_PIXEL, PALETTE, 0, 0, 0});
    return header.toByteArray();
  }

  private static byte[] palette(Colour... colours) {
    var palette = new ByteArrayOutputStream();
    for (var colour : colours) {
      palette.write(colour.red());
      palette.write(colour.green());
      palette.write(colour.blue());
    }
    return palette.toByteArray();
  }

  private static byte[] pixels(QrCode code, QrLook look) throws IOException {
    int scale = look.size() / look.modules(code);
    int start = (look.size() - scale * code.size) / 2;
    var light = new byte[1 + (look.size() + 7) / 8]; // a filter's number, then eight pixels a byte
    light[0] = NO_FILTER;
    var packed = new ByteArrayOutputStream();
    try (var out = new DeflaterOutputStream(packed)) {
      repeat(out, light, start);
      for (int y = 0; y < code.size; y++) {
        repeat(out, row(code, y, scale, start, light.clone()), scale);
      }
      repeat(out, light, look.size() - start - scale * code.size);
    }
    return packed.toByteArray();
  }

  private static void repeat(DeflaterOutputStream out, byte[] row, int times) throws IOException {
    for (int i = 0; i < times; i++) {
      out.write(row);
    }
  }

  private static byte[] row(QrCode code, int y, int scale, int start, byte[] row) {
    for (int x = 0; x < code.size * scale; x++) {
      if (code.getModule(x / scale, y)) {
        int pixel = start + x;
        row[1 + pixel / 8] |= (byte) (0x80 >> pixel % 8);
      }
    }
    return row;
  }
}
