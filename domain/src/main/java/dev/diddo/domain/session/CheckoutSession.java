package dev.diddo.domain.session;

import dev.diddo.domain.id.SessionId;
import dev.diddo.domain.organization.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One buyer at one organization. What the buyer holds is the Customer Session Token that names it.
 *
 * @param customer what the platform said of its customer; carts begin with it
 * @param externalCustomerId the platform's own id of the customer
 * @param successUrl where this buyer goes after paying; empty for the organization's
 * @param cancelUrl the same for payments that came to nothing
 */
public record CheckoutSession(
    SessionId id,
    Tenant tenant,
    BuyerIdentity customer,
    Optional<String> externalCustomerId,
    Optional<String> successUrl,
    Optional<String> cancelUrl,
    Instant createdAt,
    Instant expiresAt) {

  /** From minting to expiry, as its token has it. */
  public static final Duration LIFETIME = Duration.ofHours(24);

  /** Whether anybody vouches for the buyer. */
  public enum Kind {
    GUEST,
    IDENTIFIED
  }

  public static CheckoutSession guest(SessionId id, Tenant tenant, Instant now) {
    return new CheckoutSession(
        id,
        tenant,
        BuyerIdentity.NOBODY,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        now,
        now.plus(LIFETIME));
  }

  /** The same session of nobody in particular: what is left of it once its buyer is erased. */
  public CheckoutSession erased() {
    return new CheckoutSession(
        id,
        tenant,
        BuyerIdentity.NOBODY,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        createdAt,
        expiresAt);
  }

  public Kind kind() {
    return externalCustomerId.isPresent() || customer.email().isPresent()
        ? Kind.IDENTIFIED
        : Kind.GUEST;
  }
}
