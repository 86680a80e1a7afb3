package dev.diddo.persistence;

import dev.diddo.application.Ports;
import dev.diddo.application.payment.PaymentSettlementContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class PgPaymentSettlementTest extends PaymentSettlementContract {
  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  @Override
  protected Ports ports() {
    return PgPorts.on(database, clock, ids);
  }
}
