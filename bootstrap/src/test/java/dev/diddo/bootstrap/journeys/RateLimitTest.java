package dev.diddo.bootstrap.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.Together;
import dev.diddo.bootstrap.RunningService;
import dev.diddo.bootstrap.actors.Answer;
import dev.diddo.bootstrap.actors.Ask;
import dev.diddo.bootstrap.actors.Goods;
import dev.diddo.bootstrap.actors.Json;
import dev.diddo.bootstrap.actors.Platform;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How much is too much, as it is where nobody changed it. */
class RateLimitTest {
  private static RunningService service;

  private final Platform platform = service.newPlatform();

  @BeforeAll
  static void start() {
    service =
        RunningService.start(
            Map.of("DIDDO_RATE_LIMIT_SCALE", "1", "DIDDO_TRUSTED_PROXIES", "127.0.0.1"));
  }

  @AfterAll
  static void end() {
    service.close();
  }

  private static void assertSlowedDown(Answer answer) {
    answer.refused(429, "RATE_LIMITED");
    assertThat(Integer.parseInt(answer.header("Retry-After").orElseThrow())).isPositive();
    assertThat(answer.header("RateLimit")).isPresent();
    assertThat(answer.header("RateLimit-Policy")).isPresent();
  }

  private Answer guess(int number, String address) {
    return platform
        .api()
        .send(Ask.get("/stores").by("dk_sandbox_guess" + number).with("X-Forwarded-For", address));
  }

  @Test
  @DisplayName("F57: who guesses keys is slowed down after sixty tries, and nobody else is")
  void guessing_keys() {
    var answers = Together.run(75, number -> guess(number, "203.0.113.7"));
    assertThat(answers).filteredOn(answer -> answer.status() == 401).hasSizeBetween(60, 66);
    answers.stream()
        .filter(answer -> answer.status() != 401)
        .forEach(RateLimitTest::assertSlowedDown);
    assertSlowedDown(guess(0, "203.0.113.7"));
    guess(1, "203.0.113.8").refused(401, "UNAUTHORIZED");
    platform.get("/stores").is(200);
  }

  @Test
  @DisplayName("F72: a session and cart may try to pay ten times a minute; replays do not count")
  void trying_cards() {
    var buyer =
        platform.guest(platform.template(platform.shop(Goods.of("Mug", 1299)).all())).ready();
    var pay = Ask.post("/checkout/" + buyer.cartId(), Json.of());
    var opened = buyer.askNow(pay.once("first")).is(201);
    for (int i = 0; i < 15; i++) {
      assertThat(buyer.askNow(pay.once("first")).is(201).text()).isEqualTo(opened.text());
    }
    for (int i = 0; i < 9; i++) {
      buyer.askNow(pay).refused(409, "ALREADY_SUBMITTED");
    }
    assertSlowedDown(buyer.askNow(pay));
    buyer.get("/cart/" + buyer.cartId()).is(200);

    var other =
        platform.guest(platform.template(platform.shop(Goods.of("Cap", 100)).all())).ready();
    other.openPayment();
  }
}
