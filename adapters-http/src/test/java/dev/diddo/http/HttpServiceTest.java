package dev.diddo.http;

import static dev.diddo.http.TestEdge.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.OutageException;
import dev.diddo.application.UnknownOutcomeException;
import dev.diddo.domain.organization.Scope;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpServiceTest {
  private static final Scope READ = Scope.read(Scope.Area.CARTS);

  private TestEdge edge;

  @BeforeAll
  void open() {
    edge =
        TestEdge.of(
            _ ->
                List.of(
                    () ->
                        List.of(
                            Route.get("/things/{id}", Access.open(), this::show),
                            Route.post("/things", Access.open().fromEveryOrigin(), this::make),
                            Route.get(
                                    "/things/listed",
                                    Access.platform(READ),
                                    _ -> Reply.ok(Json.object()))
                                .queriedBy("limit"),
                            Route.get("/mine", Access.buyer(), _ -> Reply.noContent()),
                            Route.get(
                                "/outage",
                                Access.open(),
                                _ -> {
                                  throw new OutageException("database");
                                }),
                            Route.post(
                                    "/perhaps",
                                    Access.open(),
                                    _ -> {
                                      throw new UnknownOutcomeException(
                                          "database", new Exception());
                                    })
                                .repeated(Route.Repetition.ANSWERED_ONCE),
                            Route.get(
                                "/fault",
                                Access.open(),
                                _ -> {
                                  throw new IllegalStateException("secret");
                                }))));
  }

  private Reply show(Call call) {
    return Reply.ok(
        Json.object().put("id", call.path("id")).put("rest", call.query("q").orElse("")));
  }

  private Reply make(Call call) {
    var body = call.body();
    var name = body.text("name", 10);
    var count = body.optionalInteger("count", 1, 9).orElse(1);
    body.end();
    return Reply.created(Json.object().put("name", name).put("count", count));
  }

  @AfterAll
  void close() {
    edge.close();
  }

  @Test
  void a_request_is_answered_by_its_endpoint() {
    var answer = edge.get("/things/7?q=x%20y");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"id\":\"7\",\"rest\":\"x y\"}");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
  }

  @Test
  void the_request_id_is_echoed_or_made() {
    assertThat(edge.get("/things/7", "Request-Id", "mine-1").headers().firstValue("Request-Id"))
        .hasValue("mine-1");
    assertThat(
            edge.get("/things/7", "Request-Id", "x".repeat(129))
                .headers()
                .firstValue("Request-Id")
                .orElseThrow())
        .hasSize(26);
    assertThat(edge.get("/nowhere", "Request-Id", "mine-2").body())
        .contains("\"request_id\":\"mine-2\"");
  }

  @Test
  void what_is_not_there_is_a_problem() {
    var answer = edge.get("/nowhere");

    assertThat(outcome(answer)).isEqualTo("404 NOT_FOUND");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
  }

  @Test
  void another_method_is_refused_with_those_that_are_allowed() {
    var answer = edge.send("DELETE", "/things/7", "");

    assertThat(outcome(answer)).isEqualTo("405 METHOD_NOT_ALLOWED");
    assertThat(answer.headers().firstValue("Allow")).hasValue("GET, HEAD, OPTIONS");
  }

  @Test
  void a_head_is_a_get_without_its_body() {
    var answer = edge.send("HEAD", "/things/7", "");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(20);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void pages_of_other_origins_may_call_what_is_open_but_nothing_that_is_for_keys() {
    var preflight = edge.send("OPTIONS", "/things", "", "Origin", "https://shop.example");

    assertThat(preflight.statusCode()).isEqualTo(204);
    assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
    assertThat(preflight.headers().firstValue("Access-Control-Allow-Methods"))
        .hasValue("OPTIONS, POST");
    assertThat(edge.send("OPTIONS", "/things/listed", "").headers().map())
        .doesNotContainKey("access-control-allow-origin")
        .containsKey("allow");
  }

  @Test
  void a_literal_path_is_no_parameter() {
    assertThat(outcome(edge.get("/things/listed"))).isEqualTo("401 UNAUTHORIZED");
  }

  @Test
  void a_key_needs_the_scope_and_a_buyer_is_no_platform() {
    var world = edge.world();

    assertThat(listed("Bearer " + world.key())).isEqualTo("200 ");
    assertThat(listed("bearer " + world.key(Scope.write(Scope.Area.CARTS)))).isEqualTo("200 ");
    assertThat(listed("Bearer " + world.key(Scope.write(Scope.Area.ORDERS))))
        .isEqualTo("403 FORBIDDEN");
    assertThat(listed("Bearer " + world.cst())).isEqualTo("403 FORBIDDEN");
    assertThat(listed("Bearer dk_sandbox_guessed")).isEqualTo("401 UNAUTHORIZED");
    assertThat(listed("Basic " + world.key())).isEqualTo("401 UNAUTHORIZED");
  }

  private String listed(String authorization) {
    return outcome(edge.get("/things/listed", "Authorization", authorization));
  }

  @Test
  void a_key_is_no_buyer() {
    assertThat(edge.get("/mine", "Authorization", "Bearer " + edge.world().cst()).statusCode())
        .isEqualTo(204);
    assertThat(outcome(edge.get("/mine", "Authorization", "Bearer " + edge.world().key())))
        .isEqualTo("403 FORBIDDEN");
  }

  @Test
  void a_bad_token_is_refused_also_where_none_is_needed() {
    assertThat(outcome(edge.get("/things/7", "Authorization", "Bearer x.y.z")))
        .isEqualTo("401 UNAUTHORIZED");
  }

  @Test
  void unknown_parameters_are_refused_where_the_known_ones_are_listed() {
    var key = "Bearer " + edge.world().key();

    assertThat(outcome(edge.get("/things/listed?limit=1", "Authorization", key))).isEqualTo("200 ");
    assertThat(outcome(edge.get("/things/listed?limits=1", "Authorization", key)))
        .isEqualTo("400 INVALID_PARAMETER");
    assertThat(outcome(edge.get("/things/7?utm_source=mail"))).isEqualTo("200 ");
  }

  @Test
  void every_fault_of_a_body_is_told_at_once() {
    var answer = edge.post("/things", "{\"name\":1,\"count\":10,\"nmae\":\"x\"}");

    assertThat(outcome(answer)).isEqualTo("422 INVALID_FIELD");
    assertThat(answer.body())
        .contains("{\"pointer\":\"/name\",\"code\":\"WRONG_TYPE\"")
        .contains("{\"pointer\":\"/count\",\"code\":\"OUT_OF_RANGE\"")
        .contains("{\"pointer\":\"/nmae\",\"code\":\"UNKNOWN\"");
  }

  @Test
  void a_body_of_another_type_is_not_read() {
    assertThat(outcome(edge.post("/things", "{\"name\":\"x\"}", "Content-Type", "text/plain")))
        .isEqualTo("415 UNSUPPORTED_MEDIA_TYPE");
    assertThat(
            outcome(edge.post("/things", "{}", "Content-Type", "application/json; charset=utf-16")))
        .isEqualTo("415 UNSUPPORTED_MEDIA_TYPE");
    assertThat(outcome(edge.post("/things", ""))).isEqualTo("400 MALFORMED_BODY");
  }

  @Test
  void what_may_be_done_is_not_to_be_sent_again_blindly() {
    var answer = edge.send("POST", "/perhaps", "");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("\"OUTCOME_UNKNOWN\"", "\"resolution\":\"none\"");

    var keyed = edge.send("POST", "/perhaps", "", "Idempotency-Key", "once");
    assertThat(keyed.statusCode()).isEqualTo(503);
    assertThat(keyed.body()).contains("\"OVERLOADED\"", "\"resolution\":\"retry\"");
  }

  @Test
  void an_outage_says_when_to_come_back() {
    var answer = edge.get("/outage");

    assertThat(outcome(answer)).isEqualTo("503 OVERLOADED");
    assertThat(answer.headers().firstValueAsLong("Retry-After").orElseThrow()).isBetween(1L, 5L);
  }

  @Test
  void a_fault_of_ours_tells_nothing_of_itself() {
    var answer = edge.get("/fault");

    assertThat(outcome(answer)).isEqualTo("500 INTERNAL_ERROR");
    assertThat(answer.body()).doesNotContain("secret").doesNotContain("IllegalState");
  }

  @Test
  void a_method_that_somebody_made_up_is_not_remembered() {
    assertThat(outcome(edge.send("SPACEJUMP", "/things/8", "")))
        .isEqualTo("405 METHOD_NOT_ALLOWED");

    assertThat(edge.world().registry().find("http.server.requests").timers())
        .noneMatch(timer -> "SPACEJUMP".equals(timer.getId().getTag("method")));
  }

  @Test
  void requests_are_counted_by_route_and_not_by_path() {
    edge.get("/things/8");

    assertThat(
            edge.world()
                .registry()
                .find("http.server.requests")
                .tag("route", "/things/{id}")
                .tag("status", "2xx")
                .timer())
        .isNotNull();
    assertThat(edge.world().registry().find("http.server.requests").timers())
        .noneMatch(timer -> timer.getId().getTag("route").contains("8"));
  }
}
