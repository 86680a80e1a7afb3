package dev.diddo.bootstrap.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.diddo.bootstrap.browser.Marketplace.goods;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.diddo.bootstrap.RunningService;
import dev.diddo.bootstrap.actors.Card;
import dev.diddo.bootstrap.actors.Json;
import dev.diddo.bootstrap.webhooks.Receiver;
import dev.diddo.domain.money.Money;
import dev.diddo.gateway.sandbox.SandboxLedger;
import dev.diddo.http.MoneyJson;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Somebody on the phone with an unhappy buyer, at the dashboard. */
class DashboardTest extends BrowserTest {
  private RunningService service;
  private dev.diddo.bootstrap.actors.Buyer buyer;
  private JsonNode order;

  @BeforeEach
  void aBuyerIsUnhappy(RunningService running) {
    service = running;
    var scarves = market().northside(goods("Striped scarf", 2400));
    var posters = market().matchday(goods("Opening night poster", 3500));
    var template =
        market()
            .platform()
            .template(scarves.line("Striped scarf", 2), posters.line("Opening night poster", 1));
    buyer = market().platform().guest(template).buy();
    order = market().platform().orderOf(buyer);
  }

  private String number() {
    return order.path("number").asText();
  }

  private String storeName(int at) {
    return order.at("/merchant_orders/" + at + "/store_name").asText();
  }

  private DashboardPage desk(Visitor visitor, String role) {
    return desk(visitor, role, "/dashboard");
  }

  /** Somebody who came to this address and signed in there. */
  private DashboardPage desk(Visitor visitor, String role, String path) {
    var operator = service.newOperator(market().platform().organization(), role);
    // Nobody is signed in yet, which the page hears by a 401.
    var page = new DashboardPage(visitor.expectingRefusals().opensTab());
    page.open(market().origin() + path).signIn(operator.email());
    assertThat(page.search()).isVisible();
    return page;
  }

  private String address() {
    return "/dashboard/orders/" + order.path("id").asText();
  }

  private JsonNode now() {
    return market().platform().get("/orders/" + order.path("id").asText()).ok();
  }

  @ParameterizedTest
  @EnumSource
  void an_order_is_found_by_email_name_and_number(Screen screen) {
    var page = desk(visitors.on(screen), "viewer");
    var who = order.path("buyer_identity");
    var name = who.path("first_name").asText() + " " + who.path("last_name").asText();
    page.find(order.path("email").asText(), number());
    page.find(name.toUpperCase(Locale.ROOT), number());
    page.find(number().toLowerCase(Locale.ROOT), number());
    page.hits().first().click();
    page.awaitHeading("Order " + number());
    assertThat(page.merchant(storeName(0))).containsText("2 × Striped scarf");
    assertThat(page.merchant(storeName(1))).containsText("1 × Opening night poster");
    assertThat(page.tab().locator("main")).containsText(order.path("email").asText());
    assertThat(page.overflow()).isZero();
  }

  @Test
  void what_is_searched_for_is_in_no_address_and_survives_a_reload_and_coming_back() {
    var page = desk(visitors.on(Screen.WIDE), "viewer");
    var told = new ArrayList<String>();
    page.tab().onRequest(request -> told.add(request.url()));
    var email = order.path("email").asText();
    page.search().fill(email);
    // The newest orders are this one alone, too: only the heading tells what is shown.
    assertThat(page.tab().locator("main h1")).containsText(email);
    told.addAll(List.of(page.tab().url(), page.tab().title()));
    page.tab().reload();
    assertThat(page.tab().locator("main h1")).containsText(email);
    page.hits().first().click();
    page.awaitHeading("Order " + number());
    told.addAll(List.of(page.tab().url(), page.tab().title()));
    page.search().fill("nobody of that name");
    assertThat(page.tab().locator(".nothing")).isVisible();
    page.tab().goBack();
    page.awaitHeading("Order " + number());
    page.tab().goBack();
    assertThat(page.tab().locator("main h1")).containsText(email);
    assertThat(page.hits()).hasCount(1);
    assertThat(page.search()).hasValue(email);
    page.tab().goForward();
    page.awaitHeading("Order " + number());
    assertThat(told).isNotEmpty().noneMatch(it -> it.contains("@") || it.contains("%40"));
  }

  @Test
  void a_number_is_found_as_it_is_told_on_the_phone() {
    var page = desk(visitors.on(Screen.WIDE), "viewer");
    page.find(number().substring(0, 4) + " " + number().substring(4), number());
  }

