package dev.diddo.application.payment;

import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.payment.Attempt;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/**
 * What every attempt to pay has in common.
 *
 * @param lifetime a payment that nobody finishes ends so long after it was opened
 */
public record AttemptTerms(Duration lifetime) {

  /** Where the buyer goes afterwards. */
  record ReturnUrls(URI success, URI cancel) {}

  Attempt attempt(LiveCart.Freeze freeze, String gateway, ReturnUrls urls, Instant now) {
    var cart = freeze.cart();
    return new Attempt(
        cart.payment(),
        cart.id(),
        gateway,
        cart.contents().totals().total(),
        freeze.splits(),
        cart.contents().buyer().email(),
        urls.success(),
        urls.cancel(),
        now,
        now.plus(lifetime));
  }
}
