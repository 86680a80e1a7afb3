package dev.diddo.gateway.sandbox;

import static dev.diddo.gateway.sandbox.Operation.ALL;
import static dev.diddo.gateway.sandbox.Operation.CANCEL;
import static dev.diddo.gateway.sandbox.Operation.CAPTURE;
import static dev.diddo.gateway.sandbox.Operation.LOOKUP;
import static dev.diddo.gateway.sandbox.Operation.NOTIFICATION;
import static dev.diddo.gateway.sandbox.Operation.OPEN;
import static dev.diddo.gateway.sandbox.Operation.REFUND;
import static dev.diddo.gateway.sandbox.Operation.RELEASE;
import static dev.diddo.gateway.sandbox.Operation.REVERSE;
import static dev.diddo.gateway.sandbox.Operation.TRANSFER;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The ways in which a call or a notification goes wrong. */
enum Misbehaviour {
  /** Done late, also if the caller has given up by then, and answered then. */
  SLOW(Of.CALLS, 2_000),
  /** Not done, and no answer. */
  HANG_BEFORE(Of.CALLS, 60_000),
  /** Done, and no answer: charged, then silent. */
  HANG_AFTER(Of.CALLS, 60_000),
  /** Not done, and an error. */
  FAIL_BEFORE(Of.CALLS, 0),
  /** Done, and an error. */
  FAIL_AFTER(Of.CALLS, 0),
  /** Done, and an error, which the same key is answered with from then on. */
  REPLAY_FAILURE(Of.CALLS, 0),
  /** Surely not done; the time is how long the provider wants to be left alone. */
  UNREACHABLE(Of.CALLS, 0),
  /** No call, no page and no notification goes through until the fault is cleared. */
  DOWN(EnumSet.of(ALL), 0),
  /** Done, and answered with another amount. */
  WRONG_AMOUNT(Of.PAYMENTS, 0),
  /** Done, and answered with another currency. */
  WRONG_CURRENCY(Of.PAYMENTS, 0),
  /** Done and answered, but a notification of it arrives before the answer. */
  EARLY(EnumSet.of(OPEN, CANCEL, CAPTURE, RELEASE, REFUND), 10_000),
  /** The provider is unsure for now; a refund is on its way for so long. */
  PENDING(Of.with(Of.PAYMENTS, REFUND), 0),
  /** The provider says no, and keeps to it. */
  REFUSE(EnumSet.of(REFUND, TRANSFER, REVERSE), 0),
  /** Told several times at once. */
  DUPLICATE(EnumSet.of(NOTIFICATION), 0),
  /** Told late. */
  DELAY(EnumSet.of(NOTIFICATION), 2_000),
  /** Told after the next one of the same payment, or after this time if there is none. */
  OUT_OF_ORDER(EnumSet.of(NOTIFICATION), 5_000),
  /** Never told. */
  DROP(EnumSet.of(NOTIFICATION), 0);

  private final Set<Operation> operations;
  private final int usualMillis;

  Misbehaviour(Set<Operation> operations, int usualMillis) {
    this.operations = operations;
    this.usualMillis = usualMillis;
  }

  boolean suits(Operation operation) {
    return operations.contains(operation);
  }

  /** How long it takes where nothing else is ordered. */
  int usualMillis() {
    return usualMillis;
  }

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Groups of operations. */
  private static final class Of {
    private static final Set<Operation> CALLS = EnumSet.complementOf(EnumSet.of(NOTIFICATION));
    private static final Set<Operation> PAYMENTS =
        EnumSet.of(OPEN, LOOKUP, CANCEL, CAPTURE, RELEASE);

    private static Set<Operation> with(Set<Operation> some, Operation another) {
      var all = EnumSet.copyOf(some);
      all.add(another);
      return all;
    }
  }
}
