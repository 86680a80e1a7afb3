package dev.diddo.bootstrap.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.diddo.bootstrap.actors.Desk;

/** The dashboard in one tab, by the words that an operator would use for it. */
final class DashboardPage {
  private final Page page;

  DashboardPage(Page page) {
    this.page = page;
  }

  Page tab() {
    return page;
  }

  DashboardPage open(String address) {
    page.navigate(address);
    return this;
  }

  DashboardPage signIn(String email) {
    page.getByLabel("Email").fill(email);
    page.getByLabel("Password").fill(Desk.PASSWORD);
    press("Sign in");
    return this;
  }

  Locator search() {
    return page.getByRole(AriaRole.SEARCHBOX);
  }

  Locator hits() {
    return page.locator(".hit");
  }

  /** Types it, and waits until just this order is there. */
  void find(String text, String number) {
    search().fill(text);
    assertThat(hits()).hasCount(1);
    assertThat(hits().first()).containsText(number);
  }

  /** From now on a page of orders or deliveries has room for one. */
  void pagesOfOne() {
    page.route(
        "**/dashboard/api/orders",
        route ->
            route.resume(
                new Route.ResumeOptions()
                    .setPostData(
                        route.request().postData().replace("\"limit\":25", "\"limit\":1"))));
    page.route(
        "**/deliveries?limit=20*",
        route ->
            route.resume(
                new Route.ResumeOptions()
                    .setUrl(route.request().url().replace("limit=20", "limit=1"))));
  }

  void awaitHeading(String text) {
    assertThat(page.locator("main h1")).hasText(text);
  }

  /** One merchant's part of the order. */
  Locator merchant(String store) {
    return region(store);
  }

  Locator region(String name) {
    return page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName(name));
  }

  Locator dialog() {
    return page.getByRole(AriaRole.DIALOG);
  }

  Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  void press(String name) {
    button(name).click();
  }

  int overflow() {
    return Screen.overflow(page);
  }
}
