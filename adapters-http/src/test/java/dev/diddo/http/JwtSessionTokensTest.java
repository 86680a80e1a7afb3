package dev.diddo.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diddo.application.SteppingClock;
import dev.diddo.application.organization.Caller;
import dev.diddo.domain.id.OrganizationId;
import dev.diddo.domain.id.SessionId;
import dev.diddo.domain.organization.Environment;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.session.CheckoutSession;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JwtSessionTokensTest {
  private static final Vertx VERTX = Vertx.vertx();
  private static final byte[] KEY = bytes("0123456789abcdef0123456789abcdef");
  private static final byte[] NEW_KEY = bytes("fedcba9876543210fedcba9876543210");
  private static final Tenant TENANT =
      new Tenant(new OrganizationId(new UUID(1, 2)), Environment.SANDBOX);
  private static final long NOON = SteppingClock.NOON.getEpochSecond();
  private static final String CLAIMS =
      "{\"sub\":\"00000000000C00000000000004\",\"org\":\"00000000000400000000000002\",\"env\":\"sandbox\","
          + "\"iss\":\"diddo\",\"aud\":\"diddo-checkout\",\"iat\":"
          + NOON
          + ",\"exp\":"
          + (NOON + 86_400)
          + "}";
  private static final String HEADER = "{\"typ\":\"JWT\",\"alg\":\"HS256\",\"kid\":\"k1\"}";

  private final SteppingClock clock = new SteppingClock();
  private final JwtSessionTokens tokens = new JwtSessionTokens(VERTX, keys("k1", KEY), clock);
  private final CheckoutSession session =
      CheckoutSession.guest(new SessionId(new UUID(3, 4)), TENANT, SteppingClock.NOON);

  @AfterAll
  static void close() {
    TestEdge.await(VERTX.close());
  }

  @Test
  void a_token_tells_whose_session_it_is_and_nothing_else() {
    var token = tokens.mint(session);

    assertThat(tokens.verify(token)).hasValue(new Caller.Buyer(TENANT, session.id()));
    assertThat(tokens.mint(session)).isEqualTo(token);
    assertThat(
            new String(
                Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8))
        .matches(
            "\\{\"sub\":\"\\w{26}\",\"org\":\"\\w{26}\",\"env\":\"sandbox\",\"iat\":\\d+,\"exp\":\\d+,\"aud\":\"diddo-checkout\",\"iss\":\"diddo\"}");
  }

  @Test
  void a_token_lives_for_a_day() {
    var token = tokens.mint(session);
    clock.advance(Duration.ofHours(24).minusSeconds(1));
    assertThat(tokens.verify(token)).isPresent();
    clock.advance(Duration.ofSeconds(1));
    assertThat(tokens.verify(token)).isEmpty();
  }

  @Test
  void a_key_that_was_rotated_out_verifies_until_it_is_taken_away() {
    var old = tokens.mint(session);
    var both = keys("k2", NEW_KEY);
    both.put("k1", KEY);
    var rotated = new JwtSessionTokens(VERTX, both, clock);

    assertThat(rotated.verify(old)).isPresent();
    assertThat(tokens.verify(rotated.mint(session))).isEmpty();
    assertThat(new JwtSessionTokens(VERTX, keys("k2", NEW_KEY), clock).verify(old)).isEmpty();
    assertThat(new JwtSessionTokens(VERTX, keys("k1", NEW_KEY), clock).verify(old)).isEmpty();
  }

  @Test
  void short_keys_are_refused() {
    assertThatThrownBy(() -> new JwtSessionTokens(VERTX, keys("k1", new byte[31]), clock))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void the_forgeries_below_differ_from_a_good_token_in_one_thing_only() {
    assertThat(tokens.verify(signed(HEADER, CLAIMS))).isPresent();
  }

  static Stream<String> forgeries() {
    var good = signed(HEADER, CLAIMS);
    var parts = good.split("\\.", -1);
    return Stream.of(
        "",
        ".",
        "..",
        "...",
        "x",
        "x.y.z",
        good + ".",
        good + "=",
        good + "\n",
        " " + good,
        good.replace('.', ' '),
        parts[0] + "." + parts[1],
        parts[0] + "." + parts[1] + ".",
        // another algorithm, or none, in every spelling
        parts(header("none")) + ".",
        signed(header("none"), CLAIMS),
        signed(header("None"), CLAIMS),
        signed(header("nOnE"), CLAIMS),
        signed(header("hs256"), CLAIMS),
        signed(header("HS384"), CLAIMS),
        signed(header("RS256"), CLAIMS),
        signed(header("ES256"), CLAIMS),
        parts(header("ES256")) + "." + base64(new byte[64]),
        // keys that the token brings along, or that are none of ours
        signed(
            "{\"typ\":\"JWT\",\"alg\":\"HS256\",\"kid\":\"k1\",\"jwk\":{\"kty\":\"oct\",\"k\":\"AA\"}}",
            CLAIMS),
        signed(
            "{\"typ\":\"JWT\",\"alg\":\"HS256\",\"kid\":\"k1\",\"jku\":\"https://evil.example\"}",
            CLAIMS),
        signed(
            "{\"typ\":\"JWT\",\"alg\":\"HS256\",\"kid\":\"k1\",\"x5u\":\"https://evil.example\"}",
            CLAIMS),
        signed("{\"typ\":\"JWT\",\"alg\":\"HS256\",\"kid\":\"k1\",\"crit\":[\"exp\"]}", CLAIMS),
        signed("{\"typ\":\"JWT\",\"alg\":\"HS256\",\"kid\":\"k2\"}", CLAIMS),
        signed("{\"typ\":\"JWT\",\"alg\":\"HS256\",\"kid\":\"../../dev/null\"}", CLAIMS),
        signed("{\"typ\":\"JWT\",\"alg\":\"HS256\",\"kid\":\"k1' or '1'='1\"}", CLAIMS),
        signed("{\"typ\":\"JWT\",\"alg\":\"HS256\",\"kid\":null}", CLAIMS),
        signed("{\"typ\":\"JWT\",\"alg\":\"HS256\"}", CLAIMS),
        signed("{\"typ\":\"at+jwt\",\"alg\":\"HS256\",\"kid\":\"k1\"}", CLAIMS),
        signed("{\"alg\":\"HS256\",\"alg\":\"none\",\"typ\":\"JWT\",\"kid\":\"k1\"}", CLAIMS),
        signed("[]", CLAIMS),
        // other claims
        signed(HEADER, CLAIMS.replace("\"diddo\"", "\"other\"")),
        signed(HEADER, CLAIMS.replace("diddo-checkout", "other")),
        signed(HEADER, CLAIMS.replace("sandbox", "live")),
        signed(HEADER, CLAIMS.replace("\"sub\"", "\"was\"")),
        signed(HEADER, CLAIMS.replace("00000000000C00000000000004", "nobody")),
        signed(HEADER, CLAIMS.replace("\"exp\"", "\"end\"")),
        signed(
            HEADER, CLAIMS.replace(String.valueOf(NOON + 86_400), String.valueOf(NOON + 86_401))),
        signed(HEADER, CLAIMS.replace(String.valueOf(NOON + 86_400), "\"never\"")),
        signed(HEADER, claimsAt(NOON + 61)),
        signed(HEADER, claimsAt(NOON - 86_400)),
        signed(HEADER, "[]"),
        signed(HEADER, "{"),
        signed(HEADER, ""),
        // a signature that is not this one
        parts[0] + "." + parts[1] + "." + base64(new byte[32]),
        parts[0] + "." + base64(bytes(CLAIMS.replace("sandbox", "production"))) + "." + parts[2],
        good.substring(0, good.length() - 1),
        good.substring(0, good.length() - 4),
        flippedLastBits(good),
        "a".repeat(2_000) + "." + parts[1] + "." + parts[2]);
  }

  @ParameterizedTest
  @MethodSource("forgeries")
  void a_forgery_opens_nothing(String token) {
    assertThat(tokens.verify(token)).isEmpty();
  }

  @Test
  void a_clock_that_is_a_minute_behind_still_understands() {
    assertThat(tokens.verify(signed(HEADER, claimsAt(NOON + 60)))).isPresent();
  }

  private static String claimsAt(long issuedAt) {
    return CLAIMS
        .replace("\"iat\":" + NOON, "\"iat\":" + issuedAt)
        .replace("\"exp\":" + (NOON + 86_400), "\"exp\":" + (issuedAt + 86_400));
  }

  /** Base64 has bits to spare at its end: another text of the same signature. */
  private static String flippedLastBits(String token) {
    var alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    int last = alphabet.indexOf(token.charAt(token.length() - 1));
    return token.substring(0, token.length() - 1) + alphabet.charAt(last ^ 1);
  }

  private static String header(String algorithm) {
    return "{\"typ\":\"JWT\",\"alg\":\"" + algorithm + "\",\"kid\":\"k1\"}";
  }

  private static String parts(String header) {
    return base64(bytes(header)) + "." + base64(bytes(CLAIMS));
  }

  private static String signed(String header, String claims) {
    var signed = base64(bytes(header)) + "." + base64(bytes(claims));
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
      return signed + "." + base64(mac.doFinal(bytes(signed)));
    } catch (java.security.GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static SequencedMap<String, byte[]> keys(String kid, byte[] key) {
    var keys = new LinkedHashMap<String, byte[]>();
    keys.put(kid, key);
    return keys;
  }
}
