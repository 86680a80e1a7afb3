package dev.diddo.gateway.stripe;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.stripe.exception.ApiConnectionException;
import com.stripe.net.HttpHeaders;
import com.stripe.net.StripeRequest;
import com.stripe.net.StripeResponse;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;

/**
 * Carries the library's requests by the JDK's client. The library's own transport waits for each
 * byte anew, reads answers of any length, follows redirects with the key in hand, keeps a telemetry
 * file in the home directory, and does not tell a refused connection from a lost answer.
 */
final class Transport extends com.stripe.net.HttpClient implements AutoCloseable {
  private final HttpClient client;
  private final StripeLimits limits;

  Transport(StripeLimits limits) {
    this.limits = limits;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(limits.connect())
            .build();
  }

  /** The request surely never left. */
  static final class NotSentException extends IOException {
    private static final long serialVersionUID = 1L;

    NotSentException(Throwable cause) {
      super(cause);
    }
  }

  @Override
  public StripeResponse request(StripeRequest request) throws ApiConnectionException {
    var answering =
        client.sendAsync(
            translated(request),
            BodyHandlers.limiting(BodyHandlers.ofString(UTF_8), limits.answerBytes()));
    try {
      return translated(answering.get(limits.answer().toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException e) {
      throw failed(e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      answering.cancel(true);
      throw new ApiConnectionException("no answer in time", e);
    } catch (InterruptedException e) {
      answering.cancel(true);
      Thread.currentThread().interrupt();
      throw new ApiConnectionException("interrupted", e);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  private static HttpRequest translated(StripeRequest request) throws ApiConnectionException {
    try {
      var http = HttpRequest.newBuilder(request.url().toURI());
      request
          .headers()
          .map()
          .forEach((name, values) -> http.setHeader(name, String.join(",", values)));
      http.setHeader("User-Agent", buildUserAgentString(request));
      var content = request.content();
      if (content == null) {
        return http.method(request.method().name(), BodyPublishers.noBody()).build();
      }
      return http.setHeader("Content-Type", content.contentType())
          .method(request.method().name(), BodyPublishers.ofByteArray(content.byteArrayContent()))
          .build();
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw new ApiConnectionException("a request that cannot be sent", new NotSentException(e));
    }
  }

  private static StripeResponse translated(HttpResponse<String> answer) {
    return new StripeResponse(
        answer.statusCode(), HttpHeaders.of(answer.headers().map()), answer.body());
  }

  private static ApiConnectionException failed(Throwable cause) {
    var unsent =
        cause instanceof ConnectException // refused, no route, or a name that does not resolve
            || cause instanceof HttpConnectTimeoutException
            || cause instanceof SSLHandshakeException;
    return unsent
        ? new ApiConnectionException("not connected", new NotSentException(cause))
        : new ApiConnectionException("no whole answer", cause);
  }
}
