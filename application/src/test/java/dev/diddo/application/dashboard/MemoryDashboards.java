package dev.diddo.application.dashboard;

import dev.diddo.application.MemoryDatabase;
import dev.diddo.domain.dashboard.DashboardSettings;
import dev.diddo.domain.id.OrganizationId;

/** The organizations' dashboards in memory. */
public final class MemoryDashboards implements Dashboards {
  private final MemoryDatabase database;

  public MemoryDashboards(MemoryDatabase database) {
    this.database = database;
  }

  @Override
  public DashboardSettings find(OrganizationId organization) {
    return database.alone(
        () -> database.dashboards.get(organization).orElse(DashboardSettings.EVERYTHING));
  }

  @Override
  public void save(OrganizationId organization, DashboardSettings settings) {
    database.alone(
        () -> {
          database.dashboards.put(organization, settings);
          return settings;
        });
  }
}
