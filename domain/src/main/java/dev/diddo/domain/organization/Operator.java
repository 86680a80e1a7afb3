package dev.diddo.domain.organization;

import dev.diddo.domain.id.OperatorId;
import dev.diddo.domain.id.OrganizationId;
import java.util.Locale;

/** A person of the organization who helps buyers in the support dashboard. */
public record Operator(OperatorId id, OrganizationId organization, String email, Role role) {

  /** What an operator may do; each includes those before it. */
  public enum Role {
    /** Reads. */
    VIEWER,
    /** Acts: gives money back, fulfils, takes returns. */
    SUPPORT,
    /** Configures the dashboard, and reads who did what. */
    ADMIN;

    public boolean includes(Role other) {
      return compareTo(other) >= 0;
    }

    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
