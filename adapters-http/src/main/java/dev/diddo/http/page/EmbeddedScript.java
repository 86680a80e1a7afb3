package dev.diddo.http.page;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A provider's script by which the checkout page lets buyers pay, and where it may come from and
 * speak to.
 *
 * @param scripts where it loads itself from
 * @param frames what it shows fields and challenges in
 * @param connections what it asks
 * @param wallets which of those frames may ask the browser for a wallet
 */
record EmbeddedScript(
    List<String> scripts, List<String> frames, List<String> connections, List<String> wallets) {

  /** As Stripe's guide to security documents them for Stripe.js. */
  private static final EmbeddedScript STRIPE =
      new EmbeddedScript(
          List.of("https://js.stripe.com", "https://*.js.stripe.com"),
          List.of("https://js.stripe.com", "https://*.js.stripe.com", "https://hooks.stripe.com"),
          List.of("https://api.stripe.com"),
          List.of("https://js.stripe.com"));

  /** The gateways whose scripts the page can drive. */
  private static final Map<String, EmbeddedScript> BY_GATEWAY = Map.of("stripe", STRIPE);

  static Optional<EmbeddedScript> of(String gateway) {
    return Optional.ofNullable(BY_GATEWAY.get(gateway));
  }
}
