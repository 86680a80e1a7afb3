package dev.diddo.persistence;

import dev.diddo.application.Ports;
import dev.diddo.application.payment.PaymentStockContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class PgPaymentStockTest extends PaymentStockContract {
  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  @Override
  protected Ports ports() {
    return PgPorts.on(database, clock, ids);
  }
}
