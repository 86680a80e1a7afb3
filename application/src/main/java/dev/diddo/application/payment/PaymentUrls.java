package dev.diddo.application.payment;

import dev.diddo.application.organization.Organizations;
import dev.diddo.application.session.CheckoutSessions;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.organization.Tenant;
import java.net.URI;
import java.util.Optional;

/**
 * Where a buyer goes after the provider's page: what the call says, else the session, else the
 * organization, else the checkout page.
 */
public final class PaymentUrls {
  private static final String CART_ID = "{cart_id}";

  private final CheckoutSessions sessions;
  private final Organizations organizations;
  private final CheckoutLinks links;

  public PaymentUrls(CheckoutSessions sessions, Organizations organizations, CheckoutLinks links) {
    this.sessions = sessions;
    this.organizations = organizations;
    this.links = links;
  }

  AttemptTerms.ReturnUrls of(Tenant tenant, LiveCart cart, OpenPayment.Wish wish) {
    var session = sessions.find(tenant, cart.contents().session());
    var organization = organizations.find(tenant.organization());
    var template = cart.contents().template();
    var success =
        wish.successUrl()
            .or(() -> session.flatMap(s -> s.successUrl()))
            .or(() -> organization.flatMap(o -> o.successUrl()));
    var cancel =
        wish.cancelUrl()
            .or(() -> session.flatMap(s -> s.cancelUrl()))
            .or(() -> organization.flatMap(o -> o.cancelUrl()));
    return new AttemptTerms.ReturnUrls(
        filled(success, cart).orElseGet(() -> links.paidAt(template)),
        filled(cancel, cart).orElseGet(() -> links.cancelledAt(template)));
  }

  private static Optional<URI> filled(Optional<String> url, LiveCart cart) {
    return url.map(text -> URI.create(text.replace(CART_ID, cart.id().text())));
  }
}
