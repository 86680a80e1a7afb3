package dev.diddo.persistence;

import dev.diddo.application.Ports;
import dev.diddo.application.catalog.ProductsContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class PgProductsTest extends ProductsContract {
  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  @Override
  protected Ports ports() {
    return PgPorts.on(database, clock, ids);
  }
}
