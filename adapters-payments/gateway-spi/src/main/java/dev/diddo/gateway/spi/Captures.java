package dev.diddo.gateway.spi;

/** Takes money that a buyer authorised. */
public interface Captures {

  /**
   * Captures once, at most what was authorised, and releases the rest. Answers {@link
   * PaymentState.Captured} with the amount, or the state that forbids it: one that was captured
   * before stays captured as it was, and more than was authorised leaves it authorised.
   *
   * @param idempotencyKey the same key captures once, however often it is sent
   */
  PaymentState capture(PaymentReference reference, Money amount, String idempotencyKey);

  /**
   * Gives an authorisation back uncaptured; answers the state that the payment then has. Safe to
   * repeat.
   */
  PaymentState release(PaymentReference reference, String idempotencyKey);
}
