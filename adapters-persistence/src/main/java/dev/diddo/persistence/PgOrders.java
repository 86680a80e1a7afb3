package dev.diddo.persistence;

import dev.diddo.application.Listed;
import dev.diddo.application.Page;
import dev.diddo.application.order.OrderFilter;
import dev.diddo.application.order.Orders;
import dev.diddo.application.payment.OrderNumberTakenException;
import dev.diddo.domain.id.MerchantOrderId;
import dev.diddo.domain.id.OrderId;
import dev.diddo.domain.id.PaymentId;
import dev.diddo.domain.id.VariantId;
import dev.diddo.domain.order.CheckoutEvent;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.session.BuyerIdentity;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Orders in PostgreSQL. One that is captured at once is written by {@link PgPayments#settle}. */
public final class PgOrders implements Orders {
  private static final String NUMBER_INDEX = "customer_order_number";

  private static final String BY =
      """
      select %s
        from customer_order o
        join merchant_order m
          on m.organization_id = $1 and m.environment = $2 and m.order_id = o.id
       where o.organization_id = $1 and o.environment = $2 and o.%%s = $3
       order by m.position"""
          .formatted(OrderRow.COLUMNS);

  private static final String FIND = BY.formatted("id");
  private static final String OF_PAYMENT = BY.formatted("payment_id");

  private static final String COUNT_EVENTS =
      """
      select count(*)
        from customer_order o
        join event e
          on e.organization_id = $1 and e.environment = $2 and e.cart_id = o.cart_id
       where o.organization_id = $1 and o.environment = $2 and o.id = $3
         and ($4::text is null or e.change is null or e.change ->> 'merchant_order' = $4)""";

  private static final String EVENTS =
      """
      select %s
        from customer_order o
        join event e
          on e.organization_id = $1 and e.environment = $2 and e.cart_id = o.cart_id
       where o.organization_id = $1 and o.environment = $2 and o.id = $3
         and ($4::text is null or e.change is null or e.change ->> 'merchant_order' = $4)
       order by e.sequence
       limit $5 offset $6"""
          .formatted(EventRow.COLUMNS);

  private static final String UNDECIDED_AT =
      """
      select organization_id, environment, order_id
        from merchant_order
       where status = 'SUBMITTED' and decide_by <= $1
       group by organization_id, environment, order_id
       order by min(decide_by)
       limit $2""";

  private static final String LAST_OF_CUSTOMER =
      """
      select buyer
        from customer_order
       where organization_id = $1 and environment = $2 and external_customer_id = $3
       order by created_at desc
       limit 1""";

  private static final String LAST_OF_EMAIL =
      """
      select buyer
        from customer_order
       where organization_id = $1 and environment = $2 and email = $3
       order by created_at desc
       limit 1""";

  private final Postgres postgres;
  private final PgCartStatuses statuses;
  private final Consumer<CheckoutEvent.Type> happened;

  /**
   * @param happened hears of each event once it is committed; must not block or throw
   */
  public PgOrders(
      Postgres postgres, PgCartStatuses statuses, Consumer<CheckoutEvent.Type> happened) {
    this.postgres = postgres;
    this.statuses = statuses;
    this.happened = happened;
  }

  @Override
  public void add(Tenant tenant, Order order, List<CheckoutEvent> because) {
    write(tenant, order, because);
  }

  @Override
  public void save(Tenant tenant, Order order, List<CheckoutEvent> because) {
    write(tenant, order, because);
  }

  private void write(Tenant tenant, Order order, List<CheckoutEvent> because) {
    var parameters = OrderTuples.write(tenant, order, because);
    postgres.run(
        c -> c.preparedQuery(OrderSql.WRITE).execute(parameters).recover(PgOrders::explained));
    postgres.afterCommit(
        () -> {
          statuses.changed(tenant, order.cart());
          because.forEach(event -> happened.accept(event.type()));
        });
  }

  /** Somebody else's order may have the number already. */
  static <T> Future<T> explained(Throwable failure) {
    return Future.failedFuture(
        Failures.isUniqueViolation(failure, NUMBER_INDEX)
            ? new OrderNumberTakenException()
            : failure);
  }

  @Override
  public void putBack(Tenant tenant, Order order, Map<VariantId, Long> units) {
    var variants = List.copyOf(units.entrySet());
    var parameters =
        TenantColumns.tuple(
            tenant,
            order.payment().value(),
            Columns.of(variants, UUID[]::new, it -> it.getKey().value()),
            Columns.of(variants, Long[]::new, Map.Entry::getValue));
    query(OrderSql.PUT_BACK, parameters);
  }

  @Override
  public Optional<Order> lock(Tenant tenant, OrderId id) {
    var parameters = TenantColumns.tuple(tenant, id.value());
    // Two statements: what one reads is as it was before it had to wait.
    return postgres.inTransaction(
        c ->
            c.preparedQuery(OrderSql.LOCK)
                .execute(parameters)
                .compose(_ -> c.preparedQuery(FIND).execute(parameters))
                .map(rows -> OrderRow.read(rows).stream().findFirst()));
  }

  @Override
  public List<Owned> undecidedAt(Instant now, int atMost) {
    return query(UNDECIDED_AT, Tuple.of(Times.of(now), atMost)).stream()
        .map(row -> new Owned(TenantColumns.read(row), new OrderId(row.getUUID("order_id"))))
        .toList();
  }

  @Override
  public Optional<Order> ofPayment(Tenant tenant, PaymentId payment) {
    return OrderRow.read(query(OF_PAYMENT, TenantColumns.tuple(tenant, payment.value()))).stream()
        .findFirst();
  }

  @Override
  public Optional<Order> find(Tenant tenant, OrderId id) {
    return OrderRow.read(query(FIND, TenantColumns.tuple(tenant, id.value()))).stream().findFirst();
  }

  @Override
  public Listed<Order> search(Tenant tenant, OrderFilter filter, Page page) {
    var search = new OrderSearch(tenant, filter);
    long counted = count(search.count(), search.parameters());
    var sql = search.page(page, counted > Listed.COUNTED);
    return Listed.counted(OrderRow.read(query(sql, search.parameters())), page, counted);
  }

  @Override
  public Listed<Numbered> events(Tenant tenant, OrderId id, Page page) {
    return events(tenant, id, Optional.empty(), page);
  }

  @Override
  public Listed<Numbered> events(Tenant tenant, OrderId id, MerchantOrderId part, Page page) {
    return events(tenant, id, Optional.of(part.value().toString()), page);
  }

  private Listed<Numbered> events(Tenant tenant, OrderId id, Optional<String> part, Page page) {
    var total = count(COUNT_EVENTS, TenantColumns.tuple(tenant, id.value(), part));
    var events =
        query(EVENTS, TenantColumns.tuple(tenant, id.value(), part, page.limit(), page.offset()));
    return new Listed<>(events.stream().map(PgOrders::numbered).toList(), total);
  }

  private static Numbered numbered(Row row) {
    return new Numbered(EventRow.read(row), row.getInteger("event_sequence"));
  }

  @Override
  public Optional<BuyerIdentity> lastBuyer(
      Tenant tenant, Optional<String> externalCustomerId, Optional<String> email) {
    return externalCustomerId
        .flatMap(id -> lastBuyer(LAST_OF_CUSTOMER, tenant, id))
        .or(() -> email.flatMap(e -> lastBuyer(LAST_OF_EMAIL, tenant, SearchText.fold(e))));
  }

  private Optional<BuyerIdentity> lastBuyer(String sql, Tenant tenant, String value) {
    return query(sql, TenantColumns.tuple(tenant, value)).stream()
        .findFirst()
        .map(row -> BuyerJson.read(row.getJsonObject("buyer")));
  }

  private long count(String sql, Tuple parameters) {
    return query(sql, parameters).iterator().next().getLong(0);
  }

  private RowSet<Row> query(String sql, Tuple parameters) {
    return postgres.run(c -> c.preparedQuery(sql).execute(parameters));
  }
}
