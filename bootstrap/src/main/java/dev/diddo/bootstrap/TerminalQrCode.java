package dev.diddo.bootstrap;

import io.nayuki.qrcodegen.QrCode;

/** A QR code in half blocks: two modules a character, light on dark as terminals are. */
final class TerminalQrCode {
  /** ISO/IEC 18004 asks for four light modules around the code. */
  private static final int QUIET_ZONE = 4;

  private TerminalQrCode() {}

  static String of(QrCode code) {
    var text = new StringBuilder();
    for (int y = -QUIET_ZONE; y < code.size + QUIET_ZONE; y += 2) {
      for (int x = -QUIET_ZONE; x < code.size + QUIET_ZONE; x++) {
        text.append(halves(isLight(code, x, y), isLight(code, x, y + 1)));
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static boolean isLight(QrCode code, int x, int y) {
    return !code.getModule(x, y);
  }

  private static char halves(boolean upper, boolean lower) {
    if (upper) {
      return lower ? '█' : '▀';
    }
    return lower ? '▄' : ' ';
  }
}
