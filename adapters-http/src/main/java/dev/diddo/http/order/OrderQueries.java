package dev.diddo.http.order;

import dev.diddo.application.catalog.Stores;
import dev.diddo.application.order.OrderFilter;
import dev.diddo.domain.id.StoreId;
import dev.diddo.domain.id.Ulid;
import dev.diddo.domain.order.MerchantOrder;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.http.Call;
import dev.diddo.http.Fault;
import dev.diddo.http.Fields;
import dev.diddo.http.Times;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads which orders are wanted. */
final class OrderQueries {
  private static final int MAX_TEXT = 254;
  private static final int MAX_EXTERNAL_ID = 255;
  private static final int MAX_STORE = 253;
  private static final int MAX_TIME = 40;

  private static final Map<String, MerchantOrder.Status> STATUSES =
      Arrays.stream(MerchantOrder.Status.values())
          .collect(Collectors.toUnmodifiableMap(MerchantOrder.Status::name, status -> status));

  private final Stores stores;

  OrderQueries(Stores stores) {
    this.stores = stores;
  }

  OrderFilter read(Call call) {
    return new OrderFilter(
        call.queryText("q", MAX_TEXT),
        call.queryText("external_customer_id", MAX_EXTERNAL_ID),
        call.query("status", STATUSES),
        call.queryText("store", MAX_STORE).map(named -> store(call.someone().tenant(), named)),
        time(call, "from"),
        time(call, "to"));
  }

  /** What people look for: a text, and what became of it. */
  static OrderFilter read(Fields body) {
    return new OrderFilter(
        body.optionalText("q", MAX_TEXT).map(String::strip).filter(text -> !text.isEmpty()),
        Optional.empty(),
        body.optionalChoice("status", STATUSES),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Also a store that was closed, by its id: its orders stay. */
  private StoreId store(Tenant tenant, String named) {
    return stores
        .find(tenant, named)
        .map(store -> store.id())
        .or(() -> Ulid.parse(named).map(StoreId::new))
        .orElse(new StoreId(Call.NOTHINGS_ID));
  }

  private static Optional<Instant> time(Call call, String name) {
    return call.queryText(name, MAX_TIME).map(text -> time(name, text));
  }

  private static Instant time(String name, String text) {
    return Times.read(text)
        .orElseThrow(
            () ->
                Call.invalid(
                    "/query/" + name,
                    Fault.INVALID,
                    name + " is a time such as 2026-11-23T12:00:00Z"));
  }
}
