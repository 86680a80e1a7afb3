package dev.diddo.bootstrap.webhooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.diddo.application.Eventually;
import dev.diddo.bootstrap.actors.Json;
import dev.diddo.bootstrap.actors.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Whoever a platform wants to be told: it keeps what it is sent, and answers as it was taught. */
public final class Receiver implements AutoCloseable {
  private final HttpServer server;
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private volatile Function<Received, Reply> manners = _ -> Reply.of(204);

  private Receiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::take);
    server.start();
  }

  public static Receiver open() {
    try {
      return new Receiver();
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
  }

  /** One request, as it came. */
  public record Received(HttpHeaders headers, String body, Instant at) {
    public JsonNode json() {
      return Json.parse(body);
    }

    public String id() {
      return headers.firstValue("webhook-id").orElseThrow();
    }

    public String type() {
      return json().path("type").asText();
    }

    /** Whether the library of the standard's own people takes it. */
    public boolean isSignedBy(String secret) {
      try {
        new Webhook(secret).verify(body, headers);
        return true;
      } catch (WebhookVerificationException forged) {
        return false;
      }
    }
  }

  /** What is answered, and how long that takes. */
  public record Reply(int status, Map<String, String> headers, Duration pause, String body) {
    public static Reply of(int status) {
      return new Reply(status, Map.of(), Duration.ZERO, "");
    }

    public Reply with(String header, String value) {
      return new Reply(status, Map.of(header, value), pause, body);
    }

    public Reply after(Duration wait) {
      return new Reply(status, headers, wait, body);
    }

    public Reply saying(String text) {
      return new Reply(status, headers, pause, text);
    }
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      var text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      var headers = HttpHeaders.of(exchange.getRequestHeaders(), (_, _) -> true);
      var one = new Received(headers, text, Instant.now());
      received.add(one);
      var reply = manners.apply(one);
      Thread.sleep(reply.pause());
      reply.headers().forEach(exchange.getResponseHeaders()::set);
      var body = reply.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  /** From now on it answers so. */
  public Receiver answering(Function<Received, Reply> how) {
    manners = how;
    return this;
  }

  public Receiver answering(int status) {
    return answering(_ -> Reply.of(status));
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hooks";
  }

  /** A webhook of this platform's that leads here. */
  public Subscription subscribe(Platform platform, String... events) {
    var draft = Json.of("url", url(), "events", List.of(events));
    var added = platform.post("/webhook", draft).is(201).json();
    return new Subscription(platform, added.path("id").asText(), added.path("secret").asText());
  }

  /** One webhook, seen by its owner. */
  public record Subscription(Platform platform, String id, String secret) {
    public String path() {
      return "/webhook/" + id;
    }

    public JsonNode show() {
      return platform.get(path()).is(200).json();
    }

    public List<JsonNode> deliveries() {
      return Json.items(
          platform.get(path() + "/deliveries?limit=100").is(200).json().path("deliveries"));
    }
  }

  public List<Received> received() {
    return List.copyOf(received);
  }

  public List<Received> await(int count) {
    Eventually.holds(() -> received.size() >= count);
    return received();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
