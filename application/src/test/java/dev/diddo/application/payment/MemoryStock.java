package dev.diddo.application.payment;

import dev.diddo.application.MemoryDatabase;
import dev.diddo.application.MemoryDatabase.StoredVariant;
import dev.diddo.application.MemoryDatabase.TenantKey;
import dev.diddo.domain.cart.CartLine;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.cart.PricedLine;
import dev.diddo.domain.catalog.Inventory;
import dev.diddo.domain.catalog.Variant;
import dev.diddo.domain.id.VariantId;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.organization.Tenant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The stock behind payments in memory. To be called within a unit of work. */
public final class MemoryStock {
  private final MemoryDatabase database;

  public MemoryStock(MemoryDatabase database) {
    this.database = database;
  }

  /** Units of each variant of a cart. */
  static Map<VariantId, Long> wanted(LiveCart cart) {
    return units(cart.contents().lines().list().stream());
  }

  /** Units of the stores that keep the money which was taken for them. */
  static Map<VariantId, Long> sold(Order order) {
    return units(
        order.merchantOrders().stream()
            .filter(it -> it.captured() && !it.isEnded())
            .flatMap(it -> it.part().lines().stream())
            .map(PricedLine::line));
  }

  private static Map<VariantId, Long> units(Stream<CartLine> lines) {
    return lines.collect(
        Collectors.groupingBy(CartLine::variant, Collectors.summingLong(CartLine::quantity)));
  }

  boolean suffices(Tenant tenant, Map<VariantId, Long> wanted) {
    return wanted.entrySet().stream().allMatch(units -> suffices(tenant, units));
  }

  private boolean suffices(Tenant tenant, Map.Entry<VariantId, Long> wanted) {
    return database
        .variants
        .get(new TenantKey<>(tenant, wanted.getKey()))
        .filter(row -> !row.withdrawn() && row.variant().inventory().canSupply(wanted.getValue()))
        .isPresent();
  }

  /** Answers what is held of it: what is counted. */
  Map<VariantId, Long> hold(Tenant tenant, Map<VariantId, Long> wanted) {
    Map<VariantId, Long> holds = new HashMap<>(wanted);
    holds.keySet().removeIf(id -> !variant(tenant, id).variant().inventory().tracked());
    holds.forEach((id, units) -> change(tenant, id, held -> held + units, hand -> hand));
    return Map.copyOf(holds);
  }

  void giveBack(Tenant tenant, Map<VariantId, Long> holds) {
    sell(tenant, holds, Map.of());
  }

  /** What is held and not sold is given back. */
  void sell(Tenant tenant, Map<VariantId, Long> holds, Map<VariantId, Long> sold) {
    holds.forEach(
        (id, units) -> {
          long gone = Math.min(units, sold.getOrDefault(id, 0L));
          change(tenant, id, held -> held - units, hand -> Math.max(0, hand - gone));
        });
  }

  /** Of what was counted when it was sold. */
  public void putBack(Tenant tenant, Map<VariantId, Long> holds, Map<VariantId, Long> units) {
    units.forEach(
        (id, quantity) -> {
          if (holds.containsKey(id)) {
            change(tenant, id, held -> held, hand -> hand + quantity);
          }
        });
  }

  private StoredVariant variant(Tenant tenant, VariantId id) {
    return database.variants.get(new TenantKey<>(tenant, id)).orElseThrow();
  }

  private void change(Tenant tenant, VariantId id, LongUnaryOperator held, LongUnaryOperator hand) {
    var row = variant(tenant, id);
    var old = row.variant();
    var before = old.inventory();
    var after =
        new Inventory(
            before.tracked(),
            before.tracked() ? hand.applyAsLong(before.onHand()) : before.onHand(),
            held.applyAsLong(before.held()));
    database.variants.put(
        new TenantKey<>(tenant, id),
        new StoredVariant(
            row.product(),
            new Variant(old.id(), old.title(), old.sku(), old.price(), old.optionValues(), after),
            row.withdrawn()));
  }
}
