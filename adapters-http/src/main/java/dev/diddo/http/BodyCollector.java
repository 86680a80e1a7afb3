package dev.diddo.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;

/** Gathers one body on its event loop, up to its limits of size and time. */
final class BodyCollector {
  /** A client that sends too much reads its refusal only if what it still sends is taken. */
  static final int MAX_DISCARDED = 1 << 20;

  private final HttpServerRequest request;
  private final long maxBytes;
  private final Promise<byte[]> whole = Promise.promise();
  private Buffer body = Buffer.buffer();
  private boolean refused;
  private long discarded;

  private BodyCollector(HttpServerRequest request, long maxBytes) {
    this.request = request;
    this.maxBytes = maxBytes;
  }

  /** Fails with a {@link RefusedException}, or with another one when the client has left. */
  static Future<byte[]> collect(
      Vertx vertx, HttpServerRequest request, long maxBytes, Duration arrival) {
    var collector = new BodyCollector(request, maxBytes);
    long timer =
        vertx.setTimer(
            arrival.toMillis(),
            _ -> {
              request.connection().close();
              collector.whole.tryFail("The body did not arrive in time");
            });
    request.endHandler(
        _ -> {
          vertx.cancelTimer(timer);
          collector.whole.tryComplete(collector.body.getBytes());
        });
    request.exceptionHandler(
        gone -> {
          vertx.cancelTimer(timer);
          collector.whole.tryFail(gone);
        });
    request.handler(collector::arrived);
    if (declaredBytes(request) > maxBytes) {
      collector.refuse();
    }
    return collector.whole.future();
  }

  /** 0 if the client does not say. */
  static long declaredBytes(HttpServerRequest request) {
    // The decoder has seen to it that it is one number.
    var declared = request.getHeader("Content-Length");
    return declared == null ? 0 : Long.parseLong(declared);
  }

  private void refuse() {
    refused = true;
    body = Buffer.buffer();
    whole.tryFail(new RefusedException(tooLarge(maxBytes)));
  }

  private void arrived(Buffer chunk) {
    if (!refused && body.length() + chunk.length() <= maxBytes) {
      body.appendBuffer(chunk);
      return;
    }
    refuse();
    discarded += chunk.length();
    if (discarded > MAX_DISCARDED) {
      request.connection().close();
    }
  }

  static Problem tooLarge(long maxBytes) {
    return Problem.of(ProblemCode.BODY_TOO_LARGE, "At most " + maxBytes + " bytes.");
  }
}
