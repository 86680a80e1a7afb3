package dev.diddo.bootstrap.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.diddo.bootstrap.RunningService;
import dev.diddo.bootstrap.SharedService;
import dev.diddo.bootstrap.actors.Ask;
import dev.diddo.bootstrap.actors.Buyer;
import dev.diddo.bootstrap.actors.Card;
import dev.diddo.bootstrap.actors.Goods;
import dev.diddo.bootstrap.actors.Json;
import dev.diddo.bootstrap.actors.Person;
import dev.diddo.bootstrap.actors.Platform;
import dev.diddo.bootstrap.actors.Shop;
import dev.diddo.bootstrap.actors.Unique;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** From the link to the order. */
@ExtendWith(SharedService.class)
class BuyingTest {
  private final Platform platform;

  BuyingTest(RunningService service) {
    this.platform = service.newPlatform();
  }

  private String templateOfTwoStores() {
    var mugs = platform.shop(Goods.of("Mug", 1299));
    var scarves = platform.shop(Goods.of("Scarf", 3335));
    return platform.template(mugs.line("Mug", 2), scarves.line("Scarf", 1));
  }

  @Test
  void a_guest_gets_one_order_with_a_part_for_every_store() {
    var template = templateOfTwoStores();

    var buyer = platform.guest(template).ready();
    var ready = buyer.cart();
    buyer.payAtSandbox(Card.APPROVED);
    var status = buyer.awaitSubmitted();
    var order = platform.orderOf(buyer);

    assertThat(value(ready.path("cost").path("total"))).isEqualTo(2 * 1299 + 3335 + 2 * 500);
    assertThat(order.path("cart_id").asText()).isEqualTo(buyer.cartId());
    assertThat(order.path("template_cart_id").asText()).isEqualTo(template);
    assertThat(order.path("email").asText()).isEqualTo(buyer.person().email());
    assertThat(order.path("cost").path("total")).isEqualTo(ready.path("cost").path("total"));
    assertThat(Json.texts(order.path("merchant_orders"), "id"))
        .containsExactlyInAnyOrderElementsOf(Json.texts(ready.path("stores"), "request_id"))
        .containsExactlyInAnyOrderElementsOf(Json.texts(status.path("orders"), "id"));
    assertThat(status.path("payment").path("status").asText()).isEqualTo("captured");
    assertThat(Json.items(status.path("cart").path("stores")))
        .allMatch(store -> store.path("is_submitted").asBoolean());
  }

  @Test
  void an_identified_customer_is_known_from_the_first_moment() {
    var customer = Person.newYorker();
    var token =
        platform.mint(
            Json.of(
                "customer",
                Json.of("email", customer.email(), "first_name", "Grace"),
                "external_customer_id",
                "c-1"));

    var buyer = Buyer.begin(platform.api(), templateOfTwoStores(), token);
    assertThat(buyer.begun().path("session").path("kind").asText()).isEqualTo("identified");
    assertThat(buyer.cart().path("buyer_identity").path("first_name").asText()).isEqualTo("Grace");
    assertThat(buyer.cart().path("buyer_identity").path("email").asText())
        .isEqualTo(customer.email());

    buyer.describe(customer).chooseShipping().payAtSandbox(Card.APPROVED).awaitSubmitted();
    assertThat(platform.orderOf(buyer).path("external_customer_id").asText()).isEqualTo("c-1");
    assertThat(
            platform.get("/orders?external_customer_id=c-1").ok().path("pagination").path("total"))
        .hasToString("1");
  }

  @Test
  void a_platform_can_drive_a_checkout_with_its_key() {
    var template = templateOfTwoStores();
    var before = platform.cartText(template);
    var person = Person.newYorker();

    var live =
        platform
            .post("/cart/customer", Json.of("cart_id", template, "buyer_identity", person.json()))
            .is(201)
            .json();
    assertThat(live.path("kind").asText()).isEqualTo("live");
    var id = live.path("id").asText();
    var corrected =
        platform
            .post(
                "/cart/customer",
                Json.of("cart_id", id, "buyer_identity", Json.of("address2", "Unit 7")))
            .is(200)
            .json()
            .path("buyer_identity");
    assertThat(corrected.path("address2").asText()).isEqualTo("Unit 7");
    assertThat(corrected.path("city").asText()).isEqualTo("New York");

    assertThat(platform.get("/cart/" + id + "/shipping").ok())
        .isEqualTo(platform.get("/cart/shipping-rates/" + id).ok());
    choose("/cart/shipping/method", id, live.path("stores").path(0));
    choose("/cart/shipping-method", id, live.path("stores").path(1));

    var buyer = Buyer.through(platform, live, person).payAtSandbox(Card.APPROVED);
    buyer.awaitSubmitted();
    assertThat(platform.orderOf(buyer).path("cart_id").asText()).isEqualTo(id);
    assertThat(platform.cartText(template)).isEqualTo(before);
  }

  private void choose(String path, String cart, JsonNode store) {
    platform
        .post(
            path,
            Json.of(
                "cart_id",
                cart,
                "store",
                store.path("store").asText(),
                "shipping_method_id",
                "standard"))
        .is(200);
  }

