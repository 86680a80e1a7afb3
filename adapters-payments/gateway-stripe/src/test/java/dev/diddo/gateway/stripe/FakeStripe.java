package dev.diddo.gateway.stripe;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/**
 * A Stripe on loopback: strict about parameters and keys as Stripe is, with books of its own, and
 * able to fail at any call.
 */
final class FakeStripe implements AutoCloseable {
  static final String SECRET_KEY = "sk_test_51CanarySecretKey";
  private static final Pattern IDS = Pattern.compile("/((?:cs|pi|re|tr|cus)_[A-Za-z0-9_]+)");

  /** What goes wrong with one call. */
  enum Fault {
    HANG_BEFORE(false),
    HANG_AFTER(true),
    ERROR_BEFORE(false),
    ERROR_AFTER(true),
    /** As {@link #ERROR_AFTER}, and repeated for the key's life. */
    STORED_ERROR_AFTER(true),
    /** As {@link #ERROR_BEFORE}, and repeated for the key's life. */
    STORED_ERROR_BEFORE(false),
    RESET_AFTER(true),
    HALF_JSON_AFTER(true),
    HTML_502_AFTER(true),
    EMPTY_200_AFTER(true),
    EMPTY_OBJECT_AFTER(true),
    BUSY(false),
    LOCKED(false),
    CONFLICT(false),
    UNAUTHORISED(false),
    /** As an end point that Stripe does not offer in every country. */
    NOT_OFFERED(false);

    final boolean acts;

    Fault(boolean acts) {
      this.acts = acts;
    }
  }

  /** A call as it came. */
  record Received(String endPoint, Map<String, String> parameters, Optional<String> key) {}

  private record Answer(int status, String body) {}

  private record Kept(Received received, Optional<Answer> answer) {}

  final FakeBooks books;
  final List<Received> received = new CopyOnWriteArrayList<>();

  /** What Stripe would refuse at any time: calls that no client of it may make. */
  final List<String> violations = new CopyOnWriteArrayList<>();

  private final Map<String, Kept> keys = new HashMap<>();
  private final Map<String, Fault> faults = new HashMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final HttpServer server;
  private volatile boolean disconnected;
  private boolean losing;

