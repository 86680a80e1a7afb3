package dev.diddo.gateway.sandbox;

import dev.diddo.gateway.spi.Disputes;
import dev.diddo.gateway.spi.Money;
import dev.diddo.gateway.spi.PaymentReference;
import dev.diddo.gateway.spi.Refunds;
import dev.diddo.gateway.spi.Transfers;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/** Money after the capture, by the contract: back to the buyer, on to merchants, and disputed. */
final class MoneyMovements implements Refunds, Transfers {
  private static final String UNKNOWN = "payment_unknown";

  private final Desk desk;

  MoneyMovements(Desk desk) {
    this.desk = desk;
  }

  @Override
  public RefundState refund(PaymentReference reference, Money amount, String idempotencyKey) {
    return refund(reference, amount, idempotencyKey, RefundCourse.AT_ONCE);
  }

  /** Refunds, and lets it go as the course says if the books allow it. */
  RefundState refund(
      PaymentReference reference, Money amount, String idempotencyKey, RefundCourse course) {
    return desk.change(
            reference.reference(),
            payment -> payment.refund(amount, idempotencyKey, course, desk.clock().instant()))
        .flatMap(payment -> payment.movements().refund(idempotencyKey))
        .map(MoneyMovements::state)
        .orElseGet(() -> new RefundState.Failed(UNKNOWN));
  }

  @Override
  public List<Refund> list(PaymentReference reference) {
    return desk.find(reference.reference()).stream()
        .flatMap(
            payment ->
                payment.movements().refunds().stream()
                    .map(made -> refund(made, payment.terms().currency())))
        .toList();
  }

  @Override
  public TransferState transfer(Transfer transfer) {
    return transfer(transfer, "");
  }

  /**
   * Transfers, unless the account takes nothing.
   *
   * @param failure why it does not; empty if it does
   */
  TransferState transfer(Transfer transfer, String failure) {
    var key = transfer.idempotencyKey();
    return desk.change(
            transfer.payment().reference(),
            payment -> payment.transfer(transfer.amount(), transfer.account(), key, failure))
        .flatMap(payment -> payment.movements().transfer(key))
        .map(made -> state(made.id(), made.failure()))
        .orElseGet(() -> new TransferState.Failed(UNKNOWN));
  }

  @Override
  public TransferState reverse(Reversal reversal) {
    return reverse(reversal, "");
  }

  /**
   * Takes a transfer back, unless the account gives nothing.
   *
   * @param failure why it does not; empty if it does
   */
  TransferState reverse(Reversal reversal, String failure) {
    var key = reversal.idempotencyKey();
    return desk.change(
            reversal.payment().reference(),
            payment -> payment.reverse(reversal.transferId(), reversal.amount(), key, failure))
        .flatMap(payment -> payment.movements().reversal(key))
        .map(made -> state(made.id(), made.failure()))
        .orElseGet(() -> new TransferState.Failed(UNKNOWN));
  }

  /** What is disputed of this payment. */
  List<Disputes.Dispute> disputes(PaymentReference reference) {
    return desk.find(reference.reference()).stream()
        .flatMap(
            payment ->
                payment.disputes().stream()
                    .map(dispute -> dispute(dispute, payment.terms().currency())))
        .toList();
  }

  private static RefundState state(Movements.Refund refund) {
    return switch (refund.state()) {
      case PENDING -> new RefundState.Pending(refund.id());
      case SUCCEEDED -> new RefundState.Succeeded(refund.id());
      case FAILED -> new RefundState.Failed(refund.failure());
    };
  }

  private static Refund refund(Movements.Refund made, Currency currency) {
    return new Refund(
        made.id(),
        Optional.of(made.idempotencyKey()).filter(key -> !key.isEmpty()),
        new Money(made.amount(), currency),
        state(made));
  }

  private static TransferState state(String id, String failure) {
    return failure.isEmpty() ? new TransferState.Succeeded(id) : new TransferState.Failed(failure);
  }

  private static Disputes.Dispute dispute(Dispute dispute, Currency currency) {
    return new Disputes.Dispute(
        dispute.id(),
        new Money(dispute.amount(), currency),
        dispute.reason(),
        dispute.status(),
        dispute.status() == Disputes.Dispute.Status.NEEDS_RESPONSE
            ? Optional.of(Instant.ofEpochMilli(dispute.respondByMillis()))
            : Optional.empty());
  }
}
