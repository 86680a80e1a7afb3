package dev.diddo.bootstrap.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.diddo.bootstrap.RunningService;
import dev.diddo.bootstrap.SharedService;
import dev.diddo.bootstrap.actors.Answer;
import dev.diddo.bootstrap.actors.Ask;
import dev.diddo.bootstrap.actors.Buyer;
import dev.diddo.bootstrap.actors.Card;
import dev.diddo.bootstrap.actors.Goods;
import dev.diddo.bootstrap.actors.Json;
import dev.diddo.bootstrap.actors.Person;
import dev.diddo.bootstrap.actors.Platform;
import dev.diddo.bootstrap.actors.Shop;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every row of the table of refusals. Each leaves the cart and its status, byte for byte, as they
 * were.
 */
@ExtendWith(SharedService.class)
class PayRefusalTest {
  private static final String NOBODYS = "01JD0000000000000000000000";

  private final Platform platform;

  PayRefusalTest(RunningService service) {
    this.platform = service.newPlatform();
  }

  /** Pays, is refused so, and finds everything as it was. */
  private static Answer refused(Buyer buyer, int status, String code, Object... fields) {
    var cart = buyer.cartText();
    var payment = buyer.status().path("payment");
    var answer = buyer.pay(fields).refused(status, code);
    assertThat(buyer.cartText()).isEqualTo(cart);
    assertThat(buyer.status().path("payment")).isEqualTo(payment);
    return answer;
  }

  private Shop mugs() {
    return platform.shop(Goods.of("Mug", 1299));
  }

  private String template(Shop shop) {
    return platform.template(shop.all());
  }

  @Test
  void cart_not_found_for_an_unknown_cart_a_template_and_a_stranger() {
    var template = template(mugs());
    var buyer = platform.guest(template).ready();
    var stranger = platform.guest(template);
    var before = buyer.cartText();

    platform.post("/checkout/" + NOBODYS, Json.of()).refused(400, "CART_NOT_FOUND");
    platform.post("/checkout/" + template, Json.of()).refused(400, "CART_NOT_FOUND");
    platform.post("/checkout/nonsense", Json.of()).refused(400, "CART_NOT_FOUND");
    stranger.post("/checkout/" + buyer.cartId(), Json.of()).refused(400, "CART_NOT_FOUND");
    stranger.ask(Ask.of("DELETE", "/checkout/" + buyer.cartId())).refused(400, "CART_NOT_FOUND");
    assertThat(buyer.cartText()).isEqualTo(before);
  }

  @Test
  void already_submitted_with_the_url_while_a_payment_is_open_and_without_when_it_is_done() {
    var buyer = platform.guest(template(mugs())).ready();
    var page = buyer.openPayment();
    assertThat(refused(buyer, 409, "ALREADY_SUBMITTED").json().path("url").asText())
        .isEqualTo(page.url());
    page.present(Card.APPROVED).is(303);
    buyer.awaitSubmitted();
    assertThat(refused(buyer, 409, "ALREADY_SUBMITTED").json().has("url")).isFalse();
  }

  @Test
  void cart_expired_for_one_that_was_cancelled() {
    var buyer = platform.guest(template(mugs())).ready();
    platform.delete("/cart/" + buyer.cartId()).is(204);
    assertThat(buyer.status().path("status").asText()).isEqualTo("CANCELLED");
    refused(buyer, 410, "CART_EXPIRED");
  }

  @Test
  void missing_cart_lines_for_an_empty_cart() {
    var shop = mugs();
    var buyer = platform.guest(template(shop));
    remove(buyer, shop.variant("Mug"));
    refused(buyer, 400, "MISSING_CART_LINES");
  }

  private static void remove(Buyer buyer, String variant) {
    buyer
        .ask(
            Ask.of("DELETE", "/cart/items")
                .json(Json.of("cart_id", buyer.cartId(), "variant_id", variant)))
        .is(200);
  }

