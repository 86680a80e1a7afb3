package dev.diddo.gateway.sandbox;

import dev.diddo.gateway.kit.SettableClock;
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
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
  private static final URI PAGES = URI.create("https://pay.example/payments/sandbox/pages");

  final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T12:00:00Z"));
  final SandboxGateway gateway;

  Sandbox(Path directory) {
    this(directory, URI.create("http://127.0.0.1:9/"), List.of(Duration.ZERO));
  }

  Sandbox(Path directory, URI notificationsUrl, List<Duration> delays) {
    gateway =
        SandboxGateway.connect(
            new GatewayContext(
                Map.of(SandboxPlugin.NOTIFICATION_SECRET, ""),
                notificationsUrl,
                PAGES,
                directory,
                clock),
            delays);
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
      return url.toString().substring(PAGES.toString().length() + 1);
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
    gateway.captures().orElseThrow().capture(REFERENCE, usd(cents), "capture");
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
