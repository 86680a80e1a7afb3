package dev.diddo.persistence;

import dev.diddo.application.Ports;
import dev.diddo.application.webhook.WebhooksContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class PgWebhooksTest extends WebhooksContract {
  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  @Override
  protected Ports ports() {
    database.empty();
    return PgPorts.on(database, clock, ids);
  }
}
