package dev.diddo.domain.catalog;

/**
 * How much of a variant there is.
 *
 * @param tracked false if it never runs out
 * @param onHand units in stock, those held for payments included
 * @param held units that open payments have reserved
 */
public record Inventory(boolean tracked, long onHand, long held) {
  public static final Inventory UNTRACKED = new Inventory(false, 0, 0);

  /** Units that another buyer may still reserve. */
  public long available() {
    return tracked ? Math.max(0, onHand - held) : Long.MAX_VALUE;
  }

  public boolean canSupply(long quantity) {
    return available() >= quantity;
  }
}
