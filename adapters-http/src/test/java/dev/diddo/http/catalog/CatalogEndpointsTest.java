package dev.diddo.http.catalog;

import static dev.diddo.http.Counter.json;
import static dev.diddo.http.Counter.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.diddo.application.Eventually;
import dev.diddo.application.Shop;
import dev.diddo.domain.merchant.Store;
import dev.diddo.http.Counter;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CatalogEndpointsTest {
  private static final String HEAD = "Handle,Title,Variant SKU,Variant Price\n";
  private static final String GOODS = HEAD + "mug,Mug,M-1,12.99\ncup,Cup,C-1,5\n";
  private static final String LINE = "{\"title\":\"Jersey\",\"variants\":[{\"price\":9900}]}\n";

  private Counter counter;
  private Store store;

  @BeforeEach
  void open() {
    counter = new Counter();
    store = counter.world().shop().store("northside.example");
  }

  @AfterEach
  void close() {
    counter.close();
  }

  private HttpResponse<String> load(String body, String type, String... headers) {
    var all = new ArrayList<String>();
    all.addAll(List.of("Content-Type", type));
    all.addAll(List.of(headers));
    return counter.post(
        "/stores/" + store.id().text() + "/catalog", body, all.toArray(String[]::new));
  }

  private String loaded(String body, String type, String... headers) {
    return json(200, load(body, type, headers)).toString();
  }

  private static String report(int created, int updated, int unchanged) {
    return "{\"created\":%d,\"updated\":%d,\"unchanged\":%d,\"rejected\":[]}"
        .formatted(created, updated, unchanged);
  }

  private JsonNode products() {
    return json(200, counter.get("/products?sort=title")).path("products");
  }

  @Test
  void an_export_is_loaded_and_loading_it_again_changes_nothing() {
    assertThat(loaded(GOODS, "text/csv")).isEqualTo(report(2, 0, 0));
    var first = products();
    assertThat(loaded(GOODS, "text/csv; charset=UTF-8")).isEqualTo(report(0, 0, 2));
    assertThat(products()).isEqualTo(first);
    assertThat(loaded(GOODS.replace("12.99", "13.00"), "text/csv")).isEqualTo(report(0, 1, 1));
    assertThat(products().findPath("variants").findValuesAsText("value")).isNotEmpty();
    assertThat(products().path(0).path("id")).isEqualTo(first.path(0).path("id"));
  }

  @Test
  void one_product_a_line_is_loaded_too() {
    assertThat(loaded(LINE, "application/x-ndjson")).isEqualTo(report(1, 0, 0));
    assertThat(loaded(LINE + "\n" + LINE, "application/x-ndjson; charset=\"utf-8\""))
        .isEqualTo(report(0, 0, 2));
    assertThat(products().path(0).path("store").asText()).isEqualTo("northside.example");
  }

  @Test
  void a_bad_row_never_stops_the_others() {
    var report =
        json(
            200,
            load(GOODS + "bad,Bad,B-1,abc\nfine,Fine,F-1,1.005\nlast,Last,L-1,1\n", "text/csv"));

    assertThat(report.path("created").asInt()).isEqualTo(3);
    assertThat(report.path("rejected").findValuesAsText("line")).containsExactly("4", "5");
    assertThat(report.path("rejected").findValuesAsText("code"))
        .containsExactly("INVALID", "INVALID");
    assertThat(report.path("rejected").findValuesAsText("detail"))
        .allMatch(detail -> detail.startsWith("A price "));
  }

  @Test
  void a_store_may_be_named_by_its_domain_and_has_to_be_there() {
    var path = "/stores/NORTHSIDE.example/catalog";
    var world = counter.world();
    var stranger =
        counter.keyOf(
            Shop.in(world.ports(), world.clock(), world.ids()).tenant(), Optional.empty());

    assertThat(counter.post(path, GOODS, "Content-Type", "text/csv").statusCode()).isEqualTo(200);
    assertThat(refusal(counter.sendAs(stranger, "POST", path, GOODS, "Content-Type", "text/csv")))
        .isEqualTo("404 NOT_FOUND");
    assertThat(refusal(counter.post("/stores/x/catalog", GOODS, "Content-Type", "text/csv")))
        .isEqualTo("404 NOT_FOUND");
  }

  @Test
  void what_is_no_catalogue_is_refused() {
    assertThat(refusal(load("{\"a\":1}\n", "text/csv"))).isEqualTo("400 MALFORMED_BODY");
    assertThat(refusal(load("", "text/csv"))).isEqualTo("400 MALFORMED_BODY");
    assertThat(refusal(load(GOODS, "application/json"))).isEqualTo("415 UNSUPPORTED_MEDIA_TYPE");
    assertThat(refusal(load(GOODS, "text/csv; charset=latin1")))
        .isEqualTo("415 UNSUPPORTED_MEDIA_TYPE");
    assertThat(refusal(load(GOODS, "text/csv", "Content-Encoding", "gzip")))
        .isEqualTo("415 UNSUPPORTED_MEDIA_TYPE");
  }

  @Test
  void the_same_key_and_bytes_are_answered_as_before() {
    var first = load(GOODS, "text/csv", "Idempotency-Key", "k1");
    var again = load(GOODS, "text/csv", "Idempotency-Key", "k1");
    var other = load(GOODS + "tee,Tee,T-1,1\n", "text/csv", "Idempotency-Key", "k1");

    assertThat(json(200, first).toString()).isEqualTo(report(2, 0, 0));
    assertThat(json(200, again)).isEqualTo(json(200, first));
    assertThat(again.headers().firstValue("Idempotent-Replayed")).hasValue("true");
    assertThat(first.headers().map()).doesNotContainKey("body-hash");
    assertThat(again.headers().map()).doesNotContainKey("body-hash");
    assertThat(refusal(other)).isEqualTo("422 IDEMPOTENCY_CONFLICT");
    assertThat(products()).hasSize(2);
  }

  @Test
  void a_key_of_an_import_that_failed_may_try_again() {
    assertThat(refusal(load("no,columns\n", "text/csv", "Idempotency-Key", "k2")))
        .isEqualTo("400 MALFORMED_BODY");
    assertThat(loaded(GOODS, "text/csv", "Idempotency-Key", "k2")).isEqualTo(report(2, 0, 0));
  }

  @Test
  void more_than_64_mebibytes_are_refused_and_what_came_before_stays() {
    var body = new StringBuilder(HEAD);
    for (int i = 0; body.length() <= 64 << 20; i++) {
      body.append("p%d,%s,S-%d,1\n".formatted(i % 3, "x".repeat(200_000), i));
    }
    var goods = HEAD + "mug,Mug,M-1,1\n";

    assertThat(refusal(load(body.toString(), "text/csv"))).isEqualTo("413 BODY_TOO_LARGE");
    assertThat(loaded(goods, "text/csv")).isEqualTo(report(1, 0, 0));
  }

  @Test
  void a_catalogue_of_thousands_of_products_is_loaded() {
    var body = new StringBuilder(HEAD);
    for (int i = 0; i < 3_000; i++) {
      body.append("p%d,Product %d,S-%d,1.00\n".formatted(i, i, i));
    }

    assertThat(loaded(body.toString(), "text/csv")).isEqualTo(report(3_000, 0, 0));
    assertThat(json(200, counter.get("/products")).path("pagination").path("total").asInt())
        .isEqualTo(3_000);
  }

  @Test
  void too_many_at_once_are_told_to_come_back() throws IOException {
    try (var one = half();
        var two = half()) {
      Eventually.holds(() -> load(GOODS, "text/csv").statusCode() == 503);
      var refused = load(GOODS, "text/csv");
      assertThat(refusal(refused)).isEqualTo("503 OVERLOADED");
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      assertThat(one.isClosed() || two.isClosed()).isFalse();
    }
    Eventually.holds(() -> load(GOODS, "text/csv").statusCode() == 200);
  }

  /** An import that was begun, and whose rest does not come. */
  private Socket half() throws IOException {
    var socket = counter.edge().connect();
    var head =
        """
        POST /stores/northside.example/catalog HTTP/1.1\r
        Host: x\r
        Content-Type: text/csv\r
        Authorization: Bearer %s\r
        Content-Length: 1000\r
        \r
        %s"""
            .formatted(counter.world().key(), HEAD);
    socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
    return socket;
  }
}
