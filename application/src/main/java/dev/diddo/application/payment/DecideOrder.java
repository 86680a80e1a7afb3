package dev.diddo.application.payment;

import static dev.diddo.domain.Outcome.refused;

import dev.diddo.application.idempotency.Transactions;
import dev.diddo.application.order.Orders;
import dev.diddo.domain.Outcome;
import dev.diddo.domain.id.EventId;
import dev.diddo.domain.id.Ids;
import dev.diddo.domain.id.MerchantOrderId;
import dev.diddo.domain.id.MovementId;
import dev.diddo.domain.id.OrderId;
import dev.diddo.domain.id.PaymentId;
import dev.diddo.domain.order.CheckoutEvent;
import dev.diddo.domain.order.MerchantOrder;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.order.OrderRefusal;
import dev.diddo.domain.order.RefundWish;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.payment.Movement;
import java.time.InstantSource;
import java.util.ArrayList;
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
  private final Transactions transactions;
  private final Ids ids;
  private final InstantSource clock;

  public DecideOrder(
      Orders orders,
      Payments payments,
      SettlePayment settlePayment,
      MoveMoney moveMoney,
      Transactions transactions,
      Ids ids,
      InstantSource clock) {
    this.orders = orders;
    this.payments = payments;
    this.settlePayment = settlePayment;
    this.moveMoney = moveMoney;
    this.transactions = transactions;
    this.ids = ids;
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

  /** Answers the merchant order as it is once the answer has had its effect. */
  public Outcome<MerchantOrder, OrderRefusal> decide(
      Tenant tenant, OrderId order, MerchantOrderId merchantOrder, Answer answer) {
    return record(tenant, order, merchantOrder, answer)
        .map(
            recorded -> {
              carryOut(tenant, recorded);
              return orders.find(tenant, order).orElseThrow();
            })
        .map(after -> after.merchantOrder(merchantOrder).orElseThrow());
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
      Tenant tenant, OrderId order, MerchantOrderId merchantOrder, Answer answer) {
    return transactions.inOne(() -> tryRecord(tenant, order, merchantOrder, answer));
  }

  /** Does at the gateway what a stored answer asks for. Safe to repeat. */
  public void carryOut(Tenant tenant, Recorded recorded) {
    recorded.refunds().forEach(refund -> moveMoney.carryOut(tenant, refund));
    settlePayment.settle(tenant, recorded.payment());
  }

  private Outcome<Recorded, OrderRefusal> tryRecord(
      Tenant tenant, OrderId id, MerchantOrderId merchantOrder, Answer answer) {
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
          var refunds = after.isCaptured() ? undo(after) : new Undone(after, List.of());
          orders.save(tenant, refunds.order(), List.of(updated(after)));
          moveMoney.add(tenant, refunds.movements());
          payments.checkAgain(tenant, after.payment(), now);
          var part = refunds.order().merchantOrder(merchantOrder).orElseThrow();
          return new Recorded(part, after.payment(), refunds.movements());
        });
  }

  private record Undone(Order order, List<Movement> movements) {}

  /** Gives back what a gateway took at once of stores that reject, or of all where one does. */
  private Undone undo(Order order) {
    var now = clock.instant();
    var after = order;
    var movements = new ArrayList<Movement>();
    for (var it : order.merchantOrders()) {
      var refund = new MovementId(ids.next());
      var isToGoBack = it.captured() && !it.isAccepted() && !it.isUndecided();
      var refunded =
          isToGoBack && !it.refundable().isZero()
              ? after.refund(it.id(), refund, new RefundWish.Rest(), it.reason(), now)
              : Outcome.<Order, OrderRefusal>refused(new OrderRefusal.UnknownOrder());
      if (refunded instanceof Outcome.Accepted<Order, OrderRefusal>(var with)) {
        after = with;
        movements.add(
            Movement.pending(
                refund,
                order.payment(),
                Movement.Kind.REFUND,
                Optional.of(it.id()),
                it.refundable(),
                now));
      }
    }
    return new Undone(after, movements);
  }

  private CheckoutEvent updated(Order order) {
    return new CheckoutEvent(
        new EventId(ids.next()), order.cart(), CheckoutEvent.Type.ORDER_UPDATED, clock.instant());
  }
}
