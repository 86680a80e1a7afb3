package dev.diddo.bootstrap.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.diddo.bootstrap.browser.Marketplace.goods;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an address decides, and what is said of one that will not do. */
class AddressTest extends BrowserTest {
  private static final String REASON = "Maple Goods does not deliver to United States.";

  @ParameterizedTest
  @EnumSource
  void where_a_store_does_not_deliver_pay_says_why_and_leads_there(Screen screen) {
    var grace = Buyer.grace();
    var scarf = market().northside(goods("Scarf", 2400)).line("Scarf", 1);
    var syrup = market().maple(goods("Syrup", 900)).line("Syrup", 1);
    var page = visitors.on(screen).opens(market().link(scarf, syrup));
    page.fillIn(grace);
    assertThat(page.payButton()).hasAccessibleDescription(REASON);
    assertThat(page.payButton()).isDisabled();
    assertThat(page.tab().locator(".pay-bar")).containsText(REASON);
    assertThat(Axe.findings(page.tab())).isEmpty();
    assertThat(page.overflow()).isZero();

    page.payButton().press("Enter");
    assertThat(page.tab().locator(":focus")).containsText(REASON);
    page.tab().keyboard().press("Tab");
    page.tab().keyboard().press("Enter");
    assertThat(status(page.tab(), "Syrup was removed.")).isVisible();
    assertThat(page.awaitTotal()).isEqualTo("$29.95");
    assertThat(page.payButton()).isEnabled();
    page.goToPay().payWith(ProviderPage.APPROVED).awaitOrderNumber();
    assertThat(market().ordersOf(grace)).hasSize(1);
  }

  private static Locator status(Page page, String text) {
    return page.getByRole(AriaRole.STATUS).filter(new Locator.FilterOptions().setHasText(text));
  }

  @ParameterizedTest
  @EnumSource
  void the_cost_of_delivery_is_not_known_before_the_address(Screen screen) {
    var page = visitors.on(screen).opens(market().twoStores());
    page.unfoldCart();
    var costs = page.tab().locator(".summary .totals");
    assertThat(costs).containsText("DeliveryNot known yet");
    assertThat(costs).containsText("Total so far$59.00");
    page.fillIn(Buyer.grace());
    page.awaitTotal("$69.90");
    assertThat(costs).containsText("Delivery$10.90");
    assertThat(costs).containsText("Total$69.90");
  }

  @Test
  void what_the_service_refuses_is_said_at_its_field_in_a_sentence() {
    var page = visitors.on(Screen.PHONE).expectingRefusals().opens(market().twoStores());
    page.fillIn(Buyer.grace().at("4242 4242 4242 4242", "Arlington"));
    assertThat(page.tab().locator("#field-address1-error"))
        .hasText("Address must be without a card number.");
    assertThat(page.field("Address")).isFocused();
  }

  @Test
  void an_email_that_cannot_be_one_is_told_before_anything_is_sent() {
    var page = visitors.on(Screen.PHONE).opens(market().twoStores());
    page.fillIn(Buyer.grace());
    page.field("Email").fill("grace@navy.x");
    page.payButton().click();
    assertThat(page.tab().locator("#field-email-error"))
        .hasText("This does not look like an email address, such as name@example.com.");
    assertThat(page.field("Email")).isFocused();
  }
}
