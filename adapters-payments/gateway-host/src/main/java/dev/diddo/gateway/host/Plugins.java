package dev.diddo.gateway.host;

import dev.diddo.gateway.host.GatewayReport.SettingState;
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
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The plugins that there are, connected or not. */
public final class Plugins implements AutoCloseable {
  private static final String CLASS_PATH = "the class path";

  private final Map<String, FoundPlugin> plugins = new TreeMap<>();
  private final List<PluginJars> jars;

  private Plugins(List<FoundPlugin> found, List<PluginJars> jars) {
    this.jars = jars;
    for (var plugin : found) {
      var before = plugins.put(plugin.name(), plugin);
      if (before != null) {
        throw new InvalidSettingException(
            "Two plugins are called %s: one is from %s, one from %s"
                .formatted(plugin.name(), before.origin(), plugin.origin()));
      }
    }
  }

  /**
   * Those on the class path.
   *
   * @throws InvalidSettingException if one of them cannot be used
   */
  public static Plugins onClassPath() {
    return new Plugins(builtIn(), List.of());
  }

  /**
   * Those on the class path, and those of a directory: each jar in it, and each directory of jars
   * in it, in a class loader of its own, which sees of this service the SPI alone.
   *
   * @throws InvalidSettingException if there is no such directory, or if one of the plugins cannot
   *     be used
   */
  public static Plugins onClassPathAndIn(Path directory) {
    var jars = PluginJars.in(directory);
    try {
      return new Plugins(
          Stream.concat(builtIn().stream(), jars.plugins().stream()).toList(), List.of(jars));
    } catch (InvalidSettingException e) {
      jars.close();
      throw e;
    }
  }

  private static List<FoundPlugin> builtIn() {
    try {
      return ServiceLoader.load(GatewayPlugin.class).stream()
          .map(provider -> FoundPlugin.of(provider.get(), CLASS_PATH))
          .toList();
    } catch (ServiceConfigurationError e) {
      throw new InvalidSettingException("A gateway's plugin cannot be loaded", e);
    }
  }

  static Plugins of(List<GatewayPlugin> plugins) {
    return new Plugins(
        plugins.stream().map(plugin -> FoundPlugin.of(plugin, CLASS_PATH)).toList(), List.of());
  }

  /** The names of all, sorted. */
  public List<String> names() {
    return List.copyOf(plugins.keySet());
  }

  /** What can be configured for these gateways; names that no plugin has are left out. */
  public List<DeclaredSetting> settings(Collection<String> gateways) {
    return plugins.values().stream()
        .filter(found -> gateways.contains(found.name()))
        .flatMap(found -> PluginSettings.declared(found).stream())
        .toList();
  }

  /**
   * How each setting of a gateway stands in this environment, in the order of {@link #settings}.
   *
   * @throws InvalidSettingException if a file that is named for a secret cannot be read
   */
  public List<SettingState> states(String gateway, Map<String, String> environment) {
    return Optional.ofNullable(plugins.get(gateway))
        .map(found -> PluginSettings.states(found, environment))
        .orElse(List.of());
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

  /**
   * The plugin of this name.
   *
   * @throws InvalidSettingException if there is none
   */
  FoundPlugin find(String name) {
    var found = plugins.get(name);
    if (found == null) {
      throw new InvalidSettingException(
          "There is no gateway called \"%s\"; there are: %s"
              .formatted(name, String.join(", ", plugins.keySet())));
    }
    return found;
  }

  private static GuardedGateway guarded(
      FoundPlugin found, Map<String, String> environment, Surroundings surroundings) {
    var gateway = connect(found, environment, surroundings);
    try {
      return new GuardedGateway(found.name(), gateway, surroundings.limits, surroundings.listener);
    } catch (RuntimeException | LinkageError e) {
      gateway.close();
      throw new InvalidSettingException(
          "The gateway %s cannot say what it can do".formatted(found.name()), e);
    }
  }

  static Gateway connect(
      FoundPlugin found, Map<String, String> environment, Surroundings surroundings) {
    var name = found.name();
    var settings = PluginSettings.read(found, environment);
    try {
      return found.connect(
          new GatewayContext(
              settings,
              surroundings.notificationsUrl(name),
              surroundings.pagesUrl(name),
              Files.createDirectories(surroundings.directory.resolve(name)),
              surroundings.clock));
    } catch (InvalidSettingException e) {
      throw new InvalidSettingException("The gateway %s: %s".formatted(name, e.getMessage()), e);
    } catch (IOException | RuntimeException | LinkageError | StackOverflowError e) {
      throw new InvalidSettingException("The gateway %s could not start".formatted(name), e);
    }
  }

  /** Frees the jars of plugins, once their gateways are closed. */
  @Override
  public void close() {
    jars.forEach(PluginJars::close);
  }
}
