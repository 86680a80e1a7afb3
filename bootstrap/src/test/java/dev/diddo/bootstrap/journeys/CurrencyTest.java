package dev.diddo.bootstrap.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.diddo.bootstrap.RunningService;
import dev.diddo.bootstrap.SharedService;
import dev.diddo.bootstrap.actors.Card;
import dev.diddo.bootstrap.actors.Goods;
import dev.diddo.bootstrap.actors.Platform;
import dev.diddo.bootstrap.actors.Shop;
import dev.diddo.bootstrap.faults.Auditor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Money without decimals, with two and with three. */
@ExtendWith(SharedService.class)
class CurrencyTest {
  private final RunningService service;
  private final Platform platform;

  CurrencyTest(RunningService service) {
    this.service = service;
    this.platform = service.newPlatform();
  }

  private static ObjectNode storeIn(String currency) {
    return Shop.draft().put("currency", currency);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          JPY | 1200 | ¥1,200
          KWD | 1234 | 1.234
          EUR | 1299 | 12.99
          """)
  void amounts_are_integers_of_the_smallest_unit_and_shown_for_people(
      String currency, long price, String shown) {
    var shop = platform.shop(storeIn(currency), Goods.of("Fan", price));
    var money = shop.variants().get("Fan").path("price");
    assertThat(money.path("value").asLong()).isEqualTo(price);
    assertThat(money.path("currency").asText()).isEqualTo(currency);
    assertThat(money.path("display_value").asText()).contains(shown);

    var buyer = platform.guest(platform.template(shop.line("Fan", 2))).ready();
    assertThat(buyer.total()).isEqualTo(2 * price + 500);
    buyer.payAtSandbox(Card.APPROVED).awaitSubmitted();
    var total = platform.orderOf(buyer).path("cost").path("total");
    assertThat(total.path("currency").asText()).isEqualTo(currency);
    assertThat(total.path("value").asLong()).isEqualTo(2 * price + 500);
    new Auditor(service.database(), service.sandboxDir()).checkBooks(platform.organization());
  }

  @Test
  void a_cart_has_one_currency_until_it_is_empty() {
    var yen = platform.shop(storeIn("JPY"), Goods.of("Fan", 1200));
    var dollars = platform.shop(Goods.of("Mug", 1299));
    var cart = platform.template(dollars.all());
    var before = platform.cartText(cart);
    platform.add(cart, yen.line("Fan", 1)).refused(422, "CURRENCY_MISMATCH");
    assertThat(platform.cartText(cart)).isEqualTo(before);

    platform
        .post(
            "/cart/update",
            dev.diddo.bootstrap.actors.Json.of(
                "cart_id",
                cart,
                "item",
                dev.diddo.bootstrap.actors.Json.of(
                    "variant_id", dollars.variant("Mug"), "quantity", 0)))
        .is(200);
    assertThat(platform.add(cart, yen.line("Fan", 1)).ok().path("currency").asText())
        .isEqualTo("JPY");
  }

  @Test
  void a_total_stays_within_what_json_can_count() {
    var shop = platform.shop(Goods.of("Moon", 9_007_199_254_740_991L), Goods.of("Star", 1));
    var cart = platform.template(shop.line("Moon", 1));
    var before = platform.cartText(cart);
    platform.add(cart, shop.line("Star", 1)).refused(422, "INVALID_FIELD");
    platform.add(cart, shop.line("Moon", 9998)).refused(422, "INVALID_FIELD");
    assertThat(platform.cartText(cart)).isEqualTo(before);
  }
}
