package dev.diddo.gateway.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.diddo.gateway.spi.Gateway;
import dev.diddo.gateway.spi.GatewayContext;
import dev.diddo.gateway.spi.GatewayPlugin;
import dev.diddo.gateway.spi.Handover;
import dev.diddo.gateway.spi.Money;
import dev.diddo.gateway.spi.Notifications.RawNotification;
import dev.diddo.gateway.spi.PaymentReference;
import dev.diddo.gateway.spi.PaymentRequest;
import dev.diddo.gateway.spi.PaymentRequest.Share;
import dev.diddo.gateway.spi.PaymentState;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/**
 * What the author tells of a gateway, so that {@link GatewayConformance} can drive it; and the
 * gateway, connected anew for each test.
 */
public abstract class GatewayUnderTest {
  /** How long a payment of these tests may stay open. */
  protected static final Duration LIFETIME = Duration.ofMinutes(30);

  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T12:00:00Z"));
  private Gateway gateway;

  /** The plugin, new. */
  protected abstract GatewayPlugin plugin();

  /** What the gateway declares that it can do. */
  protected abstract Set<Facet> facets();

  /** Acts as a buyer who pays. Afterwards the payment is authorised, or captured at once. */
  protected abstract void approve(PaymentState.Open payment) throws Exception;

  /** Acts as a buyer whose payment is declined. */
  protected abstract void decline(PaymentState.Open payment) throws Exception;

  /** How the gateway declares that buyers can pay. */
  protected Set<Handover.Mode> modes() {
    return EnumSet.of(Handover.Mode.HOSTED);
  }

  /** Values of settings that have no default, or shall have another one. */
  protected Map<String, String> settings() {
    return Map.of();
  }

  /** A merchant's account, where the gateway declares transfers. */
  protected String account() {
    throw new UnsupportedOperationException("Say which account transfers may go to");
  }

  /** A message about that payment, signed by the provider at that time. */
  protected RawNotification notification(PaymentReference about, Instant sentAt) {
    throw new UnsupportedOperationException("Say what the provider sends");
  }

  /** The header that carries the signature, in lower case. */
  protected String signatureHeader() {
    throw new UnsupportedOperationException("Say where the provider's signature is");
  }

  /** Acts as a buyer who wants a captured payment back from the bank, all of it. */
  protected void dispute(PaymentReference payment) throws Exception {
    throw new UnsupportedOperationException("Say how a payment is disputed");
  }

  /**
   * What the gateway is tried with. The first one is what most tests use: it takes 12.99 of it and
   * parts of that. Those with two, none and three decimals find most mistakes.
   */
  protected List<Currency> currencies() {
    return List.of(
        Currency.getInstance("USD"), Currency.getInstance("JPY"), Currency.getInstance("KWD"));
  }

  /** Lets time pass at the provider. By itself only the context's clock moves. */
  protected void pass(Duration time) {
    clock.pass(time);
  }

  /**
   * Lets the provider do what it is asked next and its answer get lost. Whoever cannot arrange that
   * leaves it: the tests that need it are skipped then.
   */
  protected void loseNextAnswer() {
    throw new TestAbortedException("Override loseNextAnswer to have lost answers tested");
  }

  /** Cuts the provider off until {@link #reconnect}. Skipped if not overridden, as above. */
  protected void disconnect() {
    throw new TestAbortedException("Override disconnect to have an outage tested");
  }

  /** Ends what {@link #disconnect} began. */
  protected void reconnect() {}

  /**
   * Refunds a part of a captured payment without the gateway, as a clerk does in the provider's own
   * dashboard. Skipped if not overridden, as above.
   */
  protected void refundByHand(PaymentReference payment, Money amount) throws Exception {
    throw new TestAbortedException("Override refundByHand to have a clerk's refunds tested");
  }

  /** The clock that the gateway was given. */
  protected final SettableClock clock() {
    return clock;
  }

  /** The gateway, connected for this test. */
  protected final Gateway gateway() {
    return gateway;
  }

  /** A payment that was never asked for before, from two merchants, open for {@link #LIFETIME}. */
  protected final PaymentRequest request(Money amount) {
    return request(amount, gateway.modes().getFirst(), Optional.empty());
  }

  final PaymentRequest request(Money amount, Handover.Mode mode, Optional<String> customer) {
    var half = new Money(amount.minorUnits() / 2, amount.currency());
    var rest = new Money(amount.minorUnits() - half.minorUnits(), amount.currency());
    var reference = UUID.randomUUID().toString();
    var account = declares(Facet.TRANSFERS) ? Optional.of(account()) : Optional.<String>empty();
    return new PaymentRequest(
        reference + "-open",
        reference,
        mode,
        amount,
        List.of(
            new Share(reference + "-1", "Müller & Söhne", account, half, half),
            new Share(reference + "-2", "Second <Shop>", account, rest, rest)),
        Optional.of("ada@example.com"),
        customer,
        URI.create("https://shop.example/paid?cart=1"),
        URI.create("https://shop.example/cancelled?cart=1"),
        clock.instant().plus(LIFETIME));
  }

  @BeforeEach
  final void connect(@TempDir Path directory) {
    var values = new HashMap<String, String>();
    plugin()
        .settings()
        .forEach(s -> s.defaultValue().ifPresent(value -> values.put(s.name(), value)));
    values.putAll(settings());
    gateway =
        plugin()
            .connect(
                new GatewayContext(
                    values,
                    URI.create(
                        "http://127.0.0.1:9/notifications"), // the discard port: nobody answers
                    URI.create("http://127.0.0.1:9/pages"),
                    directory,
                    clock));
  }

  @AfterEach
  final void close() {
    gateway.close();
  }

  /** The page that the buyer of an open payment is sent to. */
  protected static URI page(PaymentState.Open payment) {
    return switch (payment.handover()) {
      case Handover.Hosted(var url) -> url;
      case Handover.Embedded _ -> throw new AssertionError("A page was asked for");
    };
  }

  final boolean declares(Facet facet) {
    return facets().contains(facet);
  }

  /** Goes on only with what is declared, and is there: that it is has a test of its own. */
  final void assumeOffered(Facet facet) {
    assumeThat(facets()).contains(facet);
    assumeThat(facet.isOfferedBy(gateway)).as("it offers " + facet).isTrue();
  }

  /** So many minor units of the currency that most tests use. */
  final Money money(long minorUnits) {
    return new Money(minorUnits, currencies().getFirst());
  }

  /** The least amount from this on that the gateway takes. */
  final Money atLeast(long minorUnits, Currency currency) {
    var rule = gateway.amounts(currency).orElseThrow();
    long least = Math.max(minorUnits, rule.least());
    return new Money(Math.ceilDiv(least, rule.step()) * rule.step(), currency);
  }

  final Attempt attempt(Money amount) {
    return new Attempt(gateway, request(amount));
  }

  final Attempt opened(Money amount) {
    var attempt = attempt(amount);
    attempt.opened();
    return attempt;
  }

  /** One that its buyer has paid: authorised, or captured at once. */
  final Attempt approved(Money amount) throws Exception {
    return approved(attempt(amount));
  }

  final Attempt approved(Attempt attempt) throws Exception {
    approve(attempt.opened());
    attempt.lookUp();
    return attempt;
  }

  /** One whose money was taken. */
  final Attempt captured(Money amount) throws Exception {
    var attempt = approved(amount);
    gateway
        .captures()
        .ifPresent(
            captures -> captures.capture(attempt.reference(), amount, attempt.key("capture")));
    assertThat(attempt.lookUp()).isInstanceOf(PaymentState.Captured.class);
    return attempt;
  }
}
