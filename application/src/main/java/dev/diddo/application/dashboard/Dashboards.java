package dev.diddo.application.dashboard;

import dev.diddo.domain.dashboard.DashboardSettings;
import dev.diddo.domain.id.OrganizationId;

/** Where it is kept how each organization wants its dashboard. */
public interface Dashboards {
  /** Everything, until an organization chose. */
  DashboardSettings find(OrganizationId organization);

  void save(OrganizationId organization, DashboardSettings settings);
}
