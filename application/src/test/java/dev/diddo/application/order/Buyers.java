package dev.diddo.application.order;

import dev.diddo.application.Ports;
import dev.diddo.application.Shop;
import dev.diddo.domain.cart.Cart;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.session.BuyerField;
import dev.diddo.domain.session.CheckoutSession;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** People who buy something, besides Ada. */
final class Buyers {
  static final Map<BuyerField, String> GRACE =
      with(
          Map.of(
              BuyerField.EMAIL, "Grace@example.com",
              BuyerField.FIRST_NAME, "Grace",
              BuyerField.LAST_NAME, "Hopper"));

  private Buyers() {}

  /** Ada at another address. */
  static Map<BuyerField, String> adaInParis() {
    return with(Map.of(BuyerField.CITY, "Paris", BuyerField.POSTAL_CODE, "61944"));
  }

  /** A checkout of a customer whom the platform knows by an id of its own. */
  static Order payAs(
      String externalId, Shop shop, Ports ports, Cart template, Map<BuyerField, String> buyer) {
    var guest = shop.guest();
    var session =
        new CheckoutSession(
            guest.id(),
            guest.tenant(),
            guest.customer(),
            Optional.of(externalId),
            Optional.empty(),
            Optional.empty(),
            guest.createdAt(),
            guest.expiresAt());
    ports.sessions().add(session);
    var cart = shop.copy(template, session);
    ports.liveCarts().begin(shop.tenant(), Optional.empty(), cart, shop.initialized(cart));
    var payment = shop.open(shop.ready(cart, buyer));
    var order = shop.order(payment);
    shop.settle(payment, order);
    return order;
  }

  private static Map<BuyerField, String> with(Map<BuyerField, String> other) {
    var buyer = new HashMap<>(Shop.ADA);
    buyer.putAll(other);
    return Map.copyOf(buyer);
  }
}
