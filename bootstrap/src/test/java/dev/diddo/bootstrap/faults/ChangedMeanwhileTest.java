package dev.diddo.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.diddo.application.Eventually;
import dev.diddo.bootstrap.RunningService;
import dev.diddo.bootstrap.actors.Answer;
import dev.diddo.bootstrap.actors.Ask;
import dev.diddo.bootstrap.actors.Buyer;
import dev.diddo.bootstrap.actors.Card;
import dev.diddo.bootstrap.actors.Goods;
import dev.diddo.bootstrap.actors.Json;
import dev.diddo.bootstrap.actors.Platform;
import dev.diddo.bootstrap.actors.Shop;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What others change between the cart and the money: told before it is paid, or kept to after. */
@ExtendWith(Provider.Shared.class)
class ChangedMeanwhileTest {
  private final Provider provider;
  private final RunningService service;
  private final Platform platform;
  private final Shop mugs;
  private final Shop pens;
  private final Buyer buyer;

  ChangedMeanwhileTest(Provider provider) {
    this.provider = provider;
    this.service = provider.service();
    this.platform = service.newPlatform();
    this.mugs = platform.shop(Goods.of("Mug", 1299).stocked(10));
    this.pens = platform.shop(Goods.of("Pen", 301).stocked(10));
    this.buyer = platform.guest(platform.template(Stream.concat(mugs.all(), pens.all()))).ready();
  }

  @AfterEach
  void the_books_agree() {
    provider.behave();
    provider.checkBooks(platform);
  }

  /** Refused, and the provider never heard of it. */
  private JsonNode refused(int status, String code) {
    var ordered = provider.misbehave("open", "fail_before");
    var problem = buyer.pay().refused(status, code).json();
    assertThat(provider.isUntouched(ordered)).isTrue();
    provider.behave();
    return problem;
  }

  private static long value(JsonNode money) {
    return money.path("value").asLong();
  }

  private void paysAndHasOneOrder(long total) {
    buyer.openPayment("expected_total", total).present(Card.APPROVED).is(303);
    isPaid(total);
  }

  private void isPaid(long total) {
    buyer.awaitSubmitted();
    assertThat(value(platform.orderOf(buyer).path("cost").path("total"))).isEqualTo(total);
    assertThat(provider.entry(Provider.referenceOf(buyer)).captured()).isEqualTo(total);
  }

  @Test
  @DisplayName("F22: a price that changed is told with both totals, and paid once it is confirmed")
  void price() {
    long before = buyer.total();
    platform.setPrice(mugs.variant("Mug"), 1500);
    var problem = refused(409, "PRICE_CHANGED");
    assertThat(value(problem.path("expected_total"))).isEqualTo(before);
    assertThat(value(problem.path("current_total"))).isEqualTo(before + 201);
    paysAndHasOneOrder(before + 201);
  }

  @Test
  @DisplayName("F22: a tax that changed is told with both totals, and paid once it is confirmed")
  void tax() {
    long before = buyer.total();
    var taxes = Json.of("tax_rates", Json.list(Shop.tax(1000, false)));
    platform.patch("/stores/" + mugs.id(), taxes).is(200);
    var problem = refused(409, "PRICE_CHANGED");
    assertThat(value(problem.path("expected_total"))).isEqualTo(before);
    assertThat(value(problem.path("current_total"))).isEqualTo(before + 130);
    paysAndHasOneOrder(before + 130);
  }

  @Test
  @DisplayName("F22: what is sold out or gone is told by its line, before anything is opened")
  void stock_and_availability() {
    long before = buyer.total();
    platform.setStock(mugs.variant("Mug"), 0);
    assertThat(refused(409, "OUT_OF_STOCK").path("errors")).hasSize(1);
    platform.setStock(mugs.variant("Mug"), 1);
    platform.delete("/variants/" + pens.variant("Pen")).is(204);
    assertThat(refused(400, "VARIANT_NOT_FOUND").path("errors")).hasSize(1);
    buyer
        .ask(
            Ask.of("DELETE", "/cart/items")
                .json(Json.of("cart_id", buyer.cartId(), "variant_id", pens.variant("Pen"))))
        .is(200);
    paysAndHasOneOrder(before - 301 - 500);
    assertThat(platform.stockOf(mugs, "Mug")).isZero();
  }

  @Test
  @DisplayName("F22, F23: once a payment is open, what was shown is what is charged and sold")
  void after_it_was_opened() {
    long total = buyer.total();
    var page = buyer.openPayment();
    platform.setPrice(mugs.variant("Mug"), 9999);
    platform.delete("/variants/" + mugs.variant("Mug")).is(204);
    platform.delete("/stores/" + pens.id()).is(204);
    page.present(Card.APPROVED).is(303);
    isPaid(total);
    assertThat(platform.orderOf(buyer).path("merchant_orders")).hasSize(2);
  }

  @Test
  @DisplayName("F23: a store that is deleted before the payment is a clean refusal, and no charge")
  void store_deleted() {
    platform.delete("/stores/" + pens.id()).is(204);
    refused(400, "MISSING_STORES");
    assertThat(buyer.status().path("status").asText()).isEqualTo("IN_PROGRESS");
  }

  @Test
  @DisplayName("F23: a platform's key that is revoked opens no payment; its buyers still pay")
  void platform_key_revoked() {
    var key = service.newKey(platform.organization(), "sandbox");
    service.revoke(key);
    var pay = Ask.post("/checkout/" + buyer.cartId(), Json.of()).by(key.secret());
    Eventually.holds(
        () -> platform.api().send(Ask.get("/orders").by(key.secret())).status() == 401);
    Answer answer = platform.api().send(pay);
    assertThat(answer.status()).isEqualTo(401);
    assertThat(buyer.status().path("payment").path("status").asText("none")).isEqualTo("none");
    paysAndHasOneOrder(buyer.total());
  }

  @Test
  @DisplayName(
      "F23: a gateway whose key is revoked takes nothing more, and settles once it is back")
  void gateway_key_revoked() {
    provider.misbehave("open", "unreachable");
    buyer
        .askNow(Ask.post("/checkout/" + buyer.cartId(), Json.of()))
        .refused(503, "GATEWAY_UNAVAILABLE");
    var page = buyer.openPayment();
    var reference = Provider.referenceOf(buyer);
    var ordered =
        provider.misbehave("capture", "unreachable", "reference", reference, "times", "1000");
    page.present(Card.APPROVED).is(303);
    provider.awaitDone(ordered);
    assertThat(provider.entry(reference).captured()).isZero();
    assertThat(buyer.status().path("status").asText()).isEqualTo("IN_PROGRESS");
    provider.behave();
    Eventually.holds(
        () -> {
          provider.letReconcile(platform);
          return buyer.status().path("status").asText().equals("SUBMITTED");
        });
    isPaid(buyer.total());
  }
}
