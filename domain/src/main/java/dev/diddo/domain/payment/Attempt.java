package dev.diddo.domain.payment;

import dev.diddo.domain.id.CartId;
import dev.diddo.domain.id.PaymentId;
import dev.diddo.domain.merchant.MerchantSplit;
import dev.diddo.domain.money.Money;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What never changes of one attempt to pay for one live cart. It is committed before the gateway
 * hears of it.
 *
 * @param gateway by its name
 * @param amount never zero: there is nothing to pay then
 * @param splits sum to the amount
 * @param email where the provider may send its receipt
 * @param customer the provider's id of an identified buyer
 * @param expiresAt when nobody finishes it until then it is cancelled
 */
public record Attempt(
    PaymentId id,
    CartId cart,
    String gateway,
    Handover.Mode mode,
    Money amount,
    List<MerchantSplit> splits,
    Optional<String> email,
    Optional<String> customer,
    URI successUrl,
    URI cancelUrl,
    Instant createdAt,
    Instant expiresAt) {

  public Attempt {
    splits = List.copyOf(splits);
    if (amount.minorUnits() <= 0) {
      throw new IllegalArgumentException("A payment of nothing");
    }
    var sum =
        splits.stream()
            .map(MerchantSplit::gross)
            .reduce(Money.zero(amount.currency()), Money::plus);
    if (!sum.equals(amount)) {
      throw new IllegalArgumentException("The splits sum to " + sum + ", not to " + amount);
    }
  }

  /** Our name for it at the gateway. */
  public String reference() {
    return id.text();
  }

  /** Our own idempotency key for a step of this attempt; it never changes. */
  public String key(String step) {
    return id.text() + "-" + step;
  }
}
