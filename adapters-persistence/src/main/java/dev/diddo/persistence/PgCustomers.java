package dev.diddo.persistence;

import dev.diddo.application.customer.Customers;
import dev.diddo.application.payment.CustomerReference;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.customer.CustomerRecords;
import dev.diddo.domain.customer.Person;
import dev.diddo.domain.customer.SavedCustomer;
import dev.diddo.domain.id.SessionId;
import dev.diddo.domain.order.MerchantOrder;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.payment.Payment;
import dev.diddo.domain.session.CheckoutSession;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * All that is kept of a person in PostgreSQL: one place that knows every column which may name
 * them.
 */
public final class PgCustomers implements Customers {
  private final Postgres postgres;
  private final PgCartStatuses statuses;
  private final PaymentClients clients;

  public PgCustomers(Postgres postgres, PgCartStatuses statuses, DataKeys dataKeys) {
    this.postgres = postgres;
    this.statuses = statuses;
    this.clients = new PaymentClients(dataKeys);
  }

  @Override
  public CustomerRecords find(
      Tenant tenant, Person person, Optional<SessionId> before, int atMost) {
    return records(tenant, person, sessions(tenant, person, before, atMost));
  }

  @Override
  public CustomerRecords lock(Tenant tenant, Person person, int atMost) {
    var found = sessions(tenant, person, Optional.empty(), atMost);
    var ids = TenantColumns.tuple(tenant).addValue(ids(found));
    query(CustomerSql.LOCK_SESSIONS, ids);
    query(CustomerSql.LOCK_CARTS, ids);
    return records(tenant, person, found);
  }

  private List<CheckoutSession> sessions(
      Tenant tenant, Person person, Optional<SessionId> before, int atMost) {
    var parameters =
        TenantColumns.tuple(
            tenant,
            person.foldedEmail(),
            person.externalId(),
            before.map(SessionId::value),
            atMost);
    return Rows.list(query(CustomerSql.SESSIONS, parameters), CheckoutSessionRow::read);
  }

  private CustomerRecords records(Tenant tenant, Person person, List<CheckoutSession> sessions) {
    var ids = TenantColumns.tuple(tenant).addValue(ids(sessions));
    var references = CustomerReference.allOf(tenant, person).toArray(String[]::new);
    return new CustomerRecords(
        sessions,
        Rows.list(query(CustomerSql.CARTS, ids), LiveCartRow::read),
        Rows.list(query(CustomerSql.PAYMENTS, ids), row -> PaymentRow.read(row, clients)),
        OrderRow.read(query(CustomerSql.ORDERS, ids)),
        Rows.list(
            query(CustomerSql.SAVED, TenantColumns.tuple(tenant, ids(sessions), references)),
            row -> new SavedCustomer(row.getString("gateway"), row.getString("gateway_id"))));
  }

  private static UUID[] ids(List<CheckoutSession> sessions) {
    return Columns.of(sessions, UUID[]::new, session -> session.id().value());
  }

  @Override
  public void erase(Tenant tenant, CustomerRecords records, Instant now) {
    var sessions = TenantColumns.tuple(tenant).addValue(ids(records.sessions()));
    query(CustomerSql.ERASE_SESSIONS, sessions);
    query(CustomerSql.ERASE_ANSWERS, sessions);
    eraseCarts(tenant, records.carts());
    query(
        CustomerSql.ERASE_PAYMENTS,
        TenantColumns.tuple(tenant)
            .addValue(Columns.of(records.payments(), UUID[]::new, PgCustomers::id)));
    eraseOrders(tenant, records.orders());
    query(
        CustomerSql.LET_GO,
        TenantColumns.tuple(
            tenant,
            Columns.of(records.saved(), String[]::new, SavedCustomer::gateway),
            Columns.of(records.saved(), String[]::new, SavedCustomer::gatewayId),
            Times.of(now)));
  }

  private static UUID id(Payment payment) {
    return payment.id().value();
  }

  private void eraseCarts(Tenant tenant, List<LiveCart> carts) {
    query(
        CustomerSql.ERASE_CARTS,
        TenantColumns.tuple(
            tenant,
            Columns.of(carts, UUID[]::new, cart -> cart.id().value()),
            Columns.of(
                carts,
                String[]::new,
                cart -> StorePartJson.write(cart.contents().erased().parts()).encode())));
    postgres.afterCommit(() -> carts.forEach(cart -> statuses.changed(tenant, cart.id())));
  }

  /** A merchant order without texts, with whose it is. */
  private record Part(Order of, MerchantOrder plain) {}

  private void eraseOrders(Tenant tenant, List<Order> orders) {
    var ids = Columns.of(orders, UUID[]::new, order -> order.id().value());
    query(
        CustomerSql.ERASE_ORDERS,
        TenantColumns.tuple(
            tenant,
            ids,
            Columns.of(
                orders,
                String[]::new,
                order -> BuyerJson.write(order.buyer().taxPlace()).encode())));
    var parts = orders.stream().flatMap(PgCustomers::parts).toList();
    query(
        CustomerSql.ERASE_MERCHANT_ORDERS,
        TenantColumns.tuple(
            tenant,
            Columns.of(parts, UUID[]::new, part -> part.of().id().value()),
            Columns.of(parts, UUID[]::new, part -> part.plain().id().value()),
            Columns.of(
                parts, String[]::new, part -> StorePartJson.write(part.plain().part()).encode()),
            Columns.of(
                parts,
                String[]::new,
                part -> Stored.array(part.plain().fulfillments(), ActJson::write).encode()),
            Columns.of(
                parts,
                String[]::new,
                part -> Stored.array(part.plain().returns(), ActJson::write).encode())));
    query(CustomerSql.ERASE_REFUNDS, TenantColumns.tuple(tenant).addValue(ids));
  }

  private static Stream<Part> parts(Order order) {
    return order.merchantOrders().stream().map(part -> new Part(order, part.withoutTexts()));
  }

  private RowSet<Row> query(String sql, Tuple parameters) {
    return postgres.run(c -> c.preparedQuery(sql).execute(parameters));
  }
}
