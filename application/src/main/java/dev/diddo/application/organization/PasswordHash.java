package dev.diddo.application.organization;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.random.RandomGenerator;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A salted, deliberately slow hash of a password: PBKDF2 with HMAC-SHA-256 and the 600,000 rounds
 * that OWASP's password storage guide asks for.
 */
public record PasswordHash(String text) {
  private static final int ROUNDS = 600_000;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BITS = 256;

  public static PasswordHash of(char[] password, RandomGenerator random) {
    var salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    try {
      var hash =
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
              .generateSecret(new PBEKeySpec(password, salt, ROUNDS, HASH_BITS))
              .getEncoded();
      var base64 = Base64.getEncoder().withoutPadding();
      return new PasswordHash(
          "pbkdf2-sha256$"
              + ROUNDS
              + "$"
              + base64.encodeToString(salt)
              + "$"
              + base64.encodeToString(hash));
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
