package dev.diddo.domain.organization;

import dev.diddo.domain.id.OperatorId;
import dev.diddo.domain.id.OrganizationId;

/** A person of the organization who helps buyers in the support dashboard. */
public record Operator(OperatorId id, OrganizationId organization, String email, Role role) {

  /** What an operator may do. */
  public enum Role {
    VIEWER,
    SUPPORT,
    ADMIN
  }
}
