package dev.diddo.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.diddo.application.Eventually;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no decent client sends. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RawConnectionTest {
  private static final Duration ARRIVAL = Duration.ofMillis(700);
  private static final HttpLimits IMPATIENT =
      new HttpLimits(
          100,
          100,
          10,
          10,
          16 << 10,
          ARRIVAL,
          ARRIVAL,
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          Duration.ofSeconds(15),
          Duration.ofSeconds(5));
  private static final String GET = "GET /things HTTP/1.1\r\nHost: x\r\n";
  private static final String POST =
      "POST /things HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";

  private final CountDownLatch release = new CountDownLatch(1);
  private TestEdge edge;

  @BeforeAll
  void open() {
    edge =
        TestEdge.of(
            _ ->
                List.of(
                    () ->
                        List.of(
                            Route.get("/things", Access.open(), _ -> Reply.noContent()),
                            Route.get("/waiting", Access.open(), _ -> waited()),
                            Route.post("/things", Access.open(), RawConnectionTest::made))),
            IMPATIENT,
            0);
  }

  private Reply waited() {
    try {
      release.await();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
    return Reply.noContent();
  }

  private static Reply made(Call call) {
    call.body().end();
    return Reply.noContent();
  }

  @AfterAll
  void close() {
    release.countDown();
    edge.close();
  }

  @Test
  void a_connection_that_says_nothing_is_cut() throws IOException {
    try (var socket = edge.connect()) {
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void a_head_that_trickles_is_cut() throws IOException {
    try (var socket = edge.connect()) {
      assertCutWhileTrickling(socket, GET + "X-Padding: ", 'a');
    }
  }

  @Test
  void a_body_that_trickles_is_cut() throws IOException {
    try (var socket = edge.connect()) {
      assertCutWhileTrickling(socket, POST + "Content-Length: 1000\r\n\r\n{", ' ');
    }
  }

  @Test
  void a_second_head_that_trickles_is_cut_too() throws IOException {
    try (var socket = edge.connect()) {
      send(socket, GET + "\r\n");
      assertThat(status(socket.getInputStream())).isEqualTo(204);
      assertCutWhileTrickling(socket, "GET /thi", 'n');
    }
  }

  /** A byte every now and then, which resets every timer that only knows of idleness. */
  private static void assertCutWhileTrickling(Socket socket, String begin, char more)
      throws IOException {
    send(socket, begin);
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    socket.setSoTimeout(50);
    boolean cut = false;
    while (!cut && System.nanoTime() < end) {
      try {
        cut = socket.getInputStream().read() == -1;
      } catch (java.net.SocketTimeoutException stillOpen) {
        cut = !canSend(socket, more);
      } catch (SocketException reset) {
        cut = true;
      }
    }
    assertThat(cut).isTrue();
  }

  private static boolean canSend(Socket socket, char more) {
    try {
      send(socket, String.valueOf(more));
      return true;
    } catch (IOException reset) {
      return false;
    }
  }

  @Test
  void a_kept_connection_may_rest_longer_than_a_head_may_take() throws IOException {
    try (var socket = edge.connect()) {
      send(socket, GET + "\r\n");
      assertThat(status(socket.getInputStream())).isEqualTo(204);
      socket.setSoTimeout((int) ARRIVAL.multipliedBy(2).toMillis());
      assertThatCode(() -> socket.getInputStream().read())
          .isInstanceOf(java.net.SocketTimeoutException.class);
      send(socket, GET + "\r\n");
      socket.setSoTimeout(5_000);
      assertThat(status(socket.getInputStream())).isEqualTo(204);
    }
  }

  @Test
  void a_head_that_is_too_large_is_refused() throws IOException {
    assertThat(edge.raw(GET + "X-Padding: " + "a".repeat(17_000) + "\r\n\r\n"))
        .matches("(?s)HTTP/1.. 431 .*")
        .contains("HEADERS_TOO_LARGE");
    assertThat(edge.raw("GET /" + "a".repeat(17_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"))
        .matches("(?s)HTTP/1.. 431 .*");
  }

  @Test
  void two_lengths_of_one_body_are_refused() throws IOException {
    assertThat(
            edge.raw(
                POST + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /x"))
        .matches("(?s)HTTP/1.. 400 .*")
        .containsOnlyOnce("HTTP/1.");
    assertThat(edge.raw(POST + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}x"))
        .matches("(?s)HTTP/1.. 400 .*");
    assertThat(edge.raw(POST + "Content-Length: +2\r\n\r\n{}")).matches("(?s)HTTP/1.. 400 .*");
    assertThat(edge.raw(POST + "Content-Length: -1\r\n\r\n")).matches("(?s)HTTP/1.. 400 .*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "gzip, chunked", "chunked, identity", "xchunked"})
  void a_body_in_another_transfer_coding_is_refused(String coding) throws IOException {
    assertThat(edge.raw(POST + "Transfer-Encoding: " + coding + "\r\n\r\n2\r\n{}\r\n0\r\n\r\n"))
        .matches("(?s)HTTP/1.. 400 .*");
  }

  @Test
  void what_is_no_http_is_refused() throws IOException {
    assertThat(statusOf("GET /things\r\n\r\n")).isEqualTo(400);
    assertThat(statusOf(GET + " folded: header\r\n\r\n")).isEqualTo(400);
    assertThat(statusOf(GET + "Bad Name: x\r\n\r\n")).isEqualTo(400);
    assertThat(statusOf("GET /things HTTP/1.1\r\n\r\n")).isEqualTo(400);
    assertThat(statusOf("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")).isEqualTo(501);
  }

  @Test
  void a_body_without_end_is_refused_when_it_is_too_large() throws IOException {
    try (var socket = edge.connect()) {
      send(socket, POST + "Transfer-Encoding: chunked\r\n\r\n");
      send(socket, ("1000\r\n" + " ".repeat(4_096) + "\r\n").repeat(17));
      assertThat(status(socket.getInputStream())).isEqualTo(413);
    }
  }

  @Test
  void a_body_that_is_said_to_be_too_large_is_not_asked_for() throws IOException {
    assertThat(edge.raw(POST + "Expect: 100-continue\r\nContent-Length: 65537\r\n\r\n"))
        .startsWith("HTTP/1.1 413 ");
  }

  @Test
  void a_client_that_asks_first_is_told_to_go_on() throws IOException {
    try (var socket = edge.connect()) {
      send(socket, POST + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n");
      assertThat(status(socket.getInputStream())).isEqualTo(100);
      send(socket, "{}");
      assertThat(status(socket.getInputStream())).isEqualTo(204);
    }
  }

  @Test
  void requests_in_a_row_are_answered_in_their_order() throws IOException {
    try (var socket = edge.connect()) {
      send(socket, GET + "Request-Id: one\r\n\r\n" + GET + "Request-Id: two\r\n\r\n");
      assertThat(head(socket.getInputStream())).contains("Request-Id: one");
      assertThat(head(socket.getInputStream())).contains("Request-Id: two");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/things?q=%zz",
        "/things?q=%",
        "/things?%",
        "/things/%zz",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/things/..%2fsecret",
        "//things",
        "*",
        "things",
        "/things?q=%ff%fe",
        "/things?q=%00",
        "/\u0001"
      })
  void an_odd_target_is_answered_and_leaves_nothing_behind(String target) throws IOException {
    assertThat(statusOf("GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n")).isIn(204, 400, 404);
    var inFlight = edge.world().registry().get("http.server.in_flight").gauge();
    Eventually.holds(() -> inFlight.value() == 0);
  }

  @Test
  void a_client_that_leaves_before_its_answer_leaves_nothing_behind() throws IOException {
    var inFlight = edge.world().registry().get("http.server.in_flight").gauge();
    try (var socket = edge.connect()) {
      send(socket, "GET /waiting HTTP/1.1\r\nHost: x\r\n\r\n");
      Eventually.holds(() -> inFlight.value() == 1);
    }
    Eventually.holds(() -> inFlight.value() == 0);
    Eventually.holds(
        () ->
            edge.world()
                    .registry()
                    .find("http.server.requests")
                    .tag("route", "/waiting")
                    .tag("status", "4xx")
                    .timer()
                != null);
  }

  @Test
  void nobody_upgrades_to_another_protocol() throws IOException {
    assertThat(
            statusOf(
                GET
                    + "Upgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"))
        .isEqualTo(204);
  }

  private int statusOf(String request) throws IOException {
    try (var socket = edge.connect()) {
      send(socket, request);
      return status(socket.getInputStream());
    }
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  private static int status(InputStream in) throws IOException {
    return Integer.parseInt(head(in).split(" ", 3)[1]);
  }

  private static String head(InputStream in) throws IOException {
    var head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("Closed after: " + head);
      }
      head.append((char) next);
    }
    return head.toString();
  }
}
