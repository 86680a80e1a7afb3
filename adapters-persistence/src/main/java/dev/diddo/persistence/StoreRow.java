package dev.diddo.persistence;

import dev.diddo.domain.id.StoreId;
import dev.diddo.domain.merchant.ReturnsPolicy;
import dev.diddo.domain.merchant.ShippingMethod;
import dev.diddo.domain.merchant.Store;
import dev.diddo.domain.merchant.TaxRate;
import dev.diddo.domain.money.Rate;
import dev.diddo.domain.organization.Tenant;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.util.Currency;
import java.util.Set;

/** Stores as rows. */
final class StoreRow {
  /** What {@link #read} needs of {@code store s}; the names keep clear of other tables' columns. */
  static final String COLUMNS =
      """
      s.id as store_id, s.name as store_name, s.domain, s.currency, s.commission_bps,
             s.gateway_account, s.shipping_methods, s.tax_rates, s.returns_supported,
             s.returns_window_days, s.order_endpoint, s.closed_at is not null as closed""";

  private StoreRow() {}

  static Tuple write(Tenant tenant, Store store) {
    return TenantColumns.tuple(tenant)
        .addUUID(store.id().value())
        .addString(store.name())
        .addValue(store.domain().orElse(null))
        .addString(store.currency().getCurrencyCode())
        .addInteger(store.commission().basisPoints())
        .addValue(store.gatewayAccount().orElse(null))
        .addValue(Stored.array(store.shippingMethods(), StoreRow::method))
        .addValue(Stored.array(store.taxRates(), StoreRow::taxRate))
        .addBoolean(store.returns().supported())
        .addInteger(store.returns().windowDays())
        .addBoolean(store.closed())
        .addValue(store.orderEndpoint().map(URI::toString).orElse(null));
  }

  static Store read(Row row) {
    return new Store(
        new StoreId(row.getUUID("store_id")),
        row.getString("store_name"),
        Rows.text(row, "domain"),
        Currency.getInstance(row.getString("currency")),
        new Rate(row.getInteger("commission_bps")),
        Rows.text(row, "gateway_account"),
        Stored.list(Rows.array(row, "shipping_methods"), StoreRow::method),
        Stored.list(Rows.array(row, "tax_rates"), StoreRow::taxRate),
        readReturns(row),
        Rows.text(row, "order_endpoint").map(URI::create),
        row.getBoolean("closed"));
  }

  static ReturnsPolicy readReturns(Row row) {
    return new ReturnsPolicy(
        row.getBoolean("returns_supported"), row.getInteger("returns_window_days"));
  }

  private static JsonObject method(ShippingMethod method) {
    var json =
        new JsonObject()
            .put("id", method.id())
            .put("label", method.label())
            .put("price", Stored.money(method.price()))
            .put("countries", new JsonArray(method.countries().stream().sorted().toList()));
    return Stored.put(json, "free_over", method.freeOver().map(Stored::money));
  }

  private static ShippingMethod method(JsonObject from) {
    return new ShippingMethod(
        Stored.text(from, "id"),
        Stored.text(from, "label"),
        Stored.money(from, "price"),
        Set.copyOf(Stored.texts(from, "countries")),
        Stored.optionalMoney(from, "free_over"));
  }

  private static JsonObject taxRate(TaxRate rate) {
    var json =
        new JsonObject()
            .put("country", rate.country())
            .put("rate_bps", rate.rate().basisPoints())
            .put("included", rate.included())
            .put("on_shipping", rate.onShipping());
    return Stored.put(json, "province", rate.province());
  }

  private static TaxRate taxRate(JsonObject from) {
    return new TaxRate(
        Stored.text(from, "country"),
        Stored.optionalText(from, "province"),
        new Rate(Stored.integer(from, "rate_bps")),
        Stored.truth(from, "included"),
        Stored.truth(from, "on_shipping"));
  }
}
