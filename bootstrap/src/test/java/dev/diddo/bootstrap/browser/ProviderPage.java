package dev.diddo.bootstrap.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;

/** The sandbox provider's page in one tab. */
final class ProviderPage {
  static final String APPROVED = "4242 4242 4242 4242";
  static final String DECLINED = "4000 0000 0000 0002";
  static final String CHALLENGED = "4000 0025 0000 3155";
  private static final Pattern PAY = Pattern.compile("Pay .+");

  private final Page page;

  ProviderPage(Page page) {
    this.page = page;
  }

  Page tab() {
    return page;
  }

  /** Pays, and is back in the shop unless the card asks for more. */
  CheckoutPage payWith(String card) {
    page.getByLabel("Card number").fill(card);
    page.getByLabel("Name on card").fill("Grace Hopper");
    page.getByLabel("Expires").fill("12/40");
    page.getByLabel("Security code").fill("123");
    button(PAY).click();
    return new CheckoutPage(page);
  }

  void awaitChallenge() {
    assertThat(page.getByText("Is it really you?")).isVisible();
  }

  CheckoutPage passChallenge() {
    return press("Confirm the payment");
  }

  CheckoutPage failChallenge() {
    return press("Refuse it");
  }

  CheckoutPage cancel() {
    return press("Cancel and go back");
  }

  String amount() {
    return page.locator("h1").innerText();
  }

  private CheckoutPage press(String name) {
    button(Pattern.compile(name)).click();
    return new CheckoutPage(page);
  }

  private Locator button(Pattern name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
  }
}
