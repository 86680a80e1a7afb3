package dev.diddo.gateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.diddo.gateway.kit.SettableClock;
import dev.diddo.gateway.spi.Captures;
import dev.diddo.gateway.spi.Gateway;
import dev.diddo.gateway.spi.GatewayContext;
import dev.diddo.gateway.spi.Handover;
import dev.diddo.gateway.spi.Money;
import dev.diddo.gateway.spi.Pages.Page;
import dev.diddo.gateway.spi.Pages.PageRequest;
import dev.diddo.gateway.spi.PaymentReference;
import dev.diddo.gateway.spi.PaymentRequest;
import dev.diddo.gateway.spi.PaymentRequest.Share;
import dev.diddo.gateway.spi.PaymentState;
import dev.diddo.gateway.spi.Refunds;
import dev.diddo.gateway.spi.Transfers;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A sandbox with one payment of two merchants, and a buyer in front of its page. */
final class Sandbox implements AutoCloseable {
  static final String APPROVED = "4242424242424242";
  static final String CHALLENGED = "4000002500003155";
  static final String SUCCESS = "https://shop.example/paid?cart=1&x=%C3%A9";
  static final String CANCEL = "https://shop.example/cancelled";
  static final PaymentReference REFERENCE = new PaymentReference("ref-1", Optional.empty());
  static final String CONTROL_TOKEN = "a control token of these tests";
  private static final URI NOBODY = URI.create("http://127.0.0.1:9/");

  final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T12:00:00Z"));
  final Gateway gateway;
  private final URI pages;

  Sandbox(Path directory) {
    this(directory, NOBODY, List.of(Duration.ZERO));
  }

  Sandbox(Path directory, URI notificationsUrl, List<Duration> delays) {
    this(
        directory,
        notificationsUrl,
        delays,
        "off",
        URI.create("https://pay.example/payments/sandbox/pages"));
  }

  private Sandbox(
      Path directory, URI notificationsUrl, List<Duration> delays, String control, URI pages) {
    this.pages = pages;
    gateway =
        SandboxPlugin.connect(
            new GatewayContext(
                Map.of(
                    SandboxPlugin.NOTIFICATION_SECRET,
                    "",
                    SandboxPlugin.CONTROL,
                    control,
                    SandboxPlugin.CONTROL_TOKEN,
                    CONTROL_TOKEN),
                notificationsUrl,
                pages,
                directory,
                clock),
            delays);
  }

  /** One that a test can tell to misbehave. */
  static Sandbox controlled(Path directory, URI notificationsUrl) {
    return new Sandbox(
        directory,
        notificationsUrl,
        Collections.nCopies(1_000, Duration.ofMillis(20)),
        "on",
        URI.create("http://127.0.0.1:9/sandbox/payments"));
  }

  static Sandbox controlled(Path directory) {
    return controlled(directory, NOBODY);
  }

  /** Posts an order of {@code name=value} pairs; it has to be taken. */
  JsonNode order(String path, String... pairs) throws IOException {
    var page = control(path, pairs);
    assertThat(page.status()).as(page.body()).isIn(200, 201);
    return new ObjectMapper().readTree(page.body());
  }

  Page control(String path, String... pairs) {
    var form = new HashMap<String, String>();
    form.put("token", CONTROL_TOKEN);
    for (var pair : pairs) {
      form.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
    }
    return post("control/" + path, form);
  }

  /** The provider itself, where nobody controls it. */
  SandboxGateway honest() {
    return (SandboxGateway) gateway;
  }

  Captures captures() {
    return gateway.captures().orElseThrow();
  }

  /** Opens the payment, or finds it open; answers the token of its page. */
  String open() {
    return open(usd(4598), "Müller & Söhne <b>");
  }

  String open(Money amount, String merchant) {
    return open(amount, merchant, Optional.empty());
  }

  /** Opens it for a customer whom the provider knows. */
  String open(Money amount, String merchant, Optional<String> customer) {
    var part = new Money(amount.minorUnits() - 1, amount.currency());
    var rest = new Money(1, amount.currency());
    var request =
        new PaymentRequest(
            "ref-1-open",
            REFERENCE.reference(),
            Handover.Mode.HOSTED,
            amount,
            List.of(
                new Share("m-1", merchant, Optional.empty(), part, part),
                new Share("m-2", "Second", Optional.empty(), rest, rest)),
            Optional.of("ada@example.com"),
            customer,
            URI.create(SUCCESS),
            URI.create(CANCEL),
            clock.instant().plus(Duration.ofMinutes(30)));
    if (gateway.open(request) instanceof PaymentState.Open(_, Handover.Hosted(var url))) {
      return url.toString().substring(pages.toString().length() + 1);
    }
    throw new AssertionError("The payment is not open");
  }

  /** Opens the payment and has a buyer authorise it. */
  void authorise() {
    pay(open(), APPROVED);
  }

  /** Authorises and captures so many cents. */
  void capture(long cents) {
    authorise();
    captures().capture(REFERENCE, usd(cents), "capture");
  }

  Refunds refunds() {
    return gateway.refunds().orElseThrow();
  }

  Transfers transfers() {
    return gateway.transfers().orElseThrow();
  }

  static Money usd(long cents) {
    return new Money(cents, Currency.getInstance("USD"));
  }

  PaymentState state() {
    return gateway.lookUp(REFERENCE);
  }

  Page get(String path) {
    return answer("GET", path, Map.of());
  }

  Page post(String path, Map<String, String> form) {
    return answer("POST", path, form);
  }

  Page pay(String token, String card) {
    return post(token, form(Map.of("card_number", card)));
  }

  Page answer(String method, String path, Map<String, String> form) {
    return gateway.pages().orElseThrow().answer(new PageRequest(method, path, form));
  }

  /** A form that is filled in well, but for these fields. */
  static Map<String, String> form(Map<String, String> changes) {
    var form = new HashMap<String, String>();
    form.put("card_number", APPROVED);
    form.put("exp", "12/34");
    form.put("cvc", "123");
    form.put("name", "Ada Byron");
    form.putAll(changes);
    return form;
  }

  @Override
  public void close() {
    gateway.close();
  }
}
