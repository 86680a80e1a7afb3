package dev.diddo.gateway.host;

import dev.diddo.gateway.spi.GatewayPlugin;
import dev.diddo.gateway.spi.InvalidSettingException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.jar.JarFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The plugins of a directory: each jar in it, and each directory of jars in it, in a class loader
 * of its own.
 */
final class PluginJars implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PluginJars.class);

  private final List<URLClassLoader> loaders = new ArrayList<>();
  private final List<FoundPlugin> plugins = new ArrayList<>();

  private PluginJars() {}

  /**
   * Loads what is there. Other files and hidden ones are left alone.
   *
   * @throws InvalidSettingException if there is no such directory, or something in it is no plugin
   *     that can be used: the message is for the operator
   */
  static PluginJars in(Path directory) {
    var jars = new PluginJars();
    try {
      for (var entry : entries(directory)) {
        jars.load(entry);
      }
      return jars;
    } catch (InvalidSettingException e) {
      jars.close();
      throw e;
    }
  }

  List<FoundPlugin> plugins() {
    return List.copyOf(plugins);
  }

  private void load(Path entry) {
    var jars = jars(Files.isDirectory(entry) ? entries(entry) : List.of(entry));
    if (jars.isEmpty()) {
      return;
    }
    var loader =
        new URLClassLoader(
            "plugin " + entry.getFileName(),
            jars.stream().map(PluginJars::checked).toArray(URL[]::new),
            new SpiOnlyLoader());
    loaders.add(loader);
    int before = plugins.size();
    instantiate(loader, entry);
    if (plugins.size() == before) {
      throw new InvalidSettingException(
          "There is no gateway plugin in %s: META-INF/services/%s is missing"
              .formatted(entry, GatewayPlugin.class.getName()));
    }
  }

  private void instantiate(ClassLoader loader, Path entry) {
    var thread = Thread.currentThread();
    var before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      for (var plugin : ServiceLoader.load(GatewayPlugin.class, loader)) {
        plugins.add(FoundPlugin.of(plugin, entry.toString()));
      }
    } catch (ServiceConfigurationError | LinkageError | StackOverflowError e) {
      throw new InvalidSettingException(
          "The plugin in %s cannot be loaded: %s".formatted(entry, reason(e)), e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** What went wrong in the plugin itself; its class says more than the loader's words. */
  private static String reason(Throwable failure) {
    var cause = failure.getCause();
    return cause == null ? String.valueOf(failure.getMessage()) : cause.getClass().getName();
  }

  private static List<Path> jars(List<Path> entries) {
    return entries.stream().filter(PluginJars::isJar).toList();
  }

  private static boolean isJar(Path path) {
    return path.toString().endsWith(".jar") && !Files.isDirectory(path);
  }

  private static List<Path> entries(Path directory) {
    try (var entries = Files.list(directory)) {
      return entries.filter(it -> !it.getFileName().toString().startsWith(".")).sorted().toList();
    } catch (IOException e) {
      throw new InvalidSettingException("There is no directory of plugins at " + directory, e);
    }
  }

  /** A class loader takes no notice of a jar that it cannot read. */
  private static URL checked(Path jar) {
    try (var readable = new JarFile(jar.toFile())) {
      LOG.debug("{} has {} entries", jar, readable.size());
      return jar.toUri().toURL();
    } catch (IOException e) {
      throw new InvalidSettingException("The plugin's jar cannot be read: " + jar, e);
    }
  }

  /** Frees the jars. Nothing of a plugin is called any more after this. */
  @Override
  public void close() {
    for (var loader : loaders) {
      try {
        loader.close();
      } catch (IOException e) {
        LOG.warn("{} stays open", loader.getName(), e);
      }
    }
  }
}
