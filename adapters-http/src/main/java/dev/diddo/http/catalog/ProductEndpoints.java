package dev.diddo.http.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.diddo.application.Listed;
import dev.diddo.application.Page;
import dev.diddo.application.catalog.ProductFilter;
import dev.diddo.application.catalog.Products;
import dev.diddo.application.catalog.Products.VariantChange;
import dev.diddo.application.catalog.Stores;
import dev.diddo.domain.catalog.Product;
import dev.diddo.domain.id.ProductId;
import dev.diddo.domain.id.StoreId;
import dev.diddo.domain.id.VariantId;
import dev.diddo.domain.merchant.Store;
import dev.diddo.domain.money.Money;
import dev.diddo.domain.organization.Scope;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.http.Access;
import dev.diddo.http.Call;
import dev.diddo.http.Endpoints;
import dev.diddo.http.Fields;
import dev.diddo.http.Paging;
import dev.diddo.http.Problem;
import dev.diddo.http.Reply;
import dev.diddo.http.Route;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What can be sold: found, changed and withdrawn. */
public final class ProductEndpoints implements Endpoints {
  private static final Access READ = Access.platform(Scope.read(Scope.Area.CATALOG));
  private static final Access WRITE = Access.platform(Scope.write(Scope.Area.CATALOG));
  private static final int MAX_QUANTITY = 1_000_000_000;

  private final Products products;
  private final Stores stores;

  public ProductEndpoints(Products products, Stores stores) {
    this.products = products;
    this.stores = stores;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/products", READ, this::search).queriedBy(ProductQuery.PARAMETERS),
        Route.post("/products", READ, this::filter),
        Route.get("/products/{id}", READ, this::read),
        Route.delete("/products/{id}", WRITE, this::withdraw),
        Route.patch("/variants/{id}", WRITE, this::change),
        Route.delete("/variants/{id}", WRITE, this::withdrawVariant));
  }

  private Reply search(Call call) {
    var page = Paging.of(call);
    var tenant = call.platform().tenant();
    return found(tenant, new ProductQuery(stores, tenant).of(call), page);
  }

  private Reply filter(Call call) {
    var body = call.optionalBody();
    var tenant = call.platform().tenant();
    var filter = new ProductQuery(stores, tenant).of(body);
    var page = Paging.of(body);
    body.end();
    return found(tenant, filter, page);
  }

  private Reply found(Tenant tenant, ProductFilter filter, Page page) {
    Listed<Product> listed = products.search(tenant, filter, page);
    Map<StoreId, String> handles = new HashMap<>();
    return Reply.ok(
        Paging.of(
            "products",
            listed,
            page,
            product ->
                ProductJson.of(
                    product, handles.computeIfAbsent(product.store(), id -> handle(tenant, id)))));
  }

  private Reply read(Call call) {
    var tenant = call.platform().tenant();
    return call.id("id", ProductId::new)
        .flatMap(id -> products.find(tenant, id))
        .map(product -> Reply.ok(shown(tenant, product)))
        .orElseGet(() -> Reply.of(Problem.notFound()));
  }

  private ObjectNode shown(Tenant tenant, Product product) {
    return ProductJson.of(product, handle(tenant, product.store()));
  }

  private String handle(Tenant tenant, StoreId id) {
    return stores.find(tenant, id).map(Store::handle).orElseGet(id::text);
  }

  private Reply withdraw(Call call) {
    return done(
        call.id("id", ProductId::new)
            .filter(id -> products.withdraw(call.platform().tenant(), id)));
  }

  private Reply withdrawVariant(Call call) {
    return done(
        call.id("id", VariantId::new)
            .filter(id -> products.withdraw(call.platform().tenant(), id)));
  }

  private static Reply done(Optional<?> withdrawn) {
    return withdrawn.isPresent() ? Reply.noContent() : Reply.of(Problem.notFound());
  }

  private Reply change(Call call) {
    var body = call.body();
    var tenant = call.platform().tenant();
    var id = call.id("id", VariantId::new);
    var currency = id.flatMap(variant -> products.currencyOf(tenant, variant));
    if (currency.isEmpty()) {
      return Reply.of(Problem.notFound());
    }
    var change = change(body, currency.get());
    body.end();
    return products
        .change(tenant, id.orElseThrow(), change)
        .map(variant -> Reply.ok(ProductJson.of(variant)))
        .orElseGet(() -> Reply.of(Problem.notFound()));
  }

  private static VariantChange change(Fields body, Currency currency) {
    var price = body.optionalAmount("price");
    var inventory = body.optionalObject("inventory");
    return new VariantChange(
        price.isPresent() ? Optional.of(new Money(price.getAsLong(), currency)) : Optional.empty(),
        inventory.flatMap(fields -> fields.optionalBoolean("tracked")),
        inventory
            .map(fields -> fields.optionalLong("quantity", 0, MAX_QUANTITY))
            .orElse(OptionalLong.empty()));
  }
}
