package dev.diddo.persistence;

import dev.diddo.application.Ports;
import dev.diddo.application.payment.PaymentsDueContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class PgPaymentsDueTest extends PaymentsDueContract {
  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  @Override
  protected Ports ports() {
    database.empty();
    return PgPorts.on(database, clock, ids);
  }
}
