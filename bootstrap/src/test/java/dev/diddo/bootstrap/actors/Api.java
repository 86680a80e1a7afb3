package dev.diddo.bootstrap.actors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** The service as its clients reach it. A witness sees every answer before the test does. */
public final class Api {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(Duration.ofSeconds(10))
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();

  private final URI base;
  private final Consumer<Answer> witness;

  public Api(URI base, Consumer<Answer> witness) {
    this.base = base;
    this.witness = witness;
  }

  public URI base() {
    return base;
  }

  public Answer send(Ask ask) {
    try {
      return trySend(ask, PATIENCE);
    } catch (IOException broken) {
      throw new UncheckedIOException(ask.toString(), broken);
    }
  }

  /** For tests in which the service may be gone or silent. */
  public Answer trySend(Ask ask, Duration patience) throws IOException {
    long began = System.nanoTime();
    try {
      var response = CLIENT.send(request(ask, patience), BodyHandlers.ofByteArray());
      var answer =
          new Answer(
              ask,
              response.statusCode(),
              response.headers(),
              response.body(),
              Duration.ofNanos(System.nanoTime() - began));
      witness.accept(answer);
      return answer;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  /** As a good client does: comes back when it is told to. */
  public Answer patiently(Ask ask) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      var answer = send(ask);
      boolean later = answer.status() == 429 || answer.status() == 503;
      if (!later || answer.header("Retry-After").isEmpty() || System.nanoTime() > end) {
        return answer;
      }
      long seconds = Long.parseLong(answer.header("Retry-After").get());
      LockSupport.parkNanos(Duration.ofSeconds(Math.min(5, seconds)).toNanos());
    }
  }

  HttpRequest request(Ask ask, Duration patience) {
    var request =
        HttpRequest.newBuilder(base.resolve(ask.path()))
            .timeout(patience)
            .method(
                ask.method(),
                ask.body().map(BodyPublishers::ofByteArray).orElseGet(BodyPublishers::noBody));
    ask.headers().forEach(request::header);
    return request.build();
  }

  HttpClient client() {
    return CLIENT;
  }

  void witness(Answer answer) {
    witness.accept(answer);
  }
}
