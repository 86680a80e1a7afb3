package dev.diddo.gateway.memory;

import dev.diddo.gateway.spi.InvalidNotificationException;
import dev.diddo.gateway.spi.Notifications;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Messages such as {@code evt_1 <reference> <state>}, signed with the time. */
class MemoryNotifications implements Notifications {
  static final String HEADER = "memory-signature";
  private static final Pattern SIGNATURE = Pattern.compile("t=([0-9]{1,11}),v1=([0-9a-f]{64})");
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  private final String secret;
  private final InstantSource clock;

  MemoryNotifications(String secret, InstantSource clock) {
    this.secret = secret;
    this.clock = clock;
  }

  @Override
  public Notice verify(RawNotification notification) {
    var header = notification.header(HEADER).orElseThrow(MemoryNotifications::invalid);
    var signature = SIGNATURE.matcher(header);
    if (!signature.matches()) {
      throw malformed();
    }
    var expected = hmac(secret, signature.group(1), notification.body());
    if (!isGenuine(expected, signature.group(2))) {
      throw invalid();
    }
    var age =
        Duration.between(
            Instant.ofEpochSecond(Long.parseLong(signature.group(1))), clock.instant());
    if (!isRecent(age)) {
      throw invalid();
    }
    return notice(new String(notification.body(), StandardCharsets.UTF_8).split(" "));
  }

  RuntimeException malformed() {
    return invalid();
  }

  boolean isGenuine(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.US_ASCII), given.getBytes(StandardCharsets.US_ASCII));
  }

  boolean isRecent(Duration age) {
    return age.abs().compareTo(TOLERANCE) <= 0;
  }

  Notice notice(String[] words) {
    return new Notice(words[0], new Subject.Reference(words[1]));
  }

  /** A message as the provider sends it. */
  static RawNotification message(String secret, Instant at, String reference, String state) {
    var body = ("evt_1 " + reference + " " + state).getBytes(StandardCharsets.UTF_8);
    var seconds = Long.toString(at.getEpochSecond());
    var header = "t=" + seconds + ",v1=" + hmac(secret, seconds, body);
    return new RawNotification(Map.of(HEADER, List.of(header)), body);
  }

  private static String hmac(String secret, String seconds, byte[] body) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      mac.update((seconds + ".").getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has HmacSHA256", e);
    }
  }

  private static InvalidNotificationException invalid() {
    return new InvalidNotificationException("not the provider's");
  }
}
