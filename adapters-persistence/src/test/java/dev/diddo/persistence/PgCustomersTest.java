package dev.diddo.persistence;

import dev.diddo.application.Ports;
import dev.diddo.application.customer.CustomersContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;

class PgCustomersTest extends CustomersContract {
  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  @Override
  protected Ports ports() {
    return PgPorts.on(database, clock, ids);
  }

  /** What one test leaves behind is due in the next. */
  @AfterEach
  void empty() {
    database.empty();
  }
}
