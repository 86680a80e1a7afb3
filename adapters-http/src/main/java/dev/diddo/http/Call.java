package dev.diddo.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.diddo.application.idempotency.Claim;
import dev.diddo.application.organization.Caller;
import dev.diddo.domain.id.Ulid;
import io.vertx.core.MultiMap;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A request as its endpoint sees it: who calls, and what for. Used by one thread. */
public final class Call {
  /** No id that was ever given out: {@link dev.diddo.domain.id.TimeOrderedIds} cannot make it. */
  public static final UUID NOTHINGS_ID = new UUID(0, 0);

  private final Route route;
  private final Request request;
  private final Optional<Caller> caller;
  private final Optional<Claim.Held> claim;
  private final Quota quota;
  private @Nullable JsonNode json;

  Call(
      Route route,
      Request request,
      Optional<Caller> caller,
      Optional<Claim.Held> claim,
      Quota quota) {
    this.route = route;
    this.request = request;
    this.caller = caller;
    this.claim = claim;
    this.quota = quota;
  }

  /** This call with a claim. */
  Call holding(Claim.Held held) {
    return new Call(route, request, caller, Optional.of(held), quota);
  }

  /**
   * What came in.
   *
   * @param path as it was asked for, with its ids
   * @param parameters of the path
   * @param address of the client, as limits count it
   * @param body whole; empty where the route streams it
   * @param stream the body of a route that streams
   */
  record Request(
      String method,
      String path,
      Map<String, String> parameters,
      MultiMap query,
      MultiMap headers,
      String address,
      byte[] body,
      Optional<BodyStream> stream) {}

  /** Who is calling; empty for a stranger. */
  public Optional<Caller> caller() {
    return caller;
  }

  /** Who is calling, on a route that is closed to strangers. */
  public Caller someone() {
    return caller.orElseThrow();
  }

  /** The platform that calls, on a route for platforms alone. */
  public Caller.Platform platform() {
    return (Caller.Platform) someone();
  }

  /** The buyer who calls, on a route for buyers alone. */
  public Caller.Buyer buyer() {
    return (Caller.Buyer) someone();
  }

  /** The operator who calls, on a route for operators alone. */
  public Caller.Operator operator() {
    return (Caller.Operator) someone();
  }

  /** The address of the client, as limits count it. */
  public String address() {
    return request.address();
  }

  void checkOrigin(OwnOrigin origin) {
    origin.check(request.method(), request.headers());
  }

  Optional<String> cookie(OperatorCookie cookie) {
    return cookie.read(request.headers());
  }

  /** The claim of the caller's idempotency key, on a route that ties it to what it begins. */
  public Optional<Claim.Held> claim() {
    return claim;
  }

  public String method() {
    return request.method();
  }

  /** A parameter of the path. What no database takes is replaced, and then names nothing. */
  public String path(String name) {
    return Texts.printable(Objects.requireNonNull(request.parameters().get(name), name));
  }

  /** What followed a path that ends in {@code *}. */
  public String rest() {
    var fixed = route.path().substring(0, route.path().length() - 1);
    int segments = fixed.split("/", -1).length - 1;
    int start = 0;
    for (int i = 0; i < segments; i++) {
      int slash = request.path().indexOf('/', start);
      if (slash < 0) {
        return "";
      }
      start = slash + 1;
    }
    return request.path().substring(start);
  }

  /** An id of the path; empty if it is none, which then is answered as one that does not exist. */
  public <T> Optional<T> id(String name, Function<UUID, T> type) {
    return Ulid.parse(path(name)).map(type);
  }

  /** Likewise, but what is no id reads as one that nothing has. */
  public <T> T anyId(String name, Function<UUID, T> type) {
    return type.apply(Ulid.parse(path(name)).orElse(NOTHINGS_ID));
  }

  /** A header that is to be given once, if at all. */
  public Optional<String> header(String name) {
    var values = request.headers().getAll(name);
    if (values.size() > 1) {
      throw invalid("/header/" + name, Fault.INVALID, name + " may be given once");
    }
    return values.stream().findFirst();
  }

