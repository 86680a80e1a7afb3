package dev.diddo.http.share;

import java.util.List;
import java.util.regex.Pattern;

/** What kind of image a client would rather have. */
enum ImageType {
  SVG("image/svg+xml"),
  PNG("image/png");

  private static final Pattern QUALITY = Pattern.compile("[qQ]=(0(\\.\\d{0,3})?|1(\\.0{0,3})?)");

  private final String mediaType;

  ImageType(String mediaType) {
    this.mediaType = mediaType;
  }

  String mediaType() {
    return mediaType;
  }

  /**
   * PNG for who prefers it; SVG for everybody else, also for who asks for neither: an image that
   * was not asked for is of more use than none.
   */
  static ImageType preferredBy(List<String> accept) {
    var png = PNG.wish(accept);
    return png.quality() > 0 && png.compareTo(SVG.wish(accept)) > 0 ? PNG : SVG;
  }

  /**
   * How much a client wants a type: one that is named goes before one that merely would do.
   *
   * @param quality from 0 to 1
   * @param precision of the range that names it: 3 for the type itself, 0 for none
   */
  private record Wish(double quality, int precision) implements Comparable<Wish> {
    @Override
    public int compareTo(Wish other) {
      int byQuality = Double.compare(quality, other.quality);
      return byQuality == 0 ? Integer.compare(precision, other.precision) : byQuality;
    }
  }

  /** What the most precise range that covers it says of this type. */
  private Wish wish(List<String> accept) {
    var wish = new Wish(0, 0);
    for (var header : accept) {
      for (var range : header.split(",", -1)) {
        var parts = range.split(";", -1);
        int precision = precision(parts[0].strip());
        if (precision > wish.precision()) {
          wish = new Wish(quality(parts), precision);
        }
      }
    }
    return wish;
  }

  private int precision(String range) {
    if (range.equalsIgnoreCase(mediaType)) {
      return 3;
    }
    return range.equalsIgnoreCase("image/*") ? 2 : range.equals("*/*") ? 1 : 0;
  }

  private static double quality(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      var match = QUALITY.matcher(parts[i].strip());
      if (match.matches()) {
        return Double.parseDouble(match.group(1));
      }
    }
    return 1;
  }
}
