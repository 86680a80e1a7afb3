package dev.diddo.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.diddo.application.Eventually;
import dev.diddo.domain.webhook.WebhookSecret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the receivers of {@code docs/guides/webhooks.md}, each where its runtime is. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class WebhooksGuideTest {
  private static final Pattern FILE =
      Pattern.compile("^`([^`\\n]+)`\\n```\\w+\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final WebhookSecret SECRET = WebhookSecret.random(new Random(1));
  private static final WebhookSecret ANOTHER = WebhookSecret.random(new Random(2));
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private static final String BODY =
      "{\"id\":\"m-1\",\"type\":\"order.submitted\",\"data\":{\"name\":\"Zoë\"}}";

  @TempDir Path dir;
  private int port;

  private static Map<String, String> files() throws IOException {
    var path = Path.of("").toAbsolutePath();
    while (!Files.exists(path.resolve("docs/guides/webhooks.md"))) {
      path = path.getParent();
    }
    var files = new LinkedHashMap<String, String>();
    var guide = FILE.matcher(Files.readString(path.resolve("docs/guides/webhooks.md")));
    while (guide.find()) {
      files.put(guide.group(1), guide.group(2));
    }
    return files;
  }

  private List<String> command(String file) {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return switch (file) {
      case "receiver.mjs" -> List.of("node", file);
      case "receiver.py" -> List.of("python3", file);
      case "Receiver.java" -> List.of(java, file);
      case "receiver.php" -> List.of("php", "-S", "127.0.0.1:" + port, file);
      default -> throw new IllegalArgumentException(file);
    };
  }

  @Test
  void there_are_four_of_them() throws IOException {
    assertThat(files())
        .containsOnlyKeys("receiver.mjs", "receiver.py", "Receiver.java", "receiver.php");
  }

  @ParameterizedTest
  @ValueSource(strings = {"receiver.mjs", "receiver.py", "Receiver.java", "receiver.php"})
  void it_takes_what_is_ours_once_and_nothing_else(String file) throws Exception {
    Files.writeString(dir.resolve(file), files().get(file));
    port = RunningService.freePort();
    var command = command(file);
    assumeTrue(isThere(command.getFirst()), () -> "no " + command.getFirst() + " on this machine");
    var said = dir.resolve("said.log");
    var builder =
        new ProcessBuilder(command)
            .directory(dir.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    builder.environment().put("PORT", Integer.toString(port));
    builder.environment().put("WEBHOOK_SECRET", SECRET.text());
    builder.environment().put("TMPDIR", dir.toString());
    var receiver = builder.start();
    try {
      Eventually.holds(this::listens);
      check();
      assertThat(Files.readString(said).lines().filter(line -> line.contains("order.submitted")))
          .hasSize(1);
    } finally {
      receiver.destroyForcibly();
    }
  }

  private void check() throws Exception {
    var now = Instant.now();
    var good = signed(SECRET, now);
    assertThat(post(now, good, BODY)).isEqualTo(204);
    assertThat(post(now, good, BODY)).as("again").isEqualTo(204);
    assertThat(post(now, signed(ANOTHER, now) + " " + good, BODY)).as("both").isEqualTo(204);
    assertThat(post(now, signed(ANOTHER, now), BODY)).as("forged").isEqualTo(400);
    assertThat(post(now, good, BODY.replace("m-1", "m-2"))).as("changed").isEqualTo(400);
    assertThat(post(now, good.replace("v1,", "v2,"), BODY)).as("of another kind").isEqualTo(400);
    assertThat(post(now, "v1,", BODY)).as("empty").isEqualTo(400);
    var old = now.minus(Duration.ofMinutes(6));
    assertThat(post(old, signed(SECRET, old), BODY)).as("old").isEqualTo(400);
    var early = now.plus(Duration.ofMinutes(6));
    assertThat(post(early, signed(SECRET, early), BODY)).as("too early").isEqualTo(400);
    assertThat(post(now.plusSeconds(1), good, BODY)).as("of another moment").isEqualTo(400);
  }

  private static String signed(WebhookSecret secret, Instant at) {
    return secret.sign("m-1", at, BODY.getBytes(StandardCharsets.UTF_8));
  }

  private int post(Instant at, String signature, String body) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
            .timeout(Duration.ofSeconds(20))
            .header("webhook-id", "m-1")
            .header("webhook-timestamp", Long.toString(at.getEpochSecond()))
            .header("webhook-signature", signature)
            .POST(BodyPublishers.ofString(body))
            .build();
    return CLIENT.send(request, BodyHandlers.discarding()).statusCode();
  }

  private boolean listens() {
    try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static boolean isThere(String program) {
    return program.startsWith("/")
        || Pattern.compile(":")
            .splitAsStream(System.getenv("PATH"))
            .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
  }
}
