package dev.diddo.domain.customer;

import dev.diddo.domain.id.OrderId;
import dev.diddo.domain.id.PaymentId;
import java.util.List;

/**
 * Why a person is not erased yet: somebody still needs to know who they are.
 *
 * @param payments that have not ended
 * @param orders whose goods are still to be sent
 */
public record UnderWay(List<PaymentId> payments, List<OrderId> orders) {
  public UnderWay {
    payments = List.copyOf(payments);
    orders = List.copyOf(orders);
  }

  public boolean isNothing() {
    return payments.isEmpty() && orders.isEmpty();
  }
}
