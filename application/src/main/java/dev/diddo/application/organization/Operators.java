package dev.diddo.application.organization;

import dev.diddo.domain.organization.Operator;
import java.util.List;

/** Where the people of the support dashboard are kept. */
public interface Operators {
  /**
   * Adds an operator, or gives the one of that email this password and role; then whoever is signed
   * in as them is so no more.
   *
   * @param passwordHash as {@link PasswordHash} made it; the password itself is kept nowhere
   */
  void put(Operator operator, PasswordHash passwordHash);

  /**
   * Everybody with this email, whatever its case, the one who was added first coming first: one
   * person may work for several organizations.
   */
  List<Known> withEmail(String email, int atMost);

  /** An operator with what their password is held against. */
  record Known(Operator operator, PasswordHash passwordHash) {}
}
