package dev.diddo.application.dashboard;

import dev.diddo.application.idempotency.Transactions;
import dev.diddo.application.order.Orders;
import dev.diddo.application.organization.Caller;
import dev.diddo.domain.dashboard.AuditEntry;
import dev.diddo.domain.id.AuditEntryId;
import dev.diddo.domain.id.Ids;
import dev.diddo.domain.id.MerchantOrderId;
import dev.diddo.domain.id.OrderId;
import dev.diddo.domain.money.Money;
import dev.diddo.domain.order.MerchantOrder;
import dev.diddo.domain.order.Order;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Does what an operator asks for and writes down that they did: both or neither. */
public final class RecordAct {
  private final AuditLog auditLog;
  private final Orders orders;
  private final Transactions transactions;
  private final Ids ids;
  private final InstantSource clock;

  public RecordAct(
      AuditLog auditLog, Orders orders, Transactions transactions, Ids ids, InstantSource clock) {
    this.auditLog = auditLog;
    this.orders = orders;
    this.transactions = transactions;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * An act of somebody.
   *
   * @param address of the client, as limits count it
   */
  public record Act(Caller.Operator by, String address, AuditEntry.Action action) {}

  /**
   * Acts on a merchant order, which nobody else changes meanwhile. What its refunds have grown by
   * stands in the entry as the amount.
   *
   * @param work changes nothing but through ports
   * @param succeeded whether there is anything to write down
   */
  public <T> T onOrder(
      Act act,
      OrderId order,
      MerchantOrderId merchantOrder,
      Supplier<T> work,
      Predicate<T> succeeded) {
    return transactions.inOne(
        () -> {
          var before = refunded(orders.lock(act.by().tenant(), order), merchantOrder);
          var result = work.get();
          if (succeeded.test(result)) {
            var after = refunded(orders.find(act.by().tenant(), order), merchantOrder);
            var grown =
                after
                    .map(sum -> before.map(sum::minus).orElse(sum))
                    .filter(amount -> !amount.isZero());
            var environment = act.by().environment();
            add(act, AuditEntry.Subject.of(environment, order, merchantOrder, grown));
          }
          return result;
        });
  }

  /** Acts on anything else. */
  public <T> T on(Act act, AuditEntry.Subject subject, Supplier<T> work, Predicate<T> succeeded) {
    return transactions.inOne(
        () -> {
          var result = work.get();
          if (succeeded.test(result)) {
            add(act, subject);
          }
          return result;
        });
  }

  private void add(Act act, AuditEntry.Subject subject) {
    auditLog.add(
        AuditEntry.of(
            new AuditEntryId(ids.next()),
            act.by().person(),
            act.action(),
            subject,
            act.address(),
            clock.instant()));
  }

  private static Optional<Money> refunded(Optional<Order> order, MerchantOrderId merchantOrder) {
    return order.flatMap(it -> it.merchantOrder(merchantOrder)).map(MerchantOrder::refunded);
  }
}
