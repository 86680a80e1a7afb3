package dev.diddo.persistence;

import dev.diddo.domain.cart.Cart;
import dev.diddo.domain.cart.Lines;
import dev.diddo.domain.id.CartId;
import dev.diddo.domain.organization.Tenant;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Currency;

/** Template carts as rows. */
final class CartRow {
  private CartRow() {}

  static Tuple write(Tenant tenant, Cart cart) {
    return TenantColumns.tuple(tenant)
        .addUUID(cart.id().value())
        .addInteger(cart.version())
        .addString(cart.lines().currency().getCurrencyCode())
        .addValue(Stored.array(cart.lines().list(), CartLineJson::write));
  }

  static Cart read(Row row) {
    return new Cart(
        new CartId(row.getUUID("id")),
        row.getInteger("version"),
        new Lines(
            Currency.getInstance(row.getString("currency")),
            Stored.list(Rows.array(row, "lines"), CartLineJson::read)));
  }
}
