package dev.diddo.gateway.spi;

import java.util.List;

/**
 * The way into a plugin: found by {@link java.util.ServiceLoader}. Has a public constructor without
 * arguments.
 */
public interface GatewayPlugin {

  /**
   * The name that configuration, URLs and metrics use: 2 to 32 of {@code a-z 0-9 -}, a letter
   * first. It never changes once payments were made under it.
   */
  String name();

  /** What has to be configured. Values are checked against it before {@link #connect} is called. */
  default List<Setting> settings() {
    return List.of();
  }

  /**
   * Makes a gateway ready for calls. It does not have to reach the provider yet.
   *
   * @throws InvalidSettingException if the values cannot work; this stops the start with its
   *     message
   */
  Gateway connect(GatewayContext context);
}
