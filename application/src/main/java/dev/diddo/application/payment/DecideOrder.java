package dev.diddo.application.payment;

import static dev.diddo.domain.Outcome.refused;

import dev.diddo.application.idempotency.Transactions;
import dev.diddo.application.order.OrderMessages;
import dev.diddo.application.order.Orders;
import dev.diddo.domain.Outcome;
import dev.diddo.domain.id.Ids;
import dev.diddo.domain.id.MerchantOrderId;
import dev.diddo.domain.id.OrderId;
import dev.diddo.domain.id.PaymentId;
import dev.diddo.domain.order.MerchantOrder;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.order.OrderRefusal;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.payment.Movement;
import dev.diddo.domain.payment.Payment;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Takes a store's answer to its order. The last one that is needed decides on the payment; what
 * follows at the gateway is done at once, and again by the reconciler if it does not work out.
 */
public final class DecideOrder {
  private final Orders orders;
  private final Payments payments;
  private final SettlePayment settlePayment;
  private final MoveMoney moveMoney;
  private final EndParts endParts;
  private final Transactions transactions;
  private final InstantSource clock;

  public DecideOrder(
      Orders orders,
      Payments payments,
      SettlePayment settlePayment,
      MoveMoney moveMoney,
      OrderMessages messages,
      Transactions transactions,
      Ids ids,
      InstantSource clock) {
    this.orders = orders;
    this.payments = payments;
    this.settlePayment = settlePayment;
    this.moveMoney = moveMoney;
    this.endParts = new EndParts(orders, moveMoney, messages, ids, clock);
    this.transactions = transactions;
    this.clock = clock;
  }

  /** What a store says. */
  public sealed interface Answer {
    record Accepted() implements Answer {}

    /**
     * @param reason for people
     */
    record Rejected(String reason) implements Answer {}
  }

  /** Whose word it is. */
  public enum By {
    /** The store's own. */
    STORE,
    /** Somebody's in its place: the store is told of what that ends. */
    PLATFORM
  }

  /**
   * A store's answer that is stored, with what is to follow at the gateway.
   *
   * @param merchantOrder as it is by the answer alone
   * @param refunds to be carried out, where the money was taken before the stores had decided
   */
  public record Recorded(MerchantOrder merchantOrder, PaymentId payment, List<Movement> refunds) {}

  /**
   * Stores the answer; {@link #carryOut} is what follows. In two steps, so that a caller's
   * idempotency key can be completed in the commit of the first.
   */
  public Outcome<Recorded, OrderRefusal> record(
      Tenant tenant, OrderId order, MerchantOrderId merchantOrder, Answer answer, By by) {
    return transactions.inOne(() -> tryRecord(tenant, order, merchantOrder, answer, by));
  }

  /** Does at the gateway what a stored answer asks for. Safe to repeat. */
  public void carryOut(Tenant tenant, Recorded recorded) {
    recorded.refunds().forEach(refund -> moveMoney.carryOut(tenant, refund));
    settlePayment.settle(tenant, recorded.payment());
  }

  /**
   * Takes the silence of stores whose time is over for a no. No gateway is asked here: what is to
   * be done there is due at once. Safe to repeat.
   */
  void expire(Tenant tenant, OrderId id) {
    var _ = transactions.inOne(() -> tryExpire(tenant, id));
  }

  private Order tryExpire(Tenant tenant, OrderId id) {
    var order = orders.lock(tenant, id).orElseThrow();
    var now = order.at(clock.instant());
    if (now.equals(order)) {
      return order;
    }
    var ended = endParts.save(tenant, order, now, Optional.empty());
    payments.checkAgain(tenant, order.payment(), clock.instant());
    return ended.order();
  }

  private Outcome<Recorded, OrderRefusal> tryRecord(
      Tenant tenant, OrderId id, MerchantOrderId merchantOrder, Answer answer, By by) {
    var found = orders.lock(tenant, id);
    if (found.isEmpty()) {
      return refused(new OrderRefusal.UnknownOrder());
    }
    var now = clock.instant();
    var order = found.get().at(now);
    var answered =
        switch (answer) {
          case Answer.Accepted() -> order.accept(merchantOrder, now);
          case Answer.Rejected(var reason) -> order.reject(merchantOrder, reason, now);
        };
    return answered.map(
        after -> {
          var itself = Optional.of(merchantOrder).filter(_ -> by == By.STORE);
          var saved = endParts.save(tenant, found.get(), after, itself);
          passOn(tenant, after, merchantOrder);
          payments.checkAgain(tenant, after.payment(), now);
          var part = saved.order().merchantOrder(merchantOrder).orElseThrow();
          return new Recorded(part, after.payment(), saved.refunds());
        });
  }

  /** A store that accepts what was taken already gets its share now. */
  private void passOn(Tenant tenant, Order order, MerchantOrderId merchantOrder) {
    if (payments.find(tenant, order.payment()).orElseThrow() instanceof Payment.Captured paid) {
      var its =
          moveMoney.transfers(paid, order).stream()
              .filter(it -> it.merchantOrder().filter(merchantOrder::equals).isPresent())
              .toList();
      moveMoney.add(tenant, its);
    }
  }
}
