package dev.diddo.gateway.spi;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A signature over a body and the time of sending, in one header: {@code t=<unix seconds>,v1=<hex
 * HMAC-SHA256 of "t.body">}, as Stripe signs its webhooks and many providers after it. For those
 * whose provider does so; nobody has to use it. Immutable, and safe to share between threads.
 */
public final class TimestampedHmac {
  private static final int MAX_HEADER_LENGTH = 1024; // a real one has 200 at most, while rotated
  private static final int MAX_SIGNATURES = 5; // each costs a comparison
  private static final Pattern UNIX_SECONDS = Pattern.compile("[0-9]{1,11}");

  private final List<SecretKeySpec> keys;
  private final Duration tolerance;
  private final InstantSource clock;

  /**
   * @param secrets at least one, none of them empty; the first signs, all of them verify, so that a
   *     secret can be rotated
   * @param tolerance how far a signature's time may be from now, to either side: as long as a
   *     message is under way, and clocks differ
   */
  public TimestampedHmac(List<String> secrets, Duration tolerance, InstantSource clock) {
    this.keys =
        secrets.stream()
            .map(s -> new SecretKeySpec(s.getBytes(StandardCharsets.UTF_8), "HmacSHA256"))
            .toList();
    this.tolerance = tolerance;
    this.clock = clock;
  }

  /** The header's value for this body, signed now. */
  public String sign(byte[] body) {
    var seconds = Long.toString(clock.instant().getEpochSecond());
    return "t=" + seconds + ",v1=" + signature(keys.getFirst(), seconds, body);
  }

  /**
   * Verifies a header over the raw bytes that came with it, in constant time.
   *
   * @throws InvalidNotificationException if none of the secrets has signed just these bytes, or its
   *     time is too far from now, or the header is anything but {@code t} once, {@code v1} at least
   *     once, and other schemes
   */
  public void verify(String header, byte[] body) {
    var signed = Signed.parse(header);
    var genuine = false;
    for (var key : keys) {
      var expected = signature(key, signed.seconds, body).getBytes(StandardCharsets.US_ASCII);
      for (var given : signed.signatures) {
        genuine |= MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.UTF_8));
      }
    }
    if (!genuine) {
      throw new InvalidNotificationException("No signature matches");
    }
    var age = clock.instant().getEpochSecond() - Long.parseLong(signed.seconds);
    if (Math.abs(age) > tolerance.toSeconds()) {
      throw new InvalidNotificationException("The signature's time is too far from now");
    }
  }

  private static String signature(SecretKeySpec key, String seconds, byte[] body) {
    try {
      var mac = Mac.getInstance(key.getAlgorithm());
      mac.init(key);
      mac.update((seconds + ".").getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("Every JDK has HmacSHA256", impossible);
    }
  }

  /** The header, taken apart. */
  private record Signed(String seconds, List<String> signatures) {

    static Signed parse(String header) {
      if (header.length() > MAX_HEADER_LENGTH) {
        throw new InvalidNotificationException("The signature header is too long");
      }
      var times = new ArrayList<String>();
      var signatures = new ArrayList<String>();
      for (var part : header.split(",", -1)) {
        var equals = part.indexOf('=');
        if (equals < 1) {
          throw new InvalidNotificationException("The signature header is malformed");
        }
        switch (part.substring(0, equals)) {
          case "t" -> times.add(part.substring(equals + 1));
          case "v1" -> signatures.add(part.substring(equals + 1));
          default -> {} // of a test mode, or of a later day
        }
      }
      if (times.size() != 1 || !UNIX_SECONDS.matcher(times.getFirst()).matches()) {
        throw new InvalidNotificationException("The signature header needs one time");
      }
      if (signatures.isEmpty() || signatures.size() > MAX_SIGNATURES) {
        throw new InvalidNotificationException("The signature header needs a v1 signature");
      }
      return new Signed(times.getFirst(), signatures);
    }
  }
}
