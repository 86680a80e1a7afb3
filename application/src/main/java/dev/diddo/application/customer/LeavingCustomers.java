package dev.diddo.application.customer;

import dev.diddo.domain.customer.SavedCustomer;
import dev.diddo.domain.organization.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Customers whom gateways still keep and are to forget. */
public interface LeavingCustomers {
  /**
   * Takes ones that are due; until the lease ends nobody else gets them.
   *
   * @return those longest due, at most so many
   */
  List<Leaving> claimDue(Instant now, int atMost, Duration lease);

  /**
   * Somebody whom a gateway is to forget.
   *
   * @param tries how often it was asked already
   */
  record Leaving(Tenant tenant, SavedCustomer customer, int tries) {}

  /** The gateway keeps nothing of them any more, or never will let go. */
  void gone(Leaving leaving);

  /** The gateway did not answer: it is asked again at this moment. */
  void askAgain(Leaving leaving, Instant at);
}
