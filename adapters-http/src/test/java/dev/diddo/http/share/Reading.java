package dev.diddo.http.share;

import com.google.zxing.Binarizer;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.ReaderException;
import com.google.zxing.client.j2se.BufferedImageLuminanceSource;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** Reads QR codes as a telephone does: from a picture, and not always from a good one. */
final class Reading {
  private static final Pattern RECTANGLE = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-\\d+z");
  private static final Pattern VIEW = Pattern.compile("viewBox=\"0 0 (\\d+) \\1\"");
  private static final int PIXELS_PER_UNIT = 8;

  private Reading() {}

  static BufferedImage png(byte[] png) {
    try {
      return ImageIO.read(new ByteArrayInputStream(png));
    } catch (IOException noPicture) {
      throw new UncheckedIOException(noPicture);
    }
  }

  /** Paints the path of dark modules, as a browser would. */
  static BufferedImage svg(String svg) {
    var view = VIEW.matcher(svg);
    if (!view.find()) {
      throw new AssertionError("No view box in " + svg);
    }
    int size = Integer.parseInt(view.group(1)) * PIXELS_PER_UNIT;
    var image = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
    var pen = image.createGraphics();
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, size, size);
    pen.setColor(Color.BLACK);
    pen.scale(PIXELS_PER_UNIT, PIXELS_PER_UNIT);
    var rectangle = RECTANGLE.matcher(svg);
    while (rectangle.find()) {
      pen.fillRect(
          Integer.parseInt(rectangle.group(1)),
          Integer.parseInt(rectangle.group(2)),
          Integer.parseInt(rectangle.group(3)),
          1);
    }
    pen.dispose();
    return image;
  }

  /** On a table, not quite straight and not quite in focus. */
  static BufferedImage photographed(BufferedImage image, double degrees) {
    int size = image.getWidth() * 3 / 2;
    var photo = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = photo.createGraphics();
    pen.setColor(new Color(0xe8e4da));
    pen.fillRect(0, 0, size, size);
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    var place = AffineTransform.getRotateInstance(Math.toRadians(degrees), size / 2.0, size / 2.0);
    place.translate((size - image.getWidth()) / 2.0, (size - image.getWidth()) / 2.0);
    pen.drawImage(image, place, null);
    pen.dispose();
    var blur = new float[25];
    Arrays.fill(blur, 1 / 25f);
    return new ConvolveOp(new Kernel(5, 5, blur), ConvolveOp.EDGE_NO_OP, null).filter(photo, null);
  }

  /** What it says; empty if that cannot be read, however one tries. */
  static String text(BufferedImage image) {
    var source = new BufferedImageLuminanceSource(image);
    return Stream.of(new HybridBinarizer(source), new GlobalHistogramBinarizer(source))
        .map(Reading::text)
        .filter(Predicate.not(String::isEmpty))
        .findFirst()
        .orElse("");
  }

  private static String text(Binarizer binarizer) {
    try {
      var hints = Map.of(DecodeHintType.TRY_HARDER, true);
      return new QRCodeReader().decode(new BinaryBitmap(binarizer), hints).getText();
    } catch (ReaderException unreadable) {
      return "";
    }
  }
}
