package dev.diddo.bootstrap.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.diddo.application.Eventually;
import dev.diddo.bootstrap.RunningService;
import dev.diddo.bootstrap.SharedService;
import dev.diddo.bootstrap.actors.Ask;
import dev.diddo.bootstrap.actors.Goods;
import dev.diddo.bootstrap.actors.Json;
import dev.diddo.bootstrap.actors.Person;
import dev.diddo.bootstrap.actors.Platform;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who may do what. */
@ExtendWith(SharedService.class)
class AccessTest {
  private final RunningService service;
  private final Platform platform;

  AccessTest(RunningService service) {
    this.service = service;
    this.platform = service.newPlatform();
  }

  /** A call for each scope that the contract names. */
  private static final Map<String, Ask> CALLS =
      Map.of(
          "stores:read", Ask.get("/stores"),
          "stores:write", Ask.post("/stores", Json.of()),
          "catalog:read", Ask.get("/products"),
          "catalog:write", Ask.of("DELETE", "/products/01JD0000000000000000000000"),
          "carts:read", Ask.get("/cart/01JD0000000000000000000000"),
          "carts:write", Ask.post("/cart/add", Json.of()),
          "checkout:write", Ask.post("/checkout/cst", Json.of("no", 1)),
          "orders:read", Ask.get("/orders"),
          "organization:read", Ask.get("/organization"),
          "organization:write", Ask.of("PATCH", "/organization").json(Json.of("no", 1)));

  @Test
  void a_key_does_what_its_scopes_say_and_nothing_else() {
    CALLS.forEach(
        (scope, _) -> {
          var key = service.newKey(platform.organization(), "sandbox", scope).secret();
          CALLS.forEach(
              (needed, call) -> {
                boolean allowed =
                    needed.equals(scope) || needed.replace(":read", ":write").equals(scope);
                var answer = platform.api().send(call.by(key));
                if (allowed) {
                  assertThat(answer.status()).as(scope + " for " + answer).isNotIn(401, 403);
                } else {
                  answer.refused(403, "FORBIDDEN");
                }
              });
        });
  }

  @Test
  void no_key_and_what_only_looks_like_one_open_nothing() {
    for (var call : CALLS.values()) {
      platform.api().send(call).refused(401, "UNAUTHORIZED");
    }
    var key = platform.key();
    for (var wrong :
        List.of(
            "x",
            "dk_sandbox_",
            key + "2",
            key.substring(0, key.length() - 1),
            key.toUpperCase(java.util.Locale.ROOT),
            key.replace("dk_sandbox_", "dk_production_"),
            "dk_sandbox_demo")) {
      platform.api().send(Ask.get("/stores").by(wrong)).refused(401, "UNAUTHORIZED");
    }
    for (var header : List.of("Basic " + key, key, "Bearer", "Bearer  ", "Bearer a b")) {
      platform
          .api()
          .send(Ask.get("/stores").with("Authorization", header))
          .refused(401, "UNAUTHORIZED");
    }
  }

  @Test
  void a_key_ends_when_it_is_revoked_or_expires() {
    var revoked = service.newKey(platform.organization(), "sandbox", "orders:read");
    platform.api().send(Ask.get("/orders").by(revoked.secret())).is(200);
    service.revoke(revoked);
    Eventually.holds(
        () -> platform.api().send(Ask.get("/orders").by(revoked.secret())).status() == 401);

    var end = Optional.of(Instant.now().minus(Duration.ofSeconds(1)));
    var expired = service.newKey(platform.organization(), "sandbox", end);
    platform.api().send(Ask.get("/orders").by(expired.secret())).refused(401, "UNAUTHORIZED");
  }

  @Test
  void a_token_is_no_key() {
    var buyer = platform.guest(platform.template(platform.shop(Goods.of("Mug", 1)).all()));
    for (var path : List.of("/stores", "/products", "/orders", "/organization")) {
      buyer.get(path).refused(403, "FORBIDDEN");
    }
    buyer.post("/checkout/cst", Json.of()).refused(403, "FORBIDDEN");
    buyer.post("/stores", Json.of("name", "x")).refused(403, "FORBIDDEN");
    buyer.ask(Ask.of("DELETE", "/cart/" + buyer.cartId())).refused(403, "FORBIDDEN");
    buyer.post("/cart/add", Json.of("item", Json.of("variant_id", "x"))).refused(403, "FORBIDDEN");
  }

  @Test
  void a_key_is_no_token() {
    platform
        .post("/checkout/shipping", Json.of("buyer_info", Person.newYorker().json()))
        .refused(403, "FORBIDDEN");
    platform.get("/checkout/session").refused(403, "FORBIDDEN");
    platform
        .api()
        .send(Ask.post("/checkout/shipping", Json.of("buyer_info", Json.of())))
        .refused(401, "UNAUTHORIZED");
  }

  @Test
  void a_buyer_changes_their_own_lines_and_no_template() {
    var template = platform.template(platform.shop(Goods.of("Mug", 1299)).all());
    var buyer = platform.guest(template);
    var line = buyer.cart().path("stores").path(0).path("cart_lines").path(0);
    var item = Json.of("line_id", line.path("id").asText(), "quantity", 5);

    var changed =
        buyer.post("/cart/update", Json.of("cart_id", buyer.cartId(), "item", item)).is(200);
    JsonNode quantity =
        changed.json().path("stores").path(0).path("cart_lines").path(0).path("quantity");
    assertThat(quantity.asInt()).isEqualTo(5);
    buyer
        .post("/cart/update", Json.of("cart_id", template, "item", item))
        .refused(404, "CART_NOT_FOUND");
  }

  @Test
  void keys_are_kept_as_hashes_only() {
    var secret = platform.key().substring(platform.key().lastIndexOf('_') + 1);
    assertThat(service.database().ask("select string_agg(k::text, ' ') from api_key k"))
        .doesNotContain(secret);
  }
}
