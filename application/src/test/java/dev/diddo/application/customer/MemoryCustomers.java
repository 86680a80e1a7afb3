package dev.diddo.application.customer;

import dev.diddo.application.MemoryDatabase;
import dev.diddo.application.MemoryDatabase.CustomerKey;
import dev.diddo.application.MemoryDatabase.StoredLeaving;
import dev.diddo.application.MemoryDatabase.Table;
import dev.diddo.application.MemoryDatabase.TenantKey;
import dev.diddo.application.payment.CustomerReference;
import dev.diddo.application.payment.MemoryPayments;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.customer.CustomerRecords;
import dev.diddo.domain.customer.Person;
import dev.diddo.domain.customer.SavedCustomer;
import dev.diddo.domain.id.CartId;
import dev.diddo.domain.id.SessionId;
import dev.diddo.domain.order.MerchantOrder;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.payment.Payment;
import dev.diddo.domain.session.CheckoutSession;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All that is kept of a person in memory. */
public final class MemoryCustomers implements Customers {
  private final MemoryDatabase database;

  public MemoryCustomers(MemoryDatabase database) {
    this.database = database;
  }

  @Override
  public CustomerRecords find(
      Tenant tenant, Person person, Optional<SessionId> before, int atMost) {
    return database.alone(
        () -> {
          var named = named(tenant, person);
          var sessions =
              of(tenant, database.sessions)
                  .filter(session -> named.contains(session.id()))
                  .filter(session -> before.map(id -> isOlder(session, id)).orElse(true))
                  .sorted(Comparator.comparing((CheckoutSession it) -> it.id().text()).reversed())
                  .limit(atMost)
                  .toList();
          return records(tenant, person, sessions);
        });
  }

  /** Whoever is in a unit of work is alone anyway. */
  @Override
  public CustomerRecords lock(Tenant tenant, Person person, int atMost) {
    return find(tenant, person, Optional.empty(), atMost);
  }

  private static boolean isOlder(CheckoutSession session, SessionId than) {
    return session.id().text().compareTo(than.text()) < 0;
  }

  private Set<SessionId> named(Tenant tenant, Person person) {
    var named = new HashSet<SessionId>();
    of(tenant, database.sessions)
        .filter(
            it -> isOf(person, it.customer().email()) || isKnownAs(person, it.externalCustomerId()))
        .forEach(it -> named.add(it.id()));
    for (var cart : of(tenant, database.liveCarts).toList()) {
      if (isOf(person, cart.contents().buyer().email())
          || paymentsOf(tenant, cart).anyMatch(it -> isOf(person, it.attempt().email()))
          || ordersOf(tenant, cart).anyMatch(it -> isOf(person, it))) {
        named.add(cart.contents().session());
      }
    }
    return named;
  }

  private static boolean isOf(Person person, Order order) {
    return isOf(person, order.buyer().email()) || isKnownAs(person, order.externalCustomerId());
  }

  private static boolean isOf(Person person, Optional<String> email) {
    return email.isPresent() && email.map(Person::fold).equals(person.foldedEmail());
  }

  private static boolean isKnownAs(Person person, Optional<String> externalId) {
    return externalId.isPresent() && externalId.equals(person.externalId());
  }

  private CustomerRecords records(Tenant tenant, Person person, List<CheckoutSession> sessions) {
    var ids = sessions.stream().map(CheckoutSession::id).toList();
    var carts =
        of(tenant, database.liveCarts)
            .filter(cart -> ids.contains(cart.contents().session()))
            .toList()
            .reversed();
    var payments = carts.stream().flatMap(cart -> paymentsOf(tenant, cart)).toList();
    var orders = carts.stream().flatMap(cart -> ordersOf(tenant, cart)).toList();
    var saved =
        Stream.concat(
                CustomerReference.allOf(tenant, person).stream()
                    .flatMap(reference -> savedAs(tenant, reference)),
                payments.stream().flatMap(payment -> namedBy(payment)))
            .distinct()
            .toList();
    return new CustomerRecords(sessions, carts, payments, orders, saved);
  }

