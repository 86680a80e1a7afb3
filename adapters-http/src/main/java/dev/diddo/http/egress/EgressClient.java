package dev.diddo.http.egress;

import dev.diddo.application.webhook.Sender;
import dev.diddo.domain.Outcome;
import dev.diddo.domain.webhook.Answer;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends to addresses that others have named. A host is looked up once, every address of it is
 * judged, and one of just those is connected to: whatever the name says a moment later. Redirects
 * are not followed, and of an answer no more than its beginning is read.
 */
public final class EgressClient implements Sender, AutoCloseable {
  /** The contract's: from looking up the host to the answer's end. */
  static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Nobody says more who has something to say. */
  static final int MAX_ANSWER_BYTES = 64 << 10;

  private static final Duration CONNECT = Duration.ofSeconds(5);

  /** Of a name with many addresses, so many are tried. */
  private static final int MAX_ADDRESSES = 3;

  /** Above what is sent to one at a time by all who send. */
  private static final int MAX_CONNECTIONS = 64;

  private final Vertx vertx;
  private final HttpClient client;
  private final EgressRules rules;
  private final Duration patience;

  public EgressClient(Vertx vertx, EgressRules rules) {
    this(vertx, rules, new HttpClientOptions(), PATIENCE);
  }

  EgressClient(Vertx vertx, EgressRules rules, HttpClientOptions options, Duration patience) {
    this.vertx = vertx;
    this.rules = rules;
    this.patience = patience;
    // No connection is used twice: whom it leads to was judged for one request.
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions(options)
                .setKeepAlive(false)
                .setConnectTimeout((int) CONNECT.toMillis()),
            new PoolOptions().setHttp1MaxSize(MAX_CONNECTIONS));
  }

  @Override
  public Answer post(URI url, Map<String, String> headers, byte[] body) {
    long end = System.nanoTime() + patience.toNanos();
    return switch (rules.addressesOf(url, patience)) {
      case Outcome.Refused<List<InetAddress>, String>(var why) -> new Answer.None(why);
      case Outcome.Accepted<List<InetAddress>, String>(var addresses) ->
          post(addresses, url, headers, body, end);
    };
  }

  /** Goes on to the next address where nobody took the connection. */
  private Answer post(
      List<InetAddress> addresses, URI url, Map<String, String> headers, byte[] body, long end) {
    Answer answer = Exchange.late();
    for (var address : addresses.subList(0, Math.min(MAX_ADDRESSES, addresses.size()))) {
      var left = Duration.ofNanos(end - System.nanoTime());
      if (!left.isPositive()) {
        return Exchange.late();
      }
      var exchange = new Exchange(vertx, left);
      // All of it happens on one event loop; this thread waits for what comes of it.
      vertx.runOnContext(_ -> exchange.begin(client, options(url, address, headers), body));
      answer = await(exchange.answer(), left);
      if (exchange.isConnected()) {
        return answer;
      }
    }
    return answer;
  }

  private static RequestOptions options(URI url, InetAddress address, Map<String, String> headers) {
    var options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setServer(
                SocketAddress.inetSocketAddress(EgressRules.port(url), address.getHostAddress()))
            .setHost(host(url))
            .setPort(EgressRules.port(url))
            .setSsl(EgressRules.isSecure(url))
            .setURI(path(url))
            .setFollowRedirects(false)
            .putHeader("Content-Type", "application/json")
            .putHeader("User-Agent", "Diddo");
    headers.forEach(options::putHeader);
    return options;
  }

  private static String host(URI url) {
    return url.getHost().replaceAll("\\.$", "");
  }

  private static String path(URI url) {
    var ascii = URI.create(url.toASCIIString());
    var path = ascii.getRawPath().isEmpty() ? "/" : ascii.getRawPath();
    return ascii.getRawQuery() == null ? path : path + "?" + ascii.getRawQuery();
  }

  private static Answer await(CompletableFuture<Answer> answer, Duration left) {
    try {
      return answer.get(left.toMillis() + 1_000, TimeUnit.MILLISECONDS);
    } catch (TimeoutException noTimer) {
      return Exchange.late();
    } catch (ExecutionException bug) {
      throw new IllegalStateException(bug);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return new Answer.None("We were stopped.");
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
