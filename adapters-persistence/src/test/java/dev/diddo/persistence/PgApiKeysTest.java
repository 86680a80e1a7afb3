package dev.diddo.persistence;

import dev.diddo.application.Ports;
import dev.diddo.application.organization.ApiKeysContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class PgApiKeysTest extends ApiKeysContract {
  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  @Override
  protected Ports ports() {
    return PgPorts.on(database, clock, ids);
  }
}
