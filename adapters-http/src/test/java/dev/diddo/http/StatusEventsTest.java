package dev.diddo.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.Eventually;
import dev.diddo.application.payment.ScriptedGateways;
import dev.diddo.domain.cart.LiveCart;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatusEventsTest {
  private static final HttpLimits QUICK =
      new HttpLimits(
          100,
          100,
          100,
          2,
          16 << 10,
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          Duration.ofMillis(100),
          Duration.ofSeconds(5));

  private final ScriptedGateways gateways = new ScriptedGateways();
  private final HttpClient client = HttpClient.newHttpClient();
  private TestEdge edge;
  private String key;
  private LiveCart.Open cart;

  @BeforeEach
  void open() {
    edge = TestEdge.of(world -> House.endpoints(world, gateways), QUICK, 0);
    key = "Bearer " + edge.world().key();
    var shop = edge.world().shop();
    cart = shop.readyToPay(shop.template(shop.variant(shop.store("mugs.example"), "Mug", 1_299)));
  }

  @AfterEach
  void close() {
    client.close();
    edge.close();
  }

  @Test
  void every_change_is_told_until_the_cart_is_paid() throws Exception {
    try (var events = listen("")) {
      events.await("\"payment\":null");

      edge.post("/checkout/" + cart.id().text(), "{}", "Authorization", key);
      events.await("\"status\":\"open\"");

      var payment =
          edge.world()
              .ports()
              .payments()
              .newestOf(edge.world().shop().tenant(), cart.id())
              .orElseThrow();
      gateways.decide(payment.id(), ScriptedGateways.Book.AUTHORISED);
      var session =
          edge.world()
              .ports()
              .sessions()
              .find(edge.world().shop().tenant(), cart.contents().session())
              .orElseThrow();
      edge.get(
          "/checkout/session", "Authorization", "Bearer " + edge.world().tokens().mint(session));

      events.await("\"status\":\"SUBMITTED\"");
      events.awaitEnd();
      assertThat(events.lines).anyMatch(line -> line.equals("event: status"));
    }
    Eventually.holds(() -> edge.world().registry().get("http.server.streams").gauge().value() == 0);
  }

  @Test
  void who_knows_the_current_status_hears_comments_alone() throws Exception {
    var tag =
        edge.get("/cart/status/" + cart.id().text(), "Authorization", key)
            .headers()
            .firstValue("ETag")
            .orElseThrow();
    try (var events = listen(tag)) {
      Eventually.holds(() -> events.lines.stream().filter(":"::equals).count() > 3);
      assertThat(events.lines).noneMatch(line -> line.startsWith("data"));

      edge.send("DELETE", "/cart/" + cart.id().text(), "", "Authorization", key);
      events.await("\"status\":\"CANCELLED\"");
      events.awaitEnd();
    }
  }

  @Test
  void a_template_tells_its_counters() throws Exception {
    var template = cart.contents().template().text();
    try (var events = listen(template, "")) {
      events.await("\"checkouts\":{\"in_progress\":1,\"submitted\":0}");
    }
  }

  @Test
  void a_cart_of_somebody_else_tells_nothing() {
    var other = "Bearer " + edge.world().cst();

    assertThat(
            TestEdge.outcome(
                edge.get("/cart/status/" + cart.id().text() + "/events", "Authorization", other)))
        .isEqualTo("404 CART_NOT_FOUND");
  }

  @Test
  void asking_for_the_head_alone_opens_no_stream() {
    var path = "/cart/status/" + cart.id().text() + "/events";

    assertThat(edge.send("HEAD", path, "", "Authorization", key).statusCode()).isEqualTo(200);
    assertThat(edge.world().registry().get("http.server.streams").gauge().value()).isZero();
  }

  @Test
  void there_are_only_so_many_streams() throws Exception {
    try (var one = listen("");
        var two = listen("")) {
      one.await("IN_PROGRESS");
      two.await("IN_PROGRESS");
      assertThat(
              TestEdge.outcome(
                  edge.get("/cart/status/" + cart.id().text() + "/events", "Authorization", key)))
          .isEqualTo("503 OVERLOADED");
    }
  }

  @Test
  void streams_end_when_the_service_stops() throws Exception {
    try (var events = listen("")) {
      events.await("IN_PROGRESS");
      TestEdge.await(edge.service().drain());
      events.awaitEnd();
    }
  }

  private Listening listen(String lastEventId) throws IOException, InterruptedException {
    return listen(cart.id().text(), lastEventId);
  }

  private Listening listen(String id, String lastEventId) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(edge.uri("/cart/status/" + id + "/events"))
            .header("Authorization", key);
    if (!lastEventId.isEmpty()) {
      request.header("Last-Event-ID", lastEventId);
    }
    var response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream");
    return new Listening(response.body());
  }

  private static final class Listening implements AutoCloseable {
    private final InputStream body;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Thread reading;

    Listening(InputStream body) {
      this.body = body;
      this.reading = Thread.ofVirtual().start(this::read);
    }

    private void read() {
      try (var reader =
          new java.io.BufferedReader(new java.io.InputStreamReader(body, StandardCharsets.UTF_8))) {
        reader.lines().forEach(lines::add);
      } catch (IOException | java.io.UncheckedIOException closed) {
        lines.add("closed");
      }
    }

    void await(String text) {
      Eventually.holds(
          () -> lines.stream().anyMatch(line -> line.startsWith("data: ") && line.contains(text)));
    }

    void awaitEnd() throws InterruptedException {
      assertThat(reading.join(Duration.ofSeconds(10))).isTrue();
    }

    @Override
    public void close() throws IOException {
      body.close();
    }
  }
}
