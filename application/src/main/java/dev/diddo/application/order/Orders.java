package dev.diddo.application.order;

import dev.diddo.application.Listed;
import dev.diddo.application.Page;
import dev.diddo.domain.id.MerchantOrderId;
import dev.diddo.domain.id.OrderId;
import dev.diddo.domain.id.PaymentId;
import dev.diddo.domain.id.VariantId;
import dev.diddo.domain.order.CheckoutEvent;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.session.BuyerIdentity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where orders are kept. One whose payment is captured at once is written by {@link
 * dev.diddo.application.payment.Payments#settle}; those whose stores decide are added before.
 */
public interface Orders {
  /**
   * Stores an order whose payment was authorised.
   *
   * @throws dev.diddo.application.payment.OrderNumberTakenException if another has its number
   */
  void add(Tenant tenant, Order order, List<CheckoutEvent> because);

  /**
   * Replaces all that may change of an order: statuses, refunds, decision, disputes, cost. To be
   * called in the transaction that has it locked.
   */
  void save(Tenant tenant, Order order, List<CheckoutEvent> because);

  /**
   * Puts units of an order that was paid back on sale. Of a variant whose units were not counted
   * when they were sold, nothing is put back. To be called in the transaction that has it locked.
   */
  void putBack(Tenant tenant, Order order, Map<VariantId, Long> units);

  /**
   * Finds an order that nobody else changes until the transaction ends. Its cart is locked first,
   * as everything does that moves money, so that nobody waits in a ring.
   */
  Optional<Order> lock(Tenant tenant, OrderId id);

  /**
   * Orders of all tenants that a store has not decided on in its time, those longest due first. Of
   * one whose payment waits for the decision the payment is due as well.
   */
  List<Owned> undecidedAt(Instant now, int atMost);

  /** An order with its owner. */
  record Owned(Tenant tenant, OrderId id) {}

  /** The order that a payment made. */
  Optional<Order> ofPayment(Tenant tenant, PaymentId payment);

  Optional<Order> find(Tenant tenant, OrderId id);

  /** Newest first, and {@linkplain Listed#counted counted up to a bound}. */
  Listed<Order> search(Tenant tenant, OrderFilter filter, Page page);

  /** What happened to the order's checkout and to itself, oldest first. */
  Listed<Numbered> events(Tenant tenant, OrderId id, Page page);

  /** The same without what happened to other merchant orders, or to the payment, after that. */
  Listed<Numbered> events(Tenant tenant, OrderId id, MerchantOrderId part, Page page);

  /** An event with its place among those of its cart, from 1 without gaps. */
  record Numbered(CheckoutEvent event, int sequence) {}

  /**
   * Who bought last under this external id, or else with this email: a returning customer's
   * address.
   */
  Optional<BuyerIdentity> lastBuyer(
      Tenant tenant, Optional<String> externalCustomerId, Optional<String> email);
}
