package dev.diddo.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Why a request was not done, as RFC 9457 has it. The id of the request is added where it is
 * written.
 *
 * @param detail what is the matter here, for people; never what a client sent, nor a secret
 * @param extensions members besides those that every problem has
 * @param headers such as {@code Retry-After}
 */
public record Problem(
    ProblemCode code,
    int status,
    String detail,
    List<Fault> faults,
    SequencedMap<String, JsonNode> extensions,
    SequencedMap<String, String> headers) {
  /** A provider that was silent needs a moment; its next answer comes by notification anyway. */
  private static final Duration GATEWAY_RETRY = Duration.ofSeconds(2);

  public Problem {
    faults = List.copyOf(faults);
  }

  public static Problem of(ProblemCode code, String detail) {
    return of(code, code.status(), detail, List.of());
  }

  public static Problem of(ProblemCode code, String detail, List<Fault> faults) {
    return of(code, code.status(), detail, faults);
  }

  /** With another status than the one that most routes have for this code. */
  public static Problem of(ProblemCode code, int status, String detail, List<Fault> faults) {
    return new Problem(code, status, detail, faults, new LinkedHashMap<>(), new LinkedHashMap<>());
  }

  public static Problem notFound() {
    return of(ProblemCode.NOT_FOUND, "There is no such thing, or it is not yours.");
  }

  /** One field of the body is at fault. */
  public static Problem invalidField(String pointer, String detail) {
    return of(
        ProblemCode.INVALID_FIELD, detail, List.of(new Fault(pointer, Fault.INVALID, detail)));
  }

  static Problem invalidParameter(String pointer, String code, String detail) {
    return of(ProblemCode.INVALID_PARAMETER, detail, List.of(new Fault(pointer, code, detail)));
  }

  /** The provider did not answer; what was begun stays as it is. */
  public static Problem gatewayUnavailable() {
    return of(ProblemCode.GATEWAY_UNAVAILABLE, "Try again with the same Idempotency-Key.")
        .retryAfter(GATEWAY_RETRY);
  }

  static Problem overloaded(Duration retryAfter) {
    return of(ProblemCode.OVERLOADED, "Try again later.").retryAfter(retryAfter);
  }

  public Problem with(String member, JsonNode value) {
    var more = new LinkedHashMap<>(extensions);
    more.put(member, value);
    return new Problem(code, status, detail, faults, more, headers);
  }

  public Problem with(String member, String value) {
    return with(member, TextNode.valueOf(value));
  }

  public Problem header(String name, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Problem(code, status, detail, faults, extensions, more);
  }

  /** In whole seconds, one at least. */
  public Problem retryAfter(Duration wait) {
    return header("Retry-After", Long.toString(Math.max(1, wait.plusMillis(999).toSeconds())));
  }

  ObjectNode json(String requestId) {
    var json =
        Json.object()
            .put("type", "urn:diddo:problem:" + code)
            .put("title", code.title())
            .put("status", status)
            .put("detail", detail)
            .put("code", code.name())
            .put("request_id", requestId);
    var errors = json.putArray("errors");
    faults.forEach(fault -> errors.add(fault.json()));
    json.put("resolution", code.resolution().text());
    for (Map.Entry<String, JsonNode> extension : extensions.entrySet()) {
      json.set(extension.getKey(), extension.getValue());
    }
    return json;
  }
}
