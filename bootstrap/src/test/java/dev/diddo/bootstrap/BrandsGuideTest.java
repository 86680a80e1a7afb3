package dev.diddo.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.diddo.application.Eventually;
import dev.diddo.bootstrap.actors.Card;
import dev.diddo.bootstrap.actors.Goods;
import dev.diddo.bootstrap.actors.Json;
import dev.diddo.bootstrap.actors.Platform;
import dev.diddo.bootstrap.actors.Shop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Runs the receiver of {@code docs/guides/brands.md}, and has it asked about an order. */
@ExtendWith(SharedService.class)
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class BrandsGuideTest {
  private static final Pattern RECEIVER =
      Pattern.compile("^```python\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

  @TempDir private Path dir;
  private final Platform platform;
  private final int port;
  private @Nullable Process brand;

  BrandsGuideTest(RunningService service) throws IOException {
    this.platform = service.newPlatform();
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      this.port = free.getLocalPort();
    }
  }

  @AfterEach
  void stop() throws InterruptedException {
    if (brand != null) {
      brand.destroy();
      brand.waitFor();
    }
  }

  @Test
  void its_receiver_accepts_orders_of_ours_and_nobody_elses() throws Exception {
    assumeThat(hasPython()).as("python3 is there").isTrue();
    var shop = platform.shop(Goods.of("Mug", 1299).stocked(3));
    start(connect(shop));
    platform
        .guest(platform.template(shop.all()))
        .ready()
        .payAtSandbox(Card.APPROVED)
        .awaitSubmitted();
    assertThat(forged()).isEqualTo(401);
  }

  private static boolean hasPython() throws InterruptedException {
    try {
      return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
    } catch (IOException none) {
      return false;
    }
  }

  private String connect(Shop shop) {
    var change = Json.of("order_endpoint", "http://127.0.0.1:" + port);
    var store = platform.patch("/stores/" + shop.id(), change).ok();
    return store.path("order_endpoint_secret").asText();
  }

  private void start(String secret) throws IOException {
    var top = Path.of("").toAbsolutePath();
    while (!Files.exists(top.resolve("docs/guides/brands.md"))) {
      top = top.getParent();
    }
    var code = RECEIVER.matcher(Files.readString(top.resolve("docs/guides/brands.md")));
    assertThat(code.find()).isTrue();
    var receiver = Files.writeString(dir.resolve("receiver.py"), code.group(1));
    var python =
        new ProcessBuilder("python3", receiver.toString())
            .redirectErrorStream(true)
            .redirectOutput(dir.resolve("receiver.log").toFile());
    python.environment().put("ORDER_ENDPOINT_SECRET", secret);
    python.environment().put("PORT", Integer.toString(port));
    brand = python.start();
    Eventually.holds(this::listens);
  }

  private boolean listens() {
    try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  private int forged() throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port))
            .header("webhook-id", "01M82YAB80EYS5N3K6P1Z8T0QW")
            .header("webhook-timestamp", Long.toString(System.currentTimeMillis() / 1_000))
            .header("webhook-signature", "v1,AAAA")
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.discarding()).statusCode();
    }
  }
}
