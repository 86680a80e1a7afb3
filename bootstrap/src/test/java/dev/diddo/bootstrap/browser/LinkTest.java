package dev.diddo.bootstrap.browser;

import static dev.diddo.bootstrap.browser.Marketplace.goods;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a link leads to, and what it gives away. */
class LinkTest extends BrowserTest {

  @ParameterizedTest
  @EnumSource
  void an_identified_link_fills_the_form_in_and_leaves_no_token_behind(Screen screen) {
    var grace = Buyer.grace();
    var token = market().tokenOf(grace);
    var page = visitors.on(screen).opens(market().twoStores() + "#auth_token=" + token);
    assertThat(page.awaitTotal()).isEqualTo("$69.90");
    assertThat(page.field("Email").inputValue()).isEqualTo(grace.email());
    assertThat(page.field("Address").inputValue()).isEqualTo("1 Navy Way");
    assertThat(page.tab().url()).doesNotContain("#").doesNotContain(token);
    assertThat(page.tab().evaluate("() => JSON.stringify(localStorage)").toString())
        .doesNotContain(token);
    page.reload();
    page.awaitTotal();
    page.goToPay().payWith(ProviderPage.APPROVED).awaitOrderNumber();
    assertThat(market().ordersOf(grace)).hasSize(1);
  }

  @Test
  void a_link_with_a_bad_token_goes_on_as_a_guest() {
    var visitor = visitors.on(Screen.PHONE).expectingRefusals();
    var page = visitor.opens(market().twoStores() + "#auth_token=nobody");
    page.awaitNotice("You are here as a guest");
    page.fillIn(Buyer.grace());
    assertThat(page.awaitTotal()).isEqualTo("$69.90");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/c/01K9DEM0000000000000000001", "/c/nothing", "/checkout"})
  void a_link_to_nothing_says_so(String path) {
    var page = visitors.on(Screen.PHONE).expectingRefusals().opens(market().origin() + path);
    page.awaitHeading("This link leads to nothing");
  }

  @Test
  void the_older_form_of_the_link_opens_the_same_cart() {
    var link = market().twoStores().replace("/c/", "/checkout?cart_id=");
    var page = visitors.on(Screen.WIDE).opens(link);
    page.fillIn(Buyer.grace());
    assertThat(page.awaitTotal()).isEqualTo("$69.90");
  }

  @ParameterizedTest
  @EnumSource
  void an_empty_cart_says_so(Screen screen) {
    var page = visitors.on(screen).expectingRefusals().opens(market().emptyLink());
    page.awaitHeading("This cart is empty");
  }

  @ParameterizedTest
  @EnumSource
  void a_sold_out_cart_says_so(Screen screen) {
    var store = market().matchday(goods("Poster", 3500).stocked(0));
    var page = visitors.on(screen).opens(market().link(store.line("Poster", 1)));
    page.awaitHeading("Everything here has sold out");
  }

  @ParameterizedTest
  @EnumSource
  void what_has_sold_out_can_be_removed_and_the_rest_be_paid(Screen screen) {
    var scarf = market().northside(goods("Scarf", 2400)).line("Scarf", 1);
    var poster = market().matchday(goods("Poster", 3500).stocked(0)).line("Poster", 1);
    var page = visitors.on(screen).opens(market().link(scarf, poster));
    page.awaitNotice("Not everything can be had right now");
    page.press("Remove marked items");
    page.awaitNotice("Poster was removed.");
    page.fillIn(Buyer.grace());
    assertThat(page.awaitTotal()).isEqualTo("$29.95");
    page.goToPay().payWith(ProviderPage.APPROVED).awaitOrderNumber();
  }
}
