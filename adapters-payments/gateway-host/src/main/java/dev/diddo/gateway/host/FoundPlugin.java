package dev.diddo.gateway.host;

import dev.diddo.gateway.spi.Gateway;
import dev.diddo.gateway.spi.GatewayContext;
import dev.diddo.gateway.spi.GatewayPlugin;
import dev.diddo.gateway.spi.InvalidSettingException;
import dev.diddo.gateway.spi.Setting;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A plugin, with what it says of itself, asked once.
 *
 * @param origin for an operator, such as the path of its jar
 */
record FoundPlugin(String name, List<Setting> settings, String origin, GatewayPlugin plugin) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{1,31}");

  /**
   * Asks the plugin for its name and its settings.
   *
   * @throws InvalidSettingException if it does not say, or has a name that cannot be used
   */
  static FoundPlugin of(GatewayPlugin plugin, String origin) {
    var type = plugin.getClass().getName();
    try {
      var name = plugin.name();
      if (!NAME.matcher(name).matches()) {
        throw new InvalidSettingException(
            "The plugin %s of %s has a name that cannot be used".formatted(type, origin));
      }
      return new FoundPlugin(name, List.copyOf(plugin.settings()), origin, plugin);
    } catch (InvalidSettingException e) {
      throw e;
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      throw new InvalidSettingException(
          "The plugin %s of %s does not say its name and settings: %s"
              .formatted(type, origin, e.getClass().getName()),
          e);
    }
  }

  /** As {@link GatewayPlugin#connect}: a library it uses finds its own parts meanwhile. */
  Gateway connect(GatewayContext context) {
    var thread = Thread.currentThread();
    var before = thread.getContextClassLoader();
    thread.setContextClassLoader(plugin.getClass().getClassLoader());
    try {
      return Objects.requireNonNull(plugin.connect(context), "it connects to null");
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
