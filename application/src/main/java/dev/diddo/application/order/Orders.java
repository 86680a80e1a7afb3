package dev.diddo.application.order;

import dev.diddo.application.Listed;
import dev.diddo.application.Page;
import dev.diddo.domain.id.OrderId;
import dev.diddo.domain.order.CheckoutEvent;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.session.BuyerIdentity;
import java.util.Optional;

/** Where orders are read. They are written by the payment that makes them. */
public interface Orders {
  Optional<Order> find(Tenant tenant, OrderId id);

  /** Newest first. */
  Listed<Order> search(Tenant tenant, OrderFilter filter, Page page);

  /** What happened to the order's checkout and to itself, oldest first. */
  Listed<Numbered> events(Tenant tenant, OrderId id, Page page);

  /** An event with its place among those of its cart, from 1 without gaps. */
  record Numbered(CheckoutEvent event, int sequence) {}

  /**
   * Who bought last under this external id, or else with this email: a returning customer's
   * address.
   */
  Optional<BuyerIdentity> lastBuyer(
      Tenant tenant, Optional<String> externalCustomerId, Optional<String> email);
}