  /** Pages of one, so that two orders are more than there is room for. */
  @Test
  void more_orders_and_deliveries_are_shown_page_by_page() {
    try (var receiver = Receiver.open()) {
      receiver.subscribe(market().platform(), "order.submitted", "checkout.succeeded");
      var shop = market().store("Boot Room", "Standard", 500, goods("Boots", 9000));
      market().platform().guest(market().platform().template(shop.line("Boots", 1))).buy();
      receiver.await(2);
      var page = desk(visitors.on(Screen.WIDE), "viewer", "/dashboard/settings");
      page.pagesOfOne();
      page.tab().locator("nav").getByText("Orders").click();
      assertThat(page.hits()).hasCount(1);
      page.press("Show more");
      assertThat(page.hits()).hasCount(2);
      assertThat(page.hits().last()).containsText(number());
      assertThat(page.button("Show more")).hasCount(0);
      page.tab().locator("nav").getByText("Webhooks").click();
      assertThat(page.tab().locator("tbody tr")).hasCount(1);
      page.press("Show more");
      assertThat(page.tab().locator("tbody tr")).hasCount(2);
      assertThat(page.button("Show more")).hasCount(0);
    }
  }

  @Test
  void an_order_says_that_its_buyer_was_erased() {
    for (var part : Json.items(now().path("merchant_orders"))) {
      var path = "/merchant_orders/" + part.path("id").asText() + "/fulfillments";
      market().platform().post("/orders/" + order.path("id").asText() + path, Json.of()).is(201);
    }
    var them = Json.of("email", order.path("email").asText());
    market().platform().post("/customers/erasure", them).is(200);
    var page = desk(visitors.on(Screen.WIDE), "viewer", address());
    assertThat(page.region("Buyer")).containsText("This person’s data was erased.");
    assertThat(page.region("Buyer")).not().containsText("No name");
  }

  @Test
  void an_address_that_is_no_page_says_so() {
    var page = desk(visitors.on(Screen.WIDE), "viewer", "/dashboard/nothing");
    page.awaitHeading("There is no such page");
    page.tab().getByText("Find an order").click();
    page.awaitHeading("Newest orders");
  }

  @ParameterizedTest
  @EnumSource
  void one_merchants_line_is_refunded_and_seen_at_once(Screen screen) {
    var page = desk(visitors.on(screen), "support", address());
    page.press("Refund: " + storeName(0));
    page.dialog().getByText("By line").click();
    page.dialog().getByLabel("Striped scarf").fill("1");
    assertThat(page.dialog().locator(".sum"))
        .hasText("$24.00 of " + storeName(0) + "’s sale goes back to the buyer.");
    page.press("Refund $24.00 from " + storeName(0));
    assertThat(page.dialog()).hasCount(0);
    assertThat(page.merchant(storeName(0))).containsText("$24.00 · succeeded");
    assertThat(page.merchant(storeName(0))).containsText("1 refunded");
    assertThat(page.merchant(storeName(1))).not().containsText("refunded");

    assertThat(now().at("/merchant_orders/0/refunds/0/amount/value").asLong()).isEqualTo(2400);
    assertThat(atTheProvider()).isEqualTo(2400);
  }

  /** What the sandbox provider's own books say was given back of this payment. */
  private long atTheProvider() {
    var payment = buyer.status().at("/payment/id").asText();
    return SandboxLedger.in(service.sandboxDir()).find(payment).orElseThrow().refunded();
  }

  /** Browsers count the minor units of some of them otherwise than the service, and ISO 4217. */
  @ParameterizedTest
  @CsvSource({"USD, 1299, 12.99", "HUF, 500050, 5000.50", "IQD, 1234, 1.234", "JPY, 5000, 5000"})
  void an_amount_is_typed_as_the_service_shows_it(String currency, long minorUnits, String typed) {
    var page = desk(visitors.on(Screen.WIDE), "viewer");
    var shown = MoneyJson.display(new Money(0, Currency.getInstance(currency)));
    var meant =
        page.tab()
            .evaluate(
                """
                async ([shown, typed]) => {
                  const { decimalsOf } = await import('/web/dashboard/words.js');
                  const { minorUnits } = await import('/web/dashboard/acts.js');
                  return minorUnits(typed, decimalsOf({ display_value: shown }));
                }""",
                List.of(shown, typed));
    assertThat(((Number) meant).longValue()).isEqualTo(minorUnits);
  }

