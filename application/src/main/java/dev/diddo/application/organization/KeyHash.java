package dev.diddo.application.organization;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The SHA-256 of a key's secret, in hex. A fast hash is right here: the secret has 192 random bits,
 * which no dictionary holds.
 */
public record KeyHash(String hex) {

  public static KeyHash of(String secret) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return new KeyHash(
          HexFormat.of().formatHex(digest.digest(secret.getBytes(StandardCharsets.UTF_8))));
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
