package dev.diddo.persistence;

import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.order.CheckoutEvent;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.session.CheckoutSession;
import java.util.Optional;

/** All that is stored when a buyer begins. */
record Beginning(
    Tenant tenant,
    Optional<CheckoutSession> newSession,
    LiveCart.Open cart,
    CheckoutEvent because) {

  /** How many lines its cart has. */
  int lines() {
    return cart.contents().parts().stream().mapToInt(part -> part.lines().size()).sum();
  }
}
