package dev.diddo.application.cart;

import dev.diddo.domain.cart.Cart;
import dev.diddo.domain.id.CartId;
import dev.diddo.domain.organization.Tenant;
import java.util.Optional;
import java.util.OptionalInt;

/** Where template carts are kept. */
public interface Carts {
  /** The template as it is at this moment, unless it was retired. */
  Optional<Cart> find(Tenant tenant, CartId id);

  /**
   * The template behind a public link, whoever owns it, retired or not. From memory where it can
   * be, so that a thousand scans read it once; a change made elsewhere shows within a second.
   */
  Optional<Linked> findByLink(CartId id);

  /** A template with its owner. */
  record Linked(Tenant tenant, Cart cart, boolean retired) {}

  void add(Tenant tenant, Cart cart);

  /** Stores the cart if it still is at this version; false if somebody was quicker. */
  boolean save(Tenant tenant, Cart cart, int versionBefore);

  /**
   * Nobody begins with it any more. False if there is no such template, it was retired before, or
   * is not at this version.
   *
   * @param version empty if any will do
   */
  boolean retire(Tenant tenant, CartId id, OptionalInt version);

  /** The same at whatever version. */
  default boolean retire(Tenant tenant, CartId id) {
    return retire(tenant, id, OptionalInt.empty());
  }
}
