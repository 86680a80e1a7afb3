package dev.diddo.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.diddo.application.catalog.ImportCatalog;
import dev.diddo.application.organization.IssueKey;
import dev.diddo.application.payment.ScriptedGateways;
import dev.diddo.domain.id.StoreId;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.http.catalog.CatalogEndpoints;
import dev.diddo.http.catalog.ProductEndpoints;
import dev.diddo.http.catalog.StoreEndpoints;
import dev.diddo.http.egress.EgressRules;
import dev.diddo.http.order.OrderEndpoints;
import dev.diddo.http.organization.OrganizationEndpoints;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** What a platform's own server calls, over ports in memory, by a key that may do everything. */
public final class Counter implements AutoCloseable {
  public static final int IMPORTS_AT_ONCE = 2;

  private final TestEdge edge = TestEdge.of(Counter::endpoints);
  private final String key = edge.world().key();

  private static List<Endpoints> endpoints(TestEdge.World world) {
    var ports = world.ports();
    return List.of(
        new OrganizationEndpoints(
            ports.organizations(), new ScriptedGateways(), ports.transactions()),
        new StoreEndpoints(
            ports.stores(),
            ports.brands(),
            new EgressRules(Networks.of(), (_, _) -> List.of()),
            ports.transactions(),
            world.ids(),
            new Random(7)),
        new ProductEndpoints(ports.products(), ports.stores()),
        new CatalogEndpoints(ports.stores(), new ImportCatalog(ports.products()), IMPORTS_AT_ONCE),
        new OrderEndpoints(ports.orders(), ports.stores(), ports.liveCarts()));
  }

  public TestEdge edge() {
    return edge;
  }

  public TestEdge.World world() {
    return edge.world();
  }

  /** A key of another tenant, or one that reaches a store alone. */
  public String keyOf(Tenant tenant, Optional<StoreId> store) {
    var ids = world().ids();
    return new IssueKey(world().ports().apiKeys(), ids, new Random(3))
        .issue(tenant, Set.of(), store, Optional.empty(), "other" + ids.next())
        .secret();
  }

  public HttpResponse<String> send(String method, String path, String body, String... headers) {
    return sendAs(key, method, path, body, headers);
  }

  public HttpResponse<String> sendAs(
      String caller, String method, String path, String body, String... headers) {
    var all = new ArrayList<>(List.of(headers));
    all.addAll(List.of("Authorization", "Bearer " + caller));
    return edge.send(method, path, body, all.toArray(String[]::new));
  }

  public HttpResponse<String> get(String path) {
    return send("GET", path, "");
  }

  public HttpResponse<String> post(String path, String body, String... headers) {
    return send("POST", path, body, headers);
  }

  /** The body of an answer that has to have this status. */
  public static JsonNode json(int status, HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    return json(response.body());
  }

  public static JsonNode json(String text) {
    try {
      return Json.read(text.getBytes(StandardCharsets.UTF_8));
    } catch (Json.MalformedException bad) {
      throw new AssertionError(text, bad);
    }
  }

  /** The status and code of a refusal, with the first place that is at fault. */
  public static String refusal(HttpResponse<String> response) {
    var first = json(response.body()).path("errors").path(0);
    return (TestEdge.outcome(response) + " " + first.path("pointer").asText()).strip();
  }

  @Override
  public void close() {
    edge.close();
  }
}