  @Test
  void a_refund_that_was_not_taken_waits_for_an_amount_again() {
    var page = desk(visitors.on(Screen.WIDE), "support", address());
    var sent = new ArrayList<String>();
    page.tab()
        .route(
            "**/refunds",
            route -> {
              sent.add(route.request().postData());
              page.tab().locator("#amount").fill("");
              route.abort();
            });
    page.press("Refund: " + storeName(0));
    page.tab().getByText("An amount").click();
    page.tab().locator("#amount").fill("5");
    page.press("Refund $5.00 from " + storeName(0));
    assertThat(page.tab().locator("dialog .said")).not().isEmpty();
    assertThat(page.tab().locator("dialog button.button").last()).isDisabled();
    assertThat(sent).hasSize(1);
    assertThat(now().at("/refunded/value").asLong()).isZero();
  }

  @Test
  void a_double_click_refunds_once() {
    var page = desk(visitors.on(Screen.WIDE), "support", address());
    page.press("Refund: " + storeName(1));
    page.dialog().getByText("An amount").click();
    page.dialog().getByLabel("Amount in USD").fill("5.00");
    page.button("Refund $5.00 from " + storeName(1)).dblclick();
    assertThat(page.merchant(storeName(1))).containsText("$5.00 · succeeded");
    assertThat(now().at("/merchant_orders/1/refunds")).hasSize(1);
  }

  @Test
  void what_is_refused_says_why_and_where() {
    var page = desk(visitors.on(Screen.WIDE), "support", address());
    page.press("Refund: " + storeName(0));
    page.dialog().getByText("An amount").click();
    page.dialog().getByLabel("Amount in USD").fill("99999");
    var amount = page.dialog().getByLabel("Amount in USD");
    assertThat(amount)
        .hasAccessibleDescription(
            "At most $53.95 of " + storeName(0) + "’s sale can still be given back.");
    assertThat(amount).hasAttribute("aria-invalid", "true");
    assertThat(amount).isFocused();
    assertThat(page.button("Refund")).isDisabled();
    amount.fill("twelve");
    assertThat(amount).hasAccessibleDescription("Write it as 12.50.");
    amount.fill("12.50");
    assertThat(page.button("Refund $12.50 from " + storeName(0))).isEnabled();
    assertThat(amount).not().hasAttribute("aria-invalid", "true");
    page.press("Keep as it is");
    assertThat(page.dialog()).hasCount(0);
    assertThat(now().at("/merchant_orders/0/refunds")).isEmpty();
  }

  @Test
  void a_field_that_the_service_refuses_is_gone_to() {
    var page = desk(visitors.on(Screen.WIDE), "support", address());
    page.press("Fulfil: " + storeName(0));
    page.dialog().getByLabel("Tracking page").fill("ups.example/1");
    page.press("Mark 2 units of " + storeName(0) + " as sent");
    var tracking = page.dialog().getByLabel("Tracking page");
    assertThat(tracking).isFocused();
    assertThat(tracking).hasAttribute("aria-invalid", "true");
    assertThat(page.dialog()).containsText("Paste the whole address of the page");
    assertThat(now().at("/merchant_orders/0/fulfillments")).isEmpty();
  }

  @Test
  void units_that_were_refunded_are_sent_only_when_somebody_says_so() {
    var page = desk(visitors.on(Screen.WIDE), "support", address());
    page.press("Refund: " + storeName(0));
    page.dialog().getByText("By line").click();
    page.dialog().getByLabel("Striped scarf").fill("1");
    page.press("Refund $24.00 from " + storeName(0));
    assertThat(page.merchant(storeName(0))).containsText("1 refunded");
    page.press("Fulfil: " + storeName(0));
    var scarves = page.dialog().getByLabel("Striped scarf");
    assertThat(scarves).hasValue("1");
    assertThat(page.dialog()).containsText("of 2, 1 refunded");
    scarves.fill("2");
    assertThat(page.dialog()).containsText("1 of these was refunded.");
    page.press("Mark 2 units of " + storeName(0) + " as sent");
    assertThat(page.dialog().getByLabel("Send it anyway")).isFocused();
    assertThat(now().at("/merchant_orders/0/fulfillments")).isEmpty();
    page.dialog().getByLabel("Send it anyway").check();
    page.press("Mark 2 units of " + storeName(0) + " as sent");
    assertThat(page.merchant(storeName(0))).containsText("2 sent");
  }

