package dev.diddo.persistence;

import dev.diddo.application.Ports;
import dev.diddo.application.organization.OrganizationsContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class PgOrganizationsTest extends OrganizationsContract {
  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  @Override
  protected Ports ports() {
    return PgPorts.on(database, clock, ids);
  }
}
