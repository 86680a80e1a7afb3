package dev.diddo.gateway.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diddo.gateway.host.Plugins.Surroundings;
import dev.diddo.gateway.spi.InvalidSettingException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginJarsTest {
  @TempDir Path plugins;
  @TempDir Path data;

  private Surroundings surroundings() {
    return new Surroundings(
        URI.create("https://checkout.example"),
        data,
        InstantSource.fixed(Attempts.NOON),
        new GuardLimits(10, Duration.ofSeconds(5), Duration.ofSeconds(20), Attempts.PATIENT),
        (_, _, _, _) -> {});
  }

  private void connect(String... names) {
    try (var found = Plugins.onClassPathAndIn(plugins)) {
      found.connect(List.of(names), Map.of(), surroundings()).close();
    }
  }

  private void assertRefused(String... words) {
    assertThatThrownBy(() -> Plugins.onClassPathAndIn(plugins).close())
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContainingAll(words);
  }

  @Test
  void jars_and_directories_of_jars_are_plugins_beside_the_built_in_ones() throws IOException {
    PluginJar.plugin("single", "", "").writeTo(plugins.resolve("single.jar"));
    PluginJar.plugin("several", "", "new example.lib.Helper();")
        .with("example.lib.Helper", "package example.lib; public class Helper {}")
        .writeTo(plugins.resolve("several/plugin.jar"));
    Files.writeString(plugins.resolve("README.txt"), "What lies here.");
    Files.createDirectories(plugins.resolve("empty"));
    Files.writeString(plugins.resolve(".hidden.jar"), "no jar");
    try (var found = Plugins.onClassPathAndIn(plugins)) {
      assertThat(found.names()).containsExactly("sandbox", "several", "single");
      assertThat(found.find("single").origin()).isEqualTo(plugins.resolve("single.jar").toString());
      assertThat(found.find("sandbox").origin()).isEqualTo("the class path");
      try (var gateways =
          found.connect(List.of("several", "single", "sandbox"), Map.of(), surroundings())) {
        assertThat(gateways.names()).containsExactly("several", "single", "sandbox");
      }
    }
  }

  /** As any library of ours would be: one class, other than ours, by the same name. */
  @Test
  void a_plugin_brings_its_own_version_of_a_library_from_a_jar_beside_it() throws IOException {
    new PluginJar()
        .with(
            "com.fasterxml.jackson.databind.ObjectMapper",
            """
            package com.fasterxml.jackson.databind;
            public class ObjectMapper {
              public String version() { return "its own"; }
            }
            """)
        .with("example.Plugin", plugin("own-jackson"))
        .withService("example.Plugin")
        .writeTo(plugins.resolve("own/plugin.jar"));
    connect("own-jackson");
    assertThat(com.fasterxml.jackson.databind.ObjectMapper.class.getMethods())
        .noneMatch(
            method ->
                method.getReturnType().equals(String.class) && method.getName().equals("version"));
  }

  private static String plugin(String name) {
    return """
        package example;
        import dev.diddo.gateway.spi.*;
        public final class Plugin implements GatewayPlugin {
          public String name() { return "%s"; }
          public Gateway connect(GatewayContext context) {
            var mapper = new com.fasterxml.jackson.databind.ObjectMapper();
            if (!mapper.version().equals("its own")) throw new AssertionError();
            if (mapper.getClass().getClassLoader() != getClass().getClassLoader())
              throw new AssertionError("not its own class loader");
            if (Thread.currentThread().getContextClassLoader() != getClass().getClassLoader())
              throw new AssertionError("not its own context");
            return new Gateway() {
              public PaymentState open(PaymentRequest request) { return lookUp(null); }
              public PaymentState lookUp(PaymentReference reference) {
                return new PaymentState.Missing();
              }
              public PaymentState cancel(PaymentReference reference) { return lookUp(null); }
            };
          }
        }
        """
        .formatted(name);
  }

  @Test
  void a_plugin_sees_nothing_of_the_service_but_the_spi() throws IOException {
    PluginJar.plugin(
            "nosy",
            "",
            """
            for (var name : java.util.List.of(
                "dev.diddo.gateway.host.Guard",
                "dev.diddo.domain.money.Money",
                "org.slf4j.Logger",
                "com.fasterxml.jackson.databind.ObjectMapper",
                "org.junit.jupiter.api.Test")) {
              try {
                Class.forName(name);
              } catch (ClassNotFoundException hidden) {
                continue;
              }
              throw new InvalidSettingException("it sees " + name);
            }
            if (getClass().getClassLoader().getResource("logback-test.xml") != null
                || getClass().getResource("/dev/diddo/gateway/host/Guard.class") != null) {
              throw new InvalidSettingException("it sees our resources");
            }
            """)
        .writeTo(plugins.resolve("nosy.jar"));
    connect("nosy");
  }

  @Test
  void a_name_that_is_found_twice_stops_the_start() throws IOException {
    PluginJar.plugin("sandbox", "", "").writeTo(plugins.resolve("mine.jar"));
    assertRefused("Two plugins are called sandbox", "the class path", "mine.jar");
    Files.delete(plugins.resolve("mine.jar"));
    PluginJar.plugin("acme", "", "").writeTo(plugins.resolve("a.jar"));
    PluginJar.plugin("acme", "", "").writeTo(plugins.resolve("b.jar"));
    assertRefused("Two plugins are called acme", "a.jar", "b.jar");
  }

  @Test
  void a_broken_jar_stops_the_start() throws IOException {
    Files.writeString(plugins.resolve("broken.jar"), "this is no jar");
    assertRefused("The plugin's jar cannot be read", "broken.jar");
  }

  @Test
  void a_jar_without_a_plugin_stops_the_start() throws IOException {
    new PluginJar()
        .with("example.Other", "package example; class Other {}")
        .writeTo(plugins.resolve("other.jar"));
    assertRefused(
        "There is no gateway plugin in",
        "other.jar",
        "META-INF/services/dev.diddo.gateway.spi.GatewayPlugin is missing");
  }

  @Test
  void a_services_file_that_names_no_class_stops_the_start() throws IOException {
    new PluginJar().withService("example.Gone").writeTo(plugins.resolve("gone.jar"));
    assertRefused("cannot be loaded", "gone.jar", "example.Gone");
  }

  @Test
  void a_plugin_that_throws_at_load_stops_the_start() throws IOException {
    PluginJar.plugin("bad", "if (true) throw new IllegalStateException(\"no\");", "")
        .writeTo(plugins.resolve("bad.jar"));
    assertRefused("cannot be loaded: java.lang.IllegalStateException", "bad.jar");
    PluginJar.plugin("bad", "if (true) throw new StackOverflowError();", "")
        .writeTo(plugins.resolve("bad.jar"));
    assertRefused("cannot be loaded: java.lang.StackOverflowError", "bad.jar");
  }

  @Test
  void a_plugin_without_a_usable_name_stops_the_start() throws IOException {
    PluginJar.plugin("Bad Name", "", "").writeTo(plugins.resolve("bad.jar"));
    assertRefused("example.Plugin", "bad.jar", "has a name that cannot be used");
  }

  @Test
  void a_directory_that_is_not_there_stops_the_start() throws IOException {
    Files.delete(plugins);
    assertRefused("There is no directory of plugins at", plugins.toString());
    Files.createDirectories(plugins);
  }

  @Test
  void once_closed_a_plugin_loads_nothing_any_more() throws IOException {
    PluginJar.plugin("acme", "", "").writeTo(plugins.resolve("acme.jar"));
    var found = Plugins.onClassPathAndIn(plugins);
    var loader = found.find("acme").plugin().getClass().getClassLoader();
    found.close();
    assertThat(loader.getResource("example/Plugin.class")).isNull();
  }
}
