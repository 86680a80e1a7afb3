package dev.diddo.persistence;

import dev.diddo.application.Ports;
import dev.diddo.application.payment.PaymentsContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class PgPaymentsTest extends PaymentsContract {
  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  @Override
  protected Ports ports() {
    return PgPorts.on(database, clock, ids);
  }
}
