package dev.diddo.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.Together;
import dev.diddo.bootstrap.RunningService;
import dev.diddo.bootstrap.actors.Ask;
import dev.diddo.bootstrap.actors.Goods;
import dev.diddo.bootstrap.actors.Platform;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Too many at once, and those who only pretend to ask. */
class CrowdTest {
  private static final Duration CUT = Duration.ofSeconds(11);
  private static RunningService service;

  private final Platform platform = service.newPlatform();

  @BeforeAll
  static void start() {
    service = RunningService.start();
  }

  @AfterAll
  static void end() {
    service.close();
  }

  @Test
  @DisplayName("F69: a thousand scans at once all get a cart, or are told when to come back")
  void a_thousand_begins() {
    var template = platform.template(platform.shop(Goods.of("Mug", 1299)).all());
    var before = platform.cartText(template);
    var begin = Ask.of("POST", "/checkout/begin/" + template);
    var answers = Together.run(1_000, _ -> platform.api().send(begin));

    var begun = answers.stream().filter(answer -> answer.status() == 201).toList();
    assertThat(answers)
        .filteredOn(answer -> answer.status() != 201)
        .allSatisfy(
            answer -> {
              answer.refused(503, "OVERLOADED");
              assertThat(answer.header("Retry-After")).isPresent();
            });
    assertThat(begun).hasSizeGreaterThan(900);
    assertThat(
            begun.stream()
                .map(answer -> answer.json().path("cart").path("id").asText())
                .collect(Collectors.toSet()))
        .hasSameSizeAs(begun);
    assertThat(platform.cartText(template)).isEqualTo(before);
    var counted = platform.get("/cart/status/" + template).ok().path("checkouts");
    assertThat(counted.path("in_progress").asInt()).isEqualTo(begun.size());
  }

  @Test
  @DisplayName("F68: who sends too slowly is cut within ten seconds; honest users notice nothing")
  void slow_senders() throws IOException {
    var template = platform.template(platform.shop(Goods.of("Mug", 1299)).all());
    var slow = new ArrayList<Socket>();
    try {
      long opened = System.nanoTime();
      for (int i = 0; i < 300; i++) {
        slow.add(i % 2 == 0 ? unfinishedHead() : unfinishedBody(template));
      }
      for (int i = 0; i < 20; i++) {
        var honest = platform.api().send(Ask.get("/cart/" + template).by(platform.key())).is(200);
        assertThat(honest.took()).isLessThan(Duration.ofSeconds(2));
      }
      platform.guest(template).buy();

      for (var socket : slow) {
        awaitCut(socket);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - opened)).isLessThan(CUT.plusSeconds(2));
    } finally {
      for (var socket : slow) {
        socket.close();
      }
    }
  }

  private static Socket unfinishedHead() throws IOException {
    return sent("GET /openapi.yaml HTTP/1.1\r\nHost: x\r\nX-Slow: ");
  }

  private Socket unfinishedBody(String template) throws IOException {
    return sent(
        "POST /checkout/begin/%s HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                .formatted(template)
            + "Content-Length: 1000\r\n\r\n{");
  }

  private static Socket sent(String text) throws IOException {
    var base = service.api().base();
    var socket = new Socket(base.getHost(), base.getPort());
    socket.setSoTimeout((int) CUT.toMillis());
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
    return socket;
  }

  /** Reads to the end, which the server has to make: a timeout would throw. */
  private static void awaitCut(Socket socket) throws IOException {
    try {
      var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).doesNotContain(" 200 ").doesNotContain(" 201 ");
    } catch (SocketException reset) {
      assertThat(reset).hasMessageContaining("reset");
    }
  }

  private static String all(Socket socket) throws IOException {
    var answer = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(answer);
    } catch (SocketTimeoutException leftOpen) {
      answer.writeBytes("and was left open".getBytes(StandardCharsets.UTF_8));
    }
    return answer.toString(StandardCharsets.UTF_8);
  }

  @Test
  @DisplayName("F65, F68: lengths that lie, and requests that hide in others, reach nobody")
  void smuggled_requests() throws IOException {
    var hidden = "GET /stores HTTP/1.1\r\nHost: x\r\n\r\n";
    for (var head :
        List.of(
            "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
            "Content-Length: 5\r\nContent-Length: 6\r\n",
            "Content-Length: -1\r\n",
            "Content-Length: 5x\r\n",
            "Transfer-Encoding: chunked, identity\r\n",
            "Transfer-Encoding: identity\r\n",
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: gzip\r\n",
            "Transfer-Encoding : chunked\r\n")) {
      try (var socket =
          sent("POST /cart/add HTTP/1.1\r\nHost: x\r\n" + head + "\r\n0\r\n\r\n" + hidden)) {
        assertThat(all(socket)).as(head).startsWith("HTTP/1.1 400 ").containsOnlyOnce("HTTP/1.1 ");
      }
    }
    platform.get("/stores").is(200);
  }
}
