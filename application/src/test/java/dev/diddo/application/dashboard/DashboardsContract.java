package dev.diddo.application.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.PortContract;
import dev.diddo.domain.dashboard.DashboardSettings;
import dev.diddo.domain.dashboard.DashboardSettings.Column;
import dev.diddo.domain.dashboard.DashboardSettings.Panel;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What whoever keeps the organizations' dashboards promises. */
public abstract class DashboardsContract extends PortContract {

  @Test
  void who_chose_nothing_sees_everything() {
    assertThat(ports.dashboards().find(tenant.organization()))
        .isEqualTo(DashboardSettings.EVERYTHING);
  }

  @Test
  void what_was_chosen_last_stays_in_its_order_and_is_nobody_elses() {
    ports.dashboards().save(tenant.organization(), DashboardSettings.EVERYTHING);
    var chosen =
        new DashboardSettings(List.of(Column.TOTAL, Column.NUMBER), List.of(Panel.TIMELINE));
    ports.dashboards().save(tenant.organization(), chosen);
    assertThat(ports.dashboards().find(tenant.organization())).isEqualTo(chosen);
    assertThat(ports.dashboards().find(stranger.tenant().organization()))
        .isEqualTo(DashboardSettings.EVERYTHING);
  }
}
