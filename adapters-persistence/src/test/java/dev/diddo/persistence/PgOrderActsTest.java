package dev.diddo.persistence;

import dev.diddo.application.Ports;
import dev.diddo.application.order.OrderActsContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class PgOrderActsTest extends OrderActsContract {
  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  @Override
  protected Ports ports() {
    return PgPorts.on(database, clock, ids);
  }
}
