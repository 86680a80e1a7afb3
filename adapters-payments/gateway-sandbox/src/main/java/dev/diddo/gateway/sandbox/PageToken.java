package dev.diddo.gateway.sandbox;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a buyer's link ends in. It says by itself where the payment is kept, so that no index is
 * needed, and carries a secret of 144 bits, so that nobody finds a page by guessing.
 */
record PageToken(String fileName, String secret) {
  private static final Pattern SHAPE = Pattern.compile("([0-9a-f]{32})([A-Za-z0-9_-]{24})");

  static PageToken of(Payment payment) {
    return new PageToken(Ids.fileName(payment.terms().reference()), payment.terms().pageSecret());
  }

  static Optional<PageToken> parse(String text) {
    var matcher = SHAPE.matcher(text);
    return matcher.matches()
        ? Optional.of(new PageToken(matcher.group(1), matcher.group(2)))
        : Optional.empty();
  }

  boolean opens(Payment payment) {
    return MessageDigest.isEqual(
        secret.getBytes(StandardCharsets.US_ASCII),
        payment.terms().pageSecret().getBytes(StandardCharsets.US_ASCII));
  }

  /** The buyer's link. */
  URI below(URI pagesUrl) {
    return URI.create(pagesUrl + "/" + text());
  }

  String text() {
    return fileName + secret;
  }

  /** Does not print the secret. */
  @Override
  public String toString() {
    return "PageToken[fileName=" + fileName + "]";
  }
}
