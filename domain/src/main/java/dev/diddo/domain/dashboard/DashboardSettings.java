package dev.diddo.domain.dashboard;

import java.util.List;
import java.util.Locale;

/**
 * What the dashboard shows an organization's operators, in this order.
 *
 * @param columns of the list of orders
 * @param panels of an order, besides its buyer and its merchants
 */
public record DashboardSettings(List<Column> columns, List<Panel> panels) {
  public static final DashboardSettings EVERYTHING =
      new DashboardSettings(List.of(Column.values()), List.of(Panel.values()));

  public DashboardSettings {
    columns = List.copyOf(columns);
    panels = List.copyOf(panels);
  }

  /** What a row of the list tells of an order. */
  public enum Column {
    NUMBER,
    BUYER,
    EMAIL,
    STORES,
    STATUS,
    TOTAL,
    CREATED;

    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What an order's page tells besides. */
  public enum Panel {
    MONEY,
    TIMELINE,
    DELIVERIES;

    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