  @Test
  void variant_not_found_names_the_line_of_what_is_gone() {
    var shop = platform.shop(Goods.of("Gone", 500), Goods.of("Kept", 600));
    var buyer = platform.guest(template(shop)).ready();
    platform.delete("/variants/" + shop.variant("Gone")).is(204);

    var errors = refused(buyer, 400, "VARIANT_NOT_FOUND").json().path("errors");
    assertThat(errors).hasSize(1);
    assertThat(errors.path(0).path("line_id").asText()).isEqualTo(lineOf(buyer, "Gone"));
  }

  private static String lineOf(Buyer buyer, String title) {
    return Json.items(buyer.cart().path("stores")).stream()
        .flatMap(store -> Json.items(store.path("cart_lines")).stream())
        .filter(line -> line.path("product").path("title").asText().equals(title))
        .map(line -> line.path("id").asText())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void missing_stores_when_a_store_is_gone() {
    var shop = mugs();
    var buyer = platform.guest(template(shop)).ready();
    platform.delete("/stores/" + shop.id()).is(204);
    refused(buyer, 400, "MISSING_STORES");
  }

  @Test
  void missing_store_domain_when_a_store_has_none() {
    var draft = Shop.draft();
    draft.remove("domain");
    var shop = platform.shop(draft, Goods.of("Mug", 1299));
    refused(platform.guest(template(shop)).ready(), 400, "MISSING_STORE_DOMAIN");
  }

  @Test
  void buyer_identity_missing_names_every_field() {
    var buyer = platform.guest(template(mugs()));
    var nothing = refused(buyer, 400, "BUYER_IDENTITY_MISSING").pointers().toString();
    assertThat(nothing)
        .contains("first_name", "last_name", "email", "address1", "city", "country_code");

    buyer.describe(Person.newYorker().without("city").without("postal_code"));
    assertThat(refused(buyer, 400, "BUYER_IDENTITY_MISSING").pointers())
        .hasSize(2)
        .anyMatch(pointer -> pointer.contains("city"))
        .anyMatch(pointer -> pointer.contains("postal_code"));
  }

  @Test
  void province_and_postal_code_are_wanted_where_addresses_have_them() {
    var method = Shop.method("standard", 500);
    method.set("countries", Json.list("US", "HK", "DE"));
    var draft = Shop.draft();
    draft.set("shipping_methods", Json.list(method));
    var buyer = platform.guest(template(platform.shop(draft, Goods.of("Mug", 1299))));
    var ada = Person.newYorker().without("province_code").without("postal_code");

    buyer.describe(ada.with("country_code", "DE"));
    assertThat(refused(buyer, 400, "BUYER_IDENTITY_MISSING").pointers())
        .singleElement()
        .asString()
        .contains("postal_code");
    buyer.correct("country_code", "HK");
    buyer.chooseShipping().openPayment();
  }

  @Test
  void shipping_address_unavailable_without_a_method_for_each_store_or_one_that_serves() {
    var buyer =
        platform.guest(
            platform.template(
                mugs().line("Mug", 1), platform.shop(Goods.of("Cap", 2000)).line("Cap", 1)));
    buyer.describe(Person.newYorker());
    refused(buyer, 422, "SHIPPING_ADDRESS_UNAVAILABLE");
    buyer.chooseShipping(buyer.cart().path("stores").path(0).path("store").asText(), "standard");
    assertThat(refused(buyer, 422, "SHIPPING_ADDRESS_UNAVAILABLE").json().path("errors"))
        .hasSize(1);
    buyer.correct("country_code", "NZ", "province_code", "AUK", "postal_code", "1010");
    refused(buyer, 422, "SHIPPING_ADDRESS_UNAVAILABLE");
  }

  @Test
  void missing_total_cost_for_what_has_no_price() {
    var shop = platform.shop(Goods.priceless("Relic"), Goods.of("Mug", 1299));
    var buyer = platform.guest(template(shop)).ready();
    assertThat(buyer.cart().path("cost").path("is_estimated").asBoolean()).isTrue();
    refused(buyer, 400, "MISSING_TOTAL_COST");
  }

  @Test
  void out_of_stock_tells_what_there_is() {
    var shop = platform.shop(Goods.of("Last ones", 500).stocked(3));
    var buyer = platform.guest(platform.template(shop.line("Last ones", 3))).ready();
    platform.setStock(shop.variant("Last ones"), 2);

    var error = refused(buyer, 409, "OUT_OF_STOCK").json().path("errors").path(0);
    assertThat(error.path("available").asInt()).isEqualTo(2);
    assertThat(error.path("line_id").asText()).isEqualTo(lineOf(buyer, "Last ones"));
    assertThat(
            Json.items(buyer.cart().path("stores").path(0).path("offer").path("not_available_ids")))
        .extracting(JsonNode::asText)
        .containsExactly(shop.variant("Last ones"));

    platform.setStock(shop.variant("Last ones"), 3);
    buyer.openPayment();
  }

  @Test
  void price_changed_until_the_buyer_confirms_the_new_total() {
    var shop = mugs();
    var buyer = platform.guest(template(shop)).ready();
    platform.setPrice(shop.variant("Mug"), 1500);

    var problem = refused(buyer, 409, "PRICE_CHANGED").json();
    assertThat(problem.path("expected_total").path("value").asLong()).isEqualTo(1799);
    assertThat(problem.path("current_total").path("value").asLong()).isEqualTo(2000);
    refused(buyer, 409, "PRICE_CHANGED", "expected_total", 1799);
    buyer.openPayment("expected_total", 2000).present(Card.APPROVED).is(303);
    buyer.awaitSubmitted();
    assertThat(platform.orderOf(buyer).path("cost").path("total").path("value").asLong())
        .isEqualTo(2000);
  }

  @Test
  void a_cart_with_every_fault_hears_of_them_in_the_order_of_the_table() {
    var draft = Shop.draft();
    draft.remove("domain");
    var nameless = platform.shop(draft, Goods.priceless("Relic"));
    refused(platform.guest(template(nameless)), 400, "MISSING_STORE_DOMAIN");

    var shop = platform.shop(Goods.priceless("Relic").stocked(0), Goods.of("Gone", 100));
    var relic = shop.variant("Relic");
    var buyer = platform.guest(template(shop));
    platform.delete("/variants/" + shop.variant("Gone")).is(204);
    refused(buyer, 400, "VARIANT_NOT_FOUND");
    remove(buyer, shop.variant("Gone"));
    refused(buyer, 400, "BUYER_IDENTITY_MISSING");
    buyer.describe(Person.newYorker());
    refused(buyer, 422, "SHIPPING_ADDRESS_UNAVAILABLE");
    buyer.chooseShipping();
    refused(buyer, 400, "MISSING_TOTAL_COST");
    platform.setPrice(relic, 500);
    buyer.correct("address2", "Unit 7");
    refused(buyer, 409, "OUT_OF_STOCK", "expected_total", 1);
    platform.setStock(relic, 1);
    refused(buyer, 409, "PRICE_CHANGED", "expected_total", 999);
    buyer.openPayment("expected_total", 1000);
    platform.setPrice(relic, 700);
    platform.delete("/stores/" + shop.id()).is(204);
    refused(buyer, 409, "ALREADY_SUBMITTED");
  }

  @Test
  void bad_fields_are_refused_before_all_that() {
    var buyer = platform.guest(template(mugs())).ready();
    for (var fields :
        List.of(
            List.<Object>of("gateway", "nobody"),
            List.<Object>of("mode", "carrier pigeon"),
            List.<Object>of("success_url", "javascript:alert(1)"),
            List.<Object>of("success_url", "http://shop.example/"),
            List.<Object>of("expected_total", -1),
            List.<Object>of("expected_total", "1799"),
            List.<Object>of("amount", 1))) {
      refused(buyer, 422, "INVALID_FIELD", fields.toArray());
    }
  }
}
