package dev.diddo.http.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.diddo.application.catalog.CatalogSource;
import dev.diddo.application.catalog.ImportCatalog;
import dev.diddo.application.catalog.Stores;
import dev.diddo.domain.id.StoreId;
import dev.diddo.domain.merchant.Store;
import dev.diddo.domain.organization.Scope;
import dev.diddo.http.Access;
import dev.diddo.http.Call;
import dev.diddo.http.Endpoints;
import dev.diddo.http.Intake;
import dev.diddo.http.Json;
import dev.diddo.http.Problem;
import dev.diddo.http.Reply;
import dev.diddo.http.Route;
import java.util.List;
import java.util.Locale;

/** Catalogues, streamed in as a merchant's shop exports them. */
public final class CatalogEndpoints implements Endpoints {
  private final Stores stores;
  private final ImportCatalog importCatalog;

  public CatalogEndpoints(Stores stores, ImportCatalog importCatalog) {
    this.stores = stores;
    this.importCatalog = importCatalog;
  }

  /**
   * An {@code Idempotency-Key} changes nothing here: an import that runs again finds everything as
   * it left it.
   */
  @Override
  public List<Route> routes() {
    return List.of(
        Route.post(
                "/stores/{id}/catalog",
                Access.platform(Scope.write(Scope.Area.CATALOG)),
                this::load)
            .takes(Intake.CATALOG)
            .repeated(Route.Repetition.IGNORED));
  }

  private Reply load(Call call) {
    var tenant = call.platform().tenant();
    var store = call.id("id", StoreId::new).flatMap(id -> stores.find(tenant, id));
    if (store.isEmpty()) {
      return Reply.of(Problem.notFound());
    }
    try {
      var report = importCatalog.run(tenant, store.get(), source(call, store.get()));
      return Reply.ok(json(report));
    } catch (UnreadableCatalogException unreadable) {
      throw Call.malformed(String.valueOf(unreadable.getMessage()));
    }
  }

  private static CatalogSource source(Call call, Store store) {
    boolean csv =
        call.header("Content-Type").orElse("").toLowerCase(Locale.ROOT).startsWith("text/csv");
    return csv
        ? new ShopifyCsv(call.stream(), store.currency())
        : new NdjsonCatalog(call.stream(), store.currency());
  }

  private static ObjectNode json(ImportCatalog.Report report) {
    var json =
        Json.object()
            .put("created", report.created())
            .put("updated", report.updated())
            .put("unchanged", report.unchanged());
    var rejected = json.putArray("rejected");
    report
        .rejected()
        .forEach(
            one ->
                rejected
                    .addObject()
                    .put("line", one.line())
                    .put("code", one.code())
                    .put("detail", one.detail()));
    return json;
  }
}
