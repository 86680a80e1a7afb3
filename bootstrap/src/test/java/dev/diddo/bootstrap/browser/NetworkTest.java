package dev.diddo.bootstrap.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A phone in a tunnel. */
class NetworkTest extends BrowserTest {
  private static final Pattern OFFLINE = Pattern.compile("You are offline. Nothing is lost.*");

  /** What nobody is told who only lost the network. */
  private static final Pattern FAILURE = Pattern.compile("(?i)fail|declined|error|did not work");

  private static final Pattern BACK = Pattern.compile("You are back online.|");

  @ParameterizedTest
  @EnumSource
  void a_lost_network_is_told_and_the_page_goes_on_by_itself(Screen screen) {
    var grace = Buyer.grace();
    var visitor = visitors.on(screen).expectingRefusals();
    var page = visitor.opens(market().twoStores());
    visitor.losesNetwork();
    page.awaitBanner(OFFLINE);
    page.fillIn(grace);
    assertThat(page.payButton().innerText()).isEqualTo("Pay");
    assertThat(page.tab().locator("body").innerText()).doesNotContainPattern(FAILURE);
    visitor.findsNetwork();
    assertThat(page.awaitTotal()).isEqualTo("$69.90");
    page.awaitBanner(BACK);
    page.goToPay().payWith(ProviderPage.APPROVED).awaitOrderNumber();
  }

  @ParameterizedTest
  @EnumSource
  void a_press_on_pay_without_a_network_pays_once_when_it_is_back(Screen screen) {
    var grace = Buyer.grace();
    var visitor = visitors.on(screen).expectingRefusals();
    var page = visitor.opens(market().twoStores());
    page.fillIn(grace);
    page.awaitTotal();
    visitor.losesNetwork();
    page.awaitBanner(OFFLINE);
    page.payButton().click();
    visitor.findsNetwork();
    page.arriveAtProvider().payWith(ProviderPage.APPROVED).awaitOrderNumber();
    assertThat(market().ordersOf(grace)).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void a_network_lost_while_a_payment_is_confirmed_is_no_failure(Screen screen) {
    var visitor = visitors.on(screen).expectingRefusals();
    var link = market().twoStores();
    var provider = visitor.opens(link).goToPay(Buyer.grace());
    var waiting = visitor.opens(link + "?checkout=success");
    waiting.awaitHeading("Confirming your payment");
    visitor.losesNetwork();
    waiting.awaitBanner(OFFLINE);
    assertThat(waiting.heading()).isEqualTo("Confirming your payment");
    assertThat(waiting.tab().locator("body").innerText()).doesNotContainPattern(FAILURE);
    visitor.findsNetwork();
    var number = provider.payWith(ProviderPage.APPROVED).awaitOrderNumber();
    assertThat(waiting.awaitOrderNumber()).isEqualTo(number);
  }

  @Test
  void an_answer_to_an_older_request_does_not_call_the_network_back() {
    var visitor = visitors.on(Screen.PHONE).expectingRefusals();
    var page = new CheckoutPage(visitor.opensTab());
    var held = new ArrayList<Runnable>();
    page.tab().route("**/checkout/session?*", route -> held.add(whole(route)));
    page.open(market().twoStores());
    page.tab().waitForCondition(() -> !held.isEmpty());
    visitor.losesNetwork();
    page.awaitBanner(OFFLINE);
    held.forEach(Runnable::run);
    page.tab().getByText("Test mode").waitFor(); // which only that answer tells
    page.awaitBanner(OFFLINE);
  }

  private static Runnable whole(Route route) {
    var answer = route.fetch();
    return () -> route.fulfill(new Route.FulfillOptions().setResponse(answer));
  }
}
