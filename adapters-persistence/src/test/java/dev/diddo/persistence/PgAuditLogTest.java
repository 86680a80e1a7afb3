package dev.diddo.persistence;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diddo.application.Ports;
import dev.diddo.application.dashboard.AuditLogContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PgAuditLogTest extends AuditLogContract {
  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  @Override
  protected Ports ports() {
    database.empty();
    return PgPorts.on(database, clock, ids);
  }

  @Test
  void what_anybody_did_is_neither_changed_nor_taken_out() {
    database.sql(
        """
        insert into audit_entry
               (organization_id, id, operator_id, email, action, address, created_at)
        values (new_id(), new_id(), new_id(), 'ada@shop.example', 'refunded', '203.0.113.7', now())""");

    for (var change :
        new String[] {"update audit_entry set email = ''", "delete from audit_entry"}) {
      assertThatThrownBy(() -> database.sql(change))
          .hasMessageContaining("The audit log is never changed");
    }
  }
}
