package dev.diddo.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.diddo.domain.id.SessionId;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What a request is answered with. An endpoint makes it; writing it is the edge's business.
 *
 * @param headers by name; {@code Request-Id} and those of the policy of the route are added
 * @param afterwards what is done once the call is over and its transaction, if it has one, is
 *     committed, before the answer is sent
 * @param about whose data stands in it, so that a kept answer is erased with them
 */
public record Reply(
    int status,
    SequencedMap<String, String> headers,
    Content content,
    Optional<Runnable> afterwards,
    Optional<SessionId> about) {
  private static final byte[] NOTHING = {};

  /** What stands in the body. */
  public sealed interface Content {
    record Bytes(byte[] bytes) implements Content {}

    /** Written with the id of the request. */
    record Refusal(Problem problem) implements Content {}

    /** Written as it happens, until the source ends it or the client leaves. */
    record Events(EventSource source) implements Content {}
  }

  public static Reply of(int status, String contentType, byte[] body) {
    return new Reply(
            status,
            new LinkedHashMap<>(),
            new Content.Bytes(body),
            Optional.empty(),
            Optional.empty())
        .header("Content-Type", contentType);
  }

  public static Reply json(int status, JsonNode body) {
    return of(status, "application/json", Json.bytes(body));
  }

  public static Reply ok(JsonNode body) {
    return json(200, body);
  }

  public static Reply created(JsonNode body) {
    return json(201, body);
  }

  public static Reply noContent() {
    return empty(204);
  }

  /** What was asked for is to be seen there. */
  public static Reply seeOther(String place) {
    return empty(303).header("Location", place);
  }

  static Reply empty(int status) {
    return new Reply(
        status,
        new LinkedHashMap<>(),
        new Content.Bytes(NOTHING),
        Optional.empty(),
        Optional.empty());
  }

  public static Reply of(Problem problem) {
    return new Reply(
            problem.status(),
            problem.headers(),
            new Content.Refusal(problem),
            Optional.empty(),
            Optional.empty())
        .header("Content-Type", "application/problem+json");
  }

  public static Reply events(EventSource source) {
    return new Reply(
            200,
            new LinkedHashMap<>(),
            new Content.Events(source),
            Optional.empty(),
            Optional.empty())
        .header("Content-Type", "text/event-stream");
  }

  /** This reply with a header more, or another value of it. */
  public Reply header(String name, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Reply(status, more, content, afterwards, about);
  }

  /**
   * This reply, with work that calls somebody outside. It is done at most once: what has to be done
   * for sure is stored by the call, and done again by whoever looks after it. An answer that is
   * repeated does none.
   */
  public Reply followedBy(Runnable work) {
    return new Reply(status, headers, content, Optional.of(work), about);
  }

  /** This reply, in which the data of this session's buyer may stand. */
  public Reply about(SessionId buyer) {
    return new Reply(status, headers, content, afterwards, Optional.of(buyer));
  }

  /** The body of a reply that has one already. */
  public byte[] bytes() {
    return ((Content.Bytes) content).bytes();
  }

  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }
}
