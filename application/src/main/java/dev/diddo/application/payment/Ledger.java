package dev.diddo.application.payment;

import dev.diddo.domain.id.PaymentId;
import dev.diddo.domain.order.LedgerEntry;
import dev.diddo.domain.organization.Tenant;
import java.time.Instant;
import java.util.List;

/** Double entry: nothing in it is ever changed, and each booking sums to zero or throws. */
public interface Ledger {
  void book(Tenant tenant, PaymentId payment, List<LedgerEntry> entries, Instant at);

  /** In the order in which they were booked. */
  List<LedgerEntry> of(Tenant tenant, PaymentId payment);
}
