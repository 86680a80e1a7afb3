package dev.diddo.domain.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a receiver verifies messages with, as Standard Webhooks 1.0 has it.
 *
 * @param text {@code whsec_} and the key in base 64
 */
public record WebhookSecret(String text) {
  private static final String PREFIX = "whsec_";
  private static final int BYTES = 32;
  private static final String MAC = "HmacSHA256";

  public WebhookSecret {
    if (!text.startsWith(PREFIX) || key(text).length == 0) {
      throw new IllegalArgumentException("A secret is whsec_ and a key in base 64");
    }
  }

  /**
   * A new one.
   *
   * @param random not predictable, such as SecureRandom
   */
  public static WebhookSecret random(RandomGenerator random) {
    var key = new byte[BYTES];
    random.nextBytes(key);
    return new WebhookSecret(PREFIX + Base64.getEncoder().encodeToString(key));
  }

  /** One signature of the header: {@code v1,…}. */
  public String sign(String id, Instant at, byte[] body) {
    try {
      var mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(key(text), MAC));
      mac.update((id + "." + at.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  private static byte[] key(String text) {
    return Base64.getDecoder().decode(text.substring(PREFIX.length()));
  }

  /** It does not belong into a log. */
  @Override
  public String toString() {
    return "WebhookSecret[…]";
  }
}
