package dev.diddo.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.diddo.application.organization.Caller;
import dev.diddo.application.session.SessionTokens;
import dev.diddo.domain.id.OrganizationId;
import dev.diddo.domain.id.SessionId;
import dev.diddo.domain.id.Ulid;
import dev.diddo.domain.organization.Environment;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.session.CheckoutSession;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Customer Session Tokens as JWTs, signed with HMAC-SHA-256.
 *
 * <p>A token names its key by {@code kid}: a new key is put first and signs at once, an old one
 * goes on to verify until it is taken away.
 */
public final class JwtSessionTokens implements SessionTokens {
  private static final String ALGORITHM = "HS256";
  private static final String ISSUER = "diddo";
  private static final String AUDIENCE = "diddo-checkout";
  private static final int MIN_KEY_BYTES = 32;
  private static final int MAX_CHARS = 1_024;

  /** Clocks of a cluster differ; a token may come from a machine that is ahead. */
  private static final Duration LEEWAY = Duration.ofSeconds(60);

  private final SequencedMap<String, JWTAuth> byKid = new LinkedHashMap<>();
  private final JWTAuth signing;
  private final InstantSource clock;

  /**
   * @param keys by kid, 32 bytes at least; the first signs
   */
  public JwtSessionTokens(Vertx vertx, SequencedMap<String, byte[]> keys, InstantSource clock) {
    keys.forEach((kid, key) -> byKid.put(kid, auth(vertx, kid, key)));
    if (byKid.isEmpty()) {
      throw new IllegalArgumentException("At least one key is needed to sign tokens");
    }
    this.signing = byKid.firstEntry().getValue();
    this.clock = clock;
  }

  private static JWTAuth auth(Vertx vertx, String kid, byte[] key) {
    if (key.length < MIN_KEY_BYTES) {
      throw new IllegalArgumentException("The token key " + kid + " has fewer than 32 bytes");
    }
    return JWTAuth.create(
        vertx,
        new JWTAuthOptions()
            .setJWTOptions(options())
            .addPubSecKey(
                new PubSecKeyOptions()
                    .setAlgorithm(ALGORITHM)
                    .setId(kid)
                    .setBuffer(Buffer.buffer(key))));
  }

  /** Times are ours to judge, by our clock. */
  private static JWTOptions options() {
    return new JWTOptions()
        .setAlgorithm(ALGORITHM)
        .setIssuer(ISSUER)
        .addAudience(AUDIENCE)
        .setNoTimestamp(true)
        .setIgnoreExpiration(true);
  }

  @Override
  public String mint(CheckoutSession session) {
    long issuedAt = session.expiresAt().minus(CheckoutSession.LIFETIME).getEpochSecond();
    var claims =
        new JsonObject()
            .put("sub", session.id().text())
            .put("org", session.tenant().organization().text())
            .put("env", session.tenant().environment().text())
            .put("iat", issuedAt)
            .put("exp", issuedAt + CheckoutSession.LIFETIME.toSeconds());
    return signing.generateToken(claims, options());
  }

  @Override
  public Optional<Caller.Buyer> verify(String token) {
    return keyOf(token)
        .flatMap(key -> claims(token).filter(this::isInTime).filter(_ -> isSigned(key, token)))
        .flatMap(JwtSessionTokens::buyer);
  }

  /**
   * The key that a token names, if its shape is exactly that of ours. Libraries accept more, and
   * each such addition has been an attack: other algorithms, embedded keys, padded or odd base64.
   */
  private Optional<JWTAuth> keyOf(String token) {
    var parts = token.split("\\.", -1);
    if (token.length() > MAX_CHARS
        || parts.length != 3
        || !Arrays.stream(parts).allMatch(JwtSessionTokens::isCanonical)) {
      return Optional.empty();
    }
    return json(parts[0])
        .filter(header -> header.size() == 3)
        .filter(header -> header.path("alg").asText().equals(ALGORITHM))
        .filter(header -> header.path("typ").asText().equals("JWT"))
        .map(header -> byKid.get(header.path("kid").asText()));
  }

  private static boolean isCanonical(String part) {
    try {
      var bytes = Base64.getUrlDecoder().decode(part);
      return bytes.length > 0
          && Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part);
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }

  private static Optional<JsonNode> json(String part) {
    try {
      return Optional.of(Json.read(Base64.getUrlDecoder().decode(part))).filter(JsonNode::isObject);
    } catch (Json.MalformedException notOurs) {
      return Optional.empty();
    }
  }

  /** Of which nothing is believed before the signature was verified. */
  private static Optional<JsonNode> claims(String token) {
    return json(token.split("\\.", -1)[1]);
  }

  private static boolean isSigned(JWTAuth key, String token) {
    // Completes at once: HMAC needs nobody to be asked.
    return key.authenticate(new TokenCredentials(token)).succeeded();
  }

  private boolean isInTime(JsonNode claims) {
    if (!claims.path("iat").isIntegralNumber() || !claims.path("exp").isIntegralNumber()) {
      return false;
    }
    long issuedAt = claims.path("iat").longValue();
    long expiresAt = claims.path("exp").longValue();
    var now = clock.instant();
    return expiresAt - issuedAt == CheckoutSession.LIFETIME.toSeconds()
        && now.isBefore(Instant.ofEpochSecond(expiresAt))
        && !now.plus(LEEWAY).isBefore(Instant.ofEpochSecond(issuedAt));
  }

  private static Optional<Caller.Buyer> buyer(JsonNode claims) {
    var environment =
        Arrays.stream(Environment.values())
            .filter(e -> e.text().equals(claims.path("env").asText()))
            .findFirst();
    var organization = Ulid.parse(claims.path("org").asText()).map(OrganizationId::new);
    var session = Ulid.parse(claims.path("sub").asText()).map(SessionId::new);
    return environment.isPresent() && organization.isPresent() && session.isPresent()
        ? Optional.of(
            new Caller.Buyer(new Tenant(organization.get(), environment.get()), session.get()))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return "JwtSessionTokens" + Map.copyOf(byKid).keySet();
  }
}
