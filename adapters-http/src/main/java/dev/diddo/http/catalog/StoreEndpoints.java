package dev.diddo.http.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.diddo.application.catalog.Stores;
import dev.diddo.application.idempotency.Transactions;
import dev.diddo.application.merchant.Brands;
import dev.diddo.domain.id.Ids;
import dev.diddo.domain.id.StoreId;
import dev.diddo.domain.merchant.Store;
import dev.diddo.domain.organization.Scope;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.webhook.WebhookSecret;
import dev.diddo.http.Access;
import dev.diddo.http.Call;
import dev.diddo.http.Endpoint;
import dev.diddo.http.Endpoints;
import dev.diddo.http.Fields;
import dev.diddo.http.Paging;
import dev.diddo.http.Problem;
import dev.diddo.http.Reply;
import dev.diddo.http.Route;
import dev.diddo.http.egress.EgressField;
import dev.diddo.http.egress.EgressRules;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** The merchants of an organization. Each is named by its domain or its id. */
public final class StoreEndpoints implements Endpoints {
  private static final Access READ = Access.platform(Scope.read(Scope.Area.STORES));
  private static final Access WRITE = Access.platform(Scope.write(Scope.Area.STORES));

  private final Stores stores;
  private final Brands brands;
  private final EgressRules egressRules;
  private final Transactions transactions;
  private final Ids ids;
  private final RandomGenerator random;

  /**
   * @param random not predictable, such as SecureRandom
   */
  public StoreEndpoints(
      Stores stores,
      Brands brands,
      EgressRules egressRules,
      Transactions transactions,
      Ids ids,
      RandomGenerator random) {
    this.stores = stores;
    this.brands = brands;
    this.egressRules = egressRules;
    this.transactions = transactions;
    this.ids = ids;
    this.random = random;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post("/stores", WRITE, Endpoint.asking(this::add)),
        Route.get("/stores", READ, this::list).queriedBy("limit", "offset"),
        Route.get("/stores/{id}", READ, this::show),
        Route.patch("/stores/{id}", WRITE, this::change),
        Route.delete("/stores/{id}", WRITE, this::close));
  }

  private Supplier<Reply> add(Call call) {
    var tenant = call.platform().tenant();
    var body = call.body();
    var store = StoreFields.read(body, new StoreId(ids.next()), this::judged);
    return () ->
        transactions.inOne(
            () ->
                stores.add(tenant, store)
                    ? Reply.created(shown(tenant, store, body))
                    : domainTaken());
  }

  private URI judged(String orderEndpoint) {
    return EgressField.checked("/order_endpoint", orderEndpoint, egressRules);
  }

  /** With the secret of an order endpoint that was named just now; nobody is told that again. */
  private ObjectNode shown(Tenant tenant, Store store, Fields body) {
    var json = StoreJson.of(store);
    if (StoreFields.connects(body)) {
      var secret = WebhookSecret.random(random);
      brands.sign(tenant, store.id(), secret);
      json.put("order_endpoint_secret", secret.text());
    }
    return json;
  }

  private Reply list(Call call) {
    var page = Paging.of(call);
    var listed = stores.list(call.platform().tenant(), page);
    return Reply.ok(Paging.of("stores", listed, page, StoreJson::of));
  }

  private Reply show(Call call) {
    return find(call).map(StoreJson::of).map(Reply::ok).orElseGet(StoreEndpoints::notFound);
  }

  /**
   * Judged while nobody waits for it, then made in one transaction, so that of two changes at once
   * neither undoes the other.
   */
  private Reply change(Call call) {
    var wanted =
        find(call).map(before -> StoreFields.read(call.optionalBody(), before, this::judged));
    return wanted
        .flatMap(
            store ->
                transactions.inOne(
                    () ->
                        stores
                            .findToChange(call.platform().tenant(), call.path("id"))
                            .map(before -> change(call, before, store.orderEndpoint()))))
        .orElseGet(StoreEndpoints::notFound);
  }

  private Reply change(Call call, Store before, Optional<URI> orderEndpoint) {
    var tenant = call.platform().tenant();
    var body = call.optionalBody();
    var store = StoreFields.read(body, before, _ -> orderEndpoint.orElseThrow());
    if (stores.save(tenant, store)) {
      return Reply.ok(shown(tenant, store, body));
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
