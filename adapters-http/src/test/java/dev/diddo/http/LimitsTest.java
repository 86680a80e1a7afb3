package dev.diddo.http;

import static dev.diddo.http.TestEdge.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.Eventually;
import dev.diddo.domain.organization.Scope;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LimitsTest {
  private final CountDownLatch release = new CountDownLatch(1);
  private TestEdge edge;

  @AfterEach
  void close() {
    release.countDown();
    edge.close();
  }

  private void open(HttpLimits limits, double scale) {
    edge =
        TestEdge.of(
            _ ->
                List.of(
                    () ->
                        List.of(
                            Route.get("/begins", Access.open(), _ -> Reply.noContent())
                                .limitedBy(Limit.BEGINS),
                            Route.get("/pays", Access.open(), LimitsTest::pay),
                            Route.get(
                                "/keys",
                                Access.platform(Scope.read(Scope.Area.CARTS)),
                                _ -> Reply.noContent()),
                            Route.get("/slow", Access.open(), _ -> slow()))),
            limits,
            scale);
  }

  private static HttpLimits of(int connections, int requests) {
    return new HttpLimits(
        connections,
        100,
        requests,
        10,
        16 << 10,
        Duration.ofSeconds(5),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofSeconds(30),
        Duration.ofSeconds(15),
        Duration.ofSeconds(5));
  }

  private static Reply pay(Call call) {
    call.limit(Limit.PAYMENT_ATTEMPTS, call.query("cart").orElse(""));
    return Reply.noContent();
  }

  private Reply slow() {
    try {
      release.await();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
    return Reply.noContent();
  }

  @Test
  void the_eleventh_attempt_of_a_minute_has_to_wait() {
    open(TestEdge.LIMITS, 1);
    for (int i = 0; i < 10; i++) {
      assertThat(edge.get("/pays?cart=a").statusCode()).isEqualTo(204);
    }

    var refused = edge.get("/pays?cart=a");

    assertThat(outcome(refused)).isEqualTo("429 RATE_LIMITED");
    assertThat(refused.headers().firstValue("Retry-After")).hasValue("6");
    assertThat(refused.headers().firstValue("RateLimit")).hasValue("\"payment-attempts\";r=0;t=6");
    assertThat(refused.headers().firstValue("RateLimit-Policy"))
        .hasValue("\"payment-attempts\";q=10;w=60");
    assertThat(edge.get("/pays?cart=b").statusCode()).isEqualTo(204);
    edge.world().clock().advance(Duration.ofSeconds(6));
    assertThat(edge.get("/pays?cart=a").statusCode()).isEqualTo(204);
    assertThat(edge.get("/pays?cart=a").statusCode()).isEqualTo(429);
  }

  @Test
  void who_may_go_on_is_told_how_long() {
    open(TestEdge.LIMITS, 1);

    assertThat(edge.get("/begins").headers().firstValue("RateLimit"))
        .hasValue("\"begins\";r=5999;t=0");
    assertThat(edge.get("/begins").headers().firstValue("RateLimit-Policy"))
        .hasValue("\"begins\";q=10000;w=60");
  }

  @Test
  void limits_scale_and_can_be_turned_off() {
    open(TestEdge.LIMITS, 0.001);
    for (int i = 0; i < 6; i++) {
      assertThat(edge.get("/begins").statusCode()).isEqualTo(204);
    }
    assertThat(edge.get("/begins").statusCode()).isEqualTo(429);
    edge.close();

    open(TestEdge.LIMITS, 0);
    for (int i = 0; i < 20; i++) {
      assertThat(edge.get("/pays?cart=a").statusCode()).isEqualTo(204);
    }
    assertThat(edge.get("/pays").headers().firstValue("RateLimit")).isEmpty();
  }

  @Test
  void who_guesses_keys_is_slowed_down_but_a_neighbour_with_a_good_one_is_not() {
    open(TestEdge.LIMITS, 1);
    for (int i = 0; i < 60; i++) {
      assertThat(outcome(edge.get("/keys", "Authorization", "Bearer dk_sandbox_" + i)))
          .isEqualTo("401 UNAUTHORIZED");
    }

    assertThat(outcome(edge.get("/keys", "Authorization", "Bearer dk_sandbox_60")))
        .isEqualTo("429 RATE_LIMITED");
    assertThat(edge.get("/keys", "Authorization", "Bearer " + edge.world().key()).statusCode())
        .isEqualTo(204);
    assertThat(
            outcome(
                edge.get(
                    "/keys",
                    "Authorization",
                    "Bearer dk_sandbox_x",
                    "X-Forwarded-For",
                    "203.0.113.9")))
        .isEqualTo("401 UNAUTHORIZED");
  }

  @Test
  void more_than_can_be_worked_on_are_turned_away_at_once() throws Exception {
    open(of(100, 3), 0);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var waiting =
          IntStream.range(0, 3).mapToObj(_ -> threads.submit(() -> edge.get("/slow"))).toList();
      Eventually.holds(
          () -> edge.world().registry().get("http.server.in_flight").gauge().value() == 3);

      var refused = edge.get("/begins");

      assertThat(outcome(refused)).isEqualTo("503 OVERLOADED");
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      release.countDown();
      for (var answer : waiting) {
        assertThat(answer.get().statusCode()).isEqualTo(204);
      }
    }
    Eventually.holds(() -> edge.get("/begins").statusCode() == 204);
  }

  @Test
  void a_connection_too_many_is_cut_and_makes_room_for_nobody_else() throws Exception {
    open(of(2, 10), 0);
    try (var first = edge.connect();
        var second = edge.connect()) {
      Eventually.holds(() -> openConnections() == 2);
      for (int i = 0; i < 5; i++) {
        try (var third = edge.connect()) {
          assertThat(third.getInputStream().read()).isEqualTo(-1);
        }
      }

      assertThat(openConnections()).isEqualTo(2);
      assertThat(List.of(first, second)).noneMatch(Socket::isClosed);
    }
    Eventually.holds(() -> openConnections() == 0);
    assertThat(edge.get("/begins").statusCode()).isEqualTo(204);
  }

  private double openConnections() {
    return edge.world().registry().get("http.server.connections").gauge().value();
  }

  @Test
  void requests_under_way_are_finished_before_the_end() throws Exception {
    open(TestEdge.LIMITS, 0);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var waiting = threads.submit(() -> edge.get("/slow"));
      Eventually.holds(
          () -> edge.world().registry().get("http.server.in_flight").gauge().value() == 1);
      var drained = edge.service().drain();
      Eventually.holds(() -> !canConnect());
      release.countDown();

      assertThat(waiting.get().statusCode()).isEqualTo(204);
      TestEdge.await(drained);
    }
  }

  private boolean canConnect() {
    try (var socket = edge.connect()) {
      return socket.isConnected();
    } catch (java.io.IOException refused) {
      return false;
    }
  }
}
