package dev.diddo.application.organization;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
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
  private static final String SCHEME = "pbkdf2-sha256";

  /** Of no password that there is: to be compared with where there is no other. */
  public static final PasswordHash NOBODYS =
      new PasswordHash(
          String.join("$", SCHEME, Integer.toString(ROUNDS), "A".repeat(22), "A".repeat(43)));

  public static PasswordHash of(char[] password, RandomGenerator random) {
    var salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    var base64 = Base64.getEncoder().withoutPadding();
    return new PasswordHash(
        String.join(
            "$",
            SCHEME,
            Integer.toString(ROUNDS),
            base64.encodeToString(salt),
            base64.encodeToString(hash(password, salt, ROUNDS))));
  }

  /** Whether this is the password. Takes as long for a wrong one as for the right one. */
  public boolean matches(String password) {
    var parts = text.split("\\$", -1);
    if (parts.length != 4 || !parts[0].equals(SCHEME)) {
      throw new IllegalStateException("A password is hashed in an unknown way");
    }
    var base64 = Base64.getDecoder();
    var salt = base64.decode(parts[2]);
    var hash = hash(password.toCharArray(), salt, Integer.parseInt(parts[1]));
    return MessageDigest.isEqual(hash, base64.decode(parts[3]));
  }

  private static byte[] hash(char[] password, byte[] salt, int rounds) {
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
          .generateSecret(new PBEKeySpec(password, salt, rounds, HASH_BITS))
          .getEncoded();
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
