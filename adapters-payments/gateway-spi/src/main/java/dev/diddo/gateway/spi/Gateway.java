package dev.diddo.gateway.spi;

import java.util.Currency;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * One configured account at a payment provider.
 *
 * <p>Opening a payment, looking one up and ending one are what every gateway can do. What a gateway
 * can do beyond that it declares by returning the facet; an absent facet is never called.
 */
public interface Gateway extends AutoCloseable {

  /**
   * Opens a payment for the buyer to authorise. Repeated with the same {@link
   * PaymentRequest#idempotencyKey()} it answers the payment it opened before, in its present state.
   *
   * @throws GatewayUnreachableException if the provider surely did nothing
   */
  PaymentState open(PaymentRequest request);

  /**
   * The present state of a payment, as the provider has it: never from a cache. {@link
   * PaymentState.Missing} if the provider knows no such payment.
   */
  PaymentState lookUp(PaymentReference reference);

  /**
   * Ends a payment that its buyer has not authorised; answers the state that the payment then has.
   * A payment that is authorised, captured or ended already is left as it is. Safe to repeat.
   */
  PaymentState cancel(PaymentReference reference);

  /**
   * Whether real money moves. Production is paid by such gateways alone, and sandbox by the others;
   * a provider's test account says false. Asked once, when the gateway is connected.
   */
  default boolean isLive() {
    return false;
  }

  /** How buyers can pay here; the first is what they do where nothing else is asked for. */
  default SequencedSet<Handover.Mode> modes() {
    return new LinkedHashSet<>(List.of(Handover.Mode.HOSTED));
  }

  /**
   * Which amounts it takes in this currency; empty if it takes none. Asked before a payment is
   * opened, so it is answered at once, without the provider.
   */
  default Optional<AmountRule> amounts(Currency currency) {
    return Optional.of(AmountRule.ANY);
  }

  /**
   * Present if an authorised payment is captured by a call of its own; else it captures at once.
   */
  default Optional<Captures> captures() {
    return Optional.empty();
  }

  /** Present if captured money can be given back. */
  default Optional<Refunds> refunds() {
    return Optional.empty();
  }

  /** Present if money can be passed on to merchants' accounts. */
  default Optional<Transfers> transfers() {
    return Optional.empty();
  }

  /** Present if the provider says what buyers dispute. */
  default Optional<Disputes> disputes() {
    return Optional.empty();
  }

  /** Present if the provider keeps buyers and their cards. */
  default Optional<Customers> customers() {
    return Optional.empty();
  }

  /** Present if the provider tells us of changes by itself. */
  default Optional<Notifications> notifications() {
    return Optional.empty();
  }

  /** Present if the plugin serves pages of its own to buyers. */
  default Optional<Pages> pages() {
    return Optional.empty();
  }

  /** Ends connections and threads of this gateway. Called once; nothing is called after it. */
  @Override
  default void close() {}
}
