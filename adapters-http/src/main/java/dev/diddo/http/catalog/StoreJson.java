package dev.diddo.http.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.diddo.domain.merchant.ShippingMethod;
import dev.diddo.domain.merchant.Store;
import dev.diddo.domain.merchant.TaxRate;
import dev.diddo.http.Json;
import dev.diddo.http.MoneyJson;
import java.net.URI;

/** How a store is shown. */
final class StoreJson {
  private StoreJson() {}

  static ObjectNode of(Store store) {
    var json =
        Json.object()
            .put("id", store.id().text())
            .put("name", store.name())
            .put("domain", store.domain().orElse(null))
            .put("currency", store.currency().getCurrencyCode())
            .put("commission_bps", store.commission().basisPoints())
            .put("gateway_account", store.gatewayAccount().orElse(null));
    var methods = json.putArray("shipping_methods");
    store.shippingMethods().forEach(method -> methods.add(of(method)));
    var rates = json.putArray("tax_rates");
    store.taxRates().forEach(rate -> rates.add(of(rate)));
    json.put("order_endpoint", store.orderEndpoint().map(URI::toString).orElse(null));
    json.putObject("returns")
        .put("supported", store.returns().supported())
        .put("window_days", store.returns().windowDays());
    return json;
  }

  private static ObjectNode of(ShippingMethod method) {
    var json = Json.object().put("id", method.id()).put("label", method.label());
    json.set("price", MoneyJson.of(method.price()));
    method.countries().stream().sorted().forEach(json.putArray("countries")::add);
    json.set("free_over", MoneyJson.of(method.freeOver()));
    return json;
  }

  private static ObjectNode of(TaxRate rate) {
    return Json.object()
        .put("country", rate.country())
        .put("province_code", rate.province().orElse(null))
        .put("rate_bps", rate.rate().basisPoints())
        .put("included", rate.included())
        .put("on_shipping", rate.onShipping());
  }
}
