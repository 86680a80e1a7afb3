package dev.diddo.http.catalog;

import dev.diddo.application.catalog.Stores;
import dev.diddo.application.idempotency.Transactions;
import dev.diddo.domain.id.Ids;
import dev.diddo.domain.id.StoreId;
import dev.diddo.domain.merchant.Store;
import dev.diddo.domain.organization.Scope;
import dev.diddo.http.Access;
import dev.diddo.http.Call;
import dev.diddo.http.Endpoints;
import dev.diddo.http.Paging;
import dev.diddo.http.Problem;
import dev.diddo.http.Reply;
import dev.diddo.http.Route;
import java.util.List;
import java.util.Optional;

/** The merchants of an organization. Each is named by its domain or its id. */
public final class StoreEndpoints implements Endpoints {
  private static final Access READ = Access.platform(Scope.read(Scope.Area.STORES));
  private static final Access WRITE = Access.platform(Scope.write(Scope.Area.STORES));

  private final Stores stores;
  private final Transactions transactions;
  private final Ids ids;

  public StoreEndpoints(Stores stores, Transactions transactions, Ids ids) {
    this.stores = stores;
    this.transactions = transactions;
    this.ids = ids;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post("/stores", WRITE, this::add),
        Route.get("/stores", READ, this::list).queriedBy("limit", "offset"),
        Route.get("/stores/{id}", READ, this::show),
        Route.patch("/stores/{id}", WRITE, this::change),
        Route.delete("/stores/{id}", WRITE, this::close));
  }

  private Reply add(Call call) {
    var store = StoreFields.read(call.body(), new StoreId(ids.next()));
    return stores.add(call.platform().tenant(), store)
        ? Reply.created(StoreJson.of(store))
        : domainTaken();
  }

  private Reply list(Call call) {
    var page = Paging.of(call);
    var listed = stores.list(call.platform().tenant(), page);
    return Reply.ok(Paging.of("stores", listed, page, StoreJson::of));
  }

  private Reply show(Call call) {
    return find(call).map(StoreJson::of).map(Reply::ok).orElseGet(StoreEndpoints::notFound);
  }

  /** In one transaction, so that of two changes at once neither undoes the other. */
  private Reply change(Call call) {
    return transactions.inOne(
        () ->
            stores
                .findToChange(call.platform().tenant(), call.path("id"))
                .map(before -> change(call, before))
                .orElseGet(StoreEndpoints::notFound));
  }

  private Reply change(Call call, Store before) {
    var tenant = call.platform().tenant();
    var store = StoreFields.read(call.optionalBody(), before);
    if (stores.save(tenant, store)) {
      return Reply.ok(StoreJson.of(store));
    }
    return stores.find(tenant, store.id()).isPresent() ? domainTaken() : notFound();
  }

  private Reply close(Call call) {
    var closed = find(call).filter(store -> stores.close(call.platform().tenant(), store.id()));
    return closed.isPresent() ? Reply.noContent() : notFound();
  }

  private Optional<Store> find(Call call) {
    return stores.find(call.platform().tenant(), call.path("id"));
  }

  private static Reply domainTaken() {
    return Reply.of(Problem.invalidField("/domain", "Another store has this domain."));
  }

  private static Reply notFound() {
    return Reply.of(Problem.notFound());
  }
}