  FakeStripe(InstantSource clock) {
    books = new FakeBooks(clock);
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The next call of this end point fails so. */
  void failNext(String endPoint, Fault fault) {
    synchronized (keys) {
      faults.put(endPoint, fault);
    }
  }

  /** The next change is made, and nobody hears of it. */
  void loseNextAnswer() {
    synchronized (keys) {
      losing = true;
    }
  }

  /** Nobody gets an answer, and nothing is done, until it is over. */
  void disconnect(boolean off) {
    disconnected = off;
  }

  /** As Stripe does after a day. */
  void forgetKeys() {
    synchronized (keys) {
      keys.clear();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (disconnected) {
        return; // closed without a word
      }
      var path = exchange.getRequestURI().getPath();
      var method = exchange.getRequestMethod();
      var form =
          "POST".equals(method)
              ? new String(exchange.getRequestBody().readAllBytes(), UTF_8)
              : Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
      var call =
          new Received(
              FakeParameters.endPoint(method, path),
              parsed(form),
              Optional.ofNullable(exchange.getRequestHeaders().getFirst("Idempotency-Key")));
      received.add(call);
      check(exchange, method, call);
      var ids = IDS.matcher(path).results().map(it -> it.group(1)).toList();
      answer(exchange, call, ids);
    }
  }

  private void check(HttpExchange exchange, String method, Received call) {
    var headers = exchange.getRequestHeaders();
    if (!("Bearer " + SECRET_KEY).equals(headers.getFirst("Authorization"))) {
      violations.add(call.endPoint + " without the key");
    }
    if (!"2026-07-29.dahlia".equals(headers.getFirst("Stripe-Version"))) {
      violations.add(call.endPoint + " of version " + headers.getFirst("Stripe-Version"));
    }
    if ("POST".equals(method) && call.key.filter(key -> key.length() <= 255).isEmpty()) {
      violations.add(call.endPoint + " without an idempotency key");
    }
  }

  private void answer(HttpExchange exchange, Received call, List<String> ids) throws IOException {
    Optional<Fault> fault;
    Kept kept = null;
    synchronized (keys) {
      fault = Optional.ofNullable(faults.remove(call.endPoint));
      if (losing && call.key.isPresent()) {
        losing = false;
        fault = Optional.of(Fault.RESET_AFTER);
      }
      if (call.key.isPresent()) {
        kept = keys.putIfAbsent(call.key.get(), new Kept(call, Optional.empty()));
      }
    }
    if (kept != null) {
      repeat(exchange, call, kept);
      return;
    }
    if (fault.filter(it -> !it.acts).isPresent()) {
      forget(call);
      fail(exchange, call, fault.get());
      return;
    }
    var answer = act(call, ids);
    if (fault.filter(Fault.STORED_ERROR_AFTER::equals).isPresent()) {
      keep(call, error(500, "api_error", "", "An unknown error occurred"));
    } else {
      keep(call, answer);
    }
    if (fault.isPresent()) {
      fail(exchange, call, fault.get());
    } else {
      send(exchange, answer, "application/json");
    }
  }

  private void repeat(HttpExchange exchange, Received call, Kept kept) throws IOException {
    if (!kept.received.equals(call)) {
      violations.add(call.endPoint + " with the key of another call");
      send(
          exchange,
          error(400, "idempotency_error", "", "Keys can only be used with the same parameters"),
          "application/json");
    } else if (kept.answer.isEmpty()) {
      send(
          exchange,
          error(
              409, "idempotency_error", "idempotency_key_in_use", "Another request is in progress"),
          "application/json");
    } else {
      exchange.getResponseHeaders().set("Idempotent-Replayed", "true");
      send(exchange, kept.answer.get(), "application/json");
    }
  }

  private Answer act(Received call, List<String> ids) {
    try {
      FakeParameters.check(call.endPoint, call.parameters);
      return new Answer(200, books.act(call.endPoint, ids, call.parameters).toString());
    } catch (FakeError e) {
      if (e.code.startsWith("parameter_")) {
        violations.add(call.endPoint + ": " + e.getMessage());
      }
      return error(e.status, e.type, e.code, e.getMessage());
    }
  }

  private void keep(Received call, Answer answer) {
    synchronized (keys) {
      call.key.ifPresent(key -> keys.put(key, new Kept(call, Optional.of(answer))));
    }
  }

  private void forget(Received call) {
    synchronized (keys) {
      call.key.ifPresent(keys::remove);
    }
  }

  private void fail(HttpExchange exchange, Received call, Fault fault) throws IOException {
    var error = error(500, "api_error", "", "An unknown error occurred");
    switch (fault) {
      case HANG_BEFORE, HANG_AFTER -> hang();
      case ERROR_BEFORE, ERROR_AFTER, STORED_ERROR_AFTER ->
          send(exchange, error, "application/json");
      case STORED_ERROR_BEFORE -> {
        keep(call, error);
        send(exchange, error, "application/json");
      }
      case RESET_AFTER -> {} // closed without a word
      case HALF_JSON_AFTER -> {
        exchange.sendResponseHeaders(200, 1_000);
        exchange
            .getResponseBody()
            .write("{\"id\": \"pi_1\", \"client_secret\": \"pi_1_sec".getBytes(UTF_8));
      }
      case HTML_502_AFTER ->
          send(exchange, new Answer(502, "<html>topsecret bad gateway</html>"), "text/html");
      case EMPTY_200_AFTER -> send(exchange, new Answer(200, ""), "application/json");
      case EMPTY_OBJECT_AFTER -> send(exchange, new Answer(200, "{}"), "application/json");
      case BUSY -> {
        exchange.getResponseHeaders().set("Retry-After", "7");
        send(
            exchange,
            error(429, "invalid_request_error", "rate_limit", "Slow down"),
            "application/json");
      }
      case LOCKED ->
          send(
              exchange,
              error(409, "invalid_request_error", "lock_timeout", "Locked"),
              "application/json");
      case CONFLICT ->
          send(
              exchange,
              error(409, "idempotency_error", "idempotency_key_in_use", "In progress"),
              "application/json");
      case NOT_OFFERED ->
          send(exchange, error(400, "invalid_request_error", "", "Not here"), "application/json");
      case UNAUTHORISED ->
          send(
              exchange,
              error(401, "invalid_request_error", "", "Invalid API Key"),
              "application/json");
    }
  }

  private void hang() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(HttpExchange exchange, Answer answer, String type) throws IOException {
    var body = answer.body.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Request-Id", "req_1");
    exchange.sendResponseHeaders(answer.status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  private static Answer error(int status, String type, String code, String message) {
    var answer = JsonNodeFactory.instance.objectNode();
    var error = answer.putObject("error").put("type", type).put("message", message);
    if (!code.isEmpty()) {
      error.put("code", code);
    }
    return new Answer(status, answer.toString());
  }

  private static Map<String, String> parsed(String form) {
    var parameters = new LinkedHashMap<String, String>();
    for (var pair : form.isEmpty() ? new ArrayList<String>() : List.of(form.split("&", -1))) {
      var equals = pair.indexOf('=');
      parameters.put(
          URLDecoder.decode(pair.substring(0, equals), UTF_8),
          URLDecoder.decode(pair.substring(equals + 1), UTF_8));
    }
    return parameters;
  }
}
