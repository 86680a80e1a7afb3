package dev.diddo.application.organization;

import dev.diddo.domain.id.OrganizationId;
import dev.diddo.domain.organization.Organization;
import java.util.List;
import java.util.Optional;

/** Where organizations are kept. */
public interface Organizations {
  Optional<Organization> find(OrganizationId id);

  /**
   * The same, to be changed: until the transaction under way ends, nobody else finds it so.
   *
   * @see dev.diddo.application.idempotency.Transactions
   */
  Optional<Organization> findToChange(OrganizationId id);

  /** All that there are, by name: for who keeps the service, never for a caller of it. */
  List<Organization> all();

  void add(Organization organization);

  /** Replaces all that may change of it. */
  void save(Organization organization);
}
