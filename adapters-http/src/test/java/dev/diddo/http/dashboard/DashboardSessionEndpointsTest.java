package dev.diddo.http.dashboard;

import static dev.diddo.http.TestEdge.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.dashboard.SignIn;
import dev.diddo.application.dashboard.SignOut;
import dev.diddo.application.organization.PasswordHash;
import dev.diddo.domain.id.OperatorId;
import dev.diddo.domain.organization.Operator;
import dev.diddo.http.OperatorCookie;
import dev.diddo.http.OwnOrigin;
import dev.diddo.http.TestEdge;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DashboardSessionEndpointsTest {
  private static final String ORIGIN = "https://pay.example";
  private static final String PASSWORD = "correct horse battery";

  /** Three failures a minute instead of sixty. */
  private final TestEdge edge =
      TestEdge.of(
          world -> List.of(DashboardSessionEndpointsTest.endpoints(world)), TestEdge.LIMITS, 0.05);

  private static DashboardSessionEndpoints endpoints(TestEdge.World world) {
    var ports = world.ports();
    return new DashboardSessionEndpoints(
        new SignIn(
            ports.operators(),
            ports.operatorSessions(),
            ports.signInTries(),
            ports.auditLog(),
            ports.transactions(),
            world.ids(),
            new Random(2),
            world.clock(),
            2),
        new SignOut(
            ports.operatorSessions(),
            ports.auditLog(),
            ports.transactions(),
            world.ids(),
            world.clock()),
        new OwnOrigin(URI.create(ORIGIN)),
        new OperatorCookie(true));
  }

  @BeforeEach
  void hireAda() {
    var world = edge.world();
    var ada =
        new Operator(
            new OperatorId(world.ids().next()),
            world.shop().tenant().organization(),
            "ada@shop.example",
            Operator.Role.SUPPORT);
    world.ports().operators().put(ada, PasswordHash.of(PASSWORD.toCharArray(), new Random(1)));
  }

  @AfterEach
  void close() {
    edge.close();
  }

  private HttpResponse<String> signIn(String email, String password, String address) {
    return edge.post(
        "/dashboard/session",
        "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(email, password),
        "Origin",
        ORIGIN,
        "X-Forwarded-For",
        address);
  }

  @Test
  void one_password_tried_with_many_emails_has_to_wait_and_so_has_a_right_guess() {
    for (int i = 0; i < 3; i++) {
      assertThat(outcome(signIn("who" + i + "@shop.example", "password1234", "203.0.113.7")))
          .isEqualTo("401 UNAUTHORIZED");
    }

    var refused = signIn("who3@shop.example", "password1234", "203.0.113.7");

    assertThat(outcome(refused)).isEqualTo("429 RATE_LIMITED");
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    assertThat(outcome(signIn("ada@shop.example", PASSWORD, "203.0.113.7")))
        .isEqualTo("429 RATE_LIMITED");
    assertThat(signIn("ada@shop.example", PASSWORD, "203.0.113.8").statusCode()).isEqualTo(204);
    edge.world().clock().advance(Duration.ofMinutes(1));
    assertThat(signIn("ada@shop.example", PASSWORD, "203.0.113.7").statusCode()).isEqualTo(204);
  }

  @Test
  void who_gets_in_is_not_counted() {
    for (int i = 0; i < 5; i++) {
      assertThat(signIn("ada@shop.example", PASSWORD, "203.0.113.7").statusCode()).isEqualTo(204);
    }
  }
}
