package dev.diddo.application.cart;

import dev.diddo.application.MemoryDatabase;
import dev.diddo.application.MemoryDatabase.TenantKey;
import dev.diddo.domain.id.CartId;
import dev.diddo.domain.order.CheckoutEvent;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.order.OrderChange;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.payment.Payment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What those see who wait for a cart, straight from memory. */
public final class MemoryCartStatuses implements CartStatuses {
  private final MemoryDatabase database;

  public MemoryCartStatuses(MemoryDatabase database) {
    this.database = database;
  }

  @Override
  public Optional<CartStatus> find(Tenant tenant, CartId id) {
    return database.alone(
        () ->
            database
                .liveCarts
                .get(new TenantKey<>(tenant, id))
                .map(
                    cart -> {
                      var order = order(tenant, id);
                      var told = order.map(it -> told(tenant, it)).orElse(List.of());
                      return new CartStatus(cart, payment(tenant, id), order, told);
                    }));
  }

  @Override
  public Watch watch(Tenant tenant, CartId id, Runnable changed) {
    var key = new TenantKey<>(tenant, id);
    // Its own object, so that closing takes away no other watch with the same callback.
    Runnable watcher = () -> changed.run();
    database.alone(() -> change(key, watcher, true));
    return () -> database.alone(() -> change(key, watcher, false));
  }

  private boolean change(TenantKey<CartId> key, Runnable watcher, boolean add) {
    List<Runnable> watchers = new ArrayList<>(database.watchers.getOrDefault(key, List.of()));
    boolean changed = add ? watchers.add(watcher) : watchers.remove(watcher);
    database.watchers.put(key, List.copyOf(watchers));
    return changed;
  }

  private Optional<Payment> payment(Tenant tenant, CartId id) {
    return database.payments.all().entrySet().stream()
        .filter(row -> row.getKey().tenant().equals(tenant))
        .map(row -> row.getValue().payment())
        .filter(payment -> payment.attempt().cart().equals(id))
        .reduce((_, newer) -> newer);
  }

  private List<Told> told(Tenant tenant, Order order) {
    var told =
        database.events.get(new TenantKey<>(tenant, order.cart())).orElse(List.of()).stream()
            .filter(
                event -> event.type() == CheckoutEvent.Type.ORDER_SUBMITTED || isOf(order, event))
            .map(MemoryCartStatuses::told)
            .toList();
    return told.subList(Math.max(0, told.size() - CartStatus.MAX_TOLD), told.size());
  }

  private static boolean isOf(Order order, CheckoutEvent event) {
    return event.change().isPresent()
        && event.order().filter(it -> it.id().equals(order.id())).isPresent();
  }

  private static Told told(CheckoutEvent event) {
    return new Told(
        event.id(), event.type(), event.at(), event.change().flatMap(OrderChange::merchantOrder));
  }

  private Optional<Order> order(Tenant tenant, CartId id) {
    return database.orders.all().entrySet().stream()
        .filter(row -> row.getKey().tenant().equals(tenant))
        .map(row -> row.getValue())
        .filter(order -> order.cart().equals(id))
        .reduce((_, newer) -> newer);
  }
}
