package dev.diddo.persistence;

import dev.diddo.application.Ports;
import dev.diddo.application.cart.BeginningContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class PgBeginningTest extends BeginningContract {
  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  @Override
  protected Ports ports() {
    return PgPorts.on(database, clock, ids);
  }
}
