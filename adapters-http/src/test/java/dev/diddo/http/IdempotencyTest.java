package dev.diddo.http;

import static dev.diddo.http.TestEdge.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.Eventually;
import dev.diddo.application.OutageException;
import dev.diddo.domain.organization.Scope;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdempotencyTest {
  private static final Access ACCESS = Access.buyerOrPlatform(Scope.write(Scope.Area.CARTS));

  private final AtomicInteger done = new AtomicInteger();
  private final CountDownLatch release = new CountDownLatch(1);
  private final Queue<HttpResponse<String>> replayed = new ConcurrentLinkedQueue<>();
  private TestEdge edge;
  private String key;

  @BeforeEach
  void open() {
    edge =
        TestEdge.of(
            _ ->
                List.of(
                    () ->
                        List.of(
                            Route.post("/things", ACCESS, this::make),
                            Route.post("/things/{id}/parts", ACCESS, this::make),
                            Route.post(
                                "/open", Access.anyone(Scope.write(Scope.Area.CARTS)), this::make),
                            Route.post("/followed", ACCESS, this::makeFollowed),
                            Route.post("/resumed", ACCESS, this::make)
                                .repeated(Route.Repetition.RESUMED),
                            Route.post("/slow", ACCESS, this::makeSlowly)
                                .repeated(Route.Repetition.RESUMED))));
    key = "Bearer " + edge.world().key();
  }

  @AfterEach
  void close() {
    release.countDown();
    edge.close();
  }

  private Reply make(Call call) {
    var body = call.body();
    var word = body.optionalText("word", 20).orElse("");
    body.optionalText("other", 20);
    body.end();
    int count = done.incrementAndGet();
    if (word.equals("outage") && count == 1) {
      throw new OutageException("gone for a moment");
    }
    if (word.equals("bug") && count == 1) {
      throw new IllegalStateException("not as it should be");
    }
    return word.equals("no") && count == 1
        ? Reply.of(Problem.of(ProblemCode.STALE, "Not now."))
        : Reply.created(Json.object().put("count", count)).header("ETag", "\"" + count + "\"");
  }

  /** What follows finds the answer kept, and then fails. */
  private Reply makeFollowed(Call call) {
    call.body().end();
    return Reply.created(Json.object().put("count", done.incrementAndGet()))
        .followedBy(
            () -> {
              replayed.add(post("/followed", "k", "{}"));
              throw new IllegalStateException("whatever may happen outside");
            });
  }

  private Reply makeSlowly(Call call) {
    call.body().end();
    int count = done.incrementAndGet();
    try {
      release.await();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
    return Reply.created(Json.object().put("count", count).put("held", call.claim().isPresent()));
  }

  @Test
  void what_follows_a_call_happens_once_its_answer_is_kept_and_changes_nothing_of_it() {
    var answer = post("/followed", "k", "{}");

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(replayed).hasSize(1);
    assertThat(replayed.element().body()).isEqualTo(answer.body());
    assertThat(replayed.element().headers().firstValue("Idempotent-Replayed")).hasValue("true");
    assertThat(post("/followed", "k", "{}").body()).isEqualTo(answer.body());
    assertThat(done).hasValue(1);
    assertThat(replayed).hasSize(1);
  }

  @Test
  void the_same_request_is_answered_from_memory() {
    var first = post("/things", "k", "{\"word\":\"a\",\"other\":\"b\"}");
    var second = post("/things", "k", "{ \"other\": \"\\u0062\", \"word\": \"a\" }");

    assertThat(second.statusCode()).isEqualTo(201);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(second.headers().firstValue("ETag")).isEqualTo(first.headers().firstValue("ETag"));
    assertThat(second.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(second.headers().firstValue("Idempotent-Replayed")).hasValue("true");
    assertThat(first.headers().firstValue("Idempotent-Replayed")).isEmpty();
    assertThat(second.headers().firstValue("Request-Id"))
        .isNotEqualTo(first.headers().firstValue("Request-Id"));
    assertThat(done).hasValue(1);
  }

  @Test
  void another_body_is_a_conflict() {
    post("/things", "k", "{\"word\":\"a\"}");

    assertThat(outcome(post("/things", "k", "{\"word\":\"b\"}")))
        .isEqualTo("422 IDEMPOTENCY_CONFLICT");
  }

  @Test
  void a_key_counts_for_one_caller_and_one_path() {
    post("/things", "k", "{}");
    post("/things/01KAR00000E008000000000001/parts", "k", "{}");
    edge.post(
        "/things", "{}", "Authorization", "Bearer " + edge.world().key(), "Idempotency-Key", "k");
    edge.post(
        "/things", "{}", "Authorization", "Bearer " + edge.world().cst(), "Idempotency-Key", "k");
    assertThat(done).hasValue(4);

    var sameIdInLowerCase = post("/things/01kar00000e008000000000001/parts", "k", "{}");
    assertThat(sameIdInLowerCase.headers().firstValue("Idempotent-Replayed")).hasValue("true");
  }

  @Test
  void a_refusal_leaves_the_key_free() {
    assertThat(outcome(post("/things", "k", "{\"word\":\"no\"}"))).isEqualTo("412 STALE");
    assertThat(post("/things", "k", "{\"word\":\"no\"}").statusCode()).isEqualTo(201);
    assertThat(outcome(post("/things", "j", "{\"wrod\":\"no\"}"))).isEqualTo("422 INVALID_FIELD");
    assertThat(post("/things", "l", "{\"word\":\"no\"}").statusCode()).isEqualTo(201);
  }

  @Test
  void an_outage_leaves_the_key_free() {
    assertThat(outcome(post("/things", "k", "{\"word\":\"outage\"}"))).isEqualTo("503 OVERLOADED");
    assertThat(post("/things", "k", "{\"word\":\"outage\"}").statusCode()).isEqualTo(201);
  }

  @ParameterizedTest
  @CsvSource({
    "/things,  bug,    500 INTERNAL_ERROR",
    "/resumed, outage, 503 OVERLOADED",
    "/resumed, bug,    500 INTERNAL_ERROR",
    "/resumed, no,     412 STALE"
  })
  void whatever_went_wrong_leaves_the_key_free(String path, String word, String refusal) {
    var body = "{\"word\":\"" + word + "\"}";
    assertThat(outcome(post(path, "k", body))).isEqualTo(refusal);
    assertThat(post(path, "k", body).statusCode()).isEqualTo(201);
  }

  @Test
  void without_a_caller_a_key_means_nothing_but_must_be_one() {
    edge.post("/open", "{}", "Idempotency-Key", "k");
    edge.post("/open", "{}", "Idempotency-Key", "k");

    assertThat(done).hasValue(2);
    assertThat(outcome(edge.post("/open", "{}", "Idempotency-Key", "k".repeat(256))))
        .isEqualTo("400 INVALID_PARAMETER");
  }

  @Test
  void of_fifty_at_once_one_is_done() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers =
          IntStream.range(0, 50)
              .mapToObj(_ -> threads.submit(() -> outcome(post("/slow", "k", "{}"))))
              .toList();
      Eventually.holds(() -> answers.stream().filter(Future::isDone).count() == 49);
      release.countDown();

      var outcomes = answers.stream().map(IdempotencyTest::get).toList();
      assertThat(outcomes).filteredOn("409 IDEMPOTENCY_IN_FLIGHT"::equals).hasSize(49);
      assertThat(outcomes).filteredOn(outcome -> outcome.startsWith("201")).hasSize(1);
    }
    assertThat(done).hasValue(1);
    assertThat(post("/slow", "k", "{}").body()).isEqualTo("{\"count\":1,\"held\":true}");
  }

  private static String get(Future<String> future) {
    try {
      return future.get();
    } catch (java.util.concurrent.ExecutionException | InterruptedException failed) {
      throw new AssertionError(failed);
    }
  }

  private HttpResponse<String> post(String path, String idempotencyKey, String body) {
    return edge.post(path, body, "Authorization", key, "Idempotency-Key", idempotencyKey);
  }
}
