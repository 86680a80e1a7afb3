package dev.diddo.application.payment;

import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.payment.Attempt;
import dev.diddo.domain.payment.Handover;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What every attempt to pay has in common.
 *
 * @param lifetime a payment that nobody finishes ends so long after it was opened
 * @param storesDecide stores that decide on their orders have so long, from authorisation on
 */
public record AttemptTerms(Duration lifetime, Duration storesDecide) {

  /** By whom the buyer is asked to pay, and how. */
  record Way(String gateway, Handover.Mode mode, Optional<String> customer) {}

  /** Where the buyer goes afterwards. */
  record ReturnUrls(URI success, URI cancel) {}

  Attempt attempt(LiveCart.Freeze freeze, Way way, ReturnUrls urls, Instant now) {
    var cart = freeze.cart();
    return new Attempt(
        cart.payment(),
        cart.id(),
        way.gateway(),
        way.mode(),
        cart.contents().totals().total(),
        freeze.splits(),
        cart.contents().buyer().email(),
        way.customer(),
        urls.success(),
        urls.cancel(),
        now,
        now.plus(lifetime));
  }
}
