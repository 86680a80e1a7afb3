package dev.diddo.persistence;

import dev.diddo.application.Ports;
import dev.diddo.application.idempotency.TransactionsContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class PgTransactionsTest extends TransactionsContract {
  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  @Override
  protected Ports ports() {
    return PgPorts.on(database, clock, ids);
  }
}
