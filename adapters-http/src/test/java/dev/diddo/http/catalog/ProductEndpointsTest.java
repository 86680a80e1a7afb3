package dev.diddo.http.catalog;

import static dev.diddo.http.Counter.json;
import static dev.diddo.http.Counter.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.diddo.application.Shop;
import dev.diddo.http.Counter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProductEndpointsTest {
  private Counter counter;

  @BeforeAll
  void open() {
    counter = new Counter();
    var shop = counter.world().shop();
    shop.store("kit.example");
    shop.store("boots.example");
    load(
        "kit.example",
        """
        {"handle":"home","title":"Home Jersey","brand":"Acme","category":"Shirts",\
        "tags":["player:Ada","team:Union","season:2026"],"images":["https://x.example/h.jpg"],\
        "variants":[{"sku":"H-M","price":9000,"option_values":[{"name":"Size","value":"M"}],\
        "inventory":{"tracked":true,"quantity":5}}],"customizations":[\
        {"key":"name","type":"text","label":"Name","is_required":true,"config":{"max_length":12}},\
        {"key":"no","type":"single_select","options":[{"value":"7","metadata":{"b":"2","a":"1"}}]}]}
        {"handle":"away","title":"Away Jersey","brand":"Acme","category":"Shirts",\
        "tags":["player:Grace","team:Union","season:2025"],\
        "variants":[{"price":8000,"inventory":{"tracked":true,"quantity":0}}]}
        {"handle":"scarf","title":"Scarf","brand":"Woolly","tags":["team:United","season:2026"],\
        "variants":[{"price":2000}]}
        """);
    load(
        "boots.example",
        """
        {"handle":"boots","title":"Studded Boots","brand":"Acme","variants":[{"price":12000}]}
        {"handle":"laces","title":"Laces","variants":[{}]}
        """);
  }

  private void load(String store, String goods) {
    var path = "/stores/" + store + "/catalog";
    json(200, counter.post(path, goods, "Content-Type", "application/x-ndjson"));
  }

  @AfterAll
  void close() {
    counter.close();
  }

  private List<String> found(JsonNode answer) {
    return answer.path("products").findValuesAsText("handle");
  }

  private JsonNode product(String handle) {
    for (var product : json(200, counter.get("/products?limit=100")).path("products")) {
      if (product.path("handle").asText().equals(handle)) {
        return product;
      }
    }
    throw new AssertionError("No product " + handle);
  }

  @Test
  void a_product_is_shown_with_all_that_it_has() {
    var home = product("home");

    assertThat(json(200, counter.get("/products/" + home.path("id").asText()))).isEqualTo(home);
    assertThat(home.toString())
        .contains(
            "\"handle\":\"home\",\"title\":\"Home Jersey\",\"description\":\"\",\"brand\":\"Acme\","
                + "\"category\":\"Shirts\",\"tags\":[\"player:Ada\",\"team:Union\",\"season:2026\"],"
                + "\"images\":[\"https://x.example/h.jpg\"],"
                + "\"store\":\"kit.example\",\"variants\":[{\"id\":\"",
            "\"title\":\"M\",\"sku\":\"H-M\",\"price\":{\"value\":9000,\"display_value\":\"$90.00\","
                + "\"currency\":\"USD\"},\"is_available\":true,"
                + "\"option_values\":[{\"name\":\"Size\",\"value\":\"M\"}],"
                + "\"inventory\":{\"tracked\":true,\"quantity\":5}}]",
            "{\"key\":\"name\",\"type\":\"text\",\"label\":\"Name\",\"is_required\":true,"
                + "\"options\":[],\"config\":{\"max_length\":12,\"pattern\":null}}",
            "{\"key\":\"no\",\"type\":\"single_select\",\"label\":\"no\",\"is_required\":false,"
                + "\"options\":[{\"value\":\"7\",\"label\":\"7\","
                + "\"metadata\":{\"a\":\"1\",\"b\":\"2\"}}],"
                + "\"config\":{\"max_length\":null,\"pattern\":null}}");
  }

  @Test
  void what_cannot_be_bought_is_not_available() {
    assertThat(product("scarf").findPath("is_available").asBoolean()).isTrue();
    assertThat(product("away").findPath("is_available").asBoolean()).isFalse();
    assertThat(product("laces").findPath("is_available").asBoolean()).isFalse();
    assertThat(product("laces").findPath("price").isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "q=jersey&sort=title | away,home",
        "q=jersy&sort=title | away,home",
        "store=kit.example&sort=title | away,home,scarf",
        "store=nowhere.example | ''",
        "brand=acme&sort=title | away,home,boots",
        "category=shirts&sort=-price | home,away",
        "player=ada | home",
        "team=union&sort=price | away,home",
        "tag=season:2026&sort=title | home,scarf",
        "tag=season:2026&team=union | home",
        "available=true&sort=title | home,scarf,boots",
        "available=false&sort=title | away,laces",
        "sort=price&limit=2 | scarf,away",
        "q=&brand=&sort=title&limit=1 | away"
      })
  void a_query_narrows_the_list_down(String query, String handles) {
    assertThat(String.join(",", found(json(200, counter.get("/products?" + query)))))
        .isEqualTo(handles);
  }

  /** In single quotes, where JSON has double ones. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'brand': ['Woolly', 'acme'], 'sort': 'title'} | away,home,scarf,boots",
        "{'store': ['boots.example', 'nowhere.example'], 'sort': 'title'} | laces,boots",
        "{'tags': {'season': ['2025', '2026']}, 'sort': 'title'} | away,home,scarf",
        "{'tags': {'season': ['2025', '2026'], 'team': 'Union'}, 'sort': 'title'} | away,home",
        "{'tag': ['season:2025', 'player:Ada'], 'sort': 'title'} | away,home",
        "{'price': {'min': 8000, 'max': 9000}, 'sort': 'price'} | away,home",
        "{'price': {'min': 9001}} | boots",
        "{'q': 'jersey', 'available': true} | home",
        "{'player': ['Ada', 'Grace'], 'sort': 'title', 'limit': 1, 'offset': 1} | home"
      })
  void a_json_filter_can_say_more(String filter, String handles) {
    assertThat(
            String.join(
                ",", found(json(200, counter.post("/products", filter.replace('\'', '"'))))))
        .isEqualTo(handles);
  }

  @Test
  void an_empty_filter_finds_everything() {
    assertThat(json(200, counter.post("/products", "")).path("pagination").toString())
        .isEqualTo("{\"total\":5,\"limit\":20,\"offset\":0,\"next\":null}");
    assertThat(json(200, counter.get("/products?limit=2&offset=2")).path("pagination").toString())
        .isEqualTo("{\"total\":5,\"limit\":2,\"offset\":2,\"next\":4}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=101",
        "limit=0",
        "limit=x",
        "offset=-1",
        "available=yes",
        "sort=best",
        "colour=red",
        "brand=a&brand=b",
        "q=%00",
        "available="
      })
  void a_query_that_is_none_is_refused(String query) {
    assertThat(refusal(counter.get("/products?" + query))).startsWith("400 INVALID_PARAMETER");
  }

  @Test
  void a_query_that_is_too_long_is_refused() {
    assertThat(refusal(counter.get("/products?q=" + "x".repeat(201))))
        .isEqualTo("400 INVALID_PARAMETER /query/q");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'limit': 101} | /limit",
        "{'brand': 7} | /brand",
        "{'brand': [7]} | /brand/0",
        "{'brand': ''} | /brand",
        "{'price': 5} | /price",
        "{'price': {'min': 1.5}} | /price/min",
        "{'price': {'min': 2, 'max': 1}} | /price",
        "{'available': 'yes'} | /available",
        "{'sort': 'best'} | /sort",
        "{'tags': ['a']} | /tags",
        "{'tags': {'season': 2026}} | /tags/season",
        "{'tags': {'': 'a'}} | /tags/",
        "{'colour': 'red'} | /colour"
      })
  void a_filter_that_is_none_is_refused_where_it_is_at_fault(String filter, String pointer) {
    assertThat(refusal(counter.post("/products", filter.replace('\'', '"'))))
        .isEqualTo("422 INVALID_FIELD " + pointer);
  }

  @Test
  void a_tag_of_any_letters_is_found() {
    load("boots.example", "{\"title\":\"Café\",\"tags\":[\"a & b:ü+\"],\"variants\":[{}]}");
    var tag = URLEncoder.encode("a & b:ü+", StandardCharsets.UTF_8);
    var found = json(200, counter.get("/products?tag=" + tag));
    counter.send("DELETE", "/products/" + found.findPath("id").asText(), "");

    assertThat(found(found)).containsExactly("café");
  }

  @Test
  void a_variant_changes_in_what_is_given() {
    load("boots.example", "{\"title\":\"Sock\",\"variants\":[{\"price\":500}]}");
    var sock = product("sock");
    var path = "/variants/" + sock.path("variants").path(0).path("id").asText();

    var priced = json(200, counter.send("PATCH", path, "{\"price\": 600}"));
    assertThat(priced.findPath("value").asLong()).isEqualTo(600);
    assertThat(priced.path("inventory").toString()).isEqualTo("{\"tracked\":false,\"quantity\":0}");
    var stocked = json(200, counter.send("PATCH", path, "{\"inventory\": {\"quantity\": 3}}"));
    assertThat(stocked.path("inventory").toString())
        .isEqualTo("{\"tracked\":false,\"quantity\":3}");
    var tracked = json(200, counter.send("PATCH", path, "{\"inventory\": {\"tracked\": true}}"));
    assertThat(tracked.path("inventory").toString()).isEqualTo("{\"tracked\":true,\"quantity\":3}");
    assertThat(tracked.findPath("value").asLong()).isEqualTo(600);
    assertThat(json(200, counter.send("PATCH", path, ""))).isEqualTo(tracked);
    assertThat(product("sock").path("variants").path(0)).isEqualTo(tracked);

    assertThat(counter.send("DELETE", path, "").statusCode()).isEqualTo(204);
    assertThat(refusal(counter.send("DELETE", path, ""))).isEqualTo("404 NOT_FOUND");
    assertThat(refusal(counter.send("PATCH", path, "{\"price\": 1}"))).isEqualTo("404 NOT_FOUND");
    assertThat(product("sock").path("variants")).isEmpty();
    var product = "/products/" + sock.path("id").asText();
    assertThat(counter.send("DELETE", product, "").statusCode()).isEqualTo(204);
    assertThat(refusal(counter.get(product))).isEqualTo("404 NOT_FOUND");
    assertThat(refusal(counter.send("DELETE", product, ""))).isEqualTo("404 NOT_FOUND");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'price': -1} | /price",
        "{'price': 9007199254740992} | /price",
        "{'price': '5'} | /price",
        "{'price': 5.0} | /price",
        "{'price': null} | /price",
        "{'inventory': 5} | /inventory",
        "{'inventory': {'quantity': -1}} | /inventory/quantity",
        "{'inventory': {'tracked': 1}} | /inventory/tracked",
        "{'sku': 'X'} | /sku"
      })
  void a_change_that_is_none_is_refused_where_it_is_at_fault(String change, String pointer) {
    var path = "/variants/" + product("home").path("variants").path(0).path("id").asText();

    assertThat(refusal(counter.send("PATCH", path, change.replace('\'', '"'))))
        .isEqualTo("422 INVALID_FIELD " + pointer);
  }

  @Test
  void another_tenant_finds_nothing() {
    var home = product("home");
    var world = counter.world();
    var stranger =
        counter.keyOf(
            Shop.in(world.ports(), world.clock(), world.ids()).tenant(), Optional.empty());
    var product = "/products/" + home.path("id").asText();
    var variant = "/variants/" + home.path("variants").path(0).path("id").asText();

    assertThat(json(200, counter.sendAs(stranger, "GET", "/products", "")).path("products"))
        .isEmpty();
    assertThat(
            json(200, counter.sendAs(stranger, "POST", "/products", "{\"store\": \"kit.example\"}"))
                .path("products"))
        .isEmpty();
    for (var call : List.of("GET " + product, "DELETE " + product, "DELETE " + variant)) {
      var words = call.split(" ", 2);
      assertThat(refusal(counter.sendAs(stranger, words[0], words[1], "")))
          .isEqualTo("404 NOT_FOUND");
    }
    assertThat(refusal(counter.sendAs(stranger, "PATCH", variant, "{\"price\": 1}")))
        .isEqualTo("404 NOT_FOUND");
    assertThat(product("home")).isEqualTo(home);
  }
}
