package dev.diddo.http.egress;

import dev.diddo.domain.webhook.Answer;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** One request and what comes of it, on one event loop. */
final class Exchange {
  private final Vertx vertx;
  private final Duration patience;
  private final CompletableFuture<Answer> answer = new CompletableFuture<>();
  private final Buffer read = Buffer.buffer();
  private long timer;
  private @Nullable HttpClientRequest request;
  private volatile boolean connected;

  Exchange(Vertx vertx, Duration patience) {
    this.vertx = vertx;
    this.patience = patience;
  }

  CompletableFuture<Answer> answer() {
    return answer;
  }

  /** Whether somebody took the connection: then it must not be sent to anybody else. */
  boolean isConnected() {
    return connected;
  }

  static Answer late() {
    return new Answer.None("No whole answer came within 20 seconds.");
  }

  void begin(HttpClient client, RequestOptions options, byte[] body) {
    timer = vertx.setTimer(Math.max(1, patience.toMillis()), _ -> end(late()));
    client
        .request(options)
        .onSuccess(connection -> send(connection, body))
        .onFailure(failure -> end(told(failure)));
  }

  private void send(HttpClientRequest connection, byte[] body) {
    connected = true;
    request = connection;
    connection.exceptionHandler(failure -> end(told(failure)));
    if (answer.isDone()) {
      breakOff();
      return;
    }
    connection.connection().exceptionHandler(failure -> end(told(failure)));
    connection
        .send(Buffer.buffer(body))
        .onSuccess(this::read)
        .onFailure(failure -> end(told(failure)));
  }

  private void read(HttpClientResponse response) {
    response.exceptionHandler(failure -> end(told(failure)));
    response.handler(
        more -> {
          read.appendBuffer(more);
          if (read.length() >= EgressClient.MAX_ANSWER_BYTES) {
            end(received(response));
          }
        });
    response.endHandler(_ -> end(received(response)));
  }

  private Answer received(HttpClientResponse response) {
    int length = Math.min(read.length(), EgressClient.MAX_ANSWER_BYTES);
    return new Answer.Received(
        response.statusCode(),
        Optional.ofNullable(response.getHeader("Retry-After")),
        read.getBytes(0, length));
  }

  private static Answer told(Throwable failure) {
    return new Answer.None(
        switch (failure) {
          case SSLException _ -> "Its certificate or its TLS is not good.";
          case ConnectException _ -> "Nobody took the connection.";
          default -> "The connection broke before the answer was whole.";
        });
  }

  private void end(Answer what) {
    if (answer.complete(what)) {
      vertx.cancelTimer(timer);
      breakOff();
    }
  }

  /** Nothing more is read, whatever else is sent. */
  private void breakOff() {
    if (request != null) {
      var _ = request.connection().close();
    }
  }
}
