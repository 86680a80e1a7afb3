package dev.diddo.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ConfigCommandTest {
  private static final String SECRET = "postgresql://diddo:hush@db.example/diddo";

  @TempDir private Path dir;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int config(Map<String, String> variables) {
    return new CommandLine(new ConfigCommand(Environment.of(variables)))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute();
  }

  @Test
  void every_setting_is_listed_with_its_default_and_what_it_is_set_to() throws IOException {
    var file = Files.writeString(dir.resolve("keys"), "k1:" + "A".repeat(43) + "=");
    var set =
        Map.of(
            "DIDDO_HTTP_PORT",
            "8081",
            "DIDDO_DATABASE_URL",
            SECRET,
            "DIDDO_DATA_KEYS_FILE",
            file.toString());
    assertThat(config(set)).as(err.toString()).isZero();
    for (var setting : Config.settings()) {
      assertThat(out.toString()).contains(setting.name());
    }
    assertThat(out.toString())
        .containsPattern("DIDDO_HTTP_PORT +8080 .*\\R += 8081\\R")
        .containsPattern("DIDDO_DATABASE_URL +\\(none\\) .*\\R += \\(a secret\\)\\R")
        .containsPattern("DIDDO_DATA_KEYS +\\(none\\) .*\\R += \\(a secret\\)\\R")
        .containsPattern("DIDDO_STRIPE_SECRET_KEY +\\(needed\\)")
        .doesNotContain("hush", "AAAA");
    assertThat(out.toString().lines().filter(line -> line.strip().startsWith("= "))).hasSize(3);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void all_that_does_not_fit_is_named_at_once() {
    var bad =
        Map.of(
            "DIDDO_HTTP_PORT", "many",
            "DIDDO_PAYMENT_TTL", "soon",
            "DIDDO_TOKEN_KEYS", "hush",
            "DIDDO_GATEWAYS", "stripe",
            "DIDDO_STRIPE_API_BASE", "ftp://api.example",
            "DIDDO_PLUGINS_DIR", dir.resolve("nowhere").toString());
    assertThat(config(bad)).isEqualTo(1);
    assertThat(err.toString())
        .contains(
            "DIDDO_HTTP_PORT: \"many\" does not fit",
            "DIDDO_PAYMENT_TTL: \"soon\" does not fit",
            "DIDDO_TOKEN_KEYS: its value does not fit",
            "DIDDO_STRIPE_SECRET_KEY has to be",
            "DIDDO_STRIPE_API_BASE has to be",
            "nowhere")
        .doesNotContain("hush");
    assertThat(out.toString()).contains("DIDDO_PLUGINS_DIR", "DIDDO_STRIPE_WEBHOOK_SECRET");
    assertThatThrownBy(() -> Config.from(Environment.of(bad)))
        .isInstanceOf(BadSettingException.class)
        .hasMessageContainingAll("DIDDO_HTTP_PORT", "DIDDO_PAYMENT_TTL", "DIDDO_TOKEN_KEYS");
  }

  @Test
  void what_fits_alone_and_not_together_is_named() {
    assertThat(config(Map.of("DIDDO_HTTP_PORT", "9090"))).isEqualTo(1);
    assertThat(err.toString()).startsWith("DIDDO_MANAGEMENT_PORT: 9090 is the port of the API");
  }

  @Test
  void a_misspelled_setting_is_told_with_the_one_that_was_meant() {
    var misspelled =
        Map.of(
            "DIDDO_HTP_PORT", "8081",
            "DIDDO_PORT", "8081",
            "DIDDO_STRIPE_SECRET_KEYS", "hush",
            "DIDDO_SOMETHING_ELSE_ALTOGETHER", "1",
            "DIDDO_JAVA_OPTS", "-Xmx1g",
            "HOME", "/root");
    assertThat(config(misspelled)).isZero();
    assertThat(err.toString().lines())
        .containsExactly(
            "DIDDO_HTP_PORT: there is no such setting; is DIDDO_HTTP_PORT meant?",
            "DIDDO_PORT: there is no such setting; is DIDDO_HTTP_PORT meant?",
            "DIDDO_SOMETHING_ELSE_ALTOGETHER: there is no such setting",
            "DIDDO_STRIPE_SECRET_KEYS: there is no such setting;"
                + " is DIDDO_STRIPE_SECRET_KEY meant?");
  }
}
