package dev.diddo.http;

import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** By what a request is found again: in our logs, in the client's, in those of both. */
record Trace(String requestId, String traceId) {
  private static final Pattern REQUEST_ID = Pattern.compile("[!-~]{1,128}");

  /** As W3C Trace Context has it, of any version. */
  private static final Pattern TRACEPARENT =
      Pattern.compile(
          "(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}.*");

  /**
   * @param newId makes an id where the client gave none that can be used
   */
  static Trace of(
      Optional<String> requestId,
      Optional<String> traceparent,
      java.util.function.Supplier<String> newId) {
    return new Trace(
        requestId.filter(id -> REQUEST_ID.matcher(id).matches()).orElseGet(newId),
        traceparent.flatMap(Trace::traceId).orElseGet(Trace::newTraceId));
  }

  private static Optional<String> traceId(String traceparent) {
    var matcher = TRACEPARENT.matcher(traceparent);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static String newTraceId() {
    var random = ThreadLocalRandom.current();
    var hex = HexFormat.of();
    return hex.toHexDigits(random.nextLong() | 1) + hex.toHexDigits(random.nextLong());
  }
}
