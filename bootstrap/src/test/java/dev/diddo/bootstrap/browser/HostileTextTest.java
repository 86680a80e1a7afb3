package dev.diddo.bootstrap.browser;

import static dev.diddo.bootstrap.browser.Marketplace.goods;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Titles, names and addresses that would like to be markup stay text. Whatever ran all the same
 * would open a dialog, break the page's policy or throw, and each of these fails a test.
 */
class HostileTextTest extends BrowserTest {
  private static final String TITLE = "<img src=x onerror=alert(1)>\"'><script>alert(2)</script>";
  private static final String STORE = "</h3><svg onload=alert(3)>&lt;b&gt;";
  private static final String METHOD = "<iframe srcdoc='<script>alert(4)</script>'>";
  private static final String FIRST_NAME = "<b onmouseover=alert(5)>Grace";
  private static final String STREET = "1 <a href='javascript:alert(6)'>Navy</a> Way";
  private static final String CITY = "${alert(7)}{{alert(8)}}";

  /** How many elements there are that none of our pages makes. */
  private static final String FOREIGN =
      "() => document.querySelectorAll('body script, iframe, [onerror], [onload], [onmouseover],"
          + " [href^=\"javascript:\"], img[src=\"x\"], main b').length";

  @ParameterizedTest
  @EnumSource
  void hostile_text_is_shown_as_text_on_every_page(Screen screen) {
    var store = market().store(STORE, METHOD, 500, goods(TITLE, 1000));
    var page = visitors.on(screen).opens(market().link(store.line(TITLE, 1)));
    page.unfoldCart();
    showsAsText(page.tab(), TITLE, STORE);

    page.fillIn(Buyer.grace().named(FIRST_NAME, "Hopper").at(STREET, CITY));
    page.awaitTotal();
    showsAsText(page.tab(), TITLE, STORE, METHOD);

    var provider = page.goToPay();
    showsAsText(provider.tab(), STORE);
    provider.payWith(ProviderPage.APPROVED).awaitOrderNumber();
    showsAsText(page.tab(), TITLE, STORE, FIRST_NAME, STREET, CITY);
  }

  @Test
  void words_without_end_widen_no_page() {
    var title = "W".repeat(200);
    var store = market().store("S".repeat(120), "M".repeat(100), 500, goods(title, 1000));
    var page = visitors.on(Screen.PHONE).opens(market().link(store.line(title, 1)));
    page.tab().setViewportSize(320, 640);
    page.unfoldCart();
    assertThat(page.overflow()).isZero();
    page.fillIn(Buyer.grace().named("F".repeat(100), "L".repeat(100)).at("A".repeat(200), "City"));
    page.awaitTotal();
    assertThat(page.overflow()).isZero();
    page.press("Remove " + title);
    page.awaitHeading("Your cart is empty");
    assertThat(page.overflow()).isZero();
    page.press("Put " + title + " back");
    page.goToPay().payWith(ProviderPage.APPROVED).awaitOrderNumber();
    assertThat(page.overflow()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void hostile_links_lead_nowhere(Screen screen) {
    var hostile = "%3Cscript%3Ealert(1)%3C%2Fscript%3E";
    var visitor = visitors.on(screen).expectingRefusals();
    var page = visitor.opens(market().origin() + "/c/" + hostile + "?checkout=" + hostile);
    page.awaitHeading("This link leads to nothing");
    assertThat(page.tab().evaluate(FOREIGN)).isEqualTo(0);
  }

  private static void showsAsText(Page page, String... texts) {
    assertThat(page.locator("body").innerText()).contains(texts);
    assertThat(page.evaluate(FOREIGN)).isEqualTo(0);
  }
}
