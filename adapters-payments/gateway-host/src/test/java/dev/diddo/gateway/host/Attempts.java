package dev.diddo.gateway.host;

import dev.diddo.domain.id.CartId;
import dev.diddo.domain.id.MerchantOrderId;
import dev.diddo.domain.id.PaymentId;
import dev.diddo.domain.id.StoreId;
import dev.diddo.domain.merchant.MerchantSplit;
import dev.diddo.domain.money.Money;
import dev.diddo.domain.payment.Attempt;
import dev.diddo.domain.payment.Handover;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Attempts to pay two merchants. */
final class Attempts {
  static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  /** A breaker that no test meets by accident. */
  static final BreakerLimits PATIENT =
      new BreakerLimits(1_000, Duration.ofSeconds(1), Duration.ofSeconds(1));

  private Attempts() {}

  static Attempt at(String gateway) {
    return new Attempt(
        new PaymentId(UUID.randomUUID()),
        new CartId(UUID.randomUUID()),
        gateway,
        Handover.Mode.HOSTED,
        usd(4598),
        List.of(split("First", 4000, 400), split("Second", 598, 59)),
        Optional.of("ada@example.com"),
        Optional.of("cus_ada"),
        URI.create("https://shop.example/paid"),
        URI.create("https://shop.example/cancelled"),
        NOON,
        NOON.plusSeconds(1800));
  }

  static Money usd(long cents) {
    return new Money(cents, Currency.getInstance("USD"));
  }

  private static MerchantSplit split(String store, long gross, long commission) {
    return new MerchantSplit(
        new StoreId(UUID.randomUUID()),
        store,
        new MerchantOrderId(UUID.randomUUID()),
        usd(gross),
        usd(commission),
        Optional.of("acct_" + store),
        false);
  }
}
