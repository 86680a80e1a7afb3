package dev.diddo.gateway.sandbox;

import static dev.diddo.gateway.sandbox.Sandbox.REFERENCE;
import static dev.diddo.gateway.sandbox.Sandbox.usd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.gateway.spi.PaymentState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthorisationTest {
  private static final Duration WEEK = Duration.ofDays(7);

  @TempDir Path directory;
  private Sandbox sandbox;

  @BeforeEach
  void connect() {
    sandbox = new Sandbox(directory);
  }

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void an_authorisation_is_kept_for_a_week_to_the_last_moment() {
    sandbox.authorise();
    sandbox.clock.pass(WEEK.minusMillis(1));
    assertThat(sandbox.captures().capture(REFERENCE, usd(4598), "capture"))
        .isInstanceOf(PaymentState.Captured.class);
    sandbox.clock.pass(WEEK);
    assertThat(sandbox.state()).isInstanceOf(PaymentState.Captured.class);
  }

  @Test
  void after_a_week_it_is_cancelled_and_captures_nothing() {
    sandbox.authorise();
    sandbox.clock.pass(WEEK);
    assertThat(sandbox.captures().capture(REFERENCE, usd(4598), "capture"))
        .isInstanceOf(PaymentState.Cancelled.class);
    assertThat(SandboxLedger.in(directory).find(REFERENCE.reference()).orElseThrow().captured())
        .isZero();
  }

  @Test
  void a_part_is_captured_and_the_rest_is_released() {
    sandbox.capture(1598);
    var entry = SandboxLedger.in(directory).find(REFERENCE.reference()).orElseThrow();
    assertThat(entry.authorised()).isEqualTo(4598);
    assertThat(entry.captured()).isEqualTo(1598);
    assertThat(entry.released()).isEqualTo(3000);
    assertThat(sandbox.captures().capture(REFERENCE, usd(3000), "rest"))
        .isEqualTo(sandbox.state())
        .isInstanceOfSatisfying(
            PaymentState.Captured.class, it -> assertThat(it.amount()).isEqualTo(usd(1598)));
  }

  @Test
  void books_of_an_older_version_are_read_on() throws IOException {
    sandbox.authorise();
    var file = file();
    var older =
        Files.readString(file)
            .replaceAll("\"authorisedAtMillis\":[0-9]+,", "")
            .replaceAll("\"movements\":\\{[^}]*},", "")
            .replaceAll("\"disputes\":\\[],", "\"refunds\":[],\"transfers\":[],\"reversals\":[],")
            .replaceAll("\"customer\":\"\",", "");
    assertThat(older).doesNotContain("movements", "disputes", "customer", "authorisedAt");
    Files.writeString(file, older);
    assertThat(sandbox.captures().capture(REFERENCE, usd(4598), "capture"))
        .isInstanceOf(PaymentState.Captured.class);
  }

  private Path file() throws IOException {
    try (var files = Files.walk(directory.resolve("payments"))) {
      return files.filter(it -> it.toString().endsWith(".json")).findFirst().orElseThrow();
    }
  }
}
