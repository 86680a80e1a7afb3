package dev.diddo.application.cart;

import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.id.CartId;
import dev.diddo.domain.id.EventId;
import dev.diddo.domain.id.MerchantOrderId;
import dev.diddo.domain.order.CheckoutEvent;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.payment.Payment;
import java.time.Instant;
import java.util.List;
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
   * @param told what others were told of the order, oldest first: the newest {@value #MAX_TOLD}
   */
  record CartStatus(
      LiveCart cart, Optional<Payment> payment, Optional<Order> order, List<Told> told) {

    /** Of more than that the events of the order can be read. */
    public static final int MAX_TOLD = 200;

    public CartStatus {
      told = List.copyOf(told);
    }

    /** This as it is at a moment: an open cart may have expired meanwhile. */
    public CartStatus at(Instant now) {
      return new CartStatus(cart.at(now), payment, order, told);
    }
  }

  /**
   * An event of an order.
   *
   * @param merchantOrder whose; empty if it is about the order as a whole
   */
  record Told(
      EventId id, CheckoutEvent.Type type, Instant at, Optional<MerchantOrderId> merchantOrder) {

    /** Whether this merchant order is concerned. */
    public boolean isAbout(MerchantOrderId wanted) {
      return merchantOrder.map(wanted::equals).orElse(true);
    }
  }

  /** Somebody who waits. */
  interface Watch extends AutoCloseable {
    @Override
    void close();
  }
}
