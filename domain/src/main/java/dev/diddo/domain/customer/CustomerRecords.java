package dev.diddo.domain.customer;

import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.id.SessionId;
import dev.diddo.domain.order.MerchantOrder;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.payment.Payment;
import dev.diddo.domain.session.CheckoutSession;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that is kept of a person. A session is one person's, so whatever was done in a session that
 * is theirs is theirs as well, under whatever name.
 *
 * @param sessions newest first
 * @param carts of these sessions
 * @param payments of these carts
 * @param orders of these payments
 * @param saved at gateways
 */
public record CustomerRecords(
    List<CheckoutSession> sessions,
    List<LiveCart> carts,
    List<Payment> payments,
    List<Order> orders,
    List<SavedCustomer> saved) {

  /**
   * So long goods that were not sent keep their buyer: the law gives whoever is asked to erase a
   * month, and a platform that never says that it has sent something must not refuse for ever.
   */
  public static final Duration GOODS_EXPECTED = Duration.ofDays(30);

  public CustomerRecords {
    sessions = List.copyOf(sessions);
    carts = List.copyOf(carts);
    payments = List.copyOf(payments);
    orders = List.copyOf(orders);
    saved = List.copyOf(saved);
  }

  public boolean isEmpty() {
    return sessions.isEmpty() && saved.isEmpty();
  }

  public List<SessionId> sessionIds() {
    return sessions.stream().map(CheckoutSession::id).toList();
  }

  /** The last of these sessions, from which the next ones are found. */
  public Optional<SessionId> last() {
    return sessions.isEmpty() ? Optional.empty() : Optional.of(sessions.getLast().id());
  }

  public Erased size() {
    return new Erased(orders.size(), sessions.size(), carts.size(), payments.size(), false);
  }

  /** What is not over at this moment. */
  public UnderWay underWay(Instant now) {
    return new UnderWay(
        payments.stream().filter(payment -> !payment.isOver()).map(Payment::id).toList(),
        orders.stream()
            .filter(order -> order.createdAt().plus(GOODS_EXPECTED).isAfter(now))
            .filter(order -> order.merchantOrders().stream().anyMatch(CustomerRecords::isExpected))
            .map(Order::id)
            .toList());
  }

  /** Whether the store has something to send. What was paid back whole is not sent any more. */
  private static boolean isExpected(MerchantOrder order) {
    return switch (order.status()) {
      case SUBMITTED -> true;
      case ACCEPTED, PARTIALLY_FULFILLED -> !order.captured() || !order.refundable().isZero();
      case FULFILLED, RETURNED, REJECTED, CANCELLED -> false;
    };
  }
}
