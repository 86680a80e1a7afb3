package dev.diddo.application.payment;

import static dev.diddo.domain.Outcome.accepted;
import static dev.diddo.domain.Outcome.refused;

import dev.diddo.application.organization.Organizations;
import dev.diddo.application.session.CheckoutSessions;
import dev.diddo.domain.Outcome;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.merchant.MerchantSplit;
import dev.diddo.domain.organization.Environment;
import dev.diddo.domain.organization.Organization;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.payment.AmountRule;
import dev.diddo.domain.payment.Attempt;
import dev.diddo.domain.payment.Handover;
import dev.diddo.domain.session.CheckoutSession;
import java.util.List;
import java.util.Optional;

/**
 * Finds the gateway that a buyer pays by: the one that the call names, else the organization's
 * first, else the first that is configured. Real money and play money never meet: production pays
 * by live gateways alone, sandbox by others.
 */
public final class ChooseGateway {
  private final Gateways gateways;
  private final Organizations organizations;
  private final CheckoutSessions sessions;
  private final GatewayCustomers customers;

  public ChooseGateway(
      Gateways gateways,
      Organizations organizations,
      CheckoutSessions sessions,
      GatewayCustomers customers) {
    this.gateways = gateways;
    this.organizations = organizations;
    this.sessions = sessions;
    this.customers = customers;
  }

  /** Why there is none. */
  public sealed interface Refusal {
    /** Nothing of that name can be paid by here; or, none was named, nothing at all. */
    record NoGateway() implements Refusal {}

    /** It has no such mode. */
    record NoSuchMode() implements Refusal {}

    /** It does not take this currency. */
    record CurrencyNotTaken() implements Refusal {}

    /** It does not take this amount. */
    record AmountNotTaken(AmountRule.Fit fit, AmountRule rule) implements Refusal {}
  }

  /** The names of those that this tenant's buyers may pay by, the default first. */
  public List<String> offered(Tenant tenant) {
    var isLive = tenant.environment() == Environment.PRODUCTION;
    var wanted =
        organizations.find(tenant.organization()).map(Organization::gateways).orElse(List.of());
    var among = wanted.isEmpty() ? gateways.names() : wanted;
    return among.stream()
        .filter(name -> gateways.abilities(name).filter(it -> it.isLive() == isLive).isPresent())
        .toList();
  }

  /** The ways in which buyers can pay by a gateway, the one for want of another first. */
  public List<Handover.Mode> modes(String gateway) {
    return gateways.abilities(gateway).stream().flatMap(it -> it.modes().stream()).toList();
  }

  Outcome<AttemptTerms.Way, Refusal> choose(
      Tenant tenant, LiveCart.Open cart, OpenPayment.Wish wish, LiveCart.Freeze freeze) {
    var offered =
        offered(tenant).stream().filter(gateway -> canWaitForStores(gateway, freeze)).toList();
    var name =
        wish.gateway().isPresent()
            ? wish.gateway().filter(offered::contains)
            : offered.stream().findFirst();
    if (name.isEmpty()) {
      return refused(new Refusal.NoGateway());
    }
    var modes = modes(name.get());
    var mode = wish.mode().isPresent() ? wish.mode() : modes.stream().findFirst();
    if (mode.isEmpty() || !modes.contains(mode.get())) {
      return refused(new Refusal.NoSuchMode());
    }
    return fits(name.get(), freeze)
        .map(_ -> new AttemptTerms.Way(name.get(), mode.get(), customer(tenant, name.get(), cart)));
  }

  /** What a store may reject must be left untaken, or be given back. */
  private boolean canWaitForStores(String gateway, LiveCart.Freeze freeze) {
    return freeze.splits().stream().noneMatch(MerchantSplit::decides)
        || gateways.abilities(gateway).filter(it -> it.captures() || it.refunds()).isPresent();
  }

  /** The parts too, for each of them may be captured or given back alone. */
  private Outcome<AmountRule, Refusal> fits(String gateway, LiveCart.Freeze freeze) {
    var total = freeze.cart().contents().totals().total();
    var rule = gateways.amounts(gateway, total.currency());
    if (rule.isEmpty()) {
      return refused(new Refusal.CurrencyNotTaken());
    }
    var isTooFine = freeze.splits().stream().anyMatch(it -> rule.get().isTooFine(it.gross()));
    var fit = isTooFine ? AmountRule.Fit.TOO_FINE : rule.get().of(total);
    return fit == AmountRule.Fit.FITS
        ? accepted(rule.get())
        : refused(new Refusal.AmountNotTaken(fit, rule.get()));
  }

  /** Who is identified is known again at the provider; a guest, or whom it cannot keep, is not. */
  private Optional<String> customer(Tenant tenant, String gateway, LiveCart.Open cart) {
    if (gateways.abilities(gateway).filter(Gateways.Abilities::customers).isEmpty()) {
      return Optional.empty();
    }
    return sessions
        .find(tenant, cart.contents().session())
        .filter(session -> session.kind() == CheckoutSession.Kind.IDENTIFIED)
        .flatMap(session -> customer(tenant, gateway, cart, session));
  }

  private Optional<String> customer(
      Tenant tenant, String gateway, LiveCart.Open cart, CheckoutSession session) {
    var reference = CustomerReference.of(session);
    return customers
        .find(tenant, gateway, reference)
        .or(
            () ->
                gateways
                    .createCustomer(
                        gateway,
                        new Gateways.Customer(
                            reference, cart.contents().buyer().email(), Optional.empty()))
                    .map(id -> customers.add(tenant, gateway, reference, id)));
  }

  /** Has a buyer kept anew whose customer the gateway does not have any more. */
  void renewCustomer(Tenant tenant, LiveCart.Open cart, Attempt attempt) {
    var session = sessions.find(tenant, cart.contents().session()).orElseThrow();
    var reference = CustomerReference.of(session);
    var gone = attempt.customer().orElseThrow();
    gateways
        .createCustomer(
            attempt.gateway(), new Gateways.Customer(reference, attempt.email(), Optional.empty()))
        .ifPresent(id -> customers.replace(tenant, attempt.gateway(), reference, gone, id));
  }
}
