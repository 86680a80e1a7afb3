package dev.diddo.domain.customer;

/**
 * How much was kept of a person and is not any more.
 *
 * @param again whether more may be kept of them, which the next erasure takes out
 */
public record Erased(int orders, int sessions, int carts, int payments, boolean again) {
  public static final Erased NOTHING = new Erased(0, 0, 0, 0, false);

  public Erased plus(Erased more) {
    return new Erased(
        orders + more.orders,
        sessions + more.sessions,
        carts + more.carts,
        payments + more.payments,
        again || more.again);
  }

  /** The same as a part of what is kept. */
  public Erased asPart() {
    return new Erased(orders, sessions, carts, payments, true);
  }
}