  /** All headers, by name. */
  public Map<String, List<String>> headers() {
    var all = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
    request.headers().names().forEach(name -> all.put(name, request.headers().getAll(name)));
    return Collections.unmodifiableMap(all);
  }

  /** A query parameter; empty if it is absent. */
  public Optional<String> query(String name) {
    var values = request.query().getAll(name);
    if (values.size() > 1) {
      throw invalid("/query/" + name, Fault.INVALID, name + " may be given once");
    }
    var value = values.stream().findFirst();
    if (value.isPresent() && !Texts.isStorable(value.get())) {
      throw invalid("/query/" + name, Fault.INVALID, name + " has a character that is no text");
    }
    return value;
  }

  /** Likewise one that is a number. */
  public int query(String name, int min, int max, int instead) {
    var value = query(name);
    if (value.isEmpty()) {
      return instead;
    }
    try {
      long number = value.get().matches("[0-9]{1,10}") ? Long.parseLong(value.get()) : -1;
      if (number < min || number > max) {
        throw new NumberFormatException();
      }
      return (int) number;
    } catch (NumberFormatException notInRange) {
      throw invalid(
          "/query/" + name, Fault.OUT_OF_RANGE, "%s is %d to %d".formatted(name, min, max));
    }
  }

  /** Likewise one of a few words. */
  public <T> Optional<T> query(String name, Map<String, T> choices) {
    return query(name)
        .map(
            word ->
                Optional.ofNullable(choices.get(word))
                    .orElseThrow(
                        () ->
                            invalid(
                                "/query/" + name,
                                Fault.INVALID,
                                name + " is one of " + String.join(", ", choices.keySet()))));
  }

  /** A text of the query; one that is blank says nothing. */
  public Optional<String> queryText(String name, int maxChars) {
    var value = query(name).map(String::strip).filter(text -> !text.isEmpty());
    if (value.filter(text -> text.codePointCount(0, text.length()) > maxChars).isPresent()) {
      throw invalid(
          "/query/" + name, Fault.OUT_OF_RANGE, name + " has at most " + maxChars + " characters");
    }
    return value;
  }

  /** Ends the call because a parameter is at fault. */
  public static RefusedException invalid(String pointer, String code, String detail) {
    return new RefusedException(Problem.invalidParameter(pointer, code, detail));
  }

  /**
   * The body, which has to be there.
   *
   * @throws RefusedException if it is no JSON
   */
  public Fields body() {
    return Fields.of(json().orElseThrow(() -> malformed("It is empty.")));
  }

  /** The body, or an object without fields where there is none. */
  public Fields optionalBody() {
    return Fields.of(json().orElseGet(Json::object));
  }

  Optional<JsonNode> json() {
    if (json != null || request.body().length == 0) {
      return Optional.ofNullable(json);
    }
    try {
      json = Json.read(request.body());
      return Optional.of(json);
    } catch (Json.MalformedException bad) {
      throw malformed(bad.detail());
    }
  }

  /** The body as it came. */
  public byte[] bytes() {
    return request.body();
  }

  /** The body as it comes, on a route that streams. */
  public BodyStream stream() {
    return request.stream().orElseThrow();
  }

  /**
   * Counts nothing yet, for what is counted only if it fails.
   *
   * @throws RefusedException if one more from the client's address would be too many
   */
  public void checkAddress(Limit limit) {
    quota.lookByAddress(limit);
  }

  /** Counts one more by the client's address. */
  public void limitAddress(Limit limit) {
    quota.takeByAddress(limit);
  }

  /**
   * Counts one more.
   *
   * @param who is counted: an id
   * @throws RefusedException if it is one too many
   */
  public void limit(Limit limit, String who) {
    quota.take(limit, who);
  }

  /** Ends the call because its body cannot be read. */
  public static RefusedException malformed(String detail) {
    return new RefusedException(Problem.of(ProblemCode.MALFORMED_BODY, detail));
  }
}
