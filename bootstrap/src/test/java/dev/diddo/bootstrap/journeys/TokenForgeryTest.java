package dev.diddo.bootstrap.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.diddo.bootstrap.RunningService;
import dev.diddo.bootstrap.SharedService;
import dev.diddo.bootstrap.actors.Ask;
import dev.diddo.bootstrap.actors.Buyer;
import dev.diddo.bootstrap.actors.Goods;
import dev.diddo.bootstrap.actors.Json;
import dev.diddo.bootstrap.actors.Platform;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tokens that we did not sign, and those that time or the wrong hands have spoiled. */
@ExtendWith(SharedService.class)
class TokenForgeryTest {
  private final Platform platform;
  private final Buyer buyer;
  private final ObjectNode header;
  private final ObjectNode claims;
  private final String signature;

  TokenForgeryTest(RunningService service) {
    this.platform = service.newPlatform();
    this.buyer = platform.guest(platform.template(platform.shop(Goods.of("Mug", 1)).all()));
    var parts = buyer.token().split("\\.", -1);
    this.header = (ObjectNode) read(parts[0]);
    this.claims = (ObjectNode) read(parts[1]);
    this.signature = parts[2];
  }

  private static JsonNode read(String part) {
    return Json.parse(Base64.getUrlDecoder().decode(part));
  }

  private static String part(JsonNode json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String sign(String text, byte[] key) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      var bytes = mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
      return text + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Signed with our own key: only its contents are wrong. */
  private static String signed(JsonNode header, JsonNode claims) {
    return sign(part(header) + "." + part(claims), RunningService.TOKEN_KEY);
  }

  @Test
  void a_token_lives_a_day_and_names_its_key() {
    assertThat(header.path("alg").asText()).isEqualTo("HS256");
    assertThat(header.path("kid").asText()).isEqualTo("k1");
    assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(86_400);
    assertThat(signed(header, claims)).isEqualTo(buyer.token());
  }

  @Test
  @DisplayName("F53: no forgery opens anything, also where no token is needed")
  void no_forgery_opens_anything() {
    forgeries()
        .forEach(
            (name, token) -> {
              for (var ask :
                  java.util.List.of(
                      Ask.get("/checkout/session"),
                      Ask.get("/cart/" + buyer.cartId()),
                      Ask.of("POST", "/checkout/begin/" + template()))) {
                var answer = platform.api().send(ask.by(token));
                assertThat(answer.outcome()).as(name).isEqualTo("401 UNAUTHORIZED");
              }
            });
  }

  private String template() {
    return buyer.begun().path("cart").path("template_cart_id").asText();
  }

  private Map<String, String> forgeries() {
    var all = new LinkedHashMap<String, String>();
    var body = part(claims);
    for (var alg : java.util.List.of("none", "None", "nOnE", "")) {
      all.put("alg " + alg, part(header.deepCopy().put("alg", alg)) + "." + body + ".");
    }
    all.put("HS512 by name", signed(header.deepCopy().put("alg", "HS512"), claims));
    all.put("no signature", part(header) + "." + body + ".");
    all.put("two parts", part(header) + "." + body);
    all.put("another signature", part(header) + "." + body + "." + flipped(signature));
    all.put("another key", sign(part(header) + "." + body, new byte[32]));
    all.put(
        "another claim",
        part(header) + "." + part(claims.deepCopy().put("exp", 9_999_999_999L)) + "." + signature);
    for (var kid : java.util.List.of("k2", "", "../../dev/null", "k1' or '1'='1")) {
      all.put("kid " + kid, signed(header.deepCopy().put("kid", kid), claims));
    }
    var without = header.deepCopy();
    without.remove("kid");
    all.put("no kid", signed(without, claims));
    for (var injected : java.util.List.of("jku", "x5u", "jwk", "crit")) {
      all.put(injected, signed(header.deepCopy().put(injected, "https://evil.example"), claims));
    }
    all.put("another type", signed(header.deepCopy().put("typ", "at+jwt"), claims));
    all.put("another issuer", signed(header, claims.deepCopy().put("iss", "evil")));
    all.put("another audience", signed(header, claims.deepCopy().put("aud", "evil")));
    all.put("padded", buyer.token() + "=");
    all.put("blank inside", buyer.token().replace(".", ". "));
    all.put("twice", buyer.token() + "." + signature);
    addOutOfTime(all);
    return all;
  }

  private void addOutOfTime(Map<String, String> all) {
    long issued = claims.path("iat").asLong();
    all.put("expired", signed(header, during(issued - 90_000)));
    all.put("from tomorrow", signed(header, during(issued + 90_000)));
    all.put("eternal", signed(header, claims.deepCopy().put("exp", issued + 999_999)));
    var endless = claims.deepCopy();
    endless.remove("exp");
    all.put("without an end", signed(header, endless));
    all.put("text for time", signed(header, claims.deepCopy().put("exp", "9999999999")));
  }

  private JsonNode during(long issued) {
    return claims.deepCopy().put("iat", issued).put("exp", issued + 86_400);
  }

  private static String flipped(String signature) {
    return (signature.charAt(0) == 'A' ? 'B' : 'A') + signature.substring(1);
  }

  @Test
  @DisplayName("F51: clocks may differ by less than a minute")
  void a_token_of_a_machine_that_is_a_little_ahead_is_taken() {
    var ahead = signed(header, during(claims.path("iat").asLong() + 30));
    platform.api().send(Ask.get("/checkout/session").by(ahead)).is(200);
  }

  @Test
  void a_token_of_a_session_that_never_was_sees_no_cart() {
    var nobody = signed(header, claims.deepCopy().put("sub", "01JD0000000000000000000000"));
    platform
        .api()
        .send(Ask.get("/cart/" + buyer.cartId()).by(nobody))
        .refused(404, "CART_NOT_FOUND");
  }
}
