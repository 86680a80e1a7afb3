package dev.diddo.bootstrap.browser;

import static dev.diddo.bootstrap.browser.Marketplace.goods;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What may come between the press on the button and the order: nobody pays twice or something else.
 */
class PayingTest extends BrowserTest {

  @ParameterizedTest
  @EnumSource
  void a_changed_price_is_asked_about_before_anything_is_paid(Screen screen) {
    var grace = Buyer.grace();
    var store = market().northside(goods("Scarf", 2400));
    var link = market().link(store.line("Scarf", 1));
    var page = visitors.on(screen).expectingRefusals().opens(link);
    page.fillIn(grace);
    assertThat(page.awaitTotal()).isEqualTo("$29.95");
    market().platform().setPrice(store.variant("Scarf"), 2600);

    page.payButton().click();
    var dialog = page.tab().getByRole(AriaRole.DIALOG);
    assertThat(dialog.innerText()).contains("The total has changed", "$29.95", "$31.95");
    page.press("Back to the cart");
    assertThat(page.awaitTotal()).startsWith("$");
    page.payButton().click();
    dialog.locator("#accept-price").click();
    var provider = page.arriveAtProvider();
    assertThat(provider.amount()).contains("$31.95");
    provider.payWith(ProviderPage.APPROVED).awaitOrderNumber();
    assertThat(market().ordersOf(grace)).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void who_was_too_late_can_take_what_is_left(Screen screen) {
    var store = market().matchday(goods("Poster", 3500).stocked(5));
    var link = market().link(store.line("Poster", 1));
    var page = visitors.on(screen).expectingRefusals().opens(link);
    page.fillIn(Buyer.grace());
    page.awaitTotal();
    page.unfoldCart();
    page.press("One more of Poster");
    page.awaitTotal("$74.95");
    market().platform().setStock(store.variant("Poster"), 1);

    page.payButton().click();
    page.awaitNotice("Something has just sold out");
    page.press("Take 1");
    page.awaitTotal("$39.95");
    page.goToPay().payWith(ProviderPage.APPROVED).awaitOrderNumber();
  }

  @Test
  void an_answer_that_is_lost_opens_no_second_payment() {
    var grace = Buyer.grace();
    var page = visitors.on(Screen.PHONE).expectingRefusals().opens(market().twoStores());
    page.fillIn(grace);
    page.awaitTotal();
    var asked = new AtomicInteger();
    page.tab().route("**/checkout/" + page.cart(), route -> loseFirstAnswer(route, asked));
    page.payButton().click();
    page.arriveAtProvider().payWith(ProviderPage.APPROVED).awaitOrderNumber();
    assertThat(asked).hasValue(2);
    assertThat(market().ordersOf(grace)).hasSize(1);
  }

  private static void loseFirstAnswer(Route route, AtomicInteger asked) {
    if (asked.getAndIncrement() == 0) {
      assertThat(route.fetch().status()).isEqualTo(201);
      route.abort();
    } else {
      route.resume();
    }
  }

  @Test
  void another_tab_asks_before_it_opens_a_second_payment() {
    var grace = Buyer.grace();
    var link = market().twoStores();
    var browser = visitors.on(Screen.WIDE);
    var other = browser.opens(link);
    other.fillIn(grace);
    other.awaitTotal();
    browser.opens(link).goToPay(grace);

    other.payButton().click();
    other.awaitHeading("A payment is under way");
    other.press("Start another checkout");
    other.awaitTotal();
    other.payButton().click();
    var provider = other.arriveAtProvider();
    provider.payWith(ProviderPage.APPROVED).awaitOrderNumber();
    assertThat(market().ordersOf(grace)).hasSize(1);
  }

  @Test
  void a_payment_left_open_can_be_gone_on_with() {
    var link = market().twoStores();
    var browser = visitors.on(Screen.PHONE);
    var page = browser.opens(link);
    page.goToPay(Buyer.grace());
    var again = browser.opens(link);
    again.awaitHeading("Your payment page is open");
    again.press("Continue to payment");
    again.arriveAtProvider().payWith(ProviderPage.APPROVED).awaitOrderNumber();
  }

  @Test
  void a_payment_left_open_can_be_cancelled_from_the_market() {
    var page = visitors.on(Screen.WIDE).opens(market().twoStores());
    var provider = page.goToPay(Buyer.grace());
    provider.tab().goBack();
    page.awaitHeading("Your payment page is open");
    page.press("Cancel and go back");
    page.awaitNotice("The payment was cancelled");
    assertThat(page.awaitTotal()).isEqualTo("$69.90");
  }

  /** The buyer is back before the provider has told anybody anything. */
  @Test
  void a_payment_in_doubt_is_never_called_failed_and_shows_its_end_by_itself() {
    var browser = visitors.on(Screen.PHONE);
    var link = market().twoStores();
    var page = browser.opens(link);
    var provider = page.goToPay(Buyer.grace());
    var early = browser.opensTab();
    early.clock().install();
    early.navigate(link + "?checkout=success");
    var waiting = new CheckoutPage(early);
    waiting.awaitHeading("Confirming your payment");
    early.clock().fastForward(16_000);
    waiting.awaitHeading("Still confirming your payment");
    assertThat(early.locator("main").innerText()).contains("do not pay again");
    early.clock().resume();
    var number = provider.payWith(ProviderPage.APPROVED).awaitOrderNumber();
    assertThat(waiting.awaitOrderNumber()).isEqualTo(number);
  }

  @Test
  void a_payment_of_which_nobody_knows_the_end_is_being_checked() {
    var browser = visitors.on(Screen.PHONE);
    var link = market().twoStores();
    browser.opens(link).goToPay(Buyer.grace());
    var again = browser.opensTab();
    browser.expectingRefusals().hearsNothingOfPayments();
    again.navigate(link);
    new CheckoutPage(again).awaitHeading("We are checking your payment");
    assertThat(again.locator("main").innerText()).contains("do not pay again");
  }
}
