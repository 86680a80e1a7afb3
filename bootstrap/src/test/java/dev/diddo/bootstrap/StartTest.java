package dev.diddo.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diddo.bootstrap.actors.Ask;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What keeps the service from starting, and what it says then. */
class StartTest {
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path dir;

  @ParameterizedTest
  @CsvSource({
    "DIDDO_DATABASE_URL, postgresql://h/db, must name a user",
    "DIDDO_DATABASE_URL, postgresql://u:secret@h:70000/db, has a port",
    "DIDDO_DATABASE_URL, mysql://u:secret@h/db, must look like postgresql://",
    "DIDDO_TRUSTED_PROXIES, foo, foo",
    "DIDDO_TRUSTED_PROXIES, 10.0.0.0/x, 10.0.0.0/x",
    "DIDDO_TRUSTED_PROXIES, 10.0.0.0/33, 10.0.0.0/33"
  })
  void a_setting_that_cannot_work_is_named(String name, String value, String said) {
    var environment = Environment.of(Map.of(name, value, "DIDDO_DATA_DIR", dir.toString()));

    assertThatThrownBy(() -> Config.from(environment))
        .isInstanceOf(BadSettingException.class)
        .hasMessageStartingWith(name)
        .hasMessageContaining(said)
        .hasMessageNotContaining("secret");
  }

  @Test
  void a_port_that_is_taken_is_named() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = Integer.toString(taken.getLocalPort());

      assertThatThrownBy(() -> RunningService.start(Map.of("DIDDO_HTTP_PORT", port)))
          .isInstanceOf(BadSettingException.class)
          .hasMessageStartingWith("DIDDO_HTTP_PORT: cannot listen on 127.0.0.1:" + port);
    }
  }

  @Test
  void a_database_that_cannot_be_reached_is_told_in_one_line() {
    var nobody = "postgresql://u:secret@127.0.0.1:" + RunningService.freePort() + "/db";

    var ended = CommandLineProcess.run(Map.of("DIDDO_DATABASE_URL", nobody), "migrate");

    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.errors())
        .contains("The database cannot be reached", "refused")
        .doesNotContain("\tat ", "secret");
  }

  @Test
  void a_second_start_leaves_the_one_that_runs_alone() {
    try (var first = ChildService.start(dir)) {
      var port = Integer.toString(RunningService.freePort());
      var second =
          CommandLineProcess.run(
              Map.of("DIDDO_MANAGEMENT_PORT", Integer.toString(RunningService.freePort())),
              "demo",
              "--port",
              port,
              "--data",
              dir.toString());

      assertThat(second.exit()).isEqualTo(1);
      assertThat(second.errors()).contains("in use").doesNotContain("\tat ");
      assertThat(dir.resolve("demo.json")).exists();
      assertThat(first.api().send(Ask.get("/organization").by("dk_sandbox_demo")).status())
          .isEqualTo(200);
      var beside =
          CommandLineProcess.run(
              Map.of("DIDDO_DATA_DIR", dir.toString()), "organization", "create", "--name", "One");
      assertThat(beside.exit()).as(beside.errors()).isZero();
    }
    // Nobody takes a process that is gone for ours.
    assertThat(dir.resolve("demo.json")).doesNotExist();
  }
}
