package dev.diddo.http.share;

import dev.diddo.http.Call;
import dev.diddo.http.Fault;
import io.nayuki.qrcodegen.QrCode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * How a QR code is to look.
 *
 * @param size of the whole image, in pixels
 * @param margin around the code, in modules
 */
record QrLook(int size, int margin, QrCode.Ecc ecc, Colour dark, Colour light) {
  private static final int MIN_SIZE = 64;
  private static final int MAX_SIZE = 2_048;
  private static final int STANDARD_SIZE = 512;
  private static final int MAX_MARGIN = 16;

  /** What scanners ask for. */
  private static final int STANDARD_MARGIN = 4;

  /** What WCAG asks for of graphics; scanners manage with it too. */
  private static final double LEAST_CONTRAST = 3;

  private static final SequencedMap<String, QrCode.Ecc> LEVELS = levels();

  private static SequencedMap<String, QrCode.Ecc> levels() {
    var levels = new LinkedHashMap<String, QrCode.Ecc>();
    levels.put("L", QrCode.Ecc.LOW);
    levels.put("M", QrCode.Ecc.MEDIUM);
    levels.put("Q", QrCode.Ecc.QUARTILE);
    levels.put("H", QrCode.Ecc.HIGH);
    return levels;
  }

  /**
   * As the query says.
   *
   * @throws dev.diddo.http.RefusedException if it says something else, or what no camera reads
   */
  static QrLook of(Call call) {
    var look =
        new QrLook(
            call.query("size", MIN_SIZE, MAX_SIZE, STANDARD_SIZE),
            call.query("margin", 0, MAX_MARGIN, STANDARD_MARGIN),
            call.query("ecc", Map.copyOf(LEVELS)).orElse(QrCode.Ecc.MEDIUM),
            colour(call, "dark", Colour.BLACK),
            colour(call, "light", Colour.WHITE));
    if (look.dark.luminance() > look.light.luminance()) {
      throw Call.invalid("/query/dark", Fault.INVALID, "dark must be darker than light");
    }
    if (look.dark.contrast(look.light) < LEAST_CONTRAST) {
      throw Call.invalid(
          "/query/dark", Fault.INVALID, "dark and light need a contrast of 3:1 to be read");
    }
    return look;
  }

  private static Colour colour(Call call, String name, Colour standard) {
    return call.query(name)
        .map(
            text ->
                Colour.parse(text)
                    .orElseThrow(
                        () ->
                            Call.invalid(
                                "/query/" + name,
                                Fault.INVALID,
                                name + " is a colour of 3 or 6 hex digits")))
        .orElse(standard);
  }

  /**
   * The code itself.
   *
   * @throws dev.diddo.http.RefusedException if it needs more pixels than the size has
   */
  QrCode encode(String text) {
    var code = QrCode.encodeText(text, ecc);
    int least = modules(code);
    if (size < least) {
      throw Call.invalid(
          "/query/size", Fault.OUT_OF_RANGE, "size must be " + least + " or more for this code");
    }
    return code;
  }

  /** Across the whole image, margins included. */
  int modules(QrCode code) {
    return code.size + 2 * margin;
  }
}
