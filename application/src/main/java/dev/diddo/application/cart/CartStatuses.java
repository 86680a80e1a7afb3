package dev.diddo.application.cart;

import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.id.CartId;
import dev.diddo.domain.order.CheckoutEvent;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.payment.Payment;
import java.time.Instant;
import java.util.Optional;

/** Live carts as those see them who wait for something to happen. */
public interface CartStatuses {
  /**
   * From memory, where somebody asked not long ago; a change made by another process shows within a
   * second.
   */
  Optional<CartStatus> find(Tenant tenant, CartId id);

  /**
   * Calls back after each change of this cart, its payment or its order, from any thread; it must
   * not block. There may be calls without a change.
   */
  Watch watch(Tenant tenant, CartId id, Runnable changed);

  /**
   * All there is to see of a live cart.
   *
   * @param payment the newest attempt
   * @param submitted what told that there is an order
   */
  record CartStatus(
      LiveCart cart,
      Optional<Payment> payment,
      Optional<Order> order,
      Optional<CheckoutEvent> submitted) {

    /** This as it is at a moment: an open cart may have expired meanwhile. */
    public CartStatus at(Instant now) {
      return new CartStatus(cart.at(now), payment, order, submitted);
    }
  }

  /** Somebody who waits. */
  interface Watch extends AutoCloseable {
    @Override
    void close();
  }
}
