package dev.diddo.gateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diddo.gateway.spi.GatewayContext;
import dev.diddo.gateway.spi.InvalidSettingException;
import dev.diddo.gateway.spi.Setting;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxPluginTest {
  @TempDir Path directory;

  private GatewayContext context(String secret, Path kept) {
    return context(
        Map.of("notification_secret", secret, "control", "off", "control_token", ""),
        "http://127.0.0.1:9/pages",
        kept);
  }

  private static GatewayContext context(Map<String, String> settings, String pages, Path kept) {
    return new GatewayContext(
        settings,
        URI.create("http://127.0.0.1:9/"),
        URI.create(pages),
        kept,
        InstantSource.system());
  }

  private GatewayContext controlled(String token, String pages) {
    return context(
        Map.of("notification_secret", "", "control", "on", "control_token", token),
        pages,
        directory);
  }

  @Test
  void control_is_off_unless_it_is_switched_on() {
    assertThat(new SandboxPlugin().settings())
        .filteredOn(it -> it.name().equals("control"))
        .extracting(Setting::defaultValue)
        .containsExactly(Optional.of("off"));
    try (var gateway = new SandboxPlugin().connect(context("", directory))) {
      assertThat(gateway).isInstanceOf(SandboxGateway.class);
    }
  }

  @Test
  void control_needs_a_token_that_nobody_guesses_and_does_not_repeat_it() {
    assertThatThrownBy(
            () -> new SandboxPlugin().connect(controlled("guessed", "http://127.0.0.1:9/pages")))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("control_token")
        .hasMessageNotContaining("guessed");
  }

  @Test
  void a_service_that_is_open_to_the_world_is_not_controlled() {
    assertThatThrownBy(
            () ->
                new SandboxPlugin()
                    .connect(controlled("long enough to be one", "https://pay.example/pages")))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("loopback");
  }

  @Test
  void a_short_secret_stops_the_start_and_is_not_repeated() {
    assertThatThrownBy(
            () -> new SandboxPlugin().connect(context("long enough to be one,short", directory)))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("notification_secret")
        .hasMessageNotContaining("short");
  }

  @Test
  void a_directory_that_cannot_be_written_stops_the_start() throws IOException {
    var file = Files.createFile(directory.resolve("file"));
    assertThatThrownBy(() -> new SandboxPlugin().connect(context("", file)))
        .isInstanceOf(InvalidSettingException.class);
  }

  @Test
  void a_secret_of_its_own_is_made_once_and_only_its_owner_reads_it() throws IOException {
    new SandboxPlugin().connect(context("", directory)).close();
    var file = directory.resolve("notification-secret");
    var secret = Files.readString(file);
    assertThat(secret).hasSizeGreaterThan(24);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    new SandboxPlugin().connect(context("", directory)).close();
    assertThat(file).hasContent(secret);
  }

  @Test
  void a_context_does_not_print_its_secrets() {
    assertThat(context("do not print this", directory).toString())
        .contains("notification_secret")
        .doesNotContain("do not print this");
  }
}
