package dev.diddo.persistence;

import dev.diddo.application.dashboard.Dashboards;
import dev.diddo.domain.dashboard.DashboardSettings;
import dev.diddo.domain.dashboard.DashboardSettings.Column;
import dev.diddo.domain.dashboard.DashboardSettings.Panel;
import dev.diddo.domain.id.OrganizationId;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Arrays;

/** The organizations' dashboards in PostgreSQL. */
public final class PgDashboards implements Dashboards {
  private static final String FIND =
      """
      select columns, panels
        from dashboard_settings
       where organization_id = $1""";

  private static final String SAVE =
      """
      insert into dashboard_settings (organization_id, columns, panels)
      values ($1, $2, $3)
          on conflict (organization_id)
          do update set columns = excluded.columns, panels = excluded.panels""";

  private final Postgres postgres;

  public PgDashboards(Postgres postgres) {
    this.postgres = postgres;
  }

  @Override
  public DashboardSettings find(OrganizationId organization) {
    return postgres
        .run(
            c ->
                c.preparedQuery(FIND)
                    .execute(Tuple.of(organization.value()))
                    .map(rows -> Rows.first(rows, PgDashboards::settings)))
        .orElse(DashboardSettings.EVERYTHING);
  }

  private static DashboardSettings settings(Row row) {
    return new DashboardSettings(
        Arrays.stream(row.getArrayOfStrings("columns"))
            .map(text -> Rows.named(Column.values(), Column::text, text))
            .toList(),
        Arrays.stream(row.getArrayOfStrings("panels"))
            .map(text -> Rows.named(Panel.values(), Panel::text, text))
            .toList());
  }

  @Override
  public void save(OrganizationId organization, DashboardSettings settings) {
    postgres.run(
        c ->
            c.preparedQuery(SAVE)
                .execute(
                    Tuple.of(
                        organization.value(),
                        settings.columns().stream().map(Column::text).toArray(String[]::new),
                        settings.panels().stream().map(Panel::text).toArray(String[]::new))));
  }
}
