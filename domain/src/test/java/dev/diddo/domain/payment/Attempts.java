package dev.diddo.domain.payment;

import dev.diddo.domain.id.CartId;
import dev.diddo.domain.id.CountingIds;
import dev.diddo.domain.id.Ids;
import dev.diddo.domain.id.MerchantOrderId;
import dev.diddo.domain.id.PaymentId;
import dev.diddo.domain.merchant.MerchantSplit;
import dev.diddo.domain.merchant.Stores;
import dev.diddo.domain.money.Money;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** Attempts to pay. */
final class Attempts {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Ids IDS = new CountingIds();

  private Attempts() {}

  /** An attempt with a split for each of these. */
  static Attempt of(Money amount, Money... grosses) {
    return new Attempt(
        new PaymentId(IDS.next()),
        new CartId(IDS.next()),
        "sandbox",
        Handover.Mode.HOSTED,
        amount,
        Arrays.stream(grosses).map(Attempts::split).toList(),
        Optional.of("ada@example.com"),
        Optional.empty(),
        URI.create("https://shop.example/paid"),
        URI.create("https://shop.example/cancelled"),
        NOON,
        NOON.plus(Duration.ofMinutes(30)));
  }

  private static MerchantSplit split(Money gross) {
    var order = new MerchantOrderId(IDS.next());
    return MerchantSplit.of(Stores.usd("kit.example"), order, gross, gross, Optional.empty());
  }
}
