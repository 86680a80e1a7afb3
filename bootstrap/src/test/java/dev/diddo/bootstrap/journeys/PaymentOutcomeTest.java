package dev.diddo.bootstrap.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.bootstrap.RunningService;
import dev.diddo.bootstrap.SharedService;
import dev.diddo.bootstrap.actors.Ask;
import dev.diddo.bootstrap.actors.Buyer;
import dev.diddo.bootstrap.actors.Card;
import dev.diddo.bootstrap.actors.Goods;
import dev.diddo.bootstrap.actors.Json;
import dev.diddo.bootstrap.actors.Platform;
import dev.diddo.bootstrap.actors.Shop;
import dev.diddo.bootstrap.faults.Auditor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How a payment ends, and what comes after. */
@ExtendWith(SharedService.class)
class PaymentOutcomeTest {
  private final Platform platform;
  private final Auditor auditor;
  private final Shop shop;
  private final Buyer buyer;

  PaymentOutcomeTest(RunningService service) {
    this.platform = service.newPlatform();
    this.auditor = new Auditor(service.database(), service.sandboxDir());
    this.shop = platform.shop(Goods.of("Mug", 1299).stocked(3));
    this.buyer = platform.guest(platform.template(shop.line("Mug", 2))).ready();
  }

  @AfterEach
  void the_books_agree() {
    auditor.checkBooks(platform.organization());
  }

  @ParameterizedTest
  @EnumSource(names = {"DECLINED", "INSUFFICIENT_FUNDS", "EXPIRED", "WRONG_CVC"})
  void after_a_decline_the_cart_can_be_paid_again(Card card) {
    buyer
        .openPayment("cancel_url", "https://shop.example/back")
        .present(card)
        .is(303)
        .header("Location")
        .ifPresent(back -> assertThat(back).isEqualTo("https://shop.example/back"));
    buyer.awaitPayment("declined");
    assertThat(buyer.status().path("status").asText()).isEqualTo("IN_PROGRESS");
    assertThat(platform.ordersOf(buyer.person().email())).isEmpty();

    buyer.payAtSandbox(Card.APPROVED).awaitSubmitted();
    assertThat(platform.stockOf(shop, "Mug")).isEqualTo(1);
  }

  @Test
  void a_challenge_that_is_passed_pays() {
    var page = buyer.openPayment();
    var onward = page.present(Card.CHALLENGED).is(303).header("Location").orElseThrow();
    assertThat(onward).endsWith("/challenge");
    assertThat(platform.api().send(Ask.get(onward)).is(200).text()).contains("outcome");
    buyer.awaitPayment("action_required");
    page.answerChallenge("pass").is(303);
    buyer.awaitSubmitted();
  }

  @Test
  void a_challenge_that_is_failed_declines() {
    var page = buyer.openPayment();
    page.present(Card.CHALLENGED).is(303);
    page.answerChallenge("perhaps").is(422);
    page.answerChallenge("fail").is(303);
    buyer.awaitPayment("declined");
    buyer.payAtSandbox(Card.APPROVED).awaitSubmitted();
  }

  @Test
  void a_buyer_who_cancels_at_the_provider_may_pay_again() {
    buyer.openPayment().cancel().is(303);
    buyer.awaitPayment("cancelled");
    buyer.payAtSandbox(Card.APPROVED).awaitSubmitted();
  }

  @Test
  void a_payment_that_is_cancelled_here_gives_its_units_back() {
    var page = buyer.openPayment();
    var other = platform.guest(platform.template(shop.line("Mug", 2))).ready();
    other.pay().refused(409, "OUT_OF_STOCK");

    buyer.cancelPayment().is(204);
    assertThat(buyer.paymentStatus()).isEqualTo("cancelled");
    page.present(Card.APPROVED).is(303);
    assertThat(buyer.paymentStatus()).isEqualTo("cancelled");
    buyer.cancelPayment().is(204);

    other.payAtSandbox(Card.APPROVED).awaitSubmitted();
    buyer.pay().refused(409, "OUT_OF_STOCK");
  }

  @Test
  void what_is_paid_cannot_be_cancelled() {
    buyer.payAtSandbox(Card.APPROVED).awaitSubmitted();
    buyer.cancelPayment().refused(409, "ALREADY_SUBMITTED");
    platform.delete("/cart/" + buyer.cartId()).refused(409, "ALREADY_SUBMITTED");
  }

  @Test
  void deleting_a_live_cart_cancels_its_open_payment_first() {
    var page = buyer.openPayment();
    platform.delete("/cart/" + buyer.cartId()).is(204);
    assertThat(buyer.status().path("status").asText()).isEqualTo("CANCELLED");
    assertThat(buyer.paymentStatus()).isEqualTo("cancelled");
    page.present(Card.APPROVED).is(303);
    assertThat(platform.ordersOf(buyer.person().email())).isEmpty();
    buyer.pay().refused(410, "CART_EXPIRED");
  }

  @Test
  void a_frozen_cart_cannot_be_changed_until_its_payment_is_cancelled() {
    var page = buyer.openPayment();
    var before = buyer.cartText();
    var line = buyer.cart().path("stores").path(0).path("cart_lines").path(0).path("id").asText();
    var update =
        Json.of("cart_id", buyer.cartId(), "item", Json.of("line_id", line, "quantity", 1));
    for (var refused :
        java.util.List.of(
            buyer.post("/cart/update", update),
            buyer.post("/checkout/shipping", Json.of("buyer_info", Json.of("city", "Boston"))),
            buyer.post(
                "/checkout/shipping/method",
                Json.of("store", shop.name(), "shipping_method_id", "standard")))) {
      assertThat(refused.refused(409, "ALREADY_SUBMITTED").json().path("url").asText())
          .isEqualTo(page.url());
    }
    assertThat(buyer.cartText()).isEqualTo(before);
    buyer.cancelPayment().is(204);
    buyer.post("/cart/update", update).is(200);
  }

  @Test
  void only_test_cards_are_taken_and_nothing_typed_is_shown_again() {
    var page = buyer.openPayment();
    assertThat(page.open().is(200).text()).contains("card_number");
    var refused = page.present("5555555555554444").is(422);
    assertThat(refused.text()).contains("card_number").doesNotContain("5555555555554444");
    assertThat(buyer.paymentStatus()).isEqualTo("open");
    page.present("4242 4242 4242 4242").is(303);
    buyer.awaitSubmitted();
    assertThat(page.open().status()).isIn(200, 303);
  }

  @Test
  void a_page_of_no_payment_is_not_found() {
    platform.api().send(Ask.get("/sandbox/payments/nothing")).is(404);
  }
}
