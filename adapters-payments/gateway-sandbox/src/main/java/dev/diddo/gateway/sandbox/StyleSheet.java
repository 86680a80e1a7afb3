package dev.diddo.gateway.sandbox;

import dev.diddo.gateway.spi.Pages.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The pages' style, read once. */
final class StyleSheet {
  static final Page PAGE =
      new Page(
          200,
          Map.of("Content-Type", "text/css; charset=utf-8", "Cache-Control", "public, max-age=300"),
          read());

  private StyleSheet() {}

  private static String read() {
    try (var style = StyleSheet.class.getResourceAsStream("style.css")) {
      if (style == null) {
        throw new IllegalStateException("style.css is missing from the plugin's jar");
      }
      return new String(style.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
