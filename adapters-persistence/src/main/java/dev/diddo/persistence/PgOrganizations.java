package dev.diddo.persistence;

import dev.diddo.application.organization.Organizations;
import dev.diddo.domain.id.OrganizationId;
import dev.diddo.domain.organization.Organization;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;

/** Organizations in PostgreSQL. */
public final class PgOrganizations implements Organizations {
  private static final String FIND =
      """
      select id, name, policy, success_url, cancel_url, frame_ancestors,
             brand_name, brand_logo_url, brand_colour, gateways
        from organization
       where id = $1""";

  private static final String ALL =
      """
      select id, name, policy, success_url, cancel_url, frame_ancestors,
             brand_name, brand_logo_url, brand_colour, gateways
        from organization
       order by name, id""";

  private static final String FIND_TO_CHANGE =
      """
      %s
         for no key update"""
          .formatted(FIND);

  private static final String ADD =
      """
      insert into organization
             (id, name, policy, success_url, cancel_url, frame_ancestors,
              brand_name, brand_logo_url, brand_colour, gateways)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)""";

  private static final String SAVE =
      """
      update organization
         set name = $2, policy = $3, success_url = $4, cancel_url = $5, frame_ancestors = $6,
             brand_name = $7, brand_logo_url = $8, brand_colour = $9,
             gateways = $10
       where id = $1""";

  private final Postgres postgres;

  public PgOrganizations(Postgres postgres) {
    this.postgres = postgres;
  }

  @Override
  public Optional<Organization> find(OrganizationId id) {
    return find(id, FIND);
  }

  @Override
  public Optional<Organization> findToChange(OrganizationId id) {
    return find(id, FIND_TO_CHANGE);
  }

  private Optional<Organization> find(OrganizationId id, String statement) {
    return postgres.run(
        c ->
            c.preparedQuery(statement)
                .execute(Tuple.of(id.value()))
                .map(rows -> Rows.first(rows, OrganizationRow::read)));
  }

  @Override
  public List<Organization> all() {
    return postgres.run(
        c -> c.preparedQuery(ALL).execute().map(rows -> Rows.list(rows, OrganizationRow::read)));
  }

  @Override
  public void add(Organization organization) {
    postgres.run(c -> c.preparedQuery(ADD).execute(OrganizationRow.write(organization)));
  }

  @Override
  public void save(Organization organization) {
    postgres.run(c -> c.preparedQuery(SAVE).execute(OrganizationRow.write(organization)));
  }
}