  @Test
  void a_part_is_sent_and_another_cancelled() {
    var page = desk(visitors.on(Screen.WIDE), "support", address());
    page.press("Fulfil: " + storeName(0));
    page.dialog().getByLabel("Carrier").fill("UPS");
    page.press("Mark 2 units of " + storeName(0) + " as sent");
    assertThat(page.merchant(storeName(0))).containsText("2 units · UPS");
    page.press("Cancel: " + storeName(1));
    page.press("Cancel " + storeName(1) + " and refund $39.95");
    assertThat(page.merchant(storeName(1))).containsText("Cancelled");
    assertThat(Json.texts(now().path("merchant_orders"), "status"))
        .containsExactly("FULFILLED", "CANCELLED");
  }

  @Test
  void a_part_that_was_refunded_whole_is_cancelled() {
    var page = desk(visitors.on(Screen.WIDE), "support", address());
    page.press("Refund: " + storeName(1));
    page.press("Refund $39.95 from " + storeName(1));
    assertThat(page.merchant(storeName(1))).containsText("$39.95 · succeeded");
    page.press("Cancel: " + storeName(1));
    assertThat(page.dialog()).containsText("Nothing is left to give back.");
    page.press("Cancel " + storeName(1));
    assertThat(page.merchant(storeName(1))).containsText("Cancelled");
    assertThat(Json.texts(now().path("merchant_orders"), "status"))
        .containsExactly("ACCEPTED", "CANCELLED");
  }

  @Test
  void a_brand_that_was_told_is_told_again() {
    try (var brand = Receiver.open()) {
      var boots = market().store("Boot Room", "Standard", 500, goods("Boots", 9000));
      var endpoint = Json.of("order_endpoint", brand.url());
      market().platform().patch("/stores/" + boots.id(), endpoint).ok();
      brand.answering(_ -> Receiver.Reply.of(200).saying("{\"status\": \"pending\"}"));
      var other = market().platform().guest(market().platform().template(boots.line("Boots", 1)));
      other.ready().payAtSandbox(Card.APPROVED).awaitPayment("authorised");
      brand.await(1);
      order = market().platform().orderOf(other);

      var page = desk(visitors.on(Screen.WIDE), "support", address());
      var told = page.region("Who was told");
      assertThat(told).containsText("Boot Room: asked about its order, taken");
      brand.answering(_ -> Receiver.Reply.of(200).saying("{\"status\": \"accepted\"}"));
      page.press("Send merchant_order.created again");
      assertThat(told.getByRole(AriaRole.LISTITEM)).hasCount(1);
      var both = brand.await(2);
      assertThat(both.getLast().id()).isEqualTo(both.getFirst().id());
      other.awaitSubmitted();
    }
  }

  @Test
  void a_viewer_sees_no_act() {
    var page = desk(visitors.on(Screen.WIDE), "viewer", address());
    assertThat(page.merchant(storeName(0))).containsText("Striped scarf");
    assertThat(page.tab().locator(".acts")).hasCount(0);
    assertThat(page.tab().locator("nav")).not().containsText("Settings");
  }

