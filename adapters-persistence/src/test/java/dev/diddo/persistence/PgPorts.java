package dev.diddo.persistence;

import dev.diddo.application.Ports;
import dev.diddo.domain.id.Ids;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;

/** All ports over one PostgreSQL. */
final class PgPorts {
  private static final int REMEMBERED = 1_000;

  private static final CartStatusesLimits STATUSES =
      new CartStatusesLimits(1_000, 1_000, Duration.ofSeconds(60), Duration.ofMillis(500), 1_000);

  private static final GroupCommitLimits BEGINNINGS =
      new GroupCommitLimits(Duration.ofMillis(2), 200, 2_000, 2, 8_000, Duration.ofSeconds(4));

  private PgPorts() {}

  static Ports on(TestDatabase database, InstantSource clock, Ids ids) {
    return on(database, database.postgres(), clock, ids);
  }

  /** Over another pool, as another process has it. */
  static Ports on(TestDatabase database, Postgres postgres, InstantSource clock, Ids ids) {
    return on(database, postgres, clock, ids, dataKeys(), new Unreadable(_ -> {}));
  }

  /** With other keys than the rest has. */
  static Ports on(
      TestDatabase database,
      InstantSource clock,
      Ids ids,
      DataKeys dataKeys,
      Unreadable unreadable) {
    return on(database, database.postgres(), clock, ids, dataKeys, unreadable);
  }

  private static Ports on(
      TestDatabase database,
      Postgres postgres,
      InstantSource clock,
      Ids ids,
      DataKeys dataKeys,
      Unreadable unreadable) {
    var listings = new PgListings(postgres, REMEMBERED);
    var statuses = database.closing(new PgCartStatuses(postgres, dataKeys, STATUSES));
    return new Ports(
        new PgOrganizations(postgres),
        new PgApiKeys(postgres, REMEMBERED),
        new PgOperators(postgres),
        new PgOperatorSessions(postgres),
        new PgSignInTries(postgres),
        new PgAuditLog(postgres),
        new PgDashboards(postgres),
        new PgStores(postgres, listings),
        new PgProducts(postgres, listings, ids),
        listings,
        new PgCarts(postgres, REMEMBERED),
        new PgCheckoutSessions(postgres),
        new PgLiveCarts(postgres, statuses, BEGINNINGS, _ -> {}),
        statuses,
        new PgPayments(postgres, statuses, listings, dataKeys, unreadable, clock, _ -> {}),
        new PgMovements(postgres, unreadable),
        new PgLedger(postgres),
        new PgGatewayCustomers(postgres),
        new PgCustomers(postgres, statuses, dataKeys()),
        new PgLeavingCustomers(postgres),
        new PgOrders(postgres, statuses, _ -> {}),
        new PgInbox(postgres),
        new PgWebhooks(postgres, dataKeys),
        new PgDeliveries(postgres, unreadable, () -> {}),
        new PgBrands(postgres, dataKeys),
        new PgIdempotencyKeys(postgres, dataKeys, unreadable),
        postgres);
  }

  private static DataKeys dataKeys() {
    var keys = new LinkedHashMap<String, byte[]>();
    keys.put("test", new byte[32]);
    return new DataKeys(keys);
  }
}
