package dev.diddo.http.customer;

import static dev.diddo.http.Counter.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.diddo.application.Buyers;
import dev.diddo.application.Shop;
import dev.diddo.application.customer.EraseCustomer;
import dev.diddo.application.customer.ExportCustomer;
import dev.diddo.application.organization.IssueKey;
import dev.diddo.domain.cart.Cart;
import dev.diddo.domain.customer.CustomerRecords;
import dev.diddo.domain.merchant.Store;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.organization.Scope;
import dev.diddo.http.Counter;
import dev.diddo.http.TestEdge;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CustomerEndpointsTest {
  private static final String EXPORT = "/customers/export";
  private static final String ERASURE = "/customers/erasure";
  private static final String ADA = "{\"email\": \"ADA@example.com\"}";
  private static final String SEVEN = "{\"external_customer_id\": \"customer-7\"}";

  private TestEdge edge;
  private Shop shop;
  private Store store;
  private Cart template;

  @BeforeEach
  void open() {
    edge = TestEdge.of(world -> List.of(endpoints(world)));
    shop = edge.world().shop();
    store = shop.store("mugs.example");
    template = shop.template(shop.variant(store, "Mug", 1_299));
  }

  private static CustomerEndpoints endpoints(TestEdge.World world) {
    var ports = world.ports();
    return new CustomerEndpoints(
        new ExportCustomer(ports.customers()),
        new EraseCustomer(
            ports.customers(),
            ports.liveCarts(),
            ports.transactions(),
            world.ids(),
            world.clock()));
  }

  @AfterEach
  void close() {
    edge.close();
  }

  private HttpResponse<String> post(String path, String body, String... headers) {
    return postAs(edge.world().key(), path, body, headers);
  }

  private HttpResponse<String> postAs(String key, String path, String body, String... headers) {
    var all = new ArrayList<>(List.of(headers));
    all.addAll(List.of("Authorization", "Bearer " + key));
    return edge.post(path, body, all.toArray(String[]::new));
  }

  private Order paid() {
    var order = shop.paidBy("customer-7", template, Buyers.ADA);
    edge.world().clock().advance(CustomerRecords.GOODS_EXPECTED);
    return order;
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return Counter.json(answer.body());
  }

  @Test
  void an_export_says_under_what_they_are_known() {
    var order = paid();
    for (var them : List.of(ADA, SEVEN)) {
      var told = json(post(EXPORT, them));
      assertThat(told.path("emails"))
          .extracting(JsonNode::asText)
          .containsExactly("ada@example.com");
      assertThat(told.path("external_customer_ids"))
          .extracting(JsonNode::asText)
          .containsExactly("customer-7");
      assertThat(told.path("orders").path(0).path("id").asText()).isEqualTo(order.id().text());
      assertThat(told.path("carts").path(0).path("lines")).hasSize(1);
      assertThat(told.path("next").isNull()).isTrue();
    }
  }

  @Test
  void of_nobody_there_is_nothing() {
    var told = json(post(EXPORT, "{\"email\": \"nobody@example.com\"}"));
    for (var list : List.of("emails", "orders", "carts", "payments", "sessions")) {
      assertThat(told.path(list)).isEmpty();
    }
    assertThat(post(ERASURE, "{\"email\": \"nobody@example.com\"}").body())
        .isEqualTo(
            "{\"erased\":{\"orders\":0,\"sessions\":0,\"carts\":0,\"payments\":0},\"again\":false}");
  }

  @Test
  void who_has_bought_very_often_is_told_in_parts() {
    for (int i = 0; i < 230; i++) {
      shop.ready(shop.begin(template), Buyers.ADA);
    }
    var seen = new TreeSet<String>();
    var next = "";
    int parts = 0;
    do {
      var after = next.isEmpty() ? "" : ", \"after\": \"" + next + "\"";
      var told = json(post(EXPORT, "{\"email\": \"ada@example.com\"" + after + "}"));
      told.path("carts").forEach(cart -> seen.add(cart.path("id").asText()));
      next = told.path("next").asText("");
      parts++;
    } while (!next.isEmpty() && !next.equals("null"));
    assertThat(parts).isEqualTo(3);
    assertThat(seen).hasSize(230);
    assertThat(json(post(ERASURE, ADA)).path("erased").path("carts").asInt()).isEqualTo(230);
  }

  @Test
  void an_erasure_is_repeated_by_its_key_and_finds_nothing_without_it() {
    paid();
    var key = edge.world().key();
    var first = postAs(key, ERASURE, ADA, "Idempotency-Key", "once");
    assertThat(first.body())
        .isEqualTo(
            "{\"erased\":{\"orders\":1,\"sessions\":1,\"carts\":1,\"payments\":1},\"again\":false}");
    var again = postAs(key, ERASURE, ADA, "Idempotency-Key", "once");
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.headers().firstValue("Idempotent-Replayed")).contains("true");
    assertThat(json(post(ERASURE, ADA)).path("erased").path("orders").asInt()).isZero();
  }

  @Test
  void an_export_is_read_afresh_and_never_kept() {
    paid();
    var key = edge.world().key();
    assertThat(postAs(key, EXPORT, ADA, "Idempotency-Key", "once").body()).contains("Lovelace");
    post(ERASURE, ADA);
    assertThat(postAs(key, EXPORT, ADA, "Idempotency-Key", "once").body())
        .doesNotContain("Lovelace");
  }

  @Test
  void what_is_under_way_is_named() {
    var order = shop.paid(template, Buyers.ADA);
    var payment = shop.open(shop.readyToPay(template));
    var refused = post(ERASURE, ADA);
    assertThat(refusal(refused)).isEqualTo("409 ERASURE_TOO_EARLY");
    assertThat(json(refused).path("orders").path(0).asText()).isEqualTo(order.id().text());
    assertThat(json(refused).path("payments").path(0).asText()).isEqualTo(payment.id().text());
    assertThat(json(refused).path("resolution").asText()).isEqualTo("retry");
  }

  @ParameterizedTest
  @ValueSource(strings = {EXPORT, ERASURE})
  void a_key_of_one_store_may_not(String path) {
    var key =
        new IssueKey(edge.world().ports().apiKeys(), edge.world().ids(), new Random(3))
            .issue(shop.tenant(), Set.of(), Optional.of(store.id()), Optional.empty(), "of a store")
            .secret();
    assertThat(refusal(postAs(key, path, ADA))).isEqualTo("403 FORBIDDEN");
  }

  @Test
  void whoever_may_read_orders_may_not_erase() {
    var reader = edge.world().key(Scope.read(Scope.Area.ORDERS));
    assertThat(postAs(reader, EXPORT, ADA).statusCode()).isEqualTo(200);
    assertThat(refusal(postAs(reader, ERASURE, ADA))).isEqualTo("403 FORBIDDEN");
    var other = edge.world().key(Scope.write(Scope.Area.CHECKOUT));
    assertThat(refusal(postAs(other, EXPORT, ADA))).isEqualTo("403 FORBIDDEN");
    assertThat(refusal(edge.post(EXPORT, ADA))).isEqualTo("401 UNAUTHORIZED");
    var buyer = edge.world().cst();
    assertThat(refusal(postAs(buyer, EXPORT, ADA))).isEqualTo("403 FORBIDDEN");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | /email",
        "{\"email\": \"nobody\"} | /email",
        "{\"email\": null} | /email",
        "{\"external_customer_id\": \" \"} | /external_customer_id",
        "{\"email\": \"a@b.example\", \"force\": true} | /force"
      })
  void who_is_not_well_named_is_nobody(String body, String pointer) {
    for (var path : List.of(EXPORT, ERASURE)) {
      assertThat(refusal(post(path, body))).isEqualTo("422 INVALID_FIELD " + pointer);
    }
  }

  @Test
  void no_refusal_says_who_was_meant() {
    shop.paid(template, Buyers.ADA);
    assertThat(post(ERASURE, ADA).body()).doesNotContainIgnoringCase("ada@example.com");
    assertThat(post(EXPORT, "{\"email\": \"ada.canary\"}").body()).doesNotContain("canary");
  }
}
