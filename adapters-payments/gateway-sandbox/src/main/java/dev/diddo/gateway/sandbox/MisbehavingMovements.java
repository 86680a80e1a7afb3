package dev.diddo.gateway.sandbox;

import dev.diddo.gateway.sandbox.Disturbance.Answers;
import dev.diddo.gateway.sandbox.Disturbance.Call;
import dev.diddo.gateway.spi.Money;
import dev.diddo.gateway.spi.PaymentReference;
import dev.diddo.gateway.spi.Refunds;
import dev.diddo.gateway.spi.Transfers;
import java.util.List;
import java.util.function.Function;

/** Refunds and transfers, but for what goes wrong as ordered. */
final class MisbehavingMovements implements Refunds, Transfers {
  private static final String REFUSED = "refused_by_order";

  private final MoneyMovements honest;
  private final Disturbance disturbance;

  MisbehavingMovements(MoneyMovements honest, Disturbance disturbance) {
    this.honest = honest;
    this.disturbance = disturbance;
  }

  @Override
  public RefundState refund(PaymentReference reference, Money amount, String idempotencyKey) {
    return disturbance.call(
        new Call(Operation.REFUND, reference.reference(), idempotencyKey),
        new Answers<>() {
          @Override
          public RefundState honest() {
            return honest.refund(reference, amount, idempotencyKey);
          }

          @Override
          public RefundState dishonest(Fault fault) {
            return honest.refund(reference, amount, idempotencyKey, course(fault));
          }
        });
  }

  @Override
  public List<Refund> list(PaymentReference reference) {
    return disturbance.call(
        MisbehavingGateway.call(Operation.REFUNDS, reference),
        MisbehavingGateway.Plain.of(() -> honest.list(reference)));
  }

  @Override
  public TransferState transfer(Transfer transfer) {
    return disturbance.call(
        new Call(Operation.TRANSFER, transfer.payment().reference(), transfer.idempotencyKey()),
        refusable(why -> honest.transfer(transfer, why)));
  }

  @Override
  public TransferState reverse(Reversal reversal) {
    return disturbance.call(
        new Call(Operation.REVERSE, reversal.payment().reference(), reversal.idempotencyKey()),
        refusable(why -> honest.reverse(reversal, why)));
  }

  private static Answers<TransferState> refusable(Function<String, TransferState> move) {
    return new Answers<>() {
      @Override
      public TransferState honest() {
        return move.apply("");
      }

      @Override
      public TransferState dishonest(Fault fault) {
        return move.apply(why(fault));
      }
    };
  }

  private static RefundCourse course(Fault fault) {
    return fault.misbehaviour() == Misbehaviour.REFUSE
        ? new RefundCourse(0, why(fault))
        : new RefundCourse(
            fault.millis() == 0 ? RefundCourse.UNTIL_SETTLED : fault.millis(), fault.reason());
  }

  private static String why(Fault fault) {
    return fault.reason().isEmpty() ? REFUSED : fault.reason();
  }
}
