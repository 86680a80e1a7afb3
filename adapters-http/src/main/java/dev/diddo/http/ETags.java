package dev.diddo.http;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** Names the bytes of an answer, so that a client need not fetch or overwrite what it knows. */
public final class ETags {
  /** 128 bits: nobody finds two answers with one name. */
  private static final int BYTES = 16;

  private ETags() {}

  public static String of(byte[] body) {
    var hash = JsonDigest.sha256().digest(body);
    return "\"" + HexFormat.of().formatHex(hash, 0, BYTES) + "\"";
  }

  /** The reply with its tag, or 304 if the caller has just that. */
  public static Reply tagged(Call call, Reply reply, String tag) {
    var tagged = reply.header("ETag", tag);
    boolean known = call.header("If-None-Match").filter(list -> names(list, tag, true)).isPresent();
    if (!known) {
      return tagged;
    }
    var notModified = Reply.empty(304).header("ETag", tag);
    return Optional.ofNullable(reply.headers().get("Cache-Control"))
        .map(cache -> notModified.header("Cache-Control", cache))
        .orElse(notModified);
  }

  /** Whether the caller wants a change of just this; also if they do not say. */
  public static boolean isExpected(Call call, String tag) {
    return call.header("If-Match").map(list -> names(list, tag, false)).orElse(true);
  }

  /** Weak tags are good enough to read by, not to change by. */
  private static boolean names(String list, String tag, boolean weakToo) {
    return Arrays.stream(list.split(","))
        .map(String::strip)
        .map(name -> weakToo && name.startsWith("W/") ? name.substring(2) : name)
        .anyMatch(name -> name.equals("*") || name.equals(tag));
  }
}
