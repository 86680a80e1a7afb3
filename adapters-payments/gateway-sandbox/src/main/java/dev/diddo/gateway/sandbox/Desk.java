package dev.diddo.gateway.sandbox;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Where payments are changed: in the books first, and what there is to tell is told from there. */
final class Desk {
  private final Ledger ledger;
  private final Notifier notifier;
  private final InstantSource clock;

  Desk(Ledger ledger, Notifier notifier, InstantSource clock) {
    this.ledger = ledger;
    this.notifier = notifier;
    this.clock = clock;
  }

  /** The time that moves are booked at. */
  InstantSource clock() {
    return clock;
  }

  /** Finds the payment of these terms' reference, or opens it. */
  Payment open(Payment.Terms terms) {
    return ledger.findOrOpen(Ids.fileName(terms.reference()), () -> Payment.opened(terms));
  }

  /** The payment of this reference as it is now; empty if nobody opened one. */
  Optional<Payment> find(String reference) {
    return change(reference, UnaryOperator.identity());
  }

  /** The payment that this token's page belongs to; empty if nobody was given the token. */
  Optional<Payment> find(PageToken token) {
    return changeFile(token.fileName(), UnaryOperator.identity()).filter(token::opens);
  }

  /** Makes the move and answers the payment after it; empty if nobody opened one. */
  Optional<Payment> change(String reference, UnaryOperator<Payment> move) {
    return changeFile(Ids.fileName(reference), move);
  }

  private Optional<Payment> changeFile(String name, UnaryOperator<Payment> move) {
    var changed = ledger.change(name, move);
    changed.filter(payment -> !payment.undelivered().isEmpty()).ifPresent(_ -> notifier.wake(name));
    return changed;
  }
}
