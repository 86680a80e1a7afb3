package dev.diddo.domain.order;

import dev.diddo.domain.id.StoreId;
import dev.diddo.domain.merchant.MerchantSplit;
import dev.diddo.domain.money.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One side of a double entry: debits are positive, credits negative, and all entries of a payment
 * sum to zero.
 *
 * @param store whose sale it concerns; empty for the payment as a whole
 */
public record LedgerEntry(Account account, Optional<StoreId> store, Money amount) {

  /** The accounts that money moves between. */
  public enum Account {
    /** What the gateway holds for us. */
    GATEWAY,
    /** What the platform earned. */
    COMMISSION,
    /** What is owed to a store. */
    MERCHANT,
    /** What buyers' banks took back for good; who bears it is between platform and stores. */
    DISPUTE
  }

  /** A store's net has gone to its own account. */
  public static List<LedgerEntry> ofTransfer(StoreId store, Money amount) {
    return List.of(
        new LedgerEntry(Account.MERCHANT, Optional.of(store), amount),
        new LedgerEntry(Account.GATEWAY, Optional.empty(), amount.negated()));
  }

  /** A transfer, or a part of it, has come back. */
  public static List<LedgerEntry> ofReversal(StoreId store, Money amount) {
    return ofTransfer(store, amount.negated());
  }

  /**
   * Money has gone back to the buyer: the platform gives its commission back, the store the rest.
   */
  public static List<LedgerEntry> ofRefund(StoreId store, Refund refund) {
    var whose = Optional.of(store);
    return List.of(
        new LedgerEntry(Account.GATEWAY, Optional.empty(), refund.amount().negated()),
        new LedgerEntry(Account.MERCHANT, whose, refund.amount().minus(refund.commission())),
        new LedgerEntry(Account.COMMISSION, whose, refund.commission()));
  }

  /** A refund that was booked has come back: everything is as it was before it. */
  public static List<LedgerEntry> ofBouncedRefund(StoreId store, Refund refund) {
    return ofRefund(store, refund).stream().map(LedgerEntry::undone).toList();
  }

  /**
   * A dispute is lost.
   *
   * @param amount what the bank took; negative where it came back after all
   */
  public static List<LedgerEntry> ofLostDispute(Money amount) {
    return List.of(
        new LedgerEntry(Account.GATEWAY, Optional.empty(), amount.negated()),
        new LedgerEntry(Account.DISPUTE, Optional.empty(), amount));
  }

  private LedgerEntry undone() {
    return new LedgerEntry(account, store, amount.negated());
  }

  /** The entries of a captured payment: the gateway owes us, we owe each store its net. */
  public static List<LedgerEntry> ofCapture(Money captured, List<MerchantSplit> splits) {
    var entries = new ArrayList<LedgerEntry>();
    entries.add(new LedgerEntry(Account.GATEWAY, Optional.empty(), captured));
    for (var split : splits) {
      var store = Optional.of(split.store());
      entries.add(new LedgerEntry(Account.MERCHANT, store, split.net().negated()));
      entries.add(new LedgerEntry(Account.COMMISSION, store, split.commission().negated()));
    }
    return List.copyOf(entries);
  }
}
