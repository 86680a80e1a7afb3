package dev.diddo.domain.order;

import dev.diddo.domain.cart.StorePart;
import dev.diddo.domain.id.MerchantOrderId;
import dev.diddo.domain.merchant.MerchantSplit;

/**
 * One store's part of an order: what it sends, and what it is owed for it.
 *
 * @param part the store's part of the cart, frozen as it was paid
 * @param split never changed after capture
 */
public record MerchantOrder(
    MerchantOrderId id, StorePart part, MerchantSplit split, Status status) {

  /** From least to most advanced; an order that a brand or the platform ended comes last. */
  public enum Status {
    SUBMITTED,
    ACCEPTED,
    PARTIALLY_FULFILLED,
    FULFILLED,
    RETURNED,
    REJECTED,
    CANCELLED;

    /** Whether it counts for an order only where all of its merchant orders ended so. */
    boolean isEnded() {
      return this == REJECTED || this == CANCELLED;
    }
  }

  /** A store that receives its orders nowhere accepts them at once. */
  public static MerchantOrder accepted(StorePart part, MerchantSplit split) {
    return new MerchantOrder(split.merchantOrder(), part, split, Status.ACCEPTED);
  }
}
