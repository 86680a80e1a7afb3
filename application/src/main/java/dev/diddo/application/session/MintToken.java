package dev.diddo.application.session;

import dev.diddo.application.order.Orders;
import dev.diddo.application.organization.Caller;
import dev.diddo.domain.id.Ids;
import dev.diddo.domain.id.SessionId;
import dev.diddo.domain.session.BuyerField;
import dev.diddo.domain.session.BuyerIdentity;
import dev.diddo.domain.session.CheckoutSession;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Opens a session for a platform's customer, who then needs to type nothing that is known. */
public final class MintToken {
  private final CheckoutSessions sessions;
  private final Orders orders;
  private final SessionTokens tokens;
  private final Ids ids;
  private final InstantSource clock;

  public MintToken(
      CheckoutSessions sessions,
      Orders orders,
      SessionTokens tokens,
      Ids ids,
      InstantSource clock) {
    this.sessions = sessions;
    this.orders = orders;
    this.tokens = tokens;
    this.ids = ids;
    this.clock = clock;
  }

  /** What the platform says of its customer; nothing of it makes a guest. */
  public record Customer(
      Map<BuyerField, String> identity,
      Optional<String> externalId,
      Optional<String> successUrl,
      Optional<String> cancelUrl) {
    @Override
    public String toString() {
      return "Customer" + identity.keySet();
    }
  }

  /**
   * The token of a new session. A returning customer's last identity is filled in, below what the
   * platform says, their address only where the platform says nothing of one: only a platform may
   * ask for it, never a guest.
   */
  public String mint(Caller.Platform platform, Customer customer) {
    var now = clock.instant();
    var session =
        new CheckoutSession(
            new SessionId(ids.next()),
            platform.tenant(),
            known(platform, customer),
            customer.externalId(),
            customer.successUrl(),
            customer.cancelUrl(),
            now,
            now.plus(CheckoutSession.LIFETIME));
    sessions.add(session);
    return tokens.mint(session);
  }

  private BuyerIdentity known(Caller.Platform platform, Customer customer) {
    var remembered = remembered(platform, customer);
    boolean isSentElsewhere =
        BuyerIdentity.NOBODY.with(customer.identity()).fields().keySet().stream()
            .anyMatch(BuyerField::isOfAddress);
    return (isSentElsewhere ? remembered.withoutAddress() : remembered).with(customer.identity());
  }

  private BuyerIdentity remembered(Caller.Platform platform, Customer customer) {
    var email = BuyerIdentity.NOBODY.with(customer.identity()).email();
    return customer.externalId().isEmpty() && email.isEmpty()
        ? BuyerIdentity.NOBODY
        : orders
            .lastBuyer(platform.tenant(), customer.externalId(), email)
            .orElse(BuyerIdentity.NOBODY);
  }
}
