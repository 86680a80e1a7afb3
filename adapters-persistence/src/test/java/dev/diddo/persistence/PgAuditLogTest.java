package dev.diddo.persistence;

import dev.diddo.application.Ports;
import dev.diddo.application.dashboard.AuditLogContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class PgAuditLogTest extends AuditLogContract {
  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  @Override
  protected Ports ports() {
    database.empty();
    return PgPorts.on(database, clock, ids);
  }
}
