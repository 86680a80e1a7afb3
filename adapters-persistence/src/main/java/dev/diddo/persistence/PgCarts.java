package dev.diddo.persistence;

import dev.diddo.application.cart.Carts;
import dev.diddo.domain.cart.Cart;
import dev.diddo.domain.id.CartId;
import dev.diddo.domain.organization.Tenant;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** Template carts in PostgreSQL; those behind links also in a short memory. */
public final class PgCarts implements Carts {
  private static final Duration MEMORY = Duration.ofSeconds(1);

  private static final String FIND =
      """
      select id, version, currency, lines
        from cart
       where organization_id = $1 and environment = $2 and id = $3 and retired_at is null""";

  private static final String FIND_BY_LINK =
      """
      select organization_id, environment, id, version, currency, lines,
             retired_at is not null as retired
        from cart
       where id = $1""";

  private static final String ADD =
      """
      insert into cart (organization_id, environment, id, version, currency, lines)
      values ($1, $2, $3, $4, $5, $6)""";

  private static final String SAVE =
      """
      update cart
         set version = $4, currency = $5, lines = $6
       where organization_id = $1 and environment = $2 and id = $3
         and version = $7 and retired_at is null""";

  private static final String RETIRE =
      """
      update cart
         set retired_at = now()
       where organization_id = $1 and environment = $2 and id = $3 and retired_at is null
         and version = coalesce($4, version)""";

  private final Postgres postgres;
  private final Recent<CartId, Optional<Linked>> recent;

  /**
   * Templates over this database.
   *
   * @param remembered how many links are remembered, those that lead nowhere included
   */
  public PgCarts(Postgres postgres, int remembered) {
    this.postgres = postgres;
    this.recent = new Recent<>(MEMORY, remembered, this::readLink);
  }

  @Override
  public Optional<Cart> find(Tenant tenant, CartId id) {
    return postgres.run(
        c ->
            c.preparedQuery(FIND)
                .execute(TenantColumns.tuple(tenant).addUUID(id.value()))
                .map(rows -> Rows.first(rows, CartRow::read)));
  }

  @Override
  public Optional<Linked> findByLink(CartId id) {
    return recent.get(id);
  }

  private Optional<Linked> readLink(CartId id) {
    return postgres.run(
        c ->
            c.preparedQuery(FIND_BY_LINK)
                .execute(Tuple.of(id.value()))
                .map(
                    rows ->
                        Rows.first(
                            rows,
                            row ->
                                new Linked(
                                    TenantColumns.read(row),
                                    CartRow.read(row),
                                    row.getBoolean("retired")))));
  }

  @Override
  public void add(Tenant tenant, Cart cart) {
    write(ADD, CartRow.write(tenant, cart), cart.id());
  }

  @Override
  public boolean save(Tenant tenant, Cart cart, int versionBefore) {
    return write(SAVE, CartRow.write(tenant, cart).addInteger(versionBefore), cart.id());
  }

  @Override
  public boolean retire(Tenant tenant, CartId id, OptionalInt version) {
    return write(
        RETIRE, TenantColumns.tuple(tenant, id.value()).addValue(Rows.orNull(version)), id);
  }

  private boolean write(String statement, Tuple parameters, CartId id) {
    boolean done =
        postgres.run(c -> c.preparedQuery(statement).execute(parameters).map(Rows::anyChanged));
    postgres.afterCommit(() -> recent.forget(id));
    return done;
  }
}
