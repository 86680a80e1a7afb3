package dev.diddo.gateway.sandbox;

import static dev.diddo.gateway.sandbox.Sandbox.APPROVED;
import static dev.diddo.gateway.sandbox.Sandbox.CANCEL;
import static dev.diddo.gateway.sandbox.Sandbox.CHALLENGED;
import static dev.diddo.gateway.sandbox.Sandbox.SUCCESS;
import static dev.diddo.gateway.sandbox.Sandbox.form;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.gateway.spi.Money;
import dev.diddo.gateway.spi.Pages.Page;
import dev.diddo.gateway.spi.PaymentState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Currency;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostedPagesTest {
  @TempDir Path directory;
  private Sandbox sandbox;

  @BeforeEach
  void connect() {
    sandbox = new Sandbox(directory);
  }

  @AfterEach
  void close() {
    sandbox.close();
  }

  private static void assertLeadsTo(Page page, String location) {
    assertThat(page.status()).isEqualTo(303);
    assertThat(page.headers()).containsEntry("Location", location);
    assertThat(page.body()).isEmpty();
  }

  @Test
  void the_page_shows_the_total_the_merchants_and_the_test_cards() {
    var page = sandbox.get(sandbox.open());
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.headers()).containsEntry("Cache-Control", "no-store");
    assertThat(page.body())
        .contains(
            "$45.98", "Müller &amp; Söhne &lt;b&gt;", "$45.97", "$0.01", "4242 4242 4242 4242")
        .contains("autocomplete=\"cc-number\"", "name=\"exp\"", "name=\"cvc\"", "name=\"name\"")
        .doesNotContain("<b>", "<script", "style=\"", "ada@example.com");
  }

  @ParameterizedTest
  @CsvSource({"JPY, '¥1,299'", "KWD, KWD 1.299", "EUR, €12.99"})
  void an_amount_has_the_decimals_of_its_currency(String currency, String shown) {
    var token = sandbox.open(new Money(1299, Currency.getInstance(currency)), "Shop");
    assertThat(sandbox.get(token).body().replace('\u00a0', ' ')).contains(">Pay " + shown + "<");
  }

  @Test
  void the_style_is_served_beside_the_pages() {
    var style = sandbox.get("style.css");
    assertThat(style.headers().get("Content-Type")).startsWith("text/css");
    assertThat(style.body()).contains("prefers-color-scheme: dark");
    assertThat(sandbox.get(sandbox.open()).body())
        .contains("href=\"/payments/sandbox/pages/style.css\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {APPROVED, "4242 4242 4242 4242", "4242-4242-4242-4242"})
  void the_approved_card_authorises_and_leads_to_the_shop(String card) {
    assertLeadsTo(sandbox.pay(sandbox.open(), card), SUCCESS);
    assertThat(sandbox.state()).isInstanceOf(PaymentState.Authorised.class);
  }

  @ParameterizedTest
  @CsvSource({
    "4000000000000002, card_declined",
    "4000000000009995, insufficient_funds",
    "4000000000000069, expired_card",
    "4000000000000127, incorrect_cvc"
  })
  void a_declined_card_ends_the_attempt(String card, String reason) {
    var token = sandbox.open();
    assertLeadsTo(sandbox.pay(token, card), CANCEL);
    assertThat(sandbox.state())
        .isInstanceOfSatisfying(
            PaymentState.Declined.class,
            declined -> assertThat(declined.reason()).isEqualTo(reason));
    assertLeadsTo(sandbox.pay(token, APPROVED), CANCEL);
    assertThat(sandbox.state()).isInstanceOf(PaymentState.Declined.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5555555555554444",
        "4111111111111111",
        "424242424242424",
        "42424242424242424242",
        "",
        "abc",
        "٤٢٤٢٤٢٤٢٤٢٤٢٤٢٤٢",
        "4242424242424242\u0000",
        "<script>alert(1)</script>"
      })
  void every_other_number_is_refused_unread(String card) throws IOException {
    var page = sandbox.pay(sandbox.open(), card);
    assertThat(page.status()).isEqualTo(422);
    assertThat(page.body()).contains("role=\"alert\"", "Ada Byron", "id=\"card_number-error\"");
    if (!card.isEmpty()) {
      assertThat(page.body()).doesNotContain("value=\"" + card, "<script>");
      assertThat(kept()).doesNotContain(card).doesNotContain("Ada Byron");
    }
    assertThat(sandbox.state()).isInstanceOf(PaymentState.Open.class);
  }

  @ParameterizedTest
  @CsvSource({
    "exp, 10/26",
    "exp, 00/30",
    "exp, 13/30",
    "exp, 12/2034",
    "exp, 1234",
    "exp, ''",
    "exp, ab/cd",
    "cvc, 12",
    "cvc, 12345",
    "cvc, abc",
    "cvc, ''",
    "name, ''",
    "name, '   '",
    "name, 4111 1111 1111 1111"
  })
  void a_field_that_is_wrong_is_marked_and_nothing_but_the_name_comes_back(
      String field, String value) {
    var page = sandbox.post(sandbox.open(), form(Map.of(field, value)));
    assertThat(page.status()).isEqualTo(422);
    assertThat(page.body()).contains("aria-describedby=\"" + field + "-error\"");
    assertThat(page.body()).doesNotContain(APPROVED, "4111 1111", "12/34", "value=\"123");
    assertThat(sandbox.state()).isInstanceOf(PaymentState.Open.class);
  }

  @Test
  void an_overlong_name_is_refused_and_a_strange_one_is_escaped() {
    var token = sandbox.open();
    assertThat(sandbox.post(token, form(Map.of("name", "x".repeat(101)))).status()).isEqualTo(422);
    var strange = Map.of("name", "\"><script>x</script>'&", "cvc", "");
    assertThat(sandbox.post(token, form(strange)).body())
        .contains("value=\"&quot;&gt;&lt;script&gt;x&lt;/script&gt;&#39;&amp;\"")
        .doesNotContain("<script>");
    assertThat(sandbox.post(token, Map.of()).status()).isEqualTo(422);
  }

  @Test
  void a_card_is_good_until_its_month_is_over() {
    assertLeadsTo(sandbox.post(sandbox.open(), form(Map.of("exp", "11 / 26"))), SUCCESS);
  }

  @Test
  void a_challenge_is_passed() {
    var token = sandbox.open();
    var challenge = sandbox.pay(token, CHALLENGED);
    assertThat(challenge.status()).isEqualTo(303);
    assertThat(challenge.headers().get("Location")).endsWith(token + "/challenge");
    assertThat(sandbox.state()).isInstanceOf(PaymentState.ActionRequired.class);
    assertThat(sandbox.get(token + "/challenge").body()).contains("value=\"pass\"", "$45.98");
    assertThat(sandbox.get(token).headers().get("Location")).endsWith("/challenge");
    assertThat(sandbox.pay(token, APPROVED).headers().get("Location")).endsWith("/challenge");
    assertThat(sandbox.post(token + "/challenge", Map.of("outcome", "maybe")).status())
        .isEqualTo(422);
    assertLeadsTo(sandbox.post(token + "/challenge", Map.of("outcome", "pass")), SUCCESS);
    assertThat(sandbox.state()).isInstanceOf(PaymentState.Authorised.class);
  }

  @Test
  void a_challenge_is_failed() {
    var token = sandbox.open();
    sandbox.pay(token, CHALLENGED);
    assertLeadsTo(sandbox.post(token + "/challenge", Map.of("outcome", "fail")), CANCEL);
    assertLeadsTo(sandbox.post(token + "/challenge", Map.of("outcome", "pass")), CANCEL);
    assertThat(sandbox.state())
        .isEqualTo(new PaymentState.Declined(gatewayId(), "authentication_failed"));
  }

  @Test
  void nobody_passes_a_challenge_that_was_not_asked() {
    var token = sandbox.open();
    var page = sandbox.post(token + "/challenge", Map.of("outcome", "pass"));
    assertThat(page.headers().get("Location")).endsWith(token);
    assertThat(sandbox.get(token + "/challenge").headers().get("Location")).endsWith(token);
    assertThat(sandbox.state()).isInstanceOf(PaymentState.Open.class);
  }

  @Test
  void the_buyer_cancels_before_and_during_the_challenge() {
    var token = sandbox.open();
    sandbox.pay(token, CHALLENGED);
    assertLeadsTo(sandbox.post(token + "/cancel", Map.of()), CANCEL);
    assertThat(sandbox.state()).isInstanceOf(PaymentState.Cancelled.class);
    assertLeadsTo(sandbox.pay(token, APPROVED), CANCEL);
    assertThat(sandbox.get(token).body()).contains("Payment cancelled", CANCEL);
  }

  @Test
  void paying_twice_and_cancelling_afterwards_change_nothing() {
    var token = sandbox.open();
    sandbox.pay(token, APPROVED);
    var paid = sandbox.state();
    assertLeadsTo(sandbox.pay(token, APPROVED), SUCCESS);
    assertLeadsTo(sandbox.pay(token, "4000000000000002"), SUCCESS);
    assertLeadsTo(sandbox.post(token + "/cancel", Map.of()), SUCCESS);
    assertThat(sandbox.state()).isEqualTo(paid);
    assertThat(sandbox.get(token).body())
        .contains("Payment complete", "href=\"https://shop.example/paid?cart=1&amp;x=%C3%A9\"");
  }

  @Test
  void twenty_posts_at_once_authorise_once() throws Exception {
    var token = sandbox.open();
    var together = new CyclicBarrier(20);
    Callable<Page> pay =
        () -> {
          together.await();
          return sandbox.pay(token, APPROVED);
        };
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(threads.invokeAll(Stream.generate(() -> pay).limit(20).toList()))
          .extracting(Future::resultNow)
          .allSatisfy(page -> assertLeadsTo(page, SUCCESS));
    }
    assertThat(
            sandbox
                .honest()
                .desk()
                .find(PageToken.parse(token).orElseThrow())
                .orElseThrow()
                .status())
        .isEqualTo(Payment.Status.AUTHORISED);
  }

  @Test
  void nobody_pays_what_has_expired() {
    var token = sandbox.open();
    sandbox.clock.pass(Duration.ofMinutes(30));
    assertLeadsTo(sandbox.pay(token, APPROVED), CANCEL);
    assertThat(sandbox.state()).isInstanceOf(PaymentState.Cancelled.class);
  }

  @Test
  void a_page_is_found_by_its_whole_token_alone() {
    var token = sandbox.open();
    var other = token.charAt(40) == 'A' ? 'B' : 'A';
    var guess = token.substring(0, 40) + other + token.substring(41);
    for (var path :
        new String[] {
          guess,
          guess + "/challenge",
          gatewayId(),
          "ref-1",
          "",
          "/",
          "..",
          "../..",
          token + "/",
          token + "x",
          token + "/other",
          token.substring(1),
          "a".repeat(56),
          "%",
          "\u0000"
        }) {
      assertThat(sandbox.get(path).status()).as(path).isEqualTo(404);
      assertThat(sandbox.get(path).body())
          .contains("There is no payment here", "charged nothing")
          .doesNotContain("was charged"); // nobody knows which payment was meant
    }
    assertThat(sandbox.get(token + "/cancel").status()).isEqualTo(404);
    assertThat(sandbox.answer("DELETE", token, Map.of()).status()).isEqualTo(404);
    assertThat(token).hasSize(56);
  }

  private String gatewayId() {
    return switch (sandbox.state()) {
      case PaymentState.Open(var id, _) -> id;
      case PaymentState.Declined(var id, _) -> id;
      default -> throw new AssertionError("Neither open nor declined");
    };
  }

  /** All that the sandbox wrote. */
  private String kept() throws IOException {
    var all = new StringBuilder();
    try (var files = Files.walk(directory)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        all.append(Files.readString(file));
      }
    }
    return all.toString();
  }
}
