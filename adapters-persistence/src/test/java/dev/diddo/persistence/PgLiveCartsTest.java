package dev.diddo.persistence;

import dev.diddo.application.Ports;
import dev.diddo.application.cart.LiveCartsContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class PgLiveCartsTest extends LiveCartsContract {
  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  @Override
  protected Ports ports() {
    database.empty();
    return PgPorts.on(database, clock, ids);
  }
}
