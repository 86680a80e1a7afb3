package dev.diddo.bootstrap.browser;

import static dev.diddo.bootstrap.browser.Marketplace.goods;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Wherever a buyer comes to, by day or by night, axe finds nothing serious and nothing is wider
 * than the screen.
 */
class AccessibilityTest extends BrowserTest {

  @ParameterizedTest
  @CsvSource({"PHONE,LIGHT", "WIDE,LIGHT", "PHONE,DARK", "WIDE,DARK"})
  void the_way_to_the_order(Screen screen, ColorScheme colours) {
    var page = visitors.on(screen, colours).opens(market().twoStores());
    check("review", page.tab());
    page.unfoldCart();
    check("review with the cart unfolded", page.tab());
    page.payButton().click();
    page.awaitNotice("A few details need a look");
    check("review with errors", page.tab());
    page.fillIn(Buyer.grace());
    page.awaitTotal();
    check("review, ready to pay", page.tab());

    var provider = page.goToPay();
    check("card form", page.tab());
    provider.payWith(ProviderPage.CHALLENGED);
    provider.awaitChallenge();
    check("challenge", page.tab());
    provider.failChallenge().awaitNotice("Your card was declined");
    check("declined", page.tab());
    page.goToPay().payWith(ProviderPage.APPROVED).awaitOrderNumber();
    check("confirmation", page.tab());
  }

  @ParameterizedTest
  @CsvSource({"PHONE,LIGHT", "WIDE,DARK"})
  void the_ways_that_end_early(Screen screen, ColorScheme colours) {
    var visitor = visitors.on(screen, colours).expectingRefusals();
    var nothing = visitor.opens(market().origin() + "/c/nothing");
    nothing.awaitHeading("This link leads to nothing");
    check("link to nothing", nothing.tab());
    var empty = visitor.opens(market().emptyLink());
    empty.awaitHeading("This cart is empty");
    check("empty cart", empty.tab());
    var gone = market().matchday(goods("Poster", 3500).stocked(0)).line("Poster", 1);
    var soldOut = visitor.opens(market().link(gone));
    soldOut.awaitHeading("Everything here has sold out");
    check("sold-out cart", soldOut.tab());
    var elsewhere = visitor.opensTab();
    var answer = elsewhere.navigate(market().origin() + "/sandbox/payments/nothing");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.headerValue("Content-Type")).startsWith("text/html");
    check("provider's page of nothing", elsewhere);
    var late = new CheckoutPage(visitor.opensTab());
    late.tab().clock().install();
    late.open(market().twoStores());
    late.tab().clock().fastForward("04:00:00");
    late.awaitHeading("This checkout has expired");
    late.tab().clock().resume();
    check("expired session", late.tab());
  }

  @ParameterizedTest
  @CsvSource({"PHONE,LIGHT", "WIDE,DARK"})
  void the_ways_that_have_to_wait(Screen screen, ColorScheme colours) {
    var crowded =
        new CheckoutPage(visitors.on(screen, colours).expectingRefusals().meetsACrowd().opensTab());
    crowded.open(market().twoStores());
    crowded.awaitHeading("A lot of people are here");
    check("crowd", crowded.tab());
    var visitor = visitors.on(screen, colours).expectingRefusals();
    var link = market().twoStores();
    var page = visitor.opens(link);
    visitor.losesNetwork();
    page.awaitBanner(Pattern.compile("You are offline.*"));
    check("offline", page.tab());
    visitor.findsNetwork();
    page.goToPay(Buyer.grace());
    var early = visitor.opens(link + "?checkout=success");
    early.awaitHeading("Confirming your payment");
    check("confirming", early.tab());
    var doubtful = visitor.hearsNothingOfPayments().opens(link);
    doubtful.awaitHeading("We are checking your payment");
    check("in doubt", doubtful.tab());
  }

  @ParameterizedTest
  @CsvSource({"PHONE,LIGHT", "WIDE,DARK"})
  void the_ways_that_take_longer(Screen screen, ColorScheme colours) {
    var visitor = visitors.on(screen, colours).expectingRefusals();
    var scarves = market().northside(goods("Scarf", 2400));
    var posters = market().matchday(goods("Poster", 3500).stocked(1));
    var link = market().link(scarves.line("Scarf", 1), posters.line("Poster", 1));
    var page = visitor.opens(link);
    page.fillIn(Buyer.grace());
    page.awaitTotal();
    market().platform().setPrice(scarves.variant("Scarf"), 2600);
    page.payButton().click();
    page.tab().getByRole(AriaRole.DIALOG).waitFor();
    check("changed price", page.tab());
    market().platform().setStock(posters.variant("Poster"), 0);
    page.tab().locator("#accept-price").click();
    page.awaitNotice("Something has just sold out");
    check("sold out at the last moment", page.tab());
    market().platform().setStock(posters.variant("Poster"), 1);

    page.press("Remove marked items");
    var provider = page.goToPay();
    var payment = provider.tab().url();
    var again = visitor.opens(link);
    again.awaitHeading("Your payment page is open");
    check("open payment", again.tab());
    provider.payWith("4111 1111 1111 1111");
    page.tab().getByText(Pattern.compile("Nothing was charged")).waitFor();
    check("card form with errors", page.tab());
    provider.payWith(ProviderPage.APPROVED).awaitOrderNumber();
    var paid = visitor.opens(link);
    paid.awaitHeading(Pattern.compile("You already paid.*"));
    check("already paid", paid.tab());
    page.tab().navigate(payment);
    page.tab().getByText("Payment complete").waitFor();
    check("payment over", page.tab());
  }

  private static void check(String state, Page page) {
    assertThat(Axe.findings(page)).as(state).isEmpty();
    assertThat(new CheckoutPage(page).overflow()).as(state + ", pixels too wide").isZero();
  }
}
