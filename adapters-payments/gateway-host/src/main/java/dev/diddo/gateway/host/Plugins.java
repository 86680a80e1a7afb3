package dev.diddo.gateway.host;

import dev.diddo.gateway.spi.Gateway;
import dev.diddo.gateway.spi.GatewayContext;
import dev.diddo.gateway.spi.GatewayPlugin;
import dev.diddo.gateway.spi.InvalidSettingException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The plugins that there are, connected or not. */
public final class Plugins {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{1,31}");

  private final Map<String, GatewayPlugin> plugins = new TreeMap<>();

  private Plugins(Iterable<GatewayPlugin> found) {
    for (var plugin : found) {
      if (!NAME.matcher(plugin.name()).matches()) {
        throw new InvalidSettingException(
            "The plugin %s has a name that cannot be used".formatted(plugin.getClass().getName()));
      }
      if (plugins.put(plugin.name(), plugin) != null) {
        throw new InvalidSettingException("Two plugins are called " + plugin.name());
      }
    }
  }

  /**
   * Those on the class path.
   *
   * @throws InvalidSettingException if one of them cannot be used
   */
  public static Plugins onClassPath() {
    try {
      return of(ServiceLoader.load(GatewayPlugin.class));
    } catch (ServiceConfigurationError e) {
      throw new InvalidSettingException("A gateway's plugin cannot be loaded", e);
    }
  }

  static Plugins of(Iterable<GatewayPlugin> plugins) {
    return new Plugins(plugins);
  }

  /** What can be configured for these gateways; names that no plugin has are left out. */
  public List<DeclaredSetting> settings(Collection<String> gateways) {
    return plugins.values().stream()
        .filter(plugin -> gateways.contains(plugin.name()))
        .flatMap(plugin -> PluginSettings.declared(plugin).stream())
        .toList();
  }

  /**
   * What a gateway finds around itself.
   *
   * @param publicUrl where buyers and providers reach the service; no trailing slash
   * @param directory below which each gateway gets one of its own
   */
  public record Surroundings(
      URI publicUrl,
      Path directory,
      InstantSource clock,
      GuardLimits limits,
      CallListener listener) {

    private URI notificationsUrl(String gateway) {
      return URI.create("%s/payments/%s/notifications".formatted(publicUrl, gateway));
    }

    private URI pagesUrl(String gateway) {
      return URI.create("%s/%s/payments".formatted(publicUrl, gateway));
    }
  }

  /**
   * Connects these gateways, the default one first; all of them or none.
   *
   * @param environment variables by name
   * @throws InvalidSettingException if one of them cannot start: its message is for the operator
   */
  public PluginGateways connect(
      List<String> names, Map<String, String> environment, Surroundings surroundings) {
    var connected = new LinkedHashMap<String, GuardedGateway>();
    try {
      for (var name : names) {
        if (connected.containsKey(name)) {
          throw new InvalidSettingException("The gateway %s is named twice".formatted(name));
        }
        connected.put(name, guarded(find(name), environment, surroundings));
      }
      return new PluginGateways(connected);
    } catch (InvalidSettingException e) {
      connected.values().forEach(GuardedGateway::close);
      throw e;
    }
  }

  private GatewayPlugin find(String name) {
    var plugin = plugins.get(name);
    if (plugin == null) {
      throw new InvalidSettingException(
          "There is no gateway called \"%s\"; there are: %s"
              .formatted(name, String.join(", ", plugins.keySet())));
    }
    return plugin;
  }

  private static GuardedGateway guarded(
      GatewayPlugin plugin, Map<String, String> environment, Surroundings surroundings) {
    var gateway = connect(plugin, environment, surroundings);
    try {
      return new GuardedGateway(plugin.name(), gateway, surroundings.limits, surroundings.listener);
    } catch (RuntimeException | LinkageError e) {
      gateway.close();
      throw new InvalidSettingException(
          "The gateway %s cannot say what it can do".formatted(plugin.name()), e);
    }
  }

  private static Gateway connect(
      GatewayPlugin plugin, Map<String, String> environment, Surroundings surroundings) {
    var name = plugin.name();
    var settings = PluginSettings.read(plugin, environment);
    try {
      return plugin.connect(
          new GatewayContext(
              settings,
              surroundings.notificationsUrl(name),
              surroundings.pagesUrl(name),
              Files.createDirectories(surroundings.directory.resolve(name)),
              surroundings.clock));
    } catch (InvalidSettingException e) {
      throw new InvalidSettingException("The gateway %s: %s".formatted(name, e.getMessage()), e);
    } catch (IOException | RuntimeException | LinkageError e) {
      throw new InvalidSettingException("The gateway %s could not start".formatted(name), e);
    }
  }
}