  @Test
  void shipping_is_not_told_without_an_address() {
    var template = templateOfTwoStores();
    var before = platform.cartText(template);
    var live = platform.guest(template).cartId();
    for (var path :
        List.of(
            "/cart/" + template + "/shipping",
            "/cart/shipping-rates/" + template,
            "/cart/" + live + "/shipping")) {
      platform.get(path).refused(422, "BUYER_IDENTITY_MISSING");
    }
    platform
        .post(
            "/cart/shipping/method",
            Json.of("cart_id", template, "store", "x.example", "shipping_method_id", "standard"))
        .refused(422, "BUYER_IDENTITY_MISSING");
    assertThat(platform.cartText(template)).isEqualTo(before);
  }

  @Test
  void a_reload_resumes_the_cart_and_after_paying_a_new_one_begins() {
    var template = templateOfTwoStores();
    var buyer = platform.guest(template);

    var again = buyer.ask(Ask.of("POST", "/checkout/begin/" + template)).is(200).json();
    assertThat(again.path("cart").path("id").asText()).isEqualTo(buyer.cartId());
    assertThat(again.path("session").path("id").asText()).isEqualTo(buyer.sessionId());

    buyer.buy();
    var next = buyer.ask(Ask.of("POST", "/checkout/begin/" + template)).is(201).json();
    assertThat(next.path("cart").path("id").asText()).isNotEqualTo(buyer.cartId());
    buyer.pay().refused(409, "ALREADY_SUBMITTED");
  }

  @Test
  void a_session_shows_what_the_page_needs() {
    var buyer = platform.guest(templateOfTwoStores());
    var session = buyer.get("/checkout/session").ok();
    assertThat(session.path("session").path("id").asText()).isEqualTo(buyer.sessionId());
    assertThat(session.path("cart").path("id").asText()).isEqualTo(buyer.cartId());
    assertThat(session.toString()).contains("sandbox");
  }

  @Test
  void tax_is_rounded_once_a_store_shipping_may_be_free_and_commission_is_rounded_down() {
    var ny = Shop.tax(1000, false).put("province_code", "NY").put("on_shipping", true);
    var pens =
        platform.shop(
            Shop.draft()
                .<com.fasterxml.jackson.databind.node.ObjectNode>set(
                    "shipping_methods", Json.list(Shop.method("standard", 497)))
                .set(
                    "tax_rates",
                    Json.list(
                        Shop.tax(100, false),
                        ny,
                        Shop.tax(9000, false).put("province_code", "CA"))),
            Goods.of("Pen", 334),
            Goods.of("Ink", 334));
    var books =
        platform.shop(
            Shop.draft()
                .<com.fasterxml.jackson.databind.node.ObjectNode>set(
                    "shipping_methods",
                    Json.list(Shop.method("standard", 500).put("free_over", 1200)))
                .set("tax_rates", Json.list(Shop.tax(2000, true))),
            Goods.of("Book", 2400));

    var buyer = platform.guest(platform.template(Stream.concat(pens.all(), books.all()))).buy();
    var order = platform.orderOf(buyer);

    assertThat(amounts(part(order, pens))).containsExactly(668, 497, 117, 1282, 1282, 66, 1216);
    assertThat(amounts(part(order, books))).containsExactly(2400, 0, 400, 2400, 2400, 200, 2200);
    assertThat(value(order.path("cost").path("total"))).isEqualTo(1282 + 2400);
  }

  private static JsonNode part(JsonNode order, Shop shop) {
    return Json.items(order.path("merchant_orders")).stream()
        .filter(part -> part.path("store_id").asText().equals(shop.id()))
        .findFirst()
        .orElseThrow();
  }

  private static List<Integer> amounts(JsonNode part) {
    var cost = part.path("cost");
    var payout = part.path("payout");
    return Stream.of(
            cost.path("subtotal"),
            cost.path("shipping"),
            cost.path("tax"),
            cost.path("total"),
            payout.path("gross"),
            payout.path("commission"),
            payout.path("net"))
        .map(money -> (int) value(money))
        .toList();
  }

  @Test
  void a_buyer_comes_back_to_where_the_platform_wants_them() {
    var buyer = platform.guest(templateOfTwoStores()).ready();
    var back = "https://shop.example/thanks?cart={cart_id}";
    var gone = "https://shop.example/cancelled";
    var paid =
        buyer.openPayment("success_url", back, "cancel_url", gone).present(Card.APPROVED).is(303);
    assertThat(paid.header("Location")).hasValue(back.replace("{cart_id}", buyer.cartId()));
    buyer.pay("success_url", "http://evil.example/").is(409, 422);
  }

  @Test
  void one_buyer_may_have_carts_of_several_templates() {
    var first = platform.guest(templateOfTwoStores());
    var second = Buyer.begin(platform.api(), templateOfTwoStores(), first.token());
    assertThat(second.sessionId()).isEqualTo(first.sessionId());

    second.correct("city", Unique.name("City"));
    assertThat(first.cart().path("buyer_identity").path("city").isNull()).isTrue();
    first
        .post(
            "/checkout/shipping",
            Json.of("cart_id", first.cartId(), "buyer_info", Json.of("city", "Boston")))
        .is(200);
    assertThat(first.cart().path("buyer_identity").path("city").asText()).isEqualTo("Boston");
  }

  private static long value(JsonNode money) {
    return money.path("value").asLong();
  }
}
