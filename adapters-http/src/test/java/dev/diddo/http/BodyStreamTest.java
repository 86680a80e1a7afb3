package dev.diddo.http;

import static dev.diddo.http.TestEdge.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BodyStreamTest {
  private static final int MAX_BYTES = 4 << 20;

  private TestEdge edge;

  @BeforeAll
  void open() {
    edge =
        TestEdge.of(
            _ ->
                List.of(
                    () ->
                        List.of(
                            Route.post("/lines", Access.open(), BodyStreamTest::count)
                                .takes(new Intake(MAX_BYTES, Set.of("text/csv"), true))
                                .repeated(Route.Repetition.IGNORED))));
  }

  @AfterAll
  void close() {
    edge.close();
  }

  private static Reply count(Call call) {
    try (var stream = call.stream()) {
      long lines = 0;
      for (int next = stream.read(); next >= 0; next = stream.read()) {
        lines += next == '\n' ? 1 : 0;
      }
      return Reply.ok(Json.object().put("lines", lines));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @Test
  void a_body_is_read_while_it_arrives() {
    var body = "0123456\n".repeat(MAX_BYTES / 8);

    assertThat(edge.post("/lines", body, "Content-Type", "text/csv").body())
        .isEqualTo("{\"lines\":524288}");
    assertThat(edge.post("/lines", "", "Content-Type", "text/csv").body())
        .isEqualTo("{\"lines\":0}");
  }

  @Test
  void a_body_that_goes_on_too_long_is_refused() throws IOException {
    assertThat(outcome(edge.post("/lines", "x".repeat(MAX_BYTES + 1), "Content-Type", "text/csv")))
        .isEqualTo("413 BODY_TOO_LARGE");
    var chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
    assertThat(
            edge.raw(
                "POST /lines HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: text/csv\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n"
                    + chunk.repeat(65)
                    + "0\r\n\r\n"))
        .startsWith("HTTP/1.1 413 ");
  }

  @Test
  void only_a_catalogue_is_read() {
    assertThat(outcome(edge.post("/lines", "{}", "Content-Type", "application/json")))
        .isEqualTo("415 UNSUPPORTED_MEDIA_TYPE");
  }
}
