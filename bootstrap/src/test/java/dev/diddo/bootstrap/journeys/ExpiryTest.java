package dev.diddo.bootstrap.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.Eventually;
import dev.diddo.bootstrap.RunningService;
import dev.diddo.bootstrap.actors.Ask;
import dev.diddo.bootstrap.actors.Buyer;
import dev.diddo.bootstrap.actors.Card;
import dev.diddo.bootstrap.actors.Goods;
import dev.diddo.bootstrap.actors.Json;
import dev.diddo.bootstrap.actors.Platform;
import dev.diddo.bootstrap.actors.StatusStream;
import dev.diddo.bootstrap.faults.Auditor;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Carts and payments that nobody finishes, where they live for seconds. */
class ExpiryTest {
  private static RunningService service;

  private final Platform platform = service.newPlatform();

  @BeforeAll
  static void start() {
    service =
        RunningService.start(Map.of("DIDDO_LIVE_CART_TTL", "PT4S", "DIDDO_PAYMENT_TTL", "PT6S"));
  }

  @AfterAll
  static void end() {
    service.close();
  }

  private static void awaitEndOf(Buyer buyer) {
    var end = Instant.parse(buyer.begun().path("cart").path("expires_at").asText());
    Eventually.holds(() -> Instant.now().isAfter(end));
  }

  @Test
  void an_expired_cart_refuses_everything_and_its_link_begins_afresh() {
    var shop = platform.shop(Goods.of("Mug", 1299));
    var template = platform.template(shop.all());
    var buyer = platform.guest(template).ready();
    awaitEndOf(buyer);

    buyer.pay().refused(410, "CART_EXPIRED");
    assertThat(buyer.status().path("status").asText()).isEqualTo("EXPIRED");
    var line = Json.of("variant_id", shop.variant("Mug"), "quantity", 3);
    buyer
        .post("/cart/update", Json.of("cart_id", buyer.cartId(), "item", line))
        .refused(410, "CART_EXPIRED");
    buyer
        .post(
            "/checkout/shipping",
            Json.of("cart_id", buyer.cartId(), "buyer_info", Json.of("city", "X")))
        .refused(410, "CART_EXPIRED");
    buyer.get("/cart/" + buyer.cartId() + "/shipping").refused(410, "CART_EXPIRED");

    var again = buyer.ask(Ask.of("POST", "/checkout/begin/" + template)).is(201).json();
    assertThat(again.path("cart").path("id").asText()).isNotEqualTo(buyer.cartId());
  }

  @Test
  void who_watches_is_told_of_the_end() {
    var buyer = platform.guest(platform.template(platform.shop(Goods.of("Mug", 1)).all()));
    try (var stream = StatusStream.of(platform.api(), buyer.cartId(), buyer.token())) {
      assertThat(stream.untilTheEnd().getLast().status()).isEqualTo("EXPIRED");
    }
  }

  @Test
  void an_open_payment_keeps_its_cart_alive_and_ends_by_itself() {
    var shop = platform.shop(Goods.of("Last one", 700).stocked(1));
    var buyer = platform.guest(platform.template(shop.all())).ready();
    var page = buyer.openPayment();
    awaitEndOf(buyer);
    assertThat(buyer.status().path("status").asText()).isEqualTo("IN_PROGRESS");
    assertThat(buyer.paymentStatus()).isEqualTo("open");

    buyer.awaitStatus(
        status -> status.path("payment").path("status").asText().equals("cancelled"),
        Duration.ofSeconds(10));
    page.present(Card.APPROVED).is(303);
    assertThat(buyer.paymentStatus()).isEqualTo("cancelled");
    platform.guest(platform.template(shop.all())).buy();
    new Auditor(service.database(), service.sandboxDir()).checkBooks(platform.organization());
  }

  @Test
  void a_payment_made_in_its_last_moment_counts_also_after_the_carts_own_end() {
    var shop = platform.shop(Goods.of("Mug", 700));
    var buyer = platform.guest(platform.template(shop.all())).ready();
    var page = buyer.openPayment();
    awaitEndOf(buyer);
    page.present(Card.APPROVED).is(303);
    buyer.awaitSubmitted();
  }
}
