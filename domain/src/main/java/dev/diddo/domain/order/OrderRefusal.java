package dev.diddo.domain.order;

import dev.diddo.domain.id.LineId;

/** Why an act on a merchant order was refused. */
public sealed interface OrderRefusal {
  /** There is no such merchant order for this caller. */
  record UnknownOrder() implements OrderRefusal {}

  /** It does not fit how far the merchant order is. */
  record WrongStatus(MerchantOrder.Status status) implements OrderRefusal {}

  /** Stores still decide on the order, or its money is not taken yet. */
  record NotSettledYet() implements OrderRefusal {}

  /** The merchant order has no such line. */
  record UnknownLine(LineId line) implements OrderRefusal {}

  /** So many are not left of this line. */
  record QuantityExceeded(LineId line, int left) implements OrderRefusal {}

  /** Nothing is left to act on, of any line. */
  record NothingLeft() implements OrderRefusal {}

  /** The store takes nothing back. */
  record ReturnsNotSupported() implements OrderRefusal {}

  /** The store's days for returning these units are over. */
  record ReturnWindowClosed() implements OrderRefusal {}

  /** Nothing was sent under this id. */
  record UnknownFulfillment() implements OrderRefusal {}

  /** Nobody waits for anything of this id. */
  record UnknownRequiredAction() implements OrderRefusal {}

  /** The store waits for as much already as anybody could work through. */
  record TooManyRequiredActions() implements OrderRefusal {}

  /** It was sent, came back or was refunded as often already as a merchant order has room for. */
  record TooManyEntries() implements OrderRefusal {}

  /** More than is left of what was captured for this store. */
  record RefundExceedsCaptured(long leftMinorUnits) implements OrderRefusal {}

  /** What these lines cost is nothing, so there is nothing to give back for them. */
  record LinesCostNothing() implements OrderRefusal {}

  /**
   * The payment's gateway moves no amount as fine as this.
   *
   * @param stepMinorUnits it moves multiples of this
   */
  record AmountTooFine(long stepMinorUnits) implements OrderRefusal {}

  /** The payment's gateway gives no money back. */
  record RefundsNotSupported() implements OrderRefusal {}
}
