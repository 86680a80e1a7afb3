package dev.diddo.http.share;

import io.nayuki.qrcodegen.QrCode;
import java.nio.charset.StandardCharsets;

/** Draws a QR code as one path over one ground, a unit for each module. */
final class QrSvg {
  private QrSvg() {}

  /**
   * @param title what it is, for those who cannot see it
   */
  static byte[] draw(QrCode code, QrLook look, String title) {
    int modules = look.modules(code);
    return """
    <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" \
    role="img" shape-rendering="crispEdges"><title>%s</title>\
    <path fill="%s" d="M0 0h%dv%dH0z"/><path fill="%s" d="%s"/></svg>
    """
        .formatted(
            look.size(),
            look.size(),
            modules,
            modules,
            escaped(title),
            look.light().hex(),
            modules,
            modules,
            look.dark().hex(),
            path(code, look.margin()))
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Each run of dark modules of a row as a rectangle. */
  private static String path(QrCode code, int margin) {
    var path = new StringBuilder();
    for (int y = 0; y < code.size; y++) {
      for (int x = 0; x < code.size; x++) {
        int start = x;
        while (code.getModule(x, y)) { // beyond the code all modules are light
          x++;
        }
        if (x > start) {
          path.append(
              "M%d %dh%dv1h-%dz".formatted(start + margin, y + margin, x - start, x - start));
        }
      }
    }
    return path.toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
