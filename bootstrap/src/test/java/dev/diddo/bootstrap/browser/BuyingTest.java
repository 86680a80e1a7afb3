package dev.diddo.bootstrap.browser;

import static dev.diddo.bootstrap.browser.Marketplace.goods;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.diddo.bootstrap.actors.Goods;
import dev.diddo.bootstrap.actors.Json;
import dev.diddo.bootstrap.actors.Shop;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From the link to the order's number, and the ways in which a card gets there or not. */
class BuyingTest extends BrowserTest {

  @ParameterizedTest
  @EnumSource
  void a_guest_buys_from_two_stores_by_the_link_alone(Screen screen) {
    var grace = Buyer.grace();
    var page = visitors.on(screen).opens(market().twoStores());
    var provider = page.goToPay(grace);
    assertThat(provider.amount()).contains("$69.90");
    var number = provider.payWith(ProviderPage.APPROVED).awaitOrderNumber();
    page.awaitHeading("Thank you, Grace");

    var orders = market().ordersOf(grace);
    assertThat(orders).hasSize(1);
    assertThat(orders.getFirst().path("number").asText()).isEqualTo(number);
    assertThat(orders.getFirst().path("merchant_orders")).hasSize(2);
    assertThat(orders.getFirst().at("/cost/total/value").asLong()).isEqualTo(6990);
  }

  @ParameterizedTest
  @EnumSource
  void after_a_declined_card_another_one_pays(Screen screen) {
    var grace = Buyer.grace();
    var page = visitors.on(screen).opens(market().twoStores());
    page.goToPay(grace).payWith(ProviderPage.DECLINED);
    page.awaitNotice("Your card was declined");
    assertThat(page.field("Email").inputValue()).isEqualTo(grace.email());
    page.goToPay().payWith(ProviderPage.APPROVED).awaitOrderNumber();
    assertThat(market().ordersOf(grace)).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void a_challenge_that_is_passed_pays(Screen screen) {
    var grace = Buyer.grace();
    var page = visitors.on(screen).opens(market().twoStores());
    var provider = page.goToPay(grace);
    provider.payWith(ProviderPage.CHALLENGED);
    provider.awaitChallenge();
    provider.passChallenge().awaitOrderNumber();
    assertThat(market().ordersOf(grace)).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void a_challenge_that_is_failed_leaves_the_cart_to_be_paid(Screen screen) {
    var grace = Buyer.grace();
    var page = visitors.on(screen).opens(market().twoStores());
    var provider = page.goToPay(grace);
    provider.payWith(ProviderPage.CHALLENGED);
    provider.awaitChallenge();
    provider.failChallenge().awaitNotice("Your card was declined");
    assertThat(market().ordersOf(grace)).isEmpty();
    page.goToPay().payWith(ProviderPage.APPROVED).awaitOrderNumber();
    assertThat(market().ordersOf(grace)).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void who_cancels_at_the_provider_finds_the_cart_as_it_was(Screen screen) {
    var page = visitors.on(screen).opens(market().twoStores());
    var cart = page.goToPay(Buyer.grace()).cancel();
    cart.awaitNotice("The payment was cancelled");
    assertThat(page.awaitTotal()).isEqualTo("$69.90");
  }

  @ParameterizedTest
  @EnumSource
  void quantity_and_delivery_change_what_is_shown_and_paid(Screen screen) {
    var store = market().northside(goods("Scarf", 2400));
    var grace = Buyer.grace();
    var page = visitors.on(screen).opens(market().link(store.line("Scarf", 1)));
    page.fillIn(grace);
    assertThat(page.awaitTotal()).isEqualTo("$29.95");
    page.unfoldCart();
    page.press("One more of Scarf");
    page.awaitTotal("$53.95");
    page.tab().getByText("Express").click();
    page.awaitTotal("$62.95");
    var provider = page.goToPay();
    assertThat(provider.amount()).contains("$62.95");
    provider.payWith(ProviderPage.APPROVED).awaitOrderNumber();
    var order = market().ordersOf(grace).getFirst();
    assertThat(order.at("/cost/total/value").asLong()).isEqualTo(6295);
  }

  @ParameterizedTest
  @EnumSource
  void a_cart_that_was_emptied_can_be_filled_again(Screen screen) {
    var store = market().northside(goods("Scarf", 2400));
    var page = visitors.on(screen).opens(market().link(store.line("Scarf", 2)));
    page.fillIn(Buyer.grace());
    page.awaitTotal("$53.95");
    page.unfoldCart();
    page.tab().getByText("Express").click();
    page.awaitTotal("$62.95");
    page.press("Remove Scarf");
    page.awaitHeading("Your cart is empty");
    page.press("Put Scarf back");
    page.awaitTotal("$53.95"); // delivered the cheaper way again
  }

  @Test
  void the_title_of_an_only_variant_is_shown_where_it_has_one() {
    var variant = Json.of("title", "Signed by the keeper", "sku", "SIGNED", "price", 4200);
    var ball = goods("Match ball", 0).with("variants", Json.list(variant));
    var store = market().northside(ball, goods("Scarf", 2400));
    var link = market().link(store.line("Match ball", 1), store.line("Scarf", 1));
    var lines = visitors.on(Screen.WIDE).opens(link).lines();
    assertThat(lines.nth(0).innerText()).contains("Match ball", "Signed by the keeper");
    assertThat(lines.nth(1).innerText()).contains("Scarf").doesNotContain("Default Title");
  }

  @Test
  void the_total_is_in_sight_however_long_the_cart_is() {
    var titles = List.of("Scarf", "Hat", "Ball", "Mug", "Flag", "Shirt");
    var store = market().northside(titles.stream().map(it -> goods(it, 100)).toArray(Goods[]::new));
    var link = market().link(store.all().toArray(Shop.Line[]::new));
    var page = visitors.on(Screen.WIDE).opens(link);
    var sum = page.tab().locator(".summary .total-row-sum");
    PlaywrightAssertions.assertThat(sum)
        .isInViewport(new LocatorAssertions.IsInViewportOptions().setRatio(1));
    page.fillIn(Buyer.grace());
    assertThat(page.awaitTotal()).isEqualTo("$11.95");
    PlaywrightAssertions.assertThat(sum)
        .isInViewport(new LocatorAssertions.IsInViewportOptions().setRatio(1));
  }

  @Test
  void what_was_removed_is_put_back_as_it_was() {
    var store = market().northside(goods("Scarf", 2400), goods("Hat", 1900));
    var link = market().link(store.line("Scarf", 3), store.line("Hat", 1));
    var page = visitors.on(Screen.WIDE).opens(link);
    page.fillIn(Buyer.grace());
    page.awaitTotal("$96.95");
    page.press("Remove Scarf");
    page.awaitTotal("$24.95");
    page.press("Undo");
    page.awaitTotal("$96.95");
    assertThat(page.lines().allInnerTexts()).hasSize(2).anyMatch(line -> line.contains("Scarf"));
    page.goToPay().payWith(ProviderPage.APPROVED).awaitOrderNumber();
  }
}
