package dev.diddo.gateway.sandbox;

import dev.diddo.gateway.spi.GatewayContext;
import dev.diddo.gateway.spi.InvalidSettingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/** What lets a test control the sandbox. Pages do not learn who asks, so they ask for this. */
final class ControlToken {
  private static final int SHORTEST = 16; // characters: fewer could be guessed
  private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "[::1]");

  private final byte[] token;

  private ControlToken(String token) {
    this.token = token.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * @throws InvalidSettingException if there is none worth its name, or the service is open to the
   *     world
   */
  static ControlToken of(GatewayContext context) {
    if (!LOOPBACK.contains(context.pagesUrl().getHost())) {
      throw new InvalidSettingException(
          SandboxPlugin.CONTROL + " is for tests: it is on only where the public URL is loopback");
    }
    var token = context.setting(SandboxPlugin.CONTROL_TOKEN);
    if (token.length() < SHORTEST) {
      throw new InvalidSettingException(
          "%s needs at least %d characters where %s is on"
              .formatted(SandboxPlugin.CONTROL_TOKEN, SHORTEST, SandboxPlugin.CONTROL));
    }
    return new ControlToken(token);
  }

  boolean is(String given) {
    return MessageDigest.isEqual(token, given.getBytes(StandardCharsets.UTF_8));
  }
}
