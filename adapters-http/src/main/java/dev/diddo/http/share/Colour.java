package dev.diddo.http.share;

import java.util.Optional;
import java.util.regex.Pattern;

/** A colour of sRGB, a byte for each of red, green and blue. */
public record Colour(int rgb) {
  public static final Colour BLACK = new Colour(0x000000);
  public static final Colour WHITE = new Colour(0xffffff);

  private static final Pattern HEX = Pattern.compile("#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})");

  /** Reads {@code #1a2b3c}, {@code 1a2b3c} or the short {@code #abc}. */
  public static Optional<Colour> parse(String text) {
    var match = HEX.matcher(text);
    if (!match.matches()) {
      return Optional.empty();
    }
    var digits = match.group(1);
    var six = digits.length() == 3 ? digits.replaceAll("(.)", "$1$1") : digits;
    return Optional.of(new Colour(Integer.parseInt(six, 16)));
  }

  /** As CSS and SVG write it. */
  public String hex() {
    return "#%06x".formatted(rgb);
  }

  int red() {
    return rgb >> 16;
  }

  int green() {
    return rgb >> 8 & 0xff;
  }

  int blue() {
    return rgb & 0xff;
  }

  /** From 0, black, to 1, white, as WCAG defines it. */
  public double luminance() {
    return 0.2126 * linear(red()) + 0.7152 * linear(green()) + 0.0722 * linear(blue());
  }

  /** From 1, the same, to 21, black on white. */
  public double contrast(Colour other) {
    double lighter = Math.max(luminance(), other.luminance());
    double darker = Math.min(luminance(), other.luminance());
    return (lighter + 0.05) / (darker + 0.05);
  }

  private static double linear(int part) {
    double share = part / 255.0;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }
}
