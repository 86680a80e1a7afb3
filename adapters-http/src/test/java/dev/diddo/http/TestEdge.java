package dev.diddo.http;

import dev.diddo.application.CountingIds;
import dev.diddo.application.MemoryDatabase;
import dev.diddo.application.Ports;
import dev.diddo.application.Shop;
import dev.diddo.application.SteppingClock;
import dev.diddo.application.dashboard.AuthenticateOperator;
import dev.diddo.application.organization.AuthenticateKey;
import dev.diddo.application.organization.IssueKey;
import dev.diddo.domain.id.Ids;
import dev.diddo.domain.organization.Scope;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A real server on loopback, over ports in memory, with whatever routes a test gives it. */
public final class TestEdge implements AutoCloseable {
  /** More than a test needs, but for those that are about limits. */
  public static final HttpLimits LIMITS =
      new HttpLimits(
          10_000,
          1_000,
          4_096,
          5_000,
          16 << 10,
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofMinutes(1),
          Duration.ofSeconds(60),
          Duration.ofSeconds(15),
          Duration.ofSeconds(20));

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final Vertx vertx;
  private final HttpService service;
  private final int port;
  private final World world;

  /** What the routes of a test are made from. */
  public record World(
      Ports ports,
      Shop shop,
      SteppingClock clock,
      Ids ids,
      JwtSessionTokens tokens,
      RateLimits rateLimits,
      SimpleMeterRegistry registry) {

    /** A new platform key's secret; without scopes it may do everything. */
    public String key(Scope... scopes) {
      return new IssueKey(ports.apiKeys(), ids, new Random(1))
          .issue(
              shop.tenant(),
              Set.of(scopes),
              Optional.empty(),
              Optional.empty(),
              "secret" + ids.next())
          .secret();
    }

    /** A new guest's token. */
    public String cst() {
      var session = shop.guest();
      ports.sessions().add(session);
      return tokens.mint(session);
    }
  }

  /** Makes the routes of a test. */
  @FunctionalInterface
  public interface Making {
    List<? extends Endpoints> in(World world);
  }

  public static TestEdge of(Making making) {
    return of(making, LIMITS, 0);
  }

  public static TestEdge of(Making making, HttpLimits limits, double rateLimitScale) {
    return new TestEdge(making, limits, rateLimitScale);
  }

  private TestEdge(Making making, HttpLimits limits, double rateLimitScale) {
    vertx = Vertx.vertx();
    var clock = new SteppingClock();
    var ids = new CountingIds();
    var ports = Ports.inMemory(new MemoryDatabase(), clock, ids);
    var keys = new LinkedHashMap<String, byte[]>();
    keys.put("k1", "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8));
    world =
        new World(
            ports,
            Shop.in(ports, clock, ids),
            clock,
            ids,
            new JwtSessionTokens(vertx, keys, clock),
            new RateLimits(
                rateLimitScale, 1_000, () -> TimeUnit.MILLISECONDS.toNanos(clock.millis())),
            new SimpleMeterRegistry());
    service = new HttpService(vertx, parts(Routes.of(making.in(world)), limits));
    port = await(service.listen("127.0.0.1", 0));
  }

  private HttpService.Parts parts(Routes routes, HttpLimits limits) {
    return new HttpService.Parts(
        routes,
        new Authentication(
            new AuthenticateKey(world.ports().apiKeys(), world.clock()),
            world.tokens(),
            new OperatorDoor(
                new AuthenticateOperator(world.ports().operatorSessions(), world.clock()),
                new OwnOrigin(URI.create("https://pay.example")),
                new OperatorCookie(true)),
            world.rateLimits()),
        world.rateLimits(),
        new Idempotency(
            world.ports().idempotencyKeys(), world.ports().transactions(), world.clock()),
        new ClientAddresses(List.of("127.0.0.1")),
        new Telemetry(world.registry()),
        limits,
        world.ids());
  }

  static <T> T await(io.vertx.core.Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
  }

  public World world() {
    return world;
  }

  public int port() {
    return port;
  }

  HttpService service() {
    return service;
  }

  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /** Sends a request; headers by turns name and value. */
  public HttpResponse<String> send(String method, String path, String body, String... headers) {
    var request =
        HttpRequest.newBuilder(uri(path))
            .timeout(Duration.ofSeconds(20))
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    if (!body.isEmpty() && !List.of(headers).contains("Content-Type")) {
      request.header("Content-Type", "application/json");
    }
    try {
      return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  public HttpResponse<String> get(String path, String... headers) {
    return send("GET", path, "", headers);
  }

  public HttpResponse<String> post(String path, String body, String... headers) {
    return send("POST", path, body, headers);
  }

  /** A bare connection, for what no client would send. */
  public Socket connect() throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout((int) Duration.ofSeconds(20).toMillis());
    return socket;
  }

  /** Sends these characters as they are, and reads until the server closes or the answer ends. */
  public String raw(String text) throws IOException {
    try (var socket = connect()) {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The status and the code of an answer, such as {@code 404 NOT_FOUND}. */
  public static String outcome(HttpResponse<String> response) {
    try {
      var code = Json.read(response.body().getBytes(StandardCharsets.UTF_8)).path("code").asText();
      return response.statusCode() + " " + code;
    } catch (Json.MalformedException notJson) {
      return Integer.toString(response.statusCode());
    }
  }

  @Override
  public void close() {
    await(service.drain());
    await(vertx.close());
  }
}
