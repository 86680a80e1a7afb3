package dev.diddo.http.catalog;

import static dev.diddo.http.Counter.json;
import static dev.diddo.http.Counter.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.diddo.application.Shop;
import dev.diddo.application.merchant.Brands;
import dev.diddo.domain.webhook.WebhookSecret;
import dev.diddo.http.Counter;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoreEndpointsTest {
  private static final String WHOLE =
      """
      {"name": "Northside Sports", "domain": "Northside.Example", "currency": "USD",
       "commission_bps": 1000, "gateway_account": "acct_1", "order_endpoint": null,
       "shipping_methods": [
         {"id": "standard", "label": "Standard", "price": 500, "countries": ["US", "CA"],
          "free_over": 10000},
         {"id": "express", "label": "Express", "price": 0, "countries": ["US"]}],
       "tax_rates": [
         {"country": "US", "province_code": "NY", "rate_bps": 800, "included": false,
          "on_shipping": true},
         {"country": "US", "rate_bps": 100, "included": true, "on_shipping": false}],
       "returns": {"supported": true, "window_days": 30}}""";

  private static final String BRAND = "https://orders.northside.example/new";
  private static final String ENDPOINT = "\"order_endpoint\": \"" + BRAND + "\"";

  private Counter counter;

  @BeforeEach
  void open() {
    counter = new Counter();
  }

  @AfterEach
  void close() {
    counter.close();
  }

  private JsonNode added(String body) {
    return json(201, counter.post("/stores", body));
  }

  @Test
  void a_store_is_shown_as_it_was_added() {
    var store = added(WHOLE);

    assertThat(store.path("id").asText()).hasSize(26);
    assertThat(store.path("domain").asText()).isEqualTo("northside.example");
    assertThat(store.toString())
        .contains(
            "\"commission_bps\":1000",
            "\"gateway_account\":\"acct_1\"",
            "{\"id\":\"standard\",\"label\":\"Standard\",\"price\":{\"value\":500,"
                + "\"display_value\":\"$5.00\",\"currency\":\"USD\"},\"countries\":[\"CA\",\"US\"],"
                + "\"free_over\":{\"value\":10000,",
            "\"free_over\":null",
            "{\"country\":\"US\",\"province_code\":\"NY\",\"rate_bps\":800,\"included\":false,"
                + "\"on_shipping\":true}",
            "\"province_code\":null",
            "\"order_endpoint\":null",
            "\"returns\":{\"supported\":true,\"window_days\":30}");
    var id = store.path("id").asText();
    assertThat(json(200, counter.get("/stores/" + id))).isEqualTo(store);
    assertThat(json(200, counter.get("/stores/northside.example"))).isEqualTo(store);
  }

  @Test
  void a_name_and_a_currency_are_enough() {
    var store = added("{\"name\": \"Corner\", \"currency\": \"JPY\"}");

    assertThat(store.path("domain").isNull()).isTrue();
    assertThat(store.path("commission_bps").asInt()).isZero();
    assertThat(store.path("shipping_methods").size()).isZero();
    assertThat(store.path("returns").toString())
        .isEqualTo("{\"supported\":false,\"window_days\":0}");
  }

  @Test
  void an_order_endpoint_comes_with_a_secret_that_is_told_once() {
    var store = added(WHOLE.replace("\"order_endpoint\": null", ENDPOINT));
    var secret = store.path("order_endpoint_secret").asText();
    assertThat(secret).startsWith("whsec_");
    assertThat(brand()).contains(new Brands.Brand(URI.create(BRAND), new WebhookSecret(secret)));

    var path = "/stores/northside.example";
    for (var later : List.of("", "{\"name\": \"North\"}", "{\"order_endpoint\": null}")) {
      assertThat(json(200, counter.send("PATCH", path, later)).has("order_endpoint_secret"))
          .isFalse();
    }
    assertThat(json(200, counter.get(path)).path("order_endpoint").isNull()).isTrue();
    assertThat(brand()).isEmpty();

    var again = json(200, counter.send("PATCH", path, "{" + ENDPOINT + "}"));
    assertThat(again.path("order_endpoint").asText()).isEqualTo(BRAND);
    assertThat(again.path("order_endpoint_secret").asText())
        .startsWith("whsec_")
        .isNotEqualTo(secret);
    assertThat(json(200, counter.get(path)).has("order_endpoint_secret")).isFalse();
  }

  private Optional<Brands.Brand> brand() {
    var world = counter.world();
    var tenant = world.shop().tenant();
    var store = world.ports().stores().find(tenant, "northside.example").orElseThrow();
    return world.ports().brands().find(tenant, store.id());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://northside.example/orders",
        "https://127.0.0.1/orders",
        "https://user@northside.example/orders",
        "ftp://northside.example"
      })
  void an_order_endpoint_that_nothing_may_be_sent_to_changes_nothing(String url) {
    var store = added(WHOLE);
    var change = "{\"name\": \"South\", \"order_endpoint\": \"" + url + "\"}";
    assertThat(refusal(counter.send("PATCH", "/stores/northside.example", change)))
        .isEqualTo("422 WEBHOOK_URL_REFUSED /order_endpoint");
    assertThat(json(200, counter.get("/stores/northside.example"))).isEqualTo(store);
  }

  @Test
  void a_change_changes_what_is_given_and_nothing_else() {
    var before = added(WHOLE);
    var path = "/stores/" + before.path("id").asText();
    var after = json(200, counter.send("PATCH", path, "{\"name\": \"South\", \"domain\": null}"));

    assertThat(after.path("name").asText()).isEqualTo("South");
    assertThat(after.path("domain").isNull()).isTrue();
    for (var field : List.of("shipping_methods", "tax_rates", "returns", "commission_bps")) {
      assertThat(after.path(field)).isEqualTo(before.path(field));
    }
    assertThat(json(200, counter.send("PATCH", path, ""))).isEqualTo(after);
    assertThat(json(200, counter.send("PATCH", path, "{\"currency\": \"USD\"}"))).isEqualTo(after);
    assertThat(json(200, counter.send("PATCH", path, "{\"tax_rates\": []}")).path("tax_rates"))
        .isEmpty();
    assertThat(json(200, counter.get(path)).path("name").asText()).isEqualTo("South");
  }

  /** In single quotes, where JSON has double ones; beside a name and a currency. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'name': '' | /name",
        "'name': 1 | /name",
        "'name': null | /name",
        "'currency': 'usd' | /currency",
        "'currency': 'XAU' | /currency",
        "'currency': 'ZZZ' | /currency",
        "'domain': 'no host' | /domain",
        "'domain': 'https://shop.example' | /domain",
        "'domain': 'localhost' | /domain",
        "'domain': '-shop.example' | /domain",
        "'commission_bps': 10001 | /commission_bps",
        "'commission_bps': -1 | /commission_bps",
        "'commission_bps': 1.5 | /commission_bps",
        "'commission_bps': '10' | /commission_bps",
        "'gateway_account': ' ' | /gateway_account",
        "'order_endpoint': 7 | /order_endpoint",
        "'id': '01JD0000000000000000000000' | /id",
        "'returns': {'supported': true} | /returns/window_days",
        "'returns': {'supported': true, 'window_days': -1} | /returns/window_days",
        "'shipping_methods': {} | /shipping_methods",
        "'shipping_methods': [7] | /shipping_methods/0"
      })
  void a_store_that_is_not_one_is_refused_where_it_is_at_fault(String fields, String pointer) {
    var others =
        (fields.startsWith("'name'") ? "" : ", 'name': 'Shop'")
            + (fields.startsWith("'currency'") ? "" : ", 'currency': 'USD'");

    refused("{" + fields + others + "}", pointer);
  }

  private void refused(String body, String pointer) {
    assertThat(refusal(counter.post("/stores", body.replace('\'', '"'))))
        .isEqualTo("422 INVALID_FIELD " + pointer);
    assertThat(json(200, counter.get("/stores")).path("stores")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'id': 'b', 'label': 'B', 'price': '5', 'countries': ['US'] | /1/price",
        "'id': 'b', 'label': 'B', 'price': -5, 'countries': ['US'] | /1/price",
        "'id': 'b', 'label': 'B', 'price': 9007199254740992, 'countries': ['US'] | /1/price",
        "'id': 'b', 'label': 'B', 'price': 5, 'countries': ['XX'] | /1/countries",
        "'id': 'b', 'label': 'B', 'price': 5, 'countries': ['us'] | /1/countries",
        "'id': 'b', 'label': 'B', 'price': 5, 'countries': [] | /1/countries",
        "'id': 'b', 'label': 'B', 'price': 5 | /1/countries",
        "'id': 'b', 'price': 5, 'countries': ['US'] | /1/label",
        "'id': 'a', 'label': 'B', 'price': 5, 'countries': ['US'] | ``"
      })
  void a_shipping_method_that_is_not_one_is_refused(String fields, String pointer) {
    refused(
        "{'name': 'Shop', 'currency': 'USD', 'shipping_methods': ["
            + "{'id': 'a', 'label': 'A', 'price': 5, 'countries': ['US']}, {"
            + fields
            + "}]}",
        "/shipping_methods" + pointer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'country': 'us', 'rate_bps': 1, 'included': true, 'on_shipping': true | /1/country",
        "'country': 'CA', 'rate_bps': 10001, 'included': true, 'on_shipping': true | /1/rate_bps",
        "'country': 'CA', 'rate_bps': 1, 'on_shipping': true | /1/included",
        "'country': 'CA', 'rate_bps': 1, 'included': 1, 'on_shipping': true | /1/included",
        "'country': 'US', 'rate_bps': 1, 'included': true, 'on_shipping': true | ``"
      })
  void a_tax_rate_that_is_not_one_is_refused(String fields, String pointer) {
    refused(
        "{'name': 'Shop', 'currency': 'USD', 'tax_rates': ["
            + "{'country': 'US', 'rate_bps': 1, 'included': true, 'on_shipping': true}, {"
            + fields
            + "}]}",
        "/tax_rates" + pointer);
  }

  @Test
  void every_field_that_is_missing_is_named() {
    assertThat(json(422, counter.post("/stores", "{}")).path("errors").findValuesAsText("pointer"))
        .containsExactlyInAnyOrder("/name", "/currency");
  }

  @Test
  void the_currency_stays() {
    var path = "/stores/" + added(WHOLE).path("id").asText();

    assertThat(refusal(counter.send("PATCH", path, "{\"currency\": \"EUR\"}")))
        .isEqualTo("422 INVALID_FIELD /currency");
  }

  @Test
  void a_domain_is_of_one_store_until_that_is_deleted() {
    var first = added(WHOLE).path("id").asText();
    var other = added("{\"name\": \"Other\", \"currency\": \"USD\"}").path("id").asText();
    var wanted = "{\"domain\": \"NORTHSIDE.example\"}";

    assertThat(refusal(counter.post("/stores", WHOLE))).isEqualTo("422 INVALID_FIELD /domain");
    assertThat(refusal(counter.send("PATCH", "/stores/" + other, wanted)))
        .isEqualTo("422 INVALID_FIELD /domain");
    assertThat(counter.send("DELETE", "/stores/" + first, "").statusCode()).isEqualTo(204);
    assertThat(refusal(counter.get("/stores/" + first))).isEqualTo("404 NOT_FOUND");
    assertThat(refusal(counter.send("DELETE", "/stores/" + first, ""))).isEqualTo("404 NOT_FOUND");
    assertThat(counter.send("PATCH", "/stores/" + other, wanted).statusCode()).isEqualTo(200);
  }

  @Test
  void stores_come_a_page_at_a_time() {
    for (var name : List.of("A", "B", "C")) {
      added("{\"name\": \"%s\", \"currency\": \"USD\"}".formatted(name));
    }
    var first = json(200, counter.get("/stores?limit=2"));
    var last = json(200, counter.get("/stores?limit=2&offset=2"));

    assertThat(first.path("stores").findValuesAsText("name")).containsExactly("A", "B");
    assertThat(first.path("pagination").toString())
        .isEqualTo("{\"total\":3,\"limit\":2,\"offset\":0,\"next\":2}");
    assertThat(last.path("stores").findValuesAsText("name")).containsExactly("C");
    assertThat(last.path("pagination").path("next").isNull()).isTrue();
    for (var bad : List.of("limit=0", "limit=101", "limit=x", "offset=-1", "page=1")) {
      assertThat(refusal(counter.get("/stores?" + bad))).startsWith("400 INVALID_PARAMETER");
    }
  }

  @Test
  void another_tenant_finds_nothing() {
    var id = added(WHOLE).path("id").asText();
    var world = counter.world();
    var stranger = Shop.in(world.ports(), world.clock(), world.ids()).tenant();
    var keys =
        List.of(
            counter.keyOf(stranger, Optional.empty()),
            counter.keyOf(world.shop().production().tenant(), Optional.empty()));

    for (var key : keys) {
      for (var path : List.of("/stores/" + id, "/stores/northside.example")) {
        for (var method : List.of("GET", "PATCH", "DELETE")) {
          assertThat(refusal(counter.sendAs(key, method, path, ""))).isEqualTo("404 NOT_FOUND");
        }
      }
      assertThat(json(200, counter.sendAs(key, "GET", "/stores", "")).path("stores")).isEmpty();
    }
    assertThat(counter.get("/stores/" + id).statusCode()).isEqualTo(200);
  }
}
