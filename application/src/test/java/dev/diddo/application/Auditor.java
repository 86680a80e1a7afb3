package dev.diddo.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.payment.ScriptedGateways.Book;
import dev.diddo.domain.id.VariantId;
import dev.diddo.domain.order.CheckoutEvent;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.payment.Payment;
import java.util.HashMap;
import java.util.Map;

/** Compares the gateway's books with ours. */
public final class Auditor {
  private Auditor() {}

  /** What must be true at any moment. */
  public static void check(Steps steps) {
    assertThat(steps.gateways.violations()).isEmpty();
    everyHoldHasAPayment(steps);
    steps
        .database
        .ledger
        .values()
        .forEach(
            entries ->
                assertThat(entries.stream().mapToLong(e -> e.amount().minorUnits()).sum())
                    .isZero());
    assertThat(steps.database.orders.values()).extracting(Order::cart).doesNotHaveDuplicates();
  }

  /** What must be true besides, once nothing is under way any more. */
  public static void checkAtRest(Steps steps) {
    check(steps);
    assertThat(steps.database.payments.values())
        .extracting(row -> row.payment().isOver())
        .doesNotContain(false);
    assertThat(steps.gateways.taken())
        .isEqualTo(
            steps.database.orders.values().stream()
                .mapToLong(order -> order.cost().total().minorUnits())
                .sum());
    for (var row : steps.database.payments.values()) {
      agree(steps, row.payment());
    }
    steps
        .database
        .events
        .values()
        .forEach(
            events ->
                assertThat(
                        events.stream()
                            .map(CheckoutEvent::type)
                            .filter(CheckoutEvent.Type.ORDER_SUBMITTED::equals)
                            .count())
                    .isLessThanOrEqualTo(1));
  }

  /** A page that could still be paid, or money that is reserved for nothing, is no end. */
  private static void agree(Steps steps, Payment payment) {
    if (!steps.gateways.knows(payment.id())) {
      assertThat(payment).isInstanceOf(Payment.Cancelled.class);
      return;
    }
    var ours =
        switch (payment) {
          case Payment.Captured _ -> Book.CAPTURED;
          case Payment.Declined _ -> Book.DECLINED;
          default -> Book.CANCELLED;
        };
    assertThat(steps.gateways.book(payment.id())).isEqualTo(ours);
  }

  private static void everyHoldHasAPayment(Steps steps) {
    Map<VariantId, Long> held = new HashMap<>();
    steps.database.payments.values().stream()
        .filter(row -> !row.payment().isOver())
        .forEach(row -> row.holds().forEach((id, units) -> held.merge(id, units, Long::sum)));
    steps
        .database
        .variants
        .all()
        .forEach(
            (key, row) ->
                assertThat(row.variant().inventory().held())
                    .isEqualTo(held.getOrDefault(key.id(), 0L)));
  }
}
