package dev.diddo.persistence;

import dev.diddo.application.Ports;
import dev.diddo.application.dashboard.SignInTriesContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class PgSignInTriesTest extends SignInTriesContract {
  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  @Override
  protected Ports ports() {
    database.empty();
    return PgPorts.on(database, clock, ids);
  }
}
