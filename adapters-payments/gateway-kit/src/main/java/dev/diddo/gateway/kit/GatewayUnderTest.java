package dev.diddo.gateway.kit;

import static org.assertj.core.api.Assertions.assertThat;

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
import dev.diddo.gateway.spi.Refunds.RefundState;
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
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

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

  /** What the gateway is tried with. Those with two, none and three decimals find most mistakes. */
  protected List<Currency> currencies() {
    return List.of(
        Currency.getInstance("USD"), Currency.getInstance("JPY"), Currency.getInstance("KWD"));
  }

  /** Lets time pass at the provider. By itself only the context's clock moves. */
  protected void pass(Duration time) {
    clock.pass(time);
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
    var half = new Money(amount.minorUnits() / 2, amount.currency());
    var rest = new Money(amount.minorUnits() - half.minorUnits(), amount.currency());
    var reference = UUID.randomUUID().toString();
    return new PaymentRequest(
        reference + "-open",
        reference,
        Handover.Mode.HOSTED,
        amount,
        List.of(
            new Share(reference + "-1", "Müller & Söhne", Optional.empty(), half, half),
            new Share(reference + "-2", "Second <Shop>", Optional.empty(), rest, rest)),
        Optional.of("ada@example.com"),
        Optional.empty(),
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

  static Money usd(long cents) {
    return new Money(cents, Currency.getInstance("USD"));
  }

  static PaymentReference reference(PaymentRequest request) {
    return new PaymentReference(request.reference(), Optional.empty());
  }

  final PaymentState.Open open(PaymentRequest request) {
    var state = gateway.open(request);
    assertThat(state).isInstanceOf(PaymentState.Open.class);
    return (PaymentState.Open) state;
  }

  final PaymentState approved(PaymentRequest request) throws Exception {
    approve(open(request));
    return gateway.lookUp(reference(request));
  }

  /** A payment whose money was taken. */
  final PaymentReference captured(Money amount) throws Exception {
    var request = request(amount);
    var approved = approved(request);
    gateway
        .captures()
        .ifPresentOrElse(
            captures ->
                assertThat(captures.capture(reference(request), amount, "capture"))
                    .isInstanceOf(PaymentState.Captured.class),
            () -> assertThat(approved).isInstanceOf(PaymentState.Captured.class));
    return reference(request);
  }

  static Money amountOf(PaymentState state) {
    return switch (state) {
      case PaymentState.Authorised(_, var amount) -> amount;
      case PaymentState.Captured(_, var amount) -> amount;
      case PaymentState.Open _,
          PaymentState.ActionRequired _,
          PaymentState.Pending _,
          PaymentState.Declined _,
          PaymentState.Cancelled _,
          PaymentState.Missing _ ->
          throw new AssertionError("Neither authorised nor captured: " + state);
    };
  }

  static String refundId(RefundState state) {
    return switch (state) {
      case RefundState.Pending(var id) -> id;
      case RefundState.Succeeded(var id) -> id;
      case RefundState.Failed _ -> throw new AssertionError("Not refunded: " + state);
    };
  }

  /** The page that the buyer of an open payment is sent to. */
  protected static URI page(PaymentState.Open payment) {
    return switch (payment.handover()) {
      case Handover.Hosted(var url) -> url;
      case Handover.Embedded _ -> throw new AssertionError("A page was asked for");
    };
  }

  /** The same call on so many threads, all of which start together. */
  static <T> List<T> atOnce(int threads, Callable<T> call) throws Exception {
    var together = new CyclicBarrier(threads);
    Callable<T> started =
        () -> {
          together.await();
          return call.call();
        };
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      return pool.invokeAll(Collections.nCopies(threads, started)).stream()
          .map(Future::resultNow)
          .toList();
    }
  }
}
