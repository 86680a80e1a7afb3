package dev.diddo.http;

import dev.diddo.application.organization.Caller;
import dev.diddo.domain.id.Ulid;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What happens to a request before and around its endpoint. On the request's virtual thread. */
final class Answering {
  private final Authentication authentication;
  private final RateLimits limits;
  private final Idempotency idempotency;

  Answering(Authentication authentication, RateLimits limits, Idempotency idempotency) {
    this.authentication = authentication;
    this.limits = limits;
    this.idempotency = idempotency;
  }

  Reply answer(Route route, Call.Request request) {
    var quota = new Quota(limits, request.address());
    route.limit().ifPresent(quota::takeByAddress);
    var caller = authentication.authenticate(request, route.access());
    caller.ifPresent(known -> count(known, quota));
    checkParameters(route, request);
    checkMediaType(route, request);
    var call = new Call(route, request, caller, Optional.empty(), quota);
    return quota.shownOn(answer(route, call));
  }

  /** Buyers are counted by what they do. */
  private static void count(Caller caller, Quota quota) {
    switch (caller) {
      case Caller.Platform(var key) -> quota.take(Limit.KEY, key.id().text());
      case Caller.Operator(var person, _) -> quota.take(Limit.OPERATOR, person.id().text());
      case Caller.Buyer _ -> {}
    }
  }

  private Reply answer(Route route, Call call) {
    var key =
        route.repetition() == Route.Repetition.IGNORED
            ? Optional.<String>empty()
            : Idempotency.keyOf(call);
    if (key.isEmpty() || call.caller().isEmpty()) {
      return route.endpoint().answer(call);
    }
    if (route.intake().streamed()) {
      return idempotency.onceStreamed(
          route,
          call.someone(),
          operation(route, call),
          key.get(),
          call.stream(),
          held -> route.endpoint().begin(call.holding(held)));
    }
    return idempotency.once(
        route,
        call.someone(),
        operation(route, call),
        key.get(),
        JsonDigest.of(call.json().orElseGet(Json::object)),
        held -> route.endpoint().begin(call.holding(held)));
  }

  /** Method and path, in which an id is the same however it was written. */
  private static String operation(Route route, Call call) {
    var path = new StringBuilder();
    for (var segment : route.path().substring(1).split("/", -1)) {
      path.append('/').append(segment.startsWith("{") ? canonical(segment, call) : segment);
    }
    return route.method() + " " + path;
  }

  private static String canonical(String segment, Call call) {
    var value = call.path(segment.substring(1, segment.length() - 1));
    return Ulid.parse(value).map(Ulid::text).orElse(value);
  }

  private static void checkParameters(Route route, Call.Request request) {
    route
        .parameters()
        .flatMap(known -> unknown(known, request))
        .ifPresent(
            names -> {
              throw Call.invalid("/query", Fault.UNKNOWN, "Known here are only: " + names + ".");
            });
  }

  private static Optional<String> unknown(Set<String> known, Call.Request request) {
    return known.containsAll(request.query().names())
        ? Optional.empty()
        : Optional.of(known.stream().sorted().collect(Collectors.joining(", ")));
  }

  private static void checkMediaType(Route route, Call.Request request) {
    var wanted = route.intake().mediaTypes();
    boolean read = request.body().length > 0 || request.stream().isPresent();
    if (wanted.isEmpty() || !read) {
      return;
    }
    var types = request.headers().getAll("Content-Type");
    // Nothing is unpacked here: what is small when sent may be huge afterwards.
    if (types.size() != 1
        || request.headers().contains("Content-Encoding")
        || !isRead(types.getFirst().toLowerCase(Locale.ROOT), wanted)) {
      throw new RefusedException(
          Problem.of(
              ProblemCode.UNSUPPORTED_MEDIA_TYPE,
              "Send " + wanted.stream().sorted().collect(Collectors.joining(" or ")) + "."));
    }
  }

  private static boolean isRead(String type, Set<String> wanted) {
    var parts = type.split(";", 2);
    var parameters = parts.length == 2 ? parts[1].replaceAll("[\\s\"]", "") : "";
    return wanted.contains(parts[0].strip())
        && (!parameters.contains("charset=") || parameters.contains("charset=utf-8"));
  }

  static Problem internal() {
    return Problem.of(ProblemCode.INTERNAL_ERROR, "It was written down. Trying again may help.");
  }
}
