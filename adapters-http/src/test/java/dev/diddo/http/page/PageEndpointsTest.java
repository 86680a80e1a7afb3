package dev.diddo.http.page;

import static dev.diddo.http.TestEdge.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.http.TestEdge;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageEndpointsTest {
  private TestEdge edge;

  @BeforeAll
  void open() {
    edge =
        TestEdge.of(
            world ->
                List.of(
                    new PageEndpoints(
                        new FrameAncestors(world.ports().carts(), world.ports().organizations(), 9),
                        CheckoutPolicy.embedding(List.of()))));
  }

  @AfterAll
  void close() {
    edge.close();
  }

  @Test
  void a_browser_at_the_address_alone_is_shown_the_contract() {
    var answer = edge.get("/", "Accept", "text/html,application/xhtml+xml,*/*;q=0.8");

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("Location")).hasValue("/docs");
    assertThat(answer.headers().firstValue("Vary")).hasValue("Accept");
  }

  @ParameterizedTest
  @ValueSource(strings = {"*/*", "application/json", "image/png,*/*"})
  void a_program_finds_nothing_there(String accept) {
    var answer = edge.get("/", "Accept", accept);

    assertThat(outcome(answer)).isEqualTo("404 NOT_FOUND");
    assertThat(answer.headers().firstValue("Vary")).hasValue("Accept");
  }
}