  private Stream<SavedCustomer> savedAs(Tenant tenant, String reference) {
    return database.gatewayCustomers.all().entrySet().stream()
        .filter(row -> row.getKey().tenant().equals(tenant))
        .filter(row -> row.getKey().reference().equals(reference))
        .map(row -> new SavedCustomer(row.getKey().gateway(), row.getValue()));
  }

  private static Stream<SavedCustomer> namedBy(Payment payment) {
    var attempt = payment.attempt();
    return attempt.customer().map(id -> new SavedCustomer(attempt.gateway(), id)).stream();
  }

  private Stream<Payment> paymentsOf(Tenant tenant, LiveCart cart) {
    return of(tenant, database.payments)
        .map(MemoryDatabase.StoredPayment::payment)
        .filter(payment -> payment.attempt().cart().equals(cart.id()));
  }

  private Stream<Order> ordersOf(Tenant tenant, LiveCart cart) {
    return of(tenant, database.orders).filter(order -> order.cart().equals(cart.id()));
  }

  private static <I, V> Stream<V> of(Tenant tenant, Table<TenantKey<I>, V> table) {
    return table.all().entrySet().stream()
        .filter(row -> row.getKey().tenant().equals(tenant))
        .map(Map.Entry::getValue);
  }

  @Override
  public void erase(Tenant tenant, CustomerRecords records, Instant now) {
    database.alone(
        () -> {
          records
              .sessions()
              .forEach(it -> database.sessions.put(new TenantKey<>(tenant, it.id()), it.erased()));
          records.carts().forEach(cart -> eraseCart(new TenantKey<>(tenant, cart.id())));
          records
              .payments()
              .forEach(it -> MemoryPayments.erase(database, new TenantKey<>(tenant, it.id())));
          records
              .orders()
              .forEach(it -> database.orders.put(new TenantKey<>(tenant, it.id()), erased(it)));
          eraseAnswers(records.sessionIds());
          records.saved().forEach(customer -> letGo(tenant, customer, now));
          return records;
        });
  }

  private void eraseCart(TenantKey<CartId> key) {
    var cart = database.liveCarts.get(key).orElseThrow();
    var nobodys = cart.contents().erased();
    database.liveCarts.put(
        key,
        switch (cart) {
          case LiveCart.Open _ -> new LiveCart.Open(nobodys);
          case LiveCart.Frozen(_, var payment) -> new LiveCart.Frozen(nobodys, payment);
          case LiveCart.Submitted(_, var order) -> new LiveCart.Submitted(nobodys, order);
          case LiveCart.Expired _ -> new LiveCart.Expired(nobodys);
          case LiveCart.Cancelled _ -> new LiveCart.Cancelled(nobodys);
        });
    database.explain(key.tenant(), key.id(), List.of());
  }

  private static Order erased(Order order) {
    return new Order(
        order.id(),
        order.number(),
        order.cart(),
        order.template(),
        order.payment(),
        order.buyer().taxPlace(),
        Optional.empty(),
        order.cost(),
        order.merchantOrders().stream().map(MerchantOrder::withoutTexts).toList(),
        order.policy(),
        order.decision(),
        order.disputes(),
        order.createdAt());
  }

  private void eraseAnswers(List<SessionId> sessions) {
    database.claims.all().entrySet().stream()
        .filter(
            row ->
                row.getValue()
                    .answer()
                    .flatMap(answer -> answer.about())
                    .filter(sessions::contains)
                    .isPresent())
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet())
        .forEach(database.claims::remove);
  }

  private void letGo(Tenant tenant, SavedCustomer customer, Instant now) {
    database.gatewayCustomers.all().entrySet().stream()
        .filter(
            row ->
                row.getKey().tenant().equals(tenant)
                    && row.getKey().gateway().equals(customer.gateway())
                    && row.getValue().equals(customer.gatewayId()))
        .map(Map.Entry::getKey)
        .forEach((CustomerKey key) -> database.gatewayCustomers.remove(key));
    database.leaving.put(
        new TenantKey<>(tenant, customer), new StoredLeaving(0, now, Optional.empty()));
  }
}
