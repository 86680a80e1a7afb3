package dev.diddo.persistence;

import dev.diddo.application.Ports;
import dev.diddo.application.cart.CartStatusesContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class PgCartStatusesTest extends CartStatusesContract {
  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  @Override
  protected Ports ports() {
    return PgPorts.on(database, clock, ids);
  }
}
