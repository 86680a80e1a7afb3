package dev.diddo.http.catalog;

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

/** What a platform's stores sell. */
public final class ProductEndpoints implements Endpoints {
  private static final Access READ = Access.platform(Scope.read(Scope.Area.CATALOG));
  private static final Access WRITE = Access.platform(Scope.write(Scope.Area.CATALOG));

  private final Products products;
  private final Stores stores;
  private final ProductQueries queries;

  public ProductEndpoints(Products products, Stores stores) {
    this.products = products;
    this.stores = stores;
    this.queries = new ProductQueries(stores);
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/products", READ, this::list)
            .queriedBy(
                "q",
                "store",
                "brand",
                "category",
                "player",
                "team",
                "tag",
                "available",
                "sort",
                "limit",
                "offset"),
        // It changes nothing, so there is nothing to keep it from doing twice.
        Route.post("/products", READ, this::filter).repeated(Route.Repetition.IGNORED),
        Route.get("/products/{id}", READ, this::show),
        Route.delete("/products/{id}", WRITE, this::withdrawProduct),
        Route.patch("/variants/{id}", WRITE, this::change),
        Route.delete("/variants/{id}", WRITE, this::withdrawVariant));
  }

  private Reply list(Call call) {
    var page = Paging.of(call);
    return found(call.platform().tenant(), queries.query(call), page);
  }

  private Reply filter(Call call) {
    var tenant = call.platform().tenant();
    var wanted = queries.body(tenant, call.optionalBody());
    return found(tenant, wanted.filter(), wanted.page());
  }

  private Reply found(Tenant tenant, ProductFilter filter, Page page) {
    Listed<Product> found = products.search(tenant, filter, page);
    var names = new HashMap<StoreId, String>();
    return Reply.ok(
        Paging.of(
            "products",
            found,
            page,
            product -> ProductJson.of(product, store(tenant, product, names))));
  }

  /** As the contract names it. */
  private String store(Tenant tenant, Product product, Map<StoreId, String> known) {
    return known.computeIfAbsent(
        product.store(), id -> stores.find(tenant, id).map(Store::handle).orElseGet(id::text));
  }

  private Reply show(Call call) {
    var tenant = call.platform().tenant();
    return call.id("id", ProductId::new)
        .flatMap(id -> products.find(tenant, id))
        .map(product -> ProductJson.of(product, store(tenant, product, new HashMap<>())))
        .map(Reply::ok)
        .orElseGet(ProductEndpoints::notFound);
  }

  private Reply withdrawProduct(Call call) {
    var tenant = call.platform().tenant();
    return done(products.withdraw(tenant, call.anyId("id", ProductId::new)));
  }

  private Reply withdrawVariant(Call call) {
    var tenant = call.platform().tenant();
    return done(products.withdraw(tenant, call.anyId("id", VariantId::new)));
  }

  private static Reply done(boolean found) {
    return found ? Reply.noContent() : notFound();
  }

  private Reply change(Call call) {
    var tenant = call.platform().tenant();
    var id = call.anyId("id", VariantId::new);
    var currency = products.currencyOf(tenant, id);
    var change = read(call, currency);
    return currency
        .flatMap(_ -> products.change(tenant, id, change))
        .map(ProductJson::of)
        .map(Reply::ok)
        .orElseGet(ProductEndpoints::notFound);
  }

  private static VariantChange read(Call call, Optional<Currency> currency) {
    var body = call.optionalBody();
    var price = body.optionalAmount("price");
    var inventory = body.optionalObject("inventory");
    var tracked = inventory.flatMap(given -> given.optionalBoolean("tracked"));
    var onHand =
        inventory
            .map(given -> given.optionalLong("quantity", 0, ProductRules.MAX_QUANTITY))
            .orElse(OptionalLong.empty());
    body.end();
    return new VariantChange(
        price.isPresent() ? currency.map(in -> new Money(price.getAsLong(), in)) : Optional.empty(),
        tracked,
        onHand);
  }

  private static Reply notFound() {
    return Reply.of(Problem.notFound());
  }
}