  @Test
  void a_hostile_title_stays_text() {
    var title = "<img src=x onerror=alert(1)>\"'><script>alert(2)</script>";
    var store = market().store("</h2><svg onload=alert(3)>", "Standard", 500, goods(title, 900));
    var template = market().platform().template(store.line(title, 1));
    var other = market().platform().guest(template);
    other.correct("email", "mallory@example.com");
    other.ready().payAtSandbox(Card.APPROVED).awaitSubmitted();
    var orders = market().platform().get("/orders?limit=1").ok().path("orders");
    var page =
        desk(
            visitors.on(Screen.WIDE),
            "support",
            "/dashboard/orders/" + orders.at("/0/id").asText());
    assertThat(page.tab().locator(".merchant")).containsText(title);
    page.tab().getByText("Refund", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(page.dialog()).containsText("</h2><svg onload=alert(3)>");
    var foreign =
        "() => document.querySelectorAll('body script, [onerror], [onload], img[src=\"x\"]').length";
    assertThat(page.tab().evaluate(foreign)).isEqualTo(0);
  }

  @Test
  void the_keyboard_alone_finds_and_refunds() {
    var page = desk(visitors.on(Screen.WIDE), "support");
    page.awaitHeading("Newest orders");
    var keys = page.tab().keyboard();
    page.tab().locator("main").focus();
    keys.press("/");
    keys.type(number());
    assertThat(page.hits()).hasCount(1);
    assertThat(page.tab().locator("main h1")).containsText(number());
    keys.press("ArrowDown");
    keys.press("Enter");
    page.awaitHeading("Order " + number());
    page.button("Refund: " + storeName(0)).focus();
    keys.press("Enter");
    var refund = page.button("Refund $52.95 from " + storeName(0));
    assertThat(page.dialog()).isVisible();
    assertThat(page.dialog().locator(".sum")).not().isEmpty();
    keys.press("Escape");
    assertThat(page.dialog()).hasCount(0);
    page.tab().locator("main h1").focus();
    keys.press("Escape");
    assertThat(page.hits()).hasCount(1);
    assertThat(refund).hasCount(0);
  }

  @Test
  void a_session_that_ends_leads_to_the_login_and_back() {
    var page = desk(visitors.on(Screen.WIDE), "support", address());
    page.awaitHeading("Order " + number());
    service.database().sql("update operator_session set seen_at = now() - interval '31 min'");
    page.press("Refund: " + storeName(0));
    page.awaitHeading("Sign in");
    var again = service.newOperator(market().platform().organization(), "support");
    page.signIn(again.email());
    page.awaitHeading("Order " + number());
  }

  @Test
  void an_admin_sets_the_dashboard_and_reads_who_did_what() {
    var page = desk(visitors.on(Screen.WIDE), "admin", "/dashboard/settings");
    page.tab().locator("#brand-name").fill("Northside Arena");
    page.tab().locator("#brand-colour").fill("#fff3b0");
    page.press("Save");
    assertThat(page.tab().locator("#brand-colour")).isFocused();
    assertThat(page.tab().locator("#brand-colour")).hasAttribute("aria-invalid", "true");
    assertThat(page.tab().locator("main")).containsText("Too pale to be told from white");
    page.tab().locator("#brand-colour").fill("#7a1f5c");
    page.press("Save");
    assertThat(page.tab().getByText("Saved.")).isVisible();
    assertThat(page.tab().locator("#brand")).hasText("Northside Arena");
    page.tab().getByText("Audit log").click();
    page.awaitHeading("Audit log");
    assertThat(page.tab().locator("tbody")).containsText("Changed the settings");
  }

  @Test
  void the_audit_log_names_orders_and_merchants_and_leads_to_them() {
    var page = desk(visitors.on(Screen.WIDE), "admin", address());
    page.press("Refund: " + storeName(1));
    page.press("Refund $39.95 from " + storeName(1));
    assertThat(page.merchant(storeName(1))).containsText("$39.95 · succeeded");
    page.tab().getByText("Audit log").click();
    var first = page.tab().locator("tbody tr").first();
    assertThat(first).containsText("Refunded, $39.95 given back");
    assertThat(first).containsText("Order " + number() + ", " + storeName(1));
    first.getByText("Order " + number()).click();
    page.awaitHeading("Order " + number());
  }

  @ParameterizedTest
  @CsvSource({"PHONE,LIGHT", "WIDE,LIGHT", "PHONE,DARK", "WIDE,DARK"})
  void axe_finds_nothing_serious_anywhere(Screen screen, ColorScheme colours) {
    var visitor = visitors.on(screen, colours).expectingRefusals();
    var login = new DashboardPage(visitor.opensTab()).open(market().origin() + "/dashboard");
    login.awaitHeading("Sign in");
    check("login", login);
    var page = desk(visitor, "admin");
    page.awaitHeading("Newest orders");
    check("orders", page);
    page.hits().first().click();
    page.awaitHeading("Order " + number());
    check("order", page);
    page.press("Refund: " + storeName(0));
    page.dialog().getByText("By line").click();
    page.dialog().getByLabel("Striped scarf").fill("1");
    assertThat(page.dialog().locator(".sum")).not().isEmpty();
    check("refund", page);
    page.press("Keep as it is");
    for (var view : new String[] {"Webhooks", "Audit log", "Settings"}) {
      page.tab().locator("nav").getByText(view).click();
      page.awaitHeading(view);
      check(view, page);
    }
  }

  private static void check(String state, DashboardPage page) {
    assertThat(Axe.findings(page.tab())).as(state).isEmpty();
    assertThat(page.overflow()).as(state + ", pixels too wide").isZero();
  }
}
