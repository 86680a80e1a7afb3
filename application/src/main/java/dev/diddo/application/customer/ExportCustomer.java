package dev.diddo.application.customer;

import dev.diddo.domain.customer.CustomerRecords;
import dev.diddo.domain.customer.Person;
import dev.diddo.domain.id.SessionId;
import dev.diddo.domain.organization.Tenant;
import java.util.Optional;

/** Tells a platform all that is kept of one of its customers. */
public final class ExportCustomer {
  /** A page of some megabytes at most; hardly anybody has bought so often. */
  static final int PAGE = 100;

  private final Customers customers;

  public ExportCustomer(Customers customers) {
    this.customers = customers;
  }

  /**
   * A part of what is kept.
   *
   * @param next from where the next part is asked for; empty if this is the last
   */
  public record Part(CustomerRecords records, Optional<SessionId> next) {}

  /**
   * @param after where the part before ended; empty for the first
   */
  public Part export(Tenant tenant, Person person, Optional<SessionId> after) {
    var records = customers.find(tenant, person, after, PAGE);
    return new Part(records, records.sessions().size() < PAGE ? Optional.empty() : records.last());
  }
}
