package dev.diddo.bootstrap.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.bootstrap.RunningService;
import dev.diddo.bootstrap.actors.Ask;
import dev.diddo.bootstrap.actors.Goods;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A new key signs, the old one goes on to verify, until it is taken away. */
class KeyRotationTest {
  private static final String NEW =
      "k2:"
          + Base64.getEncoder()
              .encodeToString(
                  "the next token key, of 32 bytes or so".getBytes(StandardCharsets.UTF_8));
  private static final String OLD =
      "k1:" + Base64.getEncoder().encodeToString(RunningService.TOKEN_KEY);

  @Test
  @DisplayName("F56: overlap works, then the old tokens are 401")
  void tokens_outlive_a_new_key_but_not_the_end_of_their_own() {
    var settings = Map.of("DIDDO_TOKEN_KEYS", OLD);
    try (var before = RunningService.start(settings)) {
      var platform = before.newPlatform();
      var template = platform.template(platform.shop(Goods.of("Mug", 1299)).all());
      var buyer = platform.guest(template);
      assertThat(kid(buyer.token())).contains("\"k1\"");

      try (var overlap = before.sibling(Map.of("DIDDO_TOKEN_KEYS", NEW + "," + OLD));
          var after = before.sibling(Map.of("DIDDO_TOKEN_KEYS", NEW))) {
        var read = Ask.get("/cart/" + buyer.cartId()).by(buyer.token());
        overlap.api().send(read).is(200);
        after.api().send(read).refused(401, "UNAUTHORIZED");

        var fresh = overlap.api().send(Ask.of("POST", "/checkout/begin/" + template)).is(201);
        var token = fresh.json().path("cst").asText();
        assertThat(kid(token)).contains("\"k2\"");
        after.api().send(Ask.get("/checkout/session").by(token)).is(200);
      }
    }
  }

  private static String kid(String token) {
    return new String(
        Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.'))),
        StandardCharsets.UTF_8);
  }
}
