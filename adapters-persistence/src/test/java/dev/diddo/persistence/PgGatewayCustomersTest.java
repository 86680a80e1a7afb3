package dev.diddo.persistence;

import dev.diddo.application.Ports;
import dev.diddo.application.payment.GatewayCustomersContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class PgGatewayCustomersTest extends GatewayCustomersContract {
  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  @Override
  protected Ports ports() {
    return PgPorts.on(database, clock, ids);
  }
}
