package dev.diddo.domain.customer;

/** How much was kept of a person and is not any more. */
public record Erased(int orders, int sessions, int carts, int payments) {
  public static final Erased NOTHING = new Erased(0, 0, 0, 0);

  public Erased plus(Erased more) {
    return new Erased(
        orders + more.orders,
        sessions + more.sessions,
        carts + more.carts,
        payments + more.payments);
  }
}
