package dev.diddo.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Executors;

/** The service as its clients reach it. */
final class Web {
  private static final ObjectMapper JSON = new ObjectMapper();
  // Longer than any wait within the service: what is not answered by then hangs.
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(Duration.ofSeconds(10))
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();

  private final URI base;

  Web(URI base) {
    this.base = base;
  }

  HttpRequest.Builder get(String path) {
    return HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE);
  }

  HttpRequest.Builder post(String path, String type, String body) {
    return get(path).header("Content-Type", type).POST(BodyPublishers.ofString(body));
  }

  HttpRequest.Builder post(String path, Object json) {
    return post(path, "application/json", JSON.valueToTree(json).toString());
  }

  static HttpRequest.Builder by(String token, HttpRequest.Builder request) {
    return request.header("Authorization", "Bearer " + token);
  }

  /** Fails unless the answer has this status. */
  static HttpResponse<String> send(int wanted, HttpRequest.Builder request) {
    try {
      var answer = CLIENT.send(request.build(), BodyHandlers.ofString());
      if (answer.statusCode() != wanted) {
        throw new IllegalStateException(
            answer + " instead of " + wanted + ": " + answer.body().lines().findFirst().orElse(""));
      }
      return answer;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  /** What the answer holds; fails unless it has this status. */
  static JsonNode json(int wanted, HttpRequest.Builder request) {
    try {
      return JSON.readTree(send(wanted, request).body());
    } catch (IOException notJson) {
      throw new UncheckedIOException(notJson);
    }
  }
}
