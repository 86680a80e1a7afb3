package dev.diddo.http.page;

import dev.diddo.http.Call;
import dev.diddo.http.ETags;
import dev.diddo.http.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * Files of the class path, served from memory. Only what exists is remembered, so the memory is
 * bounded by what the build packed.
 */
final class Assets {
  private static final Pattern NAME =
      Pattern.compile("[a-z0-9-]+(/[A-Za-z0-9_-]+)*/[A-Za-z0-9_-]+(\\.[a-z0-9]+)+");
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml",
          "png", "image/png",
          "yaml", "application/yaml");

  /** Smaller ones gain nothing worth a header. */
  private static final int WORTH_PACKING = 600;

  /** Modules import each other by plain names, so a browser asks whether it has the newest. */
  private static final String CACHING = "public, no-cache";

  private final Map<String, Asset> loaded = new ConcurrentHashMap<>();

  private record Asset(String type, byte[] plain, byte[] packed, String tag) {
    boolean isPacked() {
      return packed.length > 0;
    }
  }

  /** The file below {@code web/}, if there is one of this name. */
  Optional<Reply> reply(Call call, String name) {
    return NAME.matcher(name).matches() ? reply(call, name, "/web/" + name) : Optional.empty();
  }

  /** The file of that place on the class path. */
  Optional<Reply> reply(Call call, String name, String place) {
    var known = loaded.get(name);
    var asset = known == null ? load(name, place) : Optional.of(known);
    return asset.map(found -> reply(call, found));
  }

  private static Reply reply(Call call, Asset asset) {
    boolean packed = asset.isPacked() && takesGzip(call);
    var reply =
        Reply.of(200, asset.type(), packed ? asset.packed() : asset.plain())
            .header("Cache-Control", CACHING)
            .header("Vary", "Accept-Encoding");
    // A strong tag names bytes, and these differ.
    var tag = packed ? asset.tag().replaceFirst("\"$", "-gzip\"") : asset.tag();
    return ETags.tagged(call, packed ? reply.header("Content-Encoding", "gzip") : reply, tag);
  }

  private static boolean takesGzip(Call call) {
    return call.header("Accept-Encoding")
        .map(header -> header.matches("(?i).*\\bgzip\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$)).*"))
        .orElse(false);
  }

  private Optional<Asset> load(String name, String place) {
    var type = Optional.ofNullable(TYPES.get(name.substring(name.lastIndexOf('.') + 1)));
    try (var stream = Assets.class.getResourceAsStream(place)) {
      if (stream == null || type.isEmpty()) {
        return Optional.empty();
      }
      var bytes = stream.readAllBytes();
      var asset = new Asset(type.get(), bytes, pack(bytes), ETags.of(bytes));
      loaded.put(name, asset);
      return Optional.of(asset);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static byte[] pack(byte[] bytes) throws IOException {
    var packed = new ByteArrayOutputStream(bytes.length / 2);
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    }
    boolean worthIt = bytes.length >= WORTH_PACKING && packed.size() < bytes.length;
    return worthIt ? packed.toByteArray() : new byte[0];
  }
}
