package dev.diddo.application.organization;

import dev.diddo.application.MemoryDatabase;
import dev.diddo.application.MemoryDatabase.StoredOperator;
import dev.diddo.domain.organization.Operator;

/** Operators in memory. */
public final class MemoryOperators implements Operators {
  private final MemoryDatabase database;

  public MemoryOperators(MemoryDatabase database) {
    this.database = database;
  }

  @Override
  public void put(Operator operator, PasswordHash passwordHash) {
    database.alone(
        () -> {
          database.operators.put(operator.email(), new StoredOperator(operator, passwordHash));
          return operator;
        });
  }
}
