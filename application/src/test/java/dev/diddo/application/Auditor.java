package dev.diddo.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.payment.AuditPayments;
import dev.diddo.application.payment.ScriptedGateways.Book;
import dev.diddo.domain.id.PaymentId;
import dev.diddo.domain.id.VariantId;
import dev.diddo.domain.money.Money;
import dev.diddo.domain.order.CheckoutEvent;
import dev.diddo.domain.order.LedgerEntry;
import dev.diddo.domain.order.MerchantOrder;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.payment.Payment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares the gateway's books with ours. */
public final class Auditor {
  private Auditor() {}

  /** What must be true at any moment. */
  public static void check(Steps steps) {
    assertThat(steps.gateways.violations()).isEmpty();
    everyHoldHasAPayment(steps);
    everyBookingSumsToZero(steps);
    var orders = steps.database.orders.values();
    assertThat(orders.stream().filter(order -> !isEnded(order)))
        .extracting(Order::cart)
        .doesNotHaveDuplicates();
    assertThat(orders).extracting(Order::payment).doesNotHaveDuplicates();
    assertThat(orders.stream().flatMap(order -> order.merchantOrders().stream()))
        .allSatisfy(Auditor::neverMoreIsRefundedThanWasCaptured);
  }

  private static boolean isEnded(Order order) {
    return order.status() == MerchantOrder.Status.CANCELLED
        || order.status() == MerchantOrder.Status.REJECTED;
  }

  private static void everyBookingSumsToZero(Steps steps) {
    for (var entries : steps.database.ledger.values()) {
      assertThat(entries.stream().mapToLong(e -> e.amount().minorUnits()).sum()).isZero();
    }
  }

  private static void neverMoreIsRefundedThanWasCaptured(MerchantOrder order) {
    assertThat(order.refunded()).isLessThanOrEqualTo(captured(order));
    assertThat(order.refundable()).isEqualTo(captured(order).minus(order.refunded()));
  }

  private static Money captured(MerchantOrder order) {
    var gross = order.split().gross();
    return order.captured() ? gross : Money.zero(gross.currency());
  }

  /**
   * What must be true besides, once nothing goes wrong, all money has moved and nothing is under
   * way.
   */
  public static void checkAtRest(Steps steps) {
    steps.gateways.recover();
    steps.moveMoney();
    check(steps);
    assertThat(steps.database.payments.values())
        .extracting(row -> row.payment().isOver())
        .doesNotContain(false);
    assertThat(steps.database.movements.values())
        .extracting(row -> row.movement().isOver())
        .doesNotContain(false);
    var findings = new ArrayList<AuditPayments.Finding>();
    assertThat(steps.auditPayments.audit(Instant.EPOCH, findings::add))
        .isEqualTo(steps.database.payments.values().size());
    assertThat(findings).isEmpty();
    for (var row : steps.database.payments.values()) {
      agree(steps, row.payment());
    }
    for (var events : steps.database.events.values()) {
      assertThat(events)
          .extracting(CheckoutEvent::type)
          .filteredOn(CheckoutEvent.Type.ORDER_SUBMITTED::equals)
          .hasSizeLessThanOrEqualTo(1);
    }
  }

  /** A page that could still be paid, or money that is taken or reserved for nothing, is no end. */
  private static void agree(Steps steps, Payment payment) {
    if (!steps.gateways.knows(payment.id())) {
      assertThat(payment).isInstanceOf(Payment.Cancelled.class);
      return;
    }
    var book = steps.gateways.book(payment.id());
    assertThat(book).isNotIn(Book.AWAITING, Book.CHALLENGED, Book.AUTHORISED);
    if (payment instanceof Payment.Captured) {
      assertThat(book).isEqualTo(Book.CAPTURED);
    }
    var orders = ordersOf(steps, payment.id());
    assertThat(steps.gateways.kept(payment.id()))
        .isEqualTo(orders.stream().mapToLong(Auditor::kept).sum());
    assertThat(steps.gateways.held(payment.id())).isEqualTo(booked(steps, payment.id()));
    if (payment instanceof Payment.Captured(_, _, var amount)) {
      assertThat(orders).singleElement().returns(amount, order -> order.cost().total());
    }
  }

  private static List<Order> ordersOf(Steps steps, PaymentId payment) {
    return steps.database.orders.values().stream()
        .filter(order -> order.payment().equals(payment))
        .toList();
  }

  private static long kept(Order order) {
    return order.merchantOrders().stream()
        .mapToLong(it -> captured(it).minus(it.refunded()).minorUnits())
        .sum();
  }

  /** What the gateway has of it by our ledger. */
  private static long booked(Steps steps, PaymentId payment) {
    return steps.database.ledger.all().entrySet().stream()
        .filter(row -> row.getKey().id().equals(payment))
        .flatMap(row -> row.getValue().stream())
        .filter(entry -> entry.account() == LedgerEntry.Account.GATEWAY)
        .mapToLong(entry -> entry.amount().minorUnits())
        .sum();
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
