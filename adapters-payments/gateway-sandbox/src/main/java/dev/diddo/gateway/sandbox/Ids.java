package dev.diddo.gateway.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Names that nobody can guess, and names that are known again. */
final class Ids {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int RANDOM_BYTES = 18; // 144 bits: 24 characters without padding
  private static final int NAME_BYTES = 16;

  private Ids() {}

  static String random(String prefix) {
    var bytes = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(bytes);
    return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** What the file of this payment is called: 32 hexadecimal digits. */
  static String fileName(String reference) {
    try {
      var hash =
          MessageDigest.getInstance("SHA-256").digest(reference.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, NAME_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
