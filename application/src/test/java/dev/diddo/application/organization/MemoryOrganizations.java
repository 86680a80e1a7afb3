package dev.diddo.application.organization;

import dev.diddo.application.MemoryDatabase;
import dev.diddo.domain.id.OrganizationId;
import dev.diddo.domain.organization.Organization;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Organizations in memory. */
public final class MemoryOrganizations implements Organizations {
  private final MemoryDatabase database;

  public MemoryOrganizations(MemoryDatabase database) {
    this.database = database;
  }

  @Override
  public Optional<Organization> find(OrganizationId id) {
    return database.alone(() -> database.organizations.get(id));
  }

  /** Transactions happen alone here. */
  @Override
  public Optional<Organization> findToChange(OrganizationId id) {
    return find(id);
  }

  @Override
  public List<Organization> all() {
    return database.alone(
        () ->
            database.organizations.values().stream()
                .sorted(
                    Comparator.comparing(Organization::name)
                        .thenComparing(it -> it.id().value().toString()))
                .toList());
  }

  @Override
  public void add(Organization organization) {
    save(organization);
  }

  @Override
  public void save(Organization organization) {
    database.alone(
        () -> {
          database.organizations.put(organization.id(), organization);
          return organization;
        });
  }
}
