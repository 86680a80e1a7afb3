package dev.diddo.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.diddo.bootstrap.RunningService;
import dev.diddo.bootstrap.SharedService;
import dev.diddo.bootstrap.actors.Answer;
import dev.diddo.bootstrap.actors.Ask;
import dev.diddo.bootstrap.actors.Buyer;
import dev.diddo.bootstrap.actors.Json;
import dev.diddo.bootstrap.actors.Platform;
import dev.diddo.bootstrap.actors.Shop;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What nobody sends who means well, at every place that takes something. */
@ExtendWith(SharedService.class)
class HostileInputTest {
  private final Bystander bystander;
  private final Platform platform;
  private final Shop shop;
  private final String template;
  private final Buyer buyer;

  HostileInputTest(RunningService service) {
    this.bystander = Bystander.of(service.newPlatform());
    this.platform = bystander.platform();
    this.shop = bystander.shop();
    this.template = bystander.template();
    this.buyer = bystander.buyer();
  }

  /** Every call that reads JSON, in the name of somebody who may make it. */
  private List<Ask> writes() {
    return List.of(
        Ask.of("PATCH", "/organization").by(platform.key()),
        Ask.of("POST", "/stores").by(platform.key()),
        Ask.of("PATCH", "/stores/" + shop.id()).by(platform.key()),
        Ask.of("POST", "/products").by(platform.key()),
        Ask.of("PATCH", "/variants/" + shop.variant("Mug")).by(platform.key()),
        Ask.of("POST", "/cart/add").by(platform.key()),
        Ask.of("POST", "/cart/update").by(platform.key()),
        Ask.of("DELETE", "/cart/items").by(platform.key()),
        Ask.of("POST", "/cart/customer").by(platform.key()),
        Ask.of("POST", "/cart/shipping/method").by(platform.key()),
        Ask.of("POST", "/cart/shipping-method").by(platform.key()),
        Ask.of("POST", "/checkout/cst").by(platform.key()),
        Ask.of("POST", "/checkout/shipping").by(buyer.token()),
        Ask.of("POST", "/checkout/shipping/method").by(buyer.token()),
        Ask.of("POST", "/checkout/" + buyer.cartId()).by(buyer.token()));
  }

  private Answer send(Ask ask) {
    return platform.api().send(ask);
  }

  @Test
  @DisplayName("F66: what is no JSON, or JSON of a kind that hides something, is 400 everywhere")
  void malformed_json() {
    var before = bystander.state();
    for (var write : writes()) {
      for (var text :
          List.of(
              "{",
              "}",
              "{\"a\":1,}",
              "{\"a\":1,\"a\":1}",
              "{/* c */}",
              "{} {}",
              "{'a':1}",
              "{a:1}",
              "\uFEFF{}",
              "nul",
              "{\"a\":NaN}",
              "{\"a\":01}",
              "{\"a\":\"\t\"}",
              "[".repeat(60_000),
              "{\"a\":".repeat(10_000))) {
        send(write.text("application/json", text)).refused(400, "MALFORMED_BODY");
      }
      for (var bytes :
          List.of(
              new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'},
              new byte[] {'{', '"', (byte) 0xc0, (byte) 0xaf, '"', ':', '1', '}'},
              "{}".getBytes(StandardCharsets.UTF_16))) {
        send(write.bytes("application/json", bytes)).refused(400, "MALFORMED_BODY");
      }
    }
    assertThat(bystander.state()).isEqualTo(before);
  }

  @Test
  @DisplayName("F34, F62: fields of another kind, NUL, lone surrogates and mass assignment are 422")
  void other_fields_than_those_there_are() {
    var before = bystander.state();
    for (var write : writes()) {
      for (var text :
          List.of(
              "[]",
              "5",
              "\"x\"",
              "null",
              "true",
              "{\"nobody\":1}",
              "{\"organization_id\":\"x\"}",
              "{\"status\":\"SUBMITTED\"}",
              "{\"paid\":true}",
              "{\"total\":0}",
              "{\"__proto__\":{}}",
              "{\"\\u0000\":1}")) {
        var answer = send(write.text("application/json", text));
        assertThat(answer.refused(422, "INVALID_FIELD").pointers()).as(text).isNotEmpty();
      }
    }
    assertThat(bystander.state()).isEqualTo(before);
  }

  @Test
  @DisplayName("F34: NUL and lone surrogates in a text are 422 where they stand")
  void text_that_cannot_be_kept() {
    var before = bystander.state();
    for (var text : List.of("\\u0000", "a\\u0000b", "\\ud800", "\\udc00x", "x\\ud83d")) {
      refusedAt(
          "city",
          Ask.of("POST", "/checkout/shipping").by(buyer.token()),
          "{\"buyer_info\":{\"city\":\"%s\"}}".formatted(text));
      refusedAt(
          "name",
          Ask.of("PATCH", "/organization").by(platform.key()),
          "{\"name\":\"%s\"}".formatted(text));
      refusedAt(
          "variant_id",
          Ask.of("POST", "/cart/add").by(platform.key()),
          "{\"item\":{\"variant_id\":\"%s\"}}".formatted(text));
    }
    assertThat(bystander.state()).isEqualTo(before);
  }

