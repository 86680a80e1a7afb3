package dev.diddo.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diddo.application.Eventually;
import dev.diddo.bootstrap.actors.Ask;
import dev.diddo.domain.id.OrganizationId;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShutdownTest {
  private static final String HALF_A_REQUEST =
      """
      POST /cart/add HTTP/1.1\r
      Host: x\r
      Content-Type: application/json\r
      Content-Length: 10\r
      \r
      """;

  private RunningService service;

  @BeforeAll
  void start() {
    service = RunningService.start();
  }

  @AfterAll
  void end() {
    service.close();
  }

  @Test
  void who_has_not_heard_yet_that_it_ends_is_still_served() throws InterruptedException {
    var ending = service.sibling(Map.of(), Limits.STANDARD);
    var end = Thread.startVirtualThread(ending::close);

    Eventually.holds(() -> ending.management().send(Ask.get("/health/ready")).status() == 503);

    assertThat(ending.api().send(Ask.get("/organization")).status()).isEqualTo(401);
    end.join();
  }

  @Test
  void a_request_that_does_not_end_keeps_nothing_else_from_ending() throws IOException {
    var ending =
        service.sibling(Map.of(), Limits.STANDARD.ending(Duration.ZERO, Duration.ofMillis(100)));
    var http = ending.api().base();
    try (var socket = new Socket(http.getHost(), http.getPort())) {
      socket.getOutputStream().write(HALF_A_REQUEST.getBytes(StandardCharsets.US_ASCII));
      Eventually.holds(() -> requestsUnderWay(ending) == 1);

      ending.close();
    }

    assertThatThrownBy(
            () -> ending.management().trySend(Ask.get("/health/live"), Duration.ofSeconds(1)))
        .isInstanceOf(IOException.class);
    var wiring = ending.wiring();
    assertThatThrownBy(() -> wiring.organizations.find(new OrganizationId(wiring.ids.next())))
        .isInstanceOf(RejectedExecutionException.class);
  }

  private static double requestsUnderWay(RunningService service) {
    return service.wiring().meters.registry().get("http.server.in_flight").gauge().value();
  }
}
