package dev.diddo.http.order;

import static dev.diddo.http.Counter.json;
import static dev.diddo.http.Counter.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.diddo.application.Buyers;
import dev.diddo.application.Shop;
import dev.diddo.domain.merchant.Store;
import dev.diddo.domain.order.Order;
import dev.diddo.http.Counter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrderEndpointsTest {
  private Counter counter;
  private Store north;
  private Store harbor;
  private Order adas;
  private Order graces;

  @BeforeAll
  void sell() {
    counter = new Counter();
    var shop = counter.world().shop();
    north = shop.store("northside.example");
    harbor = shop.store("harbor.example");
    var mug = shop.variant(north, "Mug", 1_299);
    var scarf = shop.variant(harbor, "Scarf", 2_400);
    adas = shop.paidBy("customer-7", shop.template(mug, scarf), Buyers.ADA);
    counter.world().clock().advance(Duration.ofMinutes(5));
    graces = shop.paid(shop.template(scarf), Buyers.GRACE);
  }

  @AfterAll
  void close() {
    counter.close();
  }

  private JsonNode read(Order order) {
    return json(200, counter.get("/orders/" + order.id().text()));
  }

  private List<String> found(String query) {
    return json(200, counter.get("/orders?" + query)).path("orders").findValuesAsText("number");
  }

  private static String usd(long cents) {
    return "{\"value\":%d,\"display_value\":\"$%d.%02d\",\"currency\":\"USD\"}"
        .formatted(cents, cents / 100, cents % 100);
  }

  @Test
  void an_order_is_shown_with_a_part_for_each_store() {
    var order = read(adas);

    assertThat(order.path("number").asText()).isEqualTo(adas.number().text());
    assertThat(order.path("cart_id").asText()).isEqualTo(adas.cart().text());
    assertThat(order.path("template_cart_id").asText()).isEqualTo(adas.template().text());
    assertThat(Instant.parse(order.path("created_at").asText())).isEqualTo(adas.createdAt());
    assertThat(order.path("email").asText()).isEqualTo("ada@example.com");
    assertThat(order.path("buyer_identity").path("city").asText()).isEqualTo("Springfield");
    assertThat(order.path("external_customer_id").asText()).isEqualTo("customer-7");
    assertThat(order.path("status").asText()).isEqualTo("ACCEPTED");
    assertThat(order.path("cost").toString())
        .isEqualTo(
            "{\"subtotal\":%s,\"shipping\":%s,\"tax\":%s,\"total\":%s}"
                .formatted(usd(3_699), usd(1_000), usd(0), usd(4_699)));
    assertThat(order.path("merchant_orders").findValuesAsText("store"))
        .containsExactly("northside.example", "harbor.example");
  }

  @Test
  void a_merchant_order_says_what_to_send_and_what_is_owed() {
    var part = read(adas).path("merchant_orders").path(0);

    assertThat(part.path("id").asText()).isEqualTo(adas.merchantOrders().getFirst().id().text());
    assertThat(part.path("store_id").asText()).isEqualTo(north.id().text());
    assertThat(part.path("status").asText()).isEqualTo("ACCEPTED");
    assertThat(part.path("lines").path(0).path("variant").path("sku").asText())
        .isEqualTo("SKU-mug");
    assertThat(part.path("lines").path(0).path("product").path("title").asText()).isEqualTo("Mug");
    assertThat(part.path("lines").path(0).path("quantity").asInt()).isEqualTo(1);
    assertThat(part.path("lines").path(0).path("customizations")).isEmpty();
    assertThat(part.path("lines").path(0).path("line_total").toString()).isEqualTo(usd(1_299));
    assertThat(part.path("shipping_method").toString())
        .isEqualTo("{\"id\":\"standard\",\"label\":\"Standard\",\"price\":%s}".formatted(usd(500)));
    assertThat(part.path("cost").path("total").toString()).isEqualTo(usd(1_799));
    assertThat(part.path("payout").toString())
        .isEqualTo(
            "{\"gross\":%s,\"commission\":%s,\"net\":%s}"
                .formatted(usd(1_799), usd(129), usd(1_670)));
    for (var later : List.of("fulfillments", "returns", "refunds")) {
      assertThat(part.path(later).isArray()).isTrue();
      assertThat(part.path(later)).isEmpty();
    }
  }

  @Test
  void orders_are_found_by_whom_and_what_they_are_of() {
    var ada = adas.number().text();
    var grace = graces.number().text();

    assertThat(found("")).containsExactly(grace, ada);
    assertThat(found("q=ADA@example.com")).containsExactly(ada);
    assertThat(found("q=grace+hop")).containsExactly(grace);
    assertThat(found("q=" + ada)).containsExactly(ada);
    assertThat(found("q=" + adas.id().text())).containsExactly(ada);
    assertThat(found("q=nobody")).isEmpty();
    assertThat(found("external_customer_id=customer-7")).containsExactly(ada);
    assertThat(found("status=ACCEPTED&store=northside.example")).containsExactly(ada);
    assertThat(found("store=" + harbor.id().text())).containsExactly(grace, ada);
    assertThat(found("store=nowhere.example")).isEmpty();
    assertThat(found("status=CANCELLED")).isEmpty();
  }

  @Test
  void orders_are_found_by_when_they_were_made() {
    var at = graces.createdAt();
    var after = at.plus(Duration.ofDays(1));

    assertThat(found("from=" + at)).containsExactly(graces.number().text());
    assertThat(found("to=" + at)).containsExactly(adas.number().text());
    assertThat(found("from=" + after)).isEmpty();
    assertThat(found("from=2026-01-01T00:00:00%2B02:00&to=" + after)).hasSize(2);
  }

  @Test
  void the_orders_of_a_store_that_was_closed_stay() {
    try (var other = new Counter()) {
      var shop = other.world().shop();
      var gone = shop.store("gone.example");
      var order = shop.paid(shop.template(shop.variant(gone, "Cap", 900)), Buyers.GRACE);
      other.send("DELETE", "/stores/" + gone.id().text(), "");
      var found = json(200, other.get("/orders?store=" + gone.id().text())).path("orders");

      assertThat(found.findValuesAsText("number")).containsExactly(order.number().text());
      assertThat(found.findValuesAsText("store")).containsExactly("gone.example");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status=accepted",
        "status=",
        "from=yesterday",
        "from=2026-11-23",
        "to=2026-11-23T10:00:00",
        "from=%2B999999999-01-01T00:00:00Z",
        "from=2026-13-01T00:00:00Z",
        "limit=0",
        "limit=101",
        "offset=-1",
        "email=ada@example.com",
        "q=a&q=b",
        "q=%00"
      })
  void a_query_that_is_none_is_refused(String query) {
    assertThat(refusal(counter.get("/orders?" + query))).startsWith("400 INVALID_PARAMETER");
  }

  @Test
  void what_happened_is_told_in_order() {
    var path = "/orders/" + adas.id().text() + "/events";
    var events = json(200, counter.get(path));
    var page = json(200, counter.get(path + "?limit=1&offset=1"));

    assertThat(events.path("events").findValuesAsText("type"))
        .startsWith("checkout.initialized")
        .endsWith("checkout.succeeded", "order.submitted");
    int count = events.path("events").size();
    for (int i = 0; i < count; i++) {
      var event = events.path("events").path(i);
      assertThat(event.path("sequence").asInt()).isEqualTo(i + 1);
      assertThat(event.path("id").asText()).hasSize(26);
      assertThat(event.path("data").path("cart_id").asText()).isEqualTo(adas.cart().text());
      assertThat(event.path("data").path("template_cart_id").asText())
          .isEqualTo(adas.template().text());
      assertThat(event.path("data").path("session_id").asText()).hasSize(26);
      assertThat(event.path("data").path("external_customer_id").asText()).isEqualTo("customer-7");
    }
    var order = events.path("events").path(count - 1).path("data").path("order");
    assertThat(order.path("id").asText()).isEqualTo(adas.id().text());
    assertThat(order.path("number").asText()).isEqualTo(adas.number().text());
    assertThat(order.path("status").asText()).isEqualTo("ACCEPTED");
    assertThat(order.at("/cost/total").toString()).isEqualTo(usd(adas.cost().total().minorUnits()));
    assertThat(order.path("merchant_orders").findValuesAsText("store"))
        .containsExactly("northside.example", "harbor.example");
    assertThat(page.path("events").findValuesAsText("sequence")).containsExactly("2");
    assertThat(page.path("pagination").path("total").asInt()).isEqualTo(count);
    assertThat(refusal(counter.get(path + "?since=1"))).startsWith("400 INVALID_PARAMETER");
  }

  @Test
  void a_key_of_one_store_sees_its_part_and_nothing_else() {
    var tenant = counter.world().shop().tenant();
    var key = counter.keyOf(tenant, Optional.of(north.id()));
    var listed = json(200, counter.sendAs(key, "GET", "/orders", ""));
    var order = json(200, counter.sendAs(key, "GET", "/orders/" + adas.id().text(), ""));

    assertThat(listed.path("orders").findValuesAsText("number"))
        .containsExactly(adas.number().text());
    assertThat(listed.path("orders").path(0)).isEqualTo(order);
    assertThat(listed.path("pagination").path("total").asInt()).isEqualTo(1);
    assertThat(order.path("merchant_orders").findValuesAsText("store"))
        .containsExactly("northside.example");
    assertThat(order.path("cost").path("total").toString()).isEqualTo(usd(1_799));
    assertThat(order.toString()).doesNotContain("harbor", "Scarf");
    assertThat(counter.sendAs(key, "GET", "/orders/" + adas.id().text() + "/events", ""))
        .extracting(response -> response.statusCode())
        .isEqualTo(200);
  }

  @Test
  void a_key_of_one_store_reaches_no_other_and_no_other_route() {
    var tenant = counter.world().shop().tenant();
    var key = counter.keyOf(tenant, Optional.of(north.id()));
    var others = "/orders/" + graces.id().text();

    assertThat(refusal(counter.sendAs(key, "GET", others, ""))).isEqualTo("404 NOT_FOUND");
    assertThat(refusal(counter.sendAs(key, "GET", others + "/events", "")))
        .isEqualTo("404 NOT_FOUND");
    assertThat(
            json(200, counter.sendAs(key, "GET", "/orders?store=harbor.example", ""))
                .path("orders"))
        .isEmpty();
    for (var path : List.of("/stores", "/products", "/organization", "/stores/northside.example")) {
      assertThat(refusal(counter.sendAs(key, "GET", path, ""))).isEqualTo("403 FORBIDDEN");
    }
  }

  @Test
  void another_tenant_finds_nothing() {
    var world = counter.world();
    var stranger = Shop.in(world.ports(), world.clock(), world.ids()).tenant();
    var path = "/orders/" + adas.id().text();

    for (var tenant : List.of(stranger, world.shop().production().tenant())) {
      var key = counter.keyOf(tenant, Optional.empty());
      assertThat(refusal(counter.sendAs(key, "GET", path, ""))).isEqualTo("404 NOT_FOUND");
      assertThat(refusal(counter.sendAs(key, "GET", path + "/events", "")))
          .isEqualTo("404 NOT_FOUND");
      assertThat(json(200, counter.sendAs(key, "GET", "/orders", "")).path("orders")).isEmpty();
    }
    assertThat(refusal(counter.get("/orders/anything"))).isEqualTo("404 NOT_FOUND");
    assertThat(refusal(counter.get("/orders/01JD0000000000000000000000")))
        .isEqualTo("404 NOT_FOUND");
  }
}