  @Test
  @DisplayName("F65: bodies that are too large, of another type, or packed")
  void wrong_bodies() {
    var before = bystander.state();
    var large = "{\"x\":\"" + "a".repeat(65_536) + "\"}";
    for (var write : writes()) {
      send(write.text("application/json", large)).refused(413, "BODY_TOO_LARGE");
      for (var type : List.of("text/plain", "application/xml", "multipart/form-data; boundary=x")) {
        send(write.text(type, "{}")).refused(415, "UNSUPPORTED_MEDIA_TYPE");
      }
      send(write.text("application/json", "{}").with("Content-Encoding", "gzip"))
          .refused(415, "UNSUPPORTED_MEDIA_TYPE");
    }
    assertThat(bystander.state()).isEqualTo(before);
  }

  /** Neither a quantity nor money. */
  private static final List<String> NO_NUMBERS =
      List.of(
          "-1",
          "1.5",
          "1e2",
          "\"1\"",
          "true",
          "[]",
          "9223372036854775807",
          "9223372036854775808",
          "1e300",
          "1e999",
          "-0.0",
          "0.1e1",
          "123456789012345678901234567890");

  @Test
  @DisplayName("F67: quantities that are none, or too large, are 422 with a pointer")
  void hostile_quantities() {
    var before = bystander.state();
    var tooMany = List.of("null", "10000", "2147483648", "9007199254740993");
    for (var number : Stream.concat(NO_NUMBERS.stream(), tooMany.stream()).toList()) {
      var item = "{\"variant_id\":\"%s\",\"quantity\":%s}".formatted(shop.variant("Mug"), number);
      for (var path : List.of("/cart/add", "/cart/update")) {
        var body = "{\"cart_id\":\"%s\",\"item\":%s}".formatted(template, item);
        refusedAt("quantity", Ask.of("POST", path).by(platform.key()), body);
      }
    }
    assertThat(bystander.state()).isEqualTo(before);
  }

  @Test
  @DisplayName("F67: money that is none, or too much, is 422 with a pointer")
  void hostile_money() {
    var before = bystander.state();
    var pay = Ask.of("POST", "/checkout/" + buyer.cartId()).by(buyer.token());
    var price = Ask.of("PATCH", "/variants/" + shop.variant("Mug")).by(platform.key());
    for (var number : NO_NUMBERS) {
      refusedAt("expected_total", pay, "{\"expected_total\":%s}".formatted(number));
      refusedAt("price", price, "{\"price\":%s}".formatted(number));
    }
    refusedAt("price", price, "{\"price\":9007199254740992}");
    assertThat(bystander.state()).isEqualTo(before);
  }

  private void refusedAt(String field, Ask ask, String body) {
    var answer = send(ask.text("application/json", body));
    assertThat(answer.refused(422, "INVALID_FIELD").pointers())
        .as(body)
        .anyMatch(pointer -> pointer.contains(field));
  }

  @Test
  @DisplayName("F67: a line has 9,999 units at most, however they come together")
  void too_many_of_everything() {
    platform.add(template, shop.line("Mug", 9_999)).refused(422, "INVALID_FIELD");
    platform.add(template, shop.line("Mug", 9_998)).is(200);
    platform.add(template, shop.line("Mug", 1)).refused(422, "INVALID_FIELD");
  }

  @Test
  @DisplayName("F58: strings that break other programs are kept as they are, or refused; no 5xx")
  void nasty_strings() {
    for (var nasty : Nasty.STRINGS) {
      for (var field :
          List.of("first_name", "last_name", "phone", "address1", "address2", "city")) {
        var answer = buyer.post("/checkout/shipping", Json.of("buyer_info", Json.of(field, nasty)));
        assertThat(answer.status()).as(answer.toString()).isIn(200, 422);
        if (answer.status() == 200) {
          assertThat(answer.json().path("buyer_identity").path(field).asText(""))
              .isEqualTo(nasty.strip());
        }
      }
      for (ObjectNode body :
          List.of(
              Json.of("name", nasty),
              Json.of("brand", Json.of("name", nasty)),
              Json.of("success_url", nasty))) {
        assertThat(platform.patch("/organization", body).status()).isIn(200, 422);
      }
      inPathsAndQueries(nasty);
    }
  }

  private void inPathsAndQueries(String nasty) {
    var encoded = java.net.URLEncoder.encode(nasty, StandardCharsets.UTF_8).replace("+", "%20");
    for (var path :
        List.of(
            "/products?q=" + encoded,
            "/products?brand=" + encoded + "&tag=" + encoded,
            "/orders?q=" + encoded,
            "/orders?status=" + encoded,
            "/cart/" + encoded,
            "/stores/" + encoded,
            "/orders/" + encoded)) {
      assertThat(platform.get(path).status()).as(path).isIn(200, 400, 404);
    }
  }

  @Test
  @DisplayName("F64: a card number is kept in no field")
  void card_numbers() {
    var before = buyer.cartText();
    for (var number : List.of("4242424242424242", "4000 0000 0000 0002", "5555-5555-5555-4444")) {
      for (var field : List.of("first_name", "last_name", "address1", "address2", "city")) {
        var answer =
            buyer.post("/checkout/shipping", Json.of("buyer_info", Json.of(field, number)));
        assertThat(answer.refused(422, "INVALID_FIELD").text()).doesNotContain(number);
      }
    }
    assertThat(buyer.cartText()).isEqualTo(before);
  }
}
