package dev.diddo.persistence;

import dev.diddo.application.Ports;
import dev.diddo.application.cart.CartsContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class PgCartsTest extends CartsContract {
  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  @Override
  protected Ports ports() {
    return PgPorts.on(database, clock, ids);
  }
}
