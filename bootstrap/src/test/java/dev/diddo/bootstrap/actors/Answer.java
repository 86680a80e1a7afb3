package dev.diddo.bootstrap.actors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** What came back for a request. */
public record Answer(Ask ask, int status, HttpHeaders headers, byte[] bytes, Duration took) {
  private static final Pattern INTERNALS =
      Pattern.compile(
          "\\bat [\\w$.]+\\([\\w$]+\\.java:\\d+\\)|java\\.(lang|util|io)\\.|io\\.vertx"
              + "|PgException|SQLSTATE|dev\\.diddo\\.",
          Pattern.CASE_INSENSITIVE);

  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  public JsonNode json() {
    return Json.parse(bytes);
  }

  public Optional<String> header(String name) {
    return headers.firstValue(name);
  }

  public String etag() {
    return header("ETag").orElseThrow(() -> new AssertionError(this + " has no ETag"));
  }

  /** Fails unless the status is one of these. */
  public Answer is(int... statuses) {
    if (Arrays.stream(statuses).noneMatch(wanted -> wanted == status)) {
      throw new AssertionError(this + " instead of " + Arrays.toString(statuses));
    }
    return this;
  }

  /** The JSON of an answer that has to be 200 or 201. */
  public JsonNode ok() {
    return is(200, 201).json();
  }

  /**
   * Fails unless it is a whole problem of this status and code, which tells nothing of our inside.
   */
  public Answer refused(int wanted, String code) {
    assertThat(outcome()).as(toString()).isEqualTo(wanted + " " + code);
    assertThat(header("Content-Type").orElse("")).startsWith("application/problem+json");
    assertThat(json().path("status").asInt()).isEqualTo(wanted);
    assertThat(text()).doesNotContainPattern(INTERNALS);
    return this;
  }

  /** The status and, where it is a problem, its code: {@code 404 CART_NOT_FOUND}. */
  public String outcome() {
    return isProblem() ? status + " " + json().path("code").asText() : Integer.toString(status);
  }

  /** The pointers of the problem's errors. */
  public java.util.List<String> pointers() {
    return Json.texts(json().path("errors"), "pointer");
  }

  private boolean isProblem() {
    return header("Content-Type").orElse("").startsWith("application/problem+json");
  }

  @Override
  public String toString() {
    var shown = text();
    return ask + " answered " + status + " " + shown.substring(0, Math.min(500, shown.length()));
  }
}
