package dev.diddo.http.catalog;

import dev.diddo.application.catalog.Stores;
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

/** The merchants of a platform. */
public final class StoreEndpoints implements Endpoints {
  private static final Access READ = Access.platform(Scope.read(Scope.Area.STORES));
  private static final Access WRITE = Access.platform(Scope.write(Scope.Area.STORES));

  private final Stores stores;
  private final Ids ids;

  public StoreEndpoints(Stores stores, Ids ids) {
    this.stores = stores;
    this.ids = ids;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post("/stores", WRITE, this::open),
        Route.get("/stores", READ, this::list).queriedBy("limit", "offset"),
        Route.get("/stores/{id}", READ, this::read),
        Route.patch("/stores/{id}", WRITE, this::change),
        Route.delete("/stores/{id}", WRITE, this::close));
  }

  private Reply open(Call call) {
    var store = StoreFields.created(new StoreId(ids.next()), call.body());
    return stores.add(call.platform().tenant(), store)
        ? Reply.created(StoreJson.of(store))
        : Reply.of(domainTaken());
  }

  private Reply list(Call call) {
    var page = Paging.of(call);
    var listed = stores.list(call.platform().tenant(), page);
    return Reply.ok(Paging.of("stores", listed, page, StoreJson::of));
  }

  private Reply read(Call call) {
    return find(call)
        .map(store -> Reply.ok(StoreJson.of(store)))
        .orElseGet(() -> Reply.of(Problem.notFound()));
  }

  private Reply change(Call call) {
    var body = call.body();
    var before = find(call);
    if (before.isEmpty()) {
      return Reply.of(Problem.notFound());
    }
    if (body.has("currency")) {
      body.invalid("currency", "cannot change");
    }
    var changed = StoreFields.changed(before.get(), body);
    return stores.save(call.platform().tenant(), changed)
        ? Reply.ok(StoreJson.of(changed))
        : Reply.of(domainTaken());
  }

  private Reply close(Call call) {
    return call.id("id", StoreId::new)
            .filter(id -> stores.close(call.platform().tenant(), id))
            .isPresent()
        ? Reply.noContent()
        : Reply.of(Problem.notFound());
  }

  private Optional<Store> find(Call call) {
    return call.id("id", StoreId::new).flatMap(id -> stores.find(call.platform().tenant(), id));
  }

  private static Problem domainTaken() {
    return Problem.invalidField("/domain", "Another store has this domain");
  }
}
