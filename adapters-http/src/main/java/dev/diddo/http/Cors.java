package dev.diddo.http;

import io.vertx.core.http.HttpServerResponse;

/**
 * Lets pages of any origin call what buyers and strangers may call. That gives nothing away: no
 * cookie authenticates anybody there, and a token has to be sent by whoever holds it.
 */
final class Cors {
  private static final String EXPOSED =
      "ETag, Idempotent-Replayed, RateLimit, RateLimit-Policy, Request-Id, Retry-After";
  private static final String HEADERS =
      "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, Last-Event-ID,"
          + " Request-Id, traceparent";

  /** Browsers remember a preflight for two hours at most. */
  private static final String MAX_AGE_SECONDS = "7200";

  private Cors() {}

  static void allow(HttpServerResponse response) {
    response.putHeader("Access-Control-Allow-Origin", "*");
    response.putHeader("Access-Control-Expose-Headers", EXPOSED);
  }

  /** The answer to a browser that asks before it calls. */
  static Reply preflight(String methods) {
    return Reply.noContent()
        .header("Allow", methods)
        .header("Access-Control-Allow-Methods", methods)
        .header("Access-Control-Allow-Headers", HEADERS)
        .header("Access-Control-Max-Age", MAX_AGE_SECONDS);
  }
}
