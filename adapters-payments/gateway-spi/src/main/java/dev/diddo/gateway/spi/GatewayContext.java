package dev.diddo.gateway.spi;

import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/**
 * What the checkout gives a plugin to work with.
 *
 * @param settings a value for each of {@link GatewayPlugin#settings()}, by name
 * @param notificationsUrl where the provider sends its notifications to
 * @param pagesUrl below which {@link Pages} of this plugin are served; no trailing slash
 * @param directory where this plugin may keep files of its own; it exists and survives restarts
 * @param clock to be asked for the time, so that tests can set it
 */
public record GatewayContext(
    Map<String, String> settings,
    URI notificationsUrl,
    URI pagesUrl,
    Path directory,
    InstantSource clock) {

  public GatewayContext {
    settings = Map.copyOf(settings);
  }

  /** The value of a declared setting. */
  public String setting(String name) {
    var value = settings.get(name);
    if (value == null) {
      throw new IllegalArgumentException("The setting was not declared: " + name);
    }
    return value;
  }

  /** Names the settings, not their values: some of them are secrets. */
  @Override
  public String toString() {
    return "GatewayContext[settings=%s, notificationsUrl=%s, pagesUrl=%s, directory=%s]"
        .formatted(settings.keySet(), notificationsUrl, pagesUrl, directory);
  }
}
