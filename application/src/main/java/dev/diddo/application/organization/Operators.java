package dev.diddo.application.organization;

import dev.diddo.domain.organization.Operator;

/** Where the people of the support dashboard are kept. */
public interface Operators {
  /**
   * Adds an operator, or gives the one of that email this password and role.
   *
   * @param passwordHash as {@link PasswordHash} made it; the password itself is kept nowhere
   */
  void put(Operator operator, PasswordHash passwordHash);
}
