package dev.diddo.bootstrap.browser;

import static dev.diddo.bootstrap.browser.Marketplace.goods;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.diddo.bootstrap.actors.Goods;
import dev.diddo.bootstrap.actors.Shop;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Everything can be reached, seen and done without a pointer. */
class KeyboardTest extends BrowserTest {
  private static final int MAX_TABS = 60;
  private static final String FOCUSED =
      """
      () => {
        const at = document.activeElement;
        const isSeen = [at, ...(at.labels ?? [])].map((one) => getComputedStyle(one))
          .some(({outlineStyle, boxShadow}) => outlineStyle !== 'none' || boxShadow !== 'none');
        const shown = [at, ...(at.labels ?? [])].find((one) => one.getBoundingClientRect().width > 1);
        const {x, y, width, height} = shown.getBoundingClientRect();
        const top = document.elementFromPoint(x + width / 2, y + height / 2);
        const isCovered = !shown.contains(top) && !top?.contains(shown);
        const words = at.getAttribute('aria-label') ?? at.labels?.[0]?.innerText ?? at.innerText;
        return (isSeen ? isCovered ? 'COVERED ' : '' : 'INVISIBLE ') + words.split('\\n')[0].trim();
      }""";

  @ParameterizedTest
  @EnumSource
  void the_keyboard_alone_buys(Screen screen) {
    var grace = Buyer.grace();
    var page = visitors.on(screen).opens(market().twoStores());
    fillIn(page.tab(), grace);
    page.awaitTotal("$69.90");
    tabTo(page.tab(), "Standard, 3 to 5 days");
    page.tab().keyboard().press("ArrowDown");
    page.awaitTotal("$78.90");
    tabTo(page.tab(), "Pay $78.90");
    page.tab().keyboard().press("Enter");

    page.arriveAtProvider();
    payWith(page.tab());
    page.awaitOrderNumber();
    assertThat(market().ordersOf(grace)).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void the_first_stop_skips_to_the_checkout(Screen screen) {
    var page = visitors.on(screen).opens(market().twoStores()).tab();
    page.keyboard().press("Tab");
    assertThat(page.evaluate(FOCUSED)).isEqualTo("Skip to checkout");
    page.keyboard().press("Enter");
    assertThat(page.evaluate("() => document.activeElement.id")).isEqualTo("main");
  }

  @Test
  void a_long_cart_hides_none_of_its_buttons_under_its_totals() {
    var titles = List.of("Scarf", "Hat", "Ball", "Mug", "Flag", "Shirt");
    var store = market().northside(titles.stream().map(it -> goods(it, 100)).toArray(Goods[]::new));
    var link = market().link(store.all().toArray(Shop.Line[]::new));
    var page = visitors.on(Screen.WIDE).opens(link);
    var inOrder = page.lines().locator(".line-title").allInnerTexts();
    assertThat(inOrder).containsExactlyInAnyOrderElementsOf(titles);
    inOrder.forEach(title -> tabTo(page.tab(), "Remove " + title));
  }

  private static void fillIn(Page page, Buyer buyer) {
    typeInto(page, "Email", buyer.email());
    typeInto(page, "Country or region", "United States");
    typeInto(page, "First name", buyer.firstName());
    typeInto(page, "Last name", buyer.lastName());
    typeInto(page, "Address", buyer.address());
    typeInto(page, "City", buyer.city());
    typeInto(page, "State", "Virginia");
    typeInto(page, "ZIP code", buyer.postalCode());
  }

  private static void payWith(Page page) {
    typeInto(page, "Card number", ProviderPage.APPROVED);
    typeInto(page, "Name on card", "Grace Hopper");
    typeInto(page, "Expires", "12/40");
    typeInto(page, "Security code", "123");
    tabTo(page, "Pay $78.90");
    page.keyboard().press("Enter");
  }

  private static void typeInto(Page page, String field, String text) {
    tabTo(page, field);
    page.keyboard().type(text);
  }

  /** Goes forward until the keyboard is there, and sees where it is at every stop. */
  private static void tabTo(Page page, String name) {
    for (int tabs = 0; tabs < MAX_TABS; tabs++) {
      page.keyboard().press("Tab");
      var focused = (String) page.evaluate(FOCUSED);
      assertThat(focused).doesNotStartWith("INVISIBLE").doesNotStartWith("COVERED");
      if (focused.equals(name)) {
        return;
      }
    }
    throw new AssertionError("The keyboard does not reach " + name);
  }
}
