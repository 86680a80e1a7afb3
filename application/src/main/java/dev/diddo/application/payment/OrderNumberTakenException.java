package dev.diddo.application.payment;

/** Another order of the tenant has this number: try again with another. Nothing was stored. */
public final class OrderNumberTakenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public OrderNumberTakenException() {
    super("Another order has this number");
  }
}
