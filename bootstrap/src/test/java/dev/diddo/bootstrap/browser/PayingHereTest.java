package dev.diddo.bootstrap.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import dev.diddo.bootstrap.RunningService;
import java.util.ArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where Stripe is paid by within the page: from the cart to the order, without leaving it. */
class PayingHereTest {
  @RegisterExtension static final Visitors visitors = new Visitors();
  private static final Pattern TO_PAY = Pattern.compile("Pay \\$69\\.90");

  private static RunningService service;
  private Marketplace market;

  @BeforeAll
  static void start() {
    service = StandInStripe.service("stripe,sandbox");
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @BeforeEach
  void openMarket() {
    market = new Marketplace(service.newPlatform());
  }

  @ParameterizedTest
  @CsvSource({"PHONE,LIGHT", "WIDE,DARK"})
  void a_buyer_pays_on_the_page_also_after_a_declined_card(Screen screen, ColorScheme colours) {
    var grace = Buyer.grace();
    var page = visitors.on(screen, colours).meetsStripe().opens(market.twoStores());
    choose(page, "On this page, by Stripe");
    check("the choice", page);
    goToFields(page, grace);
    check("the fields", page);
    pay(page, "4000");
    assertThat(page.tab().locator(".here-error")).hasText("Your card has been declined.");
    check("declined", page);
    pay(page, "4242");
    var number = page.awaitOrderNumber();
    assertThat(market.ordersOf(grace)).hasSize(1);
    assertThat(market.ordersOf(grace).getFirst().path("number").asText()).isEqualTo(number);
  }

  @Test
  void an_open_payment_is_shown_again_after_a_reload() {
    var page = visitors.on(Screen.PHONE).meetsStripe().opens(market.twoStores());
    goToFields(page, Buyer.grace());
    page.reload();
    awaitFields(page);
    pay(page, "4242");
    page.awaitOrderNumber();
  }

  @Test
  void who_cancels_finds_the_cart_as_it_was() {
    var page = visitors.on(Screen.PHONE).meetsStripe().opens(market.twoStores());
    goToFields(page, Buyer.grace());
    page.press("Cancel and go back");
    page.awaitNotice("The payment was cancelled");
    assertThat(page.awaitTotal()).isEqualTo("$69.90");
  }

  @Test
  void who_prefers_the_other_gateway_meets_nothing_of_stripe() {
    var page = visitors.on(Screen.PHONE).opens(market.twoStores());
    choose(page, "On the page of Sandbox");
    page.goToPay(Buyer.grace()).payWith(ProviderPage.APPROVED).awaitOrderNumber();
  }

  @Test
  void a_script_that_does_not_come_can_be_asked_for_again() {
    var visitor = visitors.on(Screen.PHONE).expectingRefusals().meetsStripe();
    var page = visitor.opens(market.twoStores());
    var lost = new ArrayList<String>();
    page.tab()
        .route(
            "https://js.stripe.com/*/stripe.js",
            route -> {
              if (lost.isEmpty()) {
                lost.add(route.request().url());
                route.abort();
              } else {
                route.fallback();
              }
            });
    page.fillIn(Buyer.grace());
    page.awaitTotal();
    page.payButton().click();
    page.press("Try again");
    awaitFields(page);
    pay(page, "4242");
    page.awaitOrderNumber();
  }

  @Test
  void the_policy_lets_in_stripe_and_nobody_else() {
    var answer = visitors.on(Screen.PHONE).opensTab().navigate(market.twoStores());
    assertThat(answer.headerValue("Content-Security-Policy"))
        .contains(
            "script-src 'self' https://js.stripe.com https://*.js.stripe.com;",
            "connect-src 'self' https://api.stripe.com;",
            "require-trusted-types-for 'script'; trusted-types default;")
        .doesNotContain("unsafe");
    assertThat(answer.headerValue("Permissions-Policy"))
        .contains("payment=(self \"https://js.stripe.com\")");
  }

  private static void choose(CheckoutPage page, String way) {
    page.tab().getByText(way).click();
    assertThat(page.tab().getByLabel(way)).isChecked();
  }

  private static void goToFields(CheckoutPage page, Buyer buyer) {
    page.fillIn(buyer);
    page.awaitTotal();
    page.payButton().click();
    awaitFields(page);
  }

  private static void awaitFields(CheckoutPage page) {
    page.awaitHeading(TO_PAY);
    assertThat(page.tab().locator(".here .button-pay")).isEnabled();
  }

  private static void pay(CheckoutPage page, String card) {
    page.tab().getByLabel("Card number").fill(card);
    page.tab().locator(".here .button-pay").click();
  }

  private static void check(String state, CheckoutPage page) {
    assertThat(Axe.findings(page.tab())).as(state).isEmpty();
    assertThat(page.overflow()).as(state + ", pixels too wide").isZero();
  }
}
