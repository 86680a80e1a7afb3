package dev.diddo.gateway.memory;

import dev.diddo.gateway.memory.Books.Entry;
import dev.diddo.gateway.memory.Books.Movement;
import dev.diddo.gateway.spi.Money;
import dev.diddo.gateway.spi.PaymentReference;
import dev.diddo.gateway.spi.Refunds;
import java.util.List;

/** Gives money back once for each key, and no more than there was. */
class MemoryRefunds implements Refunds {
  final MemoryGateway gateway;

  MemoryRefunds(MemoryGateway gateway) {
    this.gateway = gateway;
  }

  @Override
  public RefundState refund(PaymentReference reference, Money amount, String key) {
    return gateway.line.call(
        () ->
            gateway
                .books
                .find(reference)
                .map(payment -> refund(payment, amount, key))
                .orElseGet(() -> new RefundState.Failed("payment_unknown")));
  }

  RefundState refund(Entry payment, Money amount, String key) {
    synchronized (payment) {
      return state(
          payment.refunds.computeIfAbsent(key, _ -> gateway.moved(key, amount, left(payment), "")));
    }
  }

  long left(Entry payment) {
    return Entry.left(payment.captured.minorUnits(), payment.refunds.values());
  }

  @Override
  public List<Refund> list(PaymentReference reference) {
    return gateway.line.call(
        () ->
            gateway.books.find(reference).stream()
                .flatMap(payment -> payment.refunds.values().stream())
                .map(this::refund)
                .toList());
  }

  Refund refund(Movement made) {
    return new Refund(made.id(), made.key(), made.amount(), state(made));
  }

  static RefundState state(Movement movement) {
    return movement.made()
        ? new RefundState.Succeeded(movement.id())
        : new RefundState.Failed("too_much");
  }
}
