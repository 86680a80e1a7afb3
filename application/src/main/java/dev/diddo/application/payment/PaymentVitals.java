package dev.diddo.application.payment;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Takes the pulse of all payments, of every tenant, for the people on call. */
public interface PaymentVitals {
  Vitals take(Instant now);

  /**
   * Numbers of one moment.
   *
   * @param inDoubt a gateway each that has any
   * @param overdue how long the longest due payment has waited for somebody to look at it
   * @param movements a kind each of which any are pending
   * @param noticesSetAside messages that were tried too often, for people to look at
   * @param wrong what must be zero, always
   */
  record Vitals(
      List<InDoubt> inDoubt,
      Duration overdue,
      List<Pending> movements,
      long failedMovements,
      long noticesSetAside,
      Wrong wrong) {

    public Vitals {
      inDoubt = List.copyOf(inDoubt);
      movements = List.copyOf(movements);
    }
  }

  /** Payments of one gateway of which nobody knows how they are. */
  record InDoubt(String gateway, long count, Duration oldest) {}

  /** Money of one kind that is to move and has not moved yet. */
  record Pending(String kind, long count, Duration oldest) {}

  /**
   * What no fault may ever bring about, of the last hour.
   *
   * @param paidWithoutOrder payments that were captured and have no order
   * @param capturedWithoutMerchantOrder orders of captured payments of which no part is captured
   * @param ledgerImbalances payments whose entries do not sum to zero
   * @param inDoubtTooLong payments in doubt for more than a day
   */
  record Wrong(
      long paidWithoutOrder,
      long capturedWithoutMerchantOrder,
      long ledgerImbalances,
      long inDoubtTooLong) {}
}
