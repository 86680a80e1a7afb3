package dev.diddo.bootstrap.browser;

import static dev.diddo.bootstrap.browser.Marketplace.goods;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.bootstrap.RunningService;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One link, opened again: by the same person, by another, before and after it was paid. */
class ComingBackTest extends BrowserTest {
  private static final Pattern ALREADY_PAID = Pattern.compile("You already paid: order .+");

  @ParameterizedTest
  @EnumSource
  void a_reload_goes_on_with_the_same_cart(Screen screen) {
    var grace = Buyer.grace();
    var page = visitors.on(screen).opens(market().twoStores());
    page.fillIn(grace);
    var total = page.awaitTotal();
    var cart = page.cart();
    page.reload();
    assertThat(page.awaitTotal()).isEqualTo(total);
    assertThat(page.cart()).isEqualTo(cart);
    assertThat(page.field("Email").inputValue()).isEqualTo(grace.email());
  }

  @Test
  void what_was_typed_survives_a_reload_before_it_was_whole() {
    var page = visitors.on(Screen.PHONE).opens(market().twoStores());
    page.field("First name").fill("Grace");
    page.reload();
    assertThat(page.field("First name").inputValue()).isEqualTo("Grace");
  }

  @Test
  void two_browsers_have_two_carts() {
    var link = market().link(market().northside(goods("Scarf", 2400)).line("Scarf", 1));
    var one = visitors.on(Screen.PHONE).opens(link);
    var other = visitors.on(Screen.WIDE).opens(link);
    assertThat(one.cart()).isNotEqualTo(other.cart());
    one.fillIn(Buyer.grace());
    one.awaitTotal();
    one.unfoldCart();
    one.press("One more of Scarf");
    one.awaitTotal("$53.95");
    other.reload();
    other.fillIn(Buyer.grace());
    assertThat(other.awaitTotal()).isEqualTo("$29.95");
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("F21: who paid is told so before paying again in the same browser")
  void who_paid_is_told_so_before_paying_again_in_the_same_browser(Screen screen) {
    var grace = Buyer.grace();
    var link = market().twoStores();
    var browser = visitors.on(screen);
    var number =
        browser.opens(link).goToPay(grace).payWith(ProviderPage.APPROVED).awaitOrderNumber();

    var again = browser.opens(link);
    again.awaitHeading(ALREADY_PAID);
    assertThat(again.heading()).isEqualTo("You already paid: order " + number);
    again.press("View the confirmation");
    assertThat(again.awaitOrderNumber()).isEqualTo(number);
  }

  @Test
  void who_paid_may_buy_it_once_more_on_purpose() {
    var grace = Buyer.grace();
    var link = market().twoStores();
    var browser = visitors.on(Screen.PHONE);
    browser.opens(link).goToPay(grace).payWith(ProviderPage.APPROVED).awaitOrderNumber();
    var again = browser.opens(link);
    again.awaitHeading(ALREADY_PAID);
    again.press("Buy it once more");
    again.goToPay(grace).payWith(ProviderPage.APPROVED).awaitOrderNumber();
    assertThat(market().ordersOf(grace)).hasSize(2);
  }

  @Test
  void another_browser_is_not_told_of_an_order_it_does_not_know() {
    var link = market().twoStores();
    var page = visitors.on(Screen.PHONE).opens(link);
    page.goToPay(Buyer.grace()).payWith(ProviderPage.APPROVED).awaitOrderNumber();
    var stranger = visitors.on(Screen.WIDE).opens(link);
    stranger.fillIn(Buyer.grace());
    assertThat(stranger.awaitTotal()).isEqualTo("$69.90");
  }

  @Test
  void a_reload_of_the_confirmation_shows_it_again() {
    var page = visitors.on(Screen.PHONE).opens(market().twoStores());
    var number = page.goToPay(Buyer.grace()).payWith(ProviderPage.APPROVED).awaitOrderNumber();
    page.reload();
    assertThat(page.awaitOrderNumber()).isEqualTo(number);
    assertThat(page.tab().locator(".done-number").innerText())
        .contains("Keep this number", "If you ask us about your order, we find it by this.");
  }

  @Test
  void a_session_that_ended_says_so_and_starts_again_with_what_was_typed() {
    var page = visitors.on(Screen.PHONE).expectingRefusals().opens(market().twoStores());
    page.field("First name").fill("Grace");
    page.forgetToken();
    page.reload();
    page.awaitNotice("We had to start afresh");
    assertThat(page.field("First name").inputValue()).isEqualTo("Grace");
  }

  @Test
  void an_expired_cart_says_so_and_starts_again_with_what_was_typed() {
    try (var service = RunningService.start(Map.of("DIDDO_LIVE_CART_TTL", "PT8S"))) {
      var brief = new Marketplace(service.newPlatform());
      var page = visitors.on(Screen.PHONE).expectingRefusals().opens(brief.twoStores());
      var cart = page.cart();
      page.field("First name").fill("Grace");
      page.awaitHeading("This checkout has expired");
      page.press("Start again");
      assertThat(page.field("First name").inputValue()).isEqualTo("Grace");
      assertThat(page.cart()).isNotEqualTo(cart);
    }
  }
}
