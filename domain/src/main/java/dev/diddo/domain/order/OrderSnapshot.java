package dev.diddo.domain.order;

import dev.diddo.domain.id.MerchantOrderId;
import dev.diddo.domain.id.OrderId;
import dev.diddo.domain.id.StoreId;
import dev.diddo.domain.money.Money;
import java.util.List;

/** An order as it was when something happened, without anything that tells who its buyer is. */
public record OrderSnapshot(
    OrderId id, OrderNumber number, MerchantOrder.Status status, Money total, List<Part> parts) {

  public OrderSnapshot {
    parts = List.copyOf(parts);
  }

  static OrderSnapshot of(Order order) {
    return new OrderSnapshot(
        order.id(),
        order.number(),
        order.status(),
        order.cost().total(),
        order.merchantOrders().stream().map(Part::of).toList());
  }

  /**
   * One store's part of it.
   *
   * @param handle the store's domain, or its id where it has none
   */
  public record Part(
      MerchantOrderId id, StoreId store, String handle, MerchantOrder.Status status, Money total) {

    private static Part of(MerchantOrder order) {
      var part = order.part();
      return new Part(
          order.id(), part.store(), part.handle(), order.status(), order.split().gross());
    }
  }
}
