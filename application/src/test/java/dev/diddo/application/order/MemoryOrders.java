package dev.diddo.application.order;

import dev.diddo.application.Listed;
import dev.diddo.application.MemoryDatabase;
import dev.diddo.application.MemoryDatabase.TenantKey;
import dev.diddo.application.Page;
import dev.diddo.application.payment.MemoryStock;
import dev.diddo.application.payment.OrderNumberTakenException;
import dev.diddo.domain.id.MerchantOrderId;
import dev.diddo.domain.id.OrderId;
import dev.diddo.domain.id.PaymentId;
import dev.diddo.domain.id.Ulid;
import dev.diddo.domain.id.VariantId;
import dev.diddo.domain.order.CheckoutEvent;
import dev.diddo.domain.order.MerchantOrder;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.order.OrderNumber;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.session.BuyerField;
import dev.diddo.domain.session.BuyerIdentity;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Orders in memory. */
public final class MemoryOrders implements Orders {
  private final MemoryDatabase database;

  public MemoryOrders(MemoryDatabase database) {
    this.database = database;
  }

  @Override
  public void add(Tenant tenant, Order order, List<CheckoutEvent> because) {
    database.alone(
        () -> {
          if (isNumberTaken(database, tenant, order)) {
            throw new OrderNumberTakenException();
          }
          database.orders.put(new TenantKey<>(tenant, order.id()), order);
          database.explain(tenant, order.cart(), because);
          return order;
        });
  }

  /** Whether another order of this tenant has its number. */
  public static boolean isNumberTaken(MemoryDatabase database, Tenant tenant, Order order) {
    return database.orders.all().entrySet().stream()
        .filter(row -> row.getKey().tenant().equals(tenant))
        .map(row -> row.getValue())
        .anyMatch(it -> it.number().equals(order.number()) && !it.id().equals(order.id()));
  }

  @Override
  public void save(Tenant tenant, Order order, List<CheckoutEvent> because) {
    database.alone(
        () -> {
          if (find(tenant, order.id()).isEmpty()) {
            throw new IllegalStateException("There is no such order");
          }
          database.orders.put(new TenantKey<>(tenant, order.id()), order);
          database.explain(tenant, order.cart(), because);
          return order;
        });
  }

  @Override
  public void putBack(Tenant tenant, Order order, Map<VariantId, Long> units) {
    database.alone(
        () -> {
          var row = database.payments.get(new TenantKey<>(tenant, order.payment())).orElseThrow();
          new MemoryStock(database).putBack(tenant, row.holds(), units);
          return row;
        });
  }

  /** Whoever is in a unit of work is alone anyway. */
  @Override
  public Optional<Order> lock(Tenant tenant, OrderId id) {
    return find(tenant, id);
  }

  @Override
  public List<Owned> undecidedAt(Instant now, int atMost) {
    return database.alone(
        () ->
            database.orders.all().entrySet().stream()
                .filter(row -> row.getValue().decideBy().filter(by -> !by.isAfter(now)).isPresent())
                .limit(atMost)
                .map(row -> new Owned(row.getKey().tenant(), row.getKey().id()))
                .toList());
  }

  @Override
  public Optional<Order> ofPayment(Tenant tenant, PaymentId payment) {
    return database.alone(
        () -> newestFirst(tenant).filter(it -> it.payment().equals(payment)).findFirst());
  }

  @Override
  public Optional<Order> find(Tenant tenant, OrderId id) {
    return database.alone(() -> database.orders.get(new TenantKey<>(tenant, id)));
  }

  @Override
  public Listed<Order> search(Tenant tenant, OrderFilter filter, Page page) {
    return database.alone(
        () -> counted(newestFirst(tenant).filter(o -> matches(o, filter)).toList(), page));
  }

  private static Listed<Order> counted(List<Order> all, Page page) {
    var found = all.stream().skip(page.offset()).limit(page.limit() + 1L).toList();
    return Listed.counted(found, page, all.size());
  }

  @Override
  public Listed<Numbered> events(Tenant tenant, OrderId id, Page page) {
    return events(tenant, id, _ -> true, page);
  }

  @Override
  public Listed<Numbered> events(Tenant tenant, OrderId id, MerchantOrderId part, Page page) {
    return events(
        tenant,
        id,
        it ->
            it.event()
                .change()
                .map(change -> change.merchantOrder().equals(Optional.of(part)))
                .orElse(true),
        page);
  }

  private Listed<Numbered> events(
      Tenant tenant, OrderId id, Predicate<Numbered> wanted, Page page) {
    return database.alone(
        () -> {
          var events =
              find(tenant, id)
                  .flatMap(order -> database.events.get(new TenantKey<>(tenant, order.cart())))
                  .orElse(List.of());
          var numbered =
              IntStream.range(0, events.size())
                  .mapToObj(i -> new Numbered(events.get(i), i + 1))
                  .filter(wanted)
                  .toList();
          return part(numbered, page);
        });
  }

  @Override
  public Optional<BuyerIdentity> lastBuyer(
      Tenant tenant, Optional<String> externalCustomerId, Optional<String> email) {
    return database.alone(
        () ->
            externalCustomerId
                .flatMap(id -> last(tenant, o -> o.externalCustomerId().equals(Optional.of(id))))
                .or(() -> email.flatMap(e -> last(tenant, order -> hasEmail(order, e)))));
  }

  private Optional<BuyerIdentity> last(Tenant tenant, Predicate<Order> wanted) {
    return newestFirst(tenant).filter(wanted).findFirst().map(Order::buyer);
  }

  private Stream<Order> newestFirst(Tenant tenant) {
    return database.orders.all().entrySet().stream()
        .filter(row -> row.getKey().tenant().equals(tenant))
        .map(row -> row.getValue())
        .toList()
        .reversed()
        .stream();
  }

  private static boolean matches(Order order, OrderFilter filter) {
    return filter.text().map(text -> isAbout(order, text.strip())).orElse(true)
        && (filter.externalCustomerId().isEmpty()
            || filter.externalCustomerId().equals(order.externalCustomerId()))
        && order.merchantOrders().stream().anyMatch(part -> matches(part, filter))
        && filter.from().map(from -> !order.createdAt().isBefore(from)).orElse(true)
        && filter.to().map(to -> order.createdAt().isBefore(to)).orElse(true);
  }

  private static boolean matches(MerchantOrder part, OrderFilter filter) {
    return filter.status().map(part.status()::equals).orElse(true)
        && filter.store().map(part.part().store()::equals).orElse(true);
  }

  private static boolean isAbout(Order order, String text) {
    return hasEmail(order, text)
        || order.number().equals(OrderNumber.heard(text))
        || Ulid.parse(text).filter(order.id().value()::equals).isPresent()
        || names(order.buyer()).anyMatch(name -> name.startsWith(text.toLowerCase(Locale.ROOT)));
  }

  private static boolean hasEmail(Order order, String email) {
    return order.buyer().email().filter(email::equalsIgnoreCase).isPresent();
  }

  /** Either name may come first. */
  private static Stream<String> names(BuyerIdentity buyer) {
    var first = buyer.get(BuyerField.FIRST_NAME).orElse("");
    var last = buyer.get(BuyerField.LAST_NAME).orElse("");
    return Stream.of(first + " " + last, last + " " + first)
        .map(name -> name.strip().toLowerCase(Locale.ROOT));
  }

  private static <T> Listed<T> part(List<T> all, Page page) {
    return new Listed<>(all.stream().skip(page.offset()).limit(page.limit()).toList(), all.size());
  }
}
