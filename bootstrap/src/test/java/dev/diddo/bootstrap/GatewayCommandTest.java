package dev.diddo.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class GatewayCommandTest {
  private static final String SECRET = "a-secret-that-nobody-may-read-anywhere";

  @TempDir Path directory;
  private final Map<String, String> variables = new HashMap<>();
  private final StringWriter said = new StringWriter();
  private final AtomicReference<Exception> failed = new AtomicReference<>();

  private int gateway(String... arguments) {
    variables.put("DIDDO_DATA_DIR", directory.resolve("data").toString());
    return new CommandLine(new GatewayCommand(Environment.of(variables)))
        .setOut(new PrintWriter(said, true))
        .setExecutionExceptionHandler(
            (failure, _, _) -> {
              failed.set(failure);
              return 1;
            })
        .execute(arguments);
  }

  @Test
  void the_sandbox_is_listed_with_what_it_can_do_and_what_is_set() {
    variables.put("DIDDO_SANDBOX_NOTIFICATION_SECRET", SECRET);
    assertThat(gateway("list")).isZero();
    assertThat(said.toString())
        .contains("sandbox", "the class path", "hosted", "captures, refunds")
        .contains("DIDDO_SANDBOX_NOTIFICATION_SECRET  set")
        .doesNotContain(SECRET);
    assertThat(directory.resolve("data")).doesNotExist();
  }

  @Test
  void a_gateway_that_does_not_start_is_listed_with_its_trouble() {
    variables.put("DIDDO_SANDBOX_NOTIFICATION_SECRET", "short");
    assertThat(gateway("list")).isZero();
    assertThat(said.toString())
        .contains("trouble   The gateway sandbox: ")
        .doesNotContain("\"short\"");
  }

  @Test
  void the_sandbox_passes_its_check() {
    assertThat(gateway("check", "sandbox")).isZero();
    assertThat(said.toString())
        .contains("ok      a smallest payment opens")
        .contains("ok      messages of strangers are refused")
        .doesNotContain("FAILED");
  }

  @Test
  void a_gateway_that_there_is_not_fails_with_a_line() {
    assertThat(gateway("check", "nobody")).isEqualTo(1);
    assertThat(failed.get())
        .isInstanceOf(BadSettingException.class)
        .hasMessage("There is no gateway called \"nobody\"; there are: sandbox, stripe");
  }

  @Test
  void a_broken_jar_fails_with_a_line() throws IOException {
    var jar = Files.writeString(directory.resolve("broken.jar"), "no jar");
    variables.put("DIDDO_PLUGINS_DIR", directory.toString());
    assertThat(gateway("list")).isEqualTo(1);
    assertThat(failed.get())
        .isInstanceOf(BadSettingException.class)
        .hasMessage("The plugin's jar cannot be read: " + jar);
  }
}
