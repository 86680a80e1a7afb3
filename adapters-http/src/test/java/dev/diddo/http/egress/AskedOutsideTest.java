package dev.diddo.http.egress;

import static dev.diddo.http.Counter.json;
import static dev.diddo.http.TestEdge.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.webhook.ManageWebhooks;
import dev.diddo.http.Endpoints;
import dev.diddo.http.Networks;
import dev.diddo.http.TestEdge;
import dev.diddo.http.catalog.StoreEndpoints;
import dev.diddo.http.webhook.WebhookEndpoints;
import java.net.InetAddress;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whoever names a host whose name servers hang keeps no transaction open with it. */
class AskedOutsideTest {
  private static final String WEBHOOK =
      "{\"url\": \"https://hooks.example/in\", \"events\": [\"order.submitted\"]}";
  private static final String STORE =
      "{\"name\": \"North\", \"currency\": \"USD\", \"order_endpoint\": \"https://north.example/\"}";

  private final AtomicInteger asked = new AtomicInteger();
  private final TestEdge edge = TestEdge.of(this::endpoints);
  private final String key = edge.world().key();
  private List<InetAddress> addresses = List.of(InetAddress.ofLiteral("93.184.215.14"));

  private List<Endpoints> endpoints(TestEdge.World world) {
    var ports = world.ports();
    var rules = new EgressRules(Networks.of(), this::resolve);
    var manageWebhooks =
        new ManageWebhooks(
            ports.webhooks(),
            ports.deliveries(),
            ports.transactions(),
            world.ids(),
            new Random(3),
            world.clock());
    return List.of(
        new StoreEndpoints(
            ports.stores(),
            ports.brands(),
            rules,
            ports.transactions(),
            world.ids(),
            new Random(7)),
        new WebhookEndpoints(
            manageWebhooks, ports.webhooks(), ports.deliveries(), (_, _) -> new byte[0], rules));
  }

  /** Answers once somebody else had a transaction of their own, of which there is one at a time. */
  private List<InetAddress> resolve(String host, Duration patience) {
    asked.incrementAndGet();
    CompletableFuture.runAsync(() -> edge.world().ports().transactions().inOne(() -> host))
        .orTimeout(5, TimeUnit.SECONDS)
        .join();
    return addresses;
  }

  @AfterEach
  void close() {
    edge.close();
  }

  private HttpResponse<String> send(String method, String path, String body) {
    return edge.send(
        method, path, body, "Authorization", "Bearer " + key, "Idempotency-Key", "once");
  }

  @Test
  void webhooks_are_judged_before_the_transaction() {
    var webhook = json(201, send("POST", "/webhook", WEBHOOK));
    json(200, send("PUT", "/webhook/" + webhook.path("id").asText(), WEBHOOK));
    assertThat(asked).hasValue(2);
  }

  @Test
  void stores_are_judged_before_the_transaction() {
    var store = json(201, send("POST", "/stores", STORE));
    var path = "/stores/" + store.path("id").asText();
    var moved = json(200, send("PATCH", path, "{\"order_endpoint\": \"https://south.example/\"}"));
    assertThat(moved.path("order_endpoint").asText()).isEqualTo("https://south.example/");
    assertThat(asked).hasValue(2);
  }

  @Test
  void whom_nobody_knows_or_who_is_wrong_in_other_ways_has_nobody_asked() {
    assertThat(outcome(send("PATCH", "/stores/none.example", STORE))).isEqualTo("404 NOT_FOUND");
    var store = STORE.replace("USD", "XXX");
    assertThat(outcome(send("POST", "/stores", store))).isEqualTo("422 INVALID_FIELD");
    assertThat(asked).hasValue(0);
  }

  @Test
  void a_call_that_is_repeated_is_answered_as_before_whatever_its_host_is_by_now() {
    var webhook = send("POST", "/webhook", WEBHOOK);
    var store = send("POST", "/stores", STORE);
    addresses = List.of(InetAddress.ofLiteral("10.0.0.1"));
    assertThat(send("POST", "/webhook", WEBHOOK).body()).isEqualTo(webhook.body());
    assertThat(send("POST", "/stores", STORE).body()).isEqualTo(store.body());
    assertThat(asked).hasValue(2);
  }

  @Test
  void a_call_that_was_refused_leaves_its_key_free() {
    var publicly = addresses;
    addresses = List.of(InetAddress.ofLiteral("10.0.0.1"));
    assertThat(outcome(send("POST", "/webhook", WEBHOOK))).isEqualTo("422 WEBHOOK_URL_REFUSED");
    addresses = publicly;
    json(201, send("POST", "/webhook", WEBHOOK));
  }
}
