package dev.diddo.http.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.diddo.application.catalog.CatalogSource;
import dev.diddo.application.catalog.ImportCatalog;
import dev.diddo.application.catalog.Stores;
import dev.diddo.domain.merchant.Store;
import dev.diddo.domain.organization.Scope;
import dev.diddo.http.Access;
import dev.diddo.http.Call;
import dev.diddo.http.Endpoints;
import dev.diddo.http.Intake;
import dev.diddo.http.Json;
import dev.diddo.http.Problem;
import dev.diddo.http.ProblemCode;
import dev.diddo.http.Reply;
import dev.diddo.http.Route;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;

/** Takes whole catalogues in, while they arrive. */
public final class CatalogEndpoints implements Endpoints {
  private static final Access WRITE = Access.platform(Scope.write(Scope.Area.CATALOG));
  private static final String NDJSON = "application/x-ndjson";
  private static final Duration RETRY = Duration.ofSeconds(10);

  private final Stores stores;
  private final ImportCatalog importCatalog;
  private final Semaphore permits;

  /**
   * @param atOnce imports; each holds a batch of products, and one product of up to 64 MiB at worst
   */
  public CatalogEndpoints(Stores stores, ImportCatalog importCatalog, int atOnce) {
    this.stores = stores;
    this.importCatalog = importCatalog;
    this.permits = new Semaphore(atOnce);
  }

  @Override
  public List<Route> routes() {
    // Not in one transaction: it would stay open as long as the client takes to send.
    return List.of(
        Route.post("/stores/{id}/catalog", WRITE, this::take)
            .takes(Intake.CATALOG)
            .repeated(Route.Repetition.KEPT));
  }

  private Reply take(Call call) {
    return stores
        .find(call.platform().tenant(), call.path("id"))
        .map(store -> take(call, store))
        .orElseGet(() -> Reply.of(Problem.notFound()));
  }

  private Reply take(Call call, Store store) {
    if (!permits.tryAcquire()) {
      return Reply.of(
          Problem.of(ProblemCode.OVERLOADED, "Too many imports run already.").retryAfter(RETRY));
    }
    try {
      var report = importCatalog.run(call.platform().tenant(), store, source(call, store));
      return Reply.ok(json(report));
    } catch (UnreadableCatalogException unreadable) {
      return Reply.of(
          Problem.of(
              ProblemCode.MALFORMED_BODY,
              unreadable.getMessage() + ". What was read before is stored."));
    } finally {
      permits.release();
    }
  }

  private static CatalogSource source(Call call, Store store) {
    var type = call.header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    return type.startsWith(NDJSON)
        ? new NdjsonCatalog(call.stream(), store.currency())
        : new ShopifyCsv(call.stream(), store.currency());
  }

  private static ObjectNode json(ImportCatalog.Report report) {
    var json =
        Json.object()
            .put("created", report.created())
            .put("updated", report.updated())
            .put("unchanged", report.unchanged());
    var rejected = json.putArray("rejected");
    for (var one : report.rejected()) {
      rejected
          .addObject()
          .put("line", one.line())
          .put("code", one.code())
          .put("detail", one.detail());
    }
    return json;
  }
}
