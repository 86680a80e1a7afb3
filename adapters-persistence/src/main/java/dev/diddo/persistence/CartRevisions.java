package dev.diddo.persistence;

import dev.diddo.domain.id.CartId;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Gatherers;

/** Asks how often carts have changed, many by one statement, however many there are. */
final class CartRevisions {
  private static final String REVISIONS =
      """
      select c.organization_id, c.environment, c.id, c.revision
        from unnest($1::uuid[], $2::text[], $3::uuid[]) as asked (organization_id, environment, id)
        join live_cart c using (organization_id, environment, id)""";

  private CartRevisions() {}

  /**
   * The revisions of those that there are.
   *
   * @param atOnce so many in one statement
   */
  static Map<CartKey, Long> of(Postgres postgres, Collection<CartKey> carts, int atOnce) {
    var revisions = new HashMap<CartKey, Long>();
    for (var some : carts.stream().gather(Gatherers.windowFixed(atOnce)).toList()) {
      read(postgres, some, revisions);
    }
    return revisions;
  }

  private static void read(Postgres postgres, List<CartKey> carts, Map<CartKey, Long> revisions) {
    var parameters =
        Tuple.of(
            carts.stream().map(c -> c.tenant().organization().value()).toArray(UUID[]::new),
            carts.stream().map(c -> c.tenant().environment().text()).toArray(String[]::new),
            carts.stream().map(c -> c.id().value()).toArray(UUID[]::new));
    for (var row : postgres.run(c -> c.preparedQuery(REVISIONS).execute(parameters))) {
      var key = new CartKey(TenantColumns.read(row), new CartId(row.getUUID("id")));
      revisions.put(key, row.getLong("revision"));
    }
  }
}
