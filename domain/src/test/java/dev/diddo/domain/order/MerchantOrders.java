package dev.diddo.domain.order;

import static dev.diddo.domain.cart.LiveCarts.NOON;
import static dev.diddo.domain.cart.LiveCarts.newPayment;
import static dev.diddo.domain.cart.LiveCarts.readyToPay;
import static dev.diddo.domain.cart.LiveCarts.yes;

import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.catalog.Listing;
import dev.diddo.domain.catalog.Listings;
import dev.diddo.domain.id.CountingIds;
import dev.diddo.domain.id.LineId;
import dev.diddo.domain.id.MerchantOrderId;
import dev.diddo.domain.id.OrderId;
import dev.diddo.domain.organization.AcceptancePolicy;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/** Orders of so many units of each listing. */
final class MerchantOrders {
  static final CountingIds IDS = new CountingIds();

  private MerchantOrders() {}

  static LiveCart.Freeze freeze(int quantity, Listing... listings) {
    var shelf = Listings.shelf(listings);
    var cart = readyToPay(listings);
    for (var line : cart.contents().lines().list()) {
      cart = yes(cart.setQuantity(line.id(), quantity, shelf, IDS));
    }
    return yes(cart.freeze(newPayment(), OptionalLong.empty(), shelf, IDS));
  }

  /** As stores have it whose buyer's money is reserved. */
  static Order placed(AcceptancePolicy policy, int quantity, Listing... listings) {
    var freeze = freeze(quantity, listings);
    var newOrder =
        new Order.NewOrder(
            new OrderId(IDS.next()),
            OrderNumber.random(new Random(7)),
            freeze.cart().payment(),
            Optional.empty(),
            policy,
            NOON,
            NOON.plusSeconds(3_600));
    return Order.of(newOrder, freeze.cart().contents(), freeze.splits());
  }

  static Order paid(int quantity, Listing... listings) {
    var placed = placed(AcceptancePolicy.BEST_EFFORT, quantity, listings);
    return placed.captured(placed.cost().total());
  }

  static MerchantOrderId id(Order order, int store) {
    return order.merchantOrders().get(store).id();
  }

  static MerchantOrder first(Order order) {
    return order.merchantOrders().getFirst();
  }

  static LineId line(Order order, int line) {
    return first(order).part().lines().get(line).line().id();
  }
}
