package dev.diddo.application.customer;

import dev.diddo.domain.customer.CustomerRecords;
import dev.diddo.domain.customer.Person;
import dev.diddo.domain.id.SessionId;
import dev.diddo.domain.organization.Tenant;
import java.time.Instant;
import java.util.Optional;

/** Where all that is kept of a person is found, wherever that is. */
public interface Customers {

  /**
   * What is kept of this person: found by their email in whatever case, as the platform or they
   * themselves gave it, or by the platform's id of them.
   *
   * @param before the last session that was seen; empty for the newest ones
   * @param atMost so many sessions
   */
  CustomerRecords find(Tenant tenant, Person person, Optional<SessionId> before, int atMost);

  /**
   * The newest of the same, which nobody else changes or adds to until the transaction ends. To be
   * called in one.
   */
  CustomerRecords lock(Tenant tenant, Person person, int atMost);

  /**
   * Takes the person out of all these records, which are locked and over. Orders keep the place
   * that tax was computed by; what their buyers wrote onto goods, reasons that people wrote, and
   * stored answers go. Customers saved at gateways are remembered without whose they were, until
   * they are deleted there: {@link LeavingCustomers}.
   */
  void erase(Tenant tenant, CustomerRecords records, Instant now);
}
