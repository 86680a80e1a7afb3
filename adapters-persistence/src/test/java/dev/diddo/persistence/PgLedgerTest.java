package dev.diddo.persistence;

import dev.diddo.application.Ports;
import dev.diddo.application.payment.LedgerContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class PgLedgerTest extends LedgerContract {
  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  @Override
  protected Ports ports() {
    return PgPorts.on(database, clock, ids);
  }
}
