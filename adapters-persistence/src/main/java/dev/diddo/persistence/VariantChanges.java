package dev.diddo.persistence;

import dev.diddo.application.catalog.Products.VariantChange;
import dev.diddo.domain.catalog.Inventory;
import dev.diddo.domain.catalog.Variant;
import dev.diddo.domain.id.VariantId;
import dev.diddo.domain.money.Money;
import dev.diddo.domain.organization.Tenant;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Currency;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Changes single variants. Their product is locked meanwhile, as its lowest price is that of all
 * its variants.
 */
final class VariantChanges {
  private static final String SOLD =
      """
        from variant v
        join product p
          on p.organization_id = v.organization_id and p.environment = v.environment
         and p.id = v.product_id
        join store s
          on s.organization_id = p.organization_id and s.environment = p.environment
         and s.id = p.store_id
       where v.organization_id = $1 and v.environment = $2 and v.id = $3
         and v.withdrawn_at is null and p.withdrawn_at is null and s.closed_at is null""";

  private static final String CURRENCY = "select s.currency\n" + SOLD;

  private static final String LOCK = "select s.currency\n" + SOLD + "\n   for no key update of p";

  private static final String CHANGE =
      """
      update variant
         set price_minor = coalesce($4, price_minor), tracked = coalesce($5, tracked),
             on_hand = coalesce($6, on_hand)
       where organization_id = $1 and environment = $2 and id = $3 and withdrawn_at is null
   returning id, title, sku, price_minor, option_values, tracked, on_hand, held""";

  private static final String WITHDRAW =
      """
      update variant
         set withdrawn_at = now()
       where organization_id = $1 and environment = $2 and id = $3 and withdrawn_at is null""";

  private static final String LOWEST_PRICE =
      """
      update product p
         set lowest_price = (
             select min(sold.price_minor)
               from variant sold
              where sold.organization_id = $1 and sold.environment = $2
                and sold.product_id = p.id and sold.withdrawn_at is null)
        from variant v
       where v.organization_id = $1 and v.environment = $2 and v.id = $3
         and p.organization_id = $1 and p.environment = $2 and p.id = v.product_id""";

  private VariantChanges() {}

  static Future<Optional<Currency>> currencyOf(
      SqlConnection connection, Tenant tenant, VariantId id) {
    return currency(connection, CURRENCY, tenant, id);
  }

  static Future<Optional<Variant>> change(
      SqlConnection connection, Tenant tenant, VariantId id, VariantChange change) {
    var parameters =
        of(tenant, id)
            .addValue(change.price().map(Money::minorUnits).orElse(null))
            .addValue(change.tracked().orElse(null))
            .addValue(boxed(change.onHand()));
    return currency(connection, LOCK, tenant, id)
        .compose(
            locked ->
                locked.isEmpty()
                    ? Future.succeededFuture(Optional.empty())
                    : connection
                        .preparedQuery(CHANGE)
                        .execute(parameters)
                        .map(rows -> Rows.first(rows, row -> read(row, locked.get())))
                        .compose(changed -> repriced(connection, tenant, id).map(changed)));
  }

  static Future<Boolean> withdraw(SqlConnection connection, Tenant tenant, VariantId id) {
    return currency(connection, LOCK, tenant, id)
        .compose(
            locked ->
                locked.isEmpty()
                    ? Future.succeededFuture(false)
                    : connection
                        .preparedQuery(WITHDRAW)
                        .execute(of(tenant, id))
                        .map(Rows::anyChanged)
                        .compose(done -> repriced(connection, tenant, id).map(done)));
  }

  private static Future<Optional<Currency>> currency(
      SqlConnection connection, String statement, Tenant tenant, VariantId id) {
    return connection
        .preparedQuery(statement)
        .execute(of(tenant, id))
        .map(rows -> Rows.first(rows, row -> Currency.getInstance(row.getString("currency"))));
  }

  private static Future<?> repriced(SqlConnection connection, Tenant tenant, VariantId id) {
    return connection.preparedQuery(LOWEST_PRICE).execute(of(tenant, id));
  }

  private static Tuple of(Tenant tenant, VariantId id) {
    return TenantColumns.tuple(tenant).addUUID(id.value());
  }

  private static @Nullable Long boxed(OptionalLong value) {
    return value.isPresent() ? Long.valueOf(value.getAsLong()) : null;
  }

  private static Variant read(Row row, Currency currency) {
    return new Variant(
        new VariantId(row.getUUID("id")),
        row.getString("title"),
        Rows.text(row, "sku"),
        Optional.ofNullable(row.getLong("price_minor")).map(units -> new Money(units, currency)),
        CatalogJson.optionValues(Rows.array(row, "option_values")),
        new Inventory(row.getBoolean("tracked"), row.getLong("on_hand"), row.getLong("held")));
  }
}
