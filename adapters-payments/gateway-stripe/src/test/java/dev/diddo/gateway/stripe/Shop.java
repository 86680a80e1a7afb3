package dev.diddo.gateway.stripe;

import dev.diddo.gateway.kit.SettableClock;
import dev.diddo.gateway.spi.Handover;
import dev.diddo.gateway.spi.Money;
import dev.diddo.gateway.spi.PaymentReference;
import dev.diddo.gateway.spi.PaymentRequest;
import dev.diddo.gateway.spi.PaymentRequest.Share;
import dev.diddo.gateway.spi.PaymentState;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/** A gateway before a fake Stripe, and one payment of two merchants. */
final class Shop implements AutoCloseable {
  static final String REFERENCE = "01JD0000000000000000000001";
  static final String EMAIL = "canary.buyer@example.com";

  /** As in production, but for the pauses, and small where that is what is tried. */
  static StripeLimits limits(Duration answer, int sessions) {
    var standard = StripeLimits.STANDARD;
    return new StripeLimits(
        standard.connect(),
        answer,
        standard.answerBytes(),
        standard.pauses(),
        Duration.ofMillis(10),
        standard.window(),
        standard.authorised(),
        sessions,
        standard.movements());
  }

  final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T12:00:00Z"));
  final FakeStripe stripe = new FakeStripe(clock);
  final StripeGateway gateway;

  Shop() {
    this(limits(StripeLimits.STANDARD.answer(), 1_000));
  }

  Shop(StripeLimits limits) {
    gateway = StripeGateway.connect(account(stripe.url()), clock, limits);
  }

  static Account account(String url) {
    return new Account(
        FakeStripe.SECRET_KEY, Optional.of("pk_test_51Publishable"), List.of(Webhook.SECRET), url);
  }

  static Money usd(long cents) {
    return money(cents, "USD");
  }

  static Money money(long minorUnits, String currency) {
    return new Money(minorUnits, Currency.getInstance(currency));
  }

  PaymentRequest hosted(Money amount) {
    return request(REFERENCE, Handover.Mode.HOSTED, amount, Optional.empty());
  }

  PaymentRequest embedded(Money amount) {
    return request(REFERENCE, Handover.Mode.EMBEDDED, amount, Optional.empty());
  }

  PaymentRequest request(
      String reference, Handover.Mode mode, Money amount, Optional<String> customer) {
    var part = new Money(amount.minorUnits() / 3, amount.currency());
    var rest = new Money(amount.minorUnits() - part.minorUnits(), amount.currency());
    return new PaymentRequest(
        reference + "-open",
        reference,
        mode,
        amount,
        List.of(
            new Share("m-1", "Müller & Söhne", Optional.of("acct_1"), part, part),
            new Share("m-2", "Second <Shop>", Optional.empty(), rest, rest)),
        Optional.of(EMAIL),
        customer,
        URI.create("https://shop.example/paid?cart=1"),
        URI.create("https://shop.example/cancelled?cart=1"),
        clock.instant().plus(Duration.ofMinutes(30)));
  }

  static PaymentReference reference() {
    return new PaymentReference(REFERENCE, Optional.empty());
  }

  static PaymentReference reference(String gatewayId) {
    return new PaymentReference(REFERENCE, Optional.of(gatewayId));
  }

  PaymentState.Open open(PaymentRequest request) {
    return (PaymentState.Open) gateway.open(request);
  }

  /** A payment of this amount that its buyer has authorised. */
  PaymentReference authorised(Money amount) {
    var open = open(hosted(amount));
    stripe.books.pay(open.gatewayId());
    return reference(open.gatewayId());
  }

  PaymentReference captured(Money amount) {
    var reference = authorised(amount);
    var state = gateway.captures().orElseThrow().capture(reference, amount, "capture-1");
    return reference(((PaymentState.Captured) state).gatewayId());
  }

  long count(String endPoint) {
    return stripe.received.stream().filter(it -> it.endPoint().equals(endPoint)).count();
  }

  FakeStripe.Received last(String endPoint) {
    return stripe.received.stream()
        .filter(it -> it.endPoint().equals(endPoint))
        .reduce((_, later) -> later)
        .orElseThrow();
  }

  @Override
  public void close() {
    gateway.close();
    stripe.close();
    if (!stripe.violations.isEmpty()) {
      throw new AssertionError("Calls that Stripe refuses: " + stripe.violations);
    }
  }
}
