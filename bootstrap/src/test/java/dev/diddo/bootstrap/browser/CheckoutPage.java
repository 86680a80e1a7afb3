package dev.diddo.bootstrap.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;

/** The checkout in one tab, by the words that a person would use for it. */
final class CheckoutPage {
  private static final Pattern PAY_A_SUM = Pattern.compile("Pay \\S*\\d.*");
  private static final Pattern AT_THE_PROVIDER = Pattern.compile(".*Sandbox Pay");

  private final Page page;

  CheckoutPage(Page page) {
    this.page = page;
  }

  Page tab() {
    return page;
  }

  void open(String link) {
    page.navigate(link);
    awaitContent();
  }

  void reload() {
    page.reload();
    awaitContent();
  }

  private void awaitContent() {
    assertThat(page.locator("#skeleton")).hasCount(0);
    assertThat(page.locator("main h1")).isAttached();
  }

  void fillIn(Buyer buyer) {
    field("Country or region").selectOption(buyer.country());
    field("Email").fill(buyer.email());
    field("First name").fill(buyer.firstName());
    field("Last name").fill(buyer.lastName());
    field("Address").fill(buyer.address());
    field("City").fill(buyer.city());
    field("State").selectOption(buyer.region());
    field("ZIP code").fill(buyer.postalCode());
  }

  Locator field(String label) {
    return page.locator("form").getByLabel(Pattern.compile("^" + label + "\\s*(optional)?$"));
  }

  /** Waits until everything is known, and tells what is to be paid, as the button says it. */
  String awaitTotal() {
    assertThat(payButton()).hasText(PAY_A_SUM);
    return payButton().innerText().substring("Pay ".length());
  }

  /** Waits until this is to be paid, and nothing is under way any more. */
  void awaitTotal(String total) {
    assertThat(payButton()).hasText("Pay " + total);
  }

  Locator payButton() {
    return page.locator("#pay");
  }

  /** Fills the form in and goes on to the provider. */
  ProviderPage goToPay(Buyer buyer) {
    fillIn(buyer);
    return goToPay();
  }

  ProviderPage goToPay() {
    awaitTotal();
    payButton().click();
    return arriveAtProvider();
  }

  ProviderPage arriveAtProvider() {
    assertThat(page).hasTitle(AT_THE_PROVIDER);
    return new ProviderPage(page);
  }

  /** Waits until the page is about this. */
  void awaitHeading(String text) {
    assertThat(page.locator("main h1")).hasText(text);
  }

  void awaitHeading(Pattern text) {
    assertThat(page.locator("main h1")).hasText(text);
  }

  String heading() {
    return page.locator("main h1").innerText();
  }

  void awaitNotice(String title) {
    assertThat(page.locator(".notice-title")).hasText(title);
  }

  void awaitBanner(Pattern text) {
    assertThat(page.locator("#network")).hasText(text);
  }

  void press(String button) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button).setExact(true))
        .click();
  }

  /** On a phone the cart is folded into one bar. */
  void unfoldCart() {
    var fold = page.locator(".summary-toggle");
    if (fold.isVisible() && "false".equals(fold.getAttribute("aria-expanded"))) {
      fold.click();
    }
  }

  Locator lines() {
    return page.locator(".line");
  }

  /** Waits for the confirmation, and reads the order's number off it. */
  String awaitOrderNumber() {
    return page.locator("#order-number").innerText();
  }

  /** The live cart this tab is about. */
  String cart() {
    return (String)
        page.evaluate(
            "() => JSON.parse(sessionStorage.getItem(Object.keys(sessionStorage)"
                + ".find((key) => key.startsWith('diddo.checkout.')))).cart");
  }

  /** From now on the service does not know who this is. */
  void forgetToken() {
    page.evaluate(
        "() => { const [key] = Object.keys(sessionStorage);"
            + " sessionStorage[key] = JSON.stringify("
            + "{...JSON.parse(sessionStorage[key]), token: 'gone'}); }");
  }

  /** How many pixels the content is wider than the screen. */
  int overflow() {
    return Screen.overflow(page);
  }
}
