package dev.diddo.gateway.stripe;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Short codes, as the checkout takes them. */
final class Reasons {
  private static final Pattern CODE = Pattern.compile("[a-z0-9_]{1,64}");

  private Reasons() {}

  /** Stripe's code if it is one, else the other, with all that codes do not have replaced. */
  static String of(@Nullable String code, String otherwise) {
    if (code != null && CODE.matcher(code).matches()) {
      return code;
    }
    var plain = otherwise.replaceAll("[^a-z0-9_]+", "_");
    return plain.substring(0, Math.min(64, plain.length()));
  }
}
