package dev.diddo.application.payment;

import dev.diddo.application.payment.Gateways.KnownRefund;
import dev.diddo.application.payment.ScriptedGateways.Book;
import dev.diddo.domain.id.PaymentId;
import dev.diddo.domain.money.Money;
import dev.diddo.domain.payment.Attempt;
import dev.diddo.domain.payment.Dispute;
import dev.diddo.domain.payment.Movement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A gateway's own books, by which it knows what it did. Not to be shared between threads. */
final class GatewayBooks {
  private final Map<PaymentId, Account> accounts = new LinkedHashMap<>();
  private final List<String> violations = new ArrayList<>();
  private int made;

  /** How new refunds are: pending until {@link #endRefunds}. */
  private boolean holdsRefunds;

  /** All that it has of one payment. */
  static final class Account {
    final Attempt attempt;
    final List<Moved> moved = new ArrayList<>();

    /** Those that it still remembers the keys of. */
    final Map<String, Moved> byKey = new HashMap<>();

    final List<Dispute> disputes = new ArrayList<>();
    Book book;
    Money captured;

    Account(Attempt attempt, Book book) {
      this.attempt = attempt;
      this.captured = Money.zero(attempt.amount().currency());
      become(book);
    }

    void become(Book next) {
      book = next;
      if (next == Book.CAPTURED) {
        captured = attempt.amount();
      }
    }

    /** What the buyer's bank took for good. */
    long lost() {
      return disputes.stream()
          .filter(it -> it.status() == Dispute.Status.LOST)
          .mapToLong(it -> it.amount().minorUnits())
          .sum();
    }

    /** What moved so, or is about to. */
    long sum(Movement.Kind kind) {
      return moved.stream()
          .filter(it -> it.kind == kind && !(it.state instanceof Movement.Evidence.Failed))
          .mapToLong(it -> it.amount.minorUnits())
          .sum();
    }
  }

  /** A refund, a transfer or its reversal. */
  static final class Moved {
    final String gatewayId;
    final Optional<String> key;
    final Movement.Kind kind;
    final Money amount;
    Movement.Evidence state;

    Moved(
        String gatewayId,
        Optional<String> key,
        Movement.Kind kind,
        Money amount,
        Movement.Evidence state) {
      this.gatewayId = gatewayId;
      this.key = key;
      this.kind = kind;
      this.amount = amount;
      this.state = state;
    }
  }

  Account account(PaymentId id) {
    return find(id)
        .orElseThrow(() -> new IllegalArgumentException("The gateway never heard of this payment"));
  }

  Optional<Account> find(PaymentId id) {
    return Optional.ofNullable(accounts.get(id));
  }

  List<Account> all() {
    return List.copyOf(accounts.values());
  }

  List<String> violations() {
    return List.copyOf(violations);
  }

  void open(Attempt attempt, Book atOnce) {
    var before = accounts.get(attempt.id());
    if (before == null) {
      accounts.put(attempt.id(), new Account(attempt, atOnce));
    } else if (!before.attempt.equals(attempt)) {
      violations.add("One key stood for two payments: " + attempt.reference());
    }
  }

  void capture(PaymentId id, Money amount) {
    var account = account(id);
    switch (account.book) {
      case AUTHORISED -> {
        account.book = Book.CAPTURED;
        account.captured = amount;
      }
      // It was taken before, or it ran out meanwhile.
      case CAPTURED, CANCELLED -> {}
      case AWAITING, CHALLENGED, DECLINED ->
          violations.add("Captured what was not authorised: " + id.text());
    }
  }

  void cancel(PaymentId id) {
    find(id)
        .filter(account -> account.book == Book.AWAITING || account.book == Book.CHALLENGED)
        .ifPresent(account -> account.book = Book.CANCELLED);
  }

  void release(PaymentId id) {
    find(id)
        .filter(account -> account.book == Book.AUTHORISED)
        .ifPresent(account -> account.book = Book.CANCELLED);
    cancel(id);
  }

  Movement.Evidence refund(PaymentId id, Optional<String> key, Movement.Kind asked, Money amount) {
    var account = account(id);
    if (account.book != Book.CAPTURED) {
      violations.add(asked + " of what was not captured: " + id.text());
    }
    var left = account.captured.minorUnits() - account.sum(Movement.Kind.REFUND);
    return once(account, key, Movement.Kind.REFUND, amount, left);
  }

  Movement.Evidence transfer(PaymentId id, String key, Money amount) {
    var account = account(id);
    long left =
        account.captured.minorUnits()
            - account.sum(Movement.Kind.TRANSFER)
            + account.sum(Movement.Kind.REVERSAL);
    return once(account, Optional.of(key), Movement.Kind.TRANSFER, amount, left);
  }

  Movement.Evidence reverse(PaymentId id, String key, Money amount, String transfer) {
    var account = account(id);
    if (account.moved.stream().noneMatch(it -> it.gatewayId.equals(transfer))) {
      violations.add("Took back a transfer that never was: " + transfer);
    }
    long left = account.sum(Movement.Kind.TRANSFER) - account.sum(Movement.Kind.REVERSAL);
    return once(account, Optional.of(key), Movement.Kind.REVERSAL, amount, left);
  }

  private Movement.Evidence once(
      Account account, Optional<String> key, Movement.Kind kind, Money amount, long left) {
    var before = key.map(account.byKey::get);
    if (before.isPresent()) {
      if (!before.get().amount.equals(amount) || before.get().kind != kind) {
        violations.add("One key stood for two movements: " + key.get());
      }
      return before.get().state;
    }
    if (amount.minorUnits() > left) {
      return new Movement.Evidence.Failed("exceeds_what_is_left");
    }
    made++;
    var id = "mv_" + made;
    var isHeld = holdsRefunds && kind == Movement.Kind.REFUND;
    var moved = new Moved(id, key, kind, amount, isHeld ? pending(id) : succeeded(id));
    account.moved.add(moved);
    key.ifPresent(its -> account.byKey.put(its, moved));
    return moved.state;
  }

  private static Movement.Evidence pending(String id) {
    return new Movement.Evidence.Pending(id);
  }

  private static Movement.Evidence succeeded(String id) {
    return new Movement.Evidence.Succeeded(id);
  }

  void holdRefunds() {
    holdsRefunds = true;
  }

  void endRefunds(boolean succeed) {
    holdsRefunds = false;
    for (var account : accounts.values()) {
      for (var it : account.moved) {
        if (it.state instanceof Movement.Evidence.Pending) {
          it.state =
              succeed
                  ? succeeded(it.gatewayId)
                  : new Movement.Evidence.Failed("the buyer's account is closed");
        }
      }
    }
  }

  void bounceRefund(PaymentId id) {
    account(id).moved.stream()
        .filter(it -> it.state instanceof Movement.Evidence.Succeeded)
        .filter(it -> it.kind == Movement.Kind.REFUND)
        .reduce((_, newer) -> newer)
        .ifPresent(it -> it.state = new Movement.Evidence.Failed("account_closed"));
  }

  /** From now on whoever uses an old key has made something new. */
  void forgetKeys() {
    accounts.values().forEach(account -> account.byKey.clear());
  }

  List<KnownRefund> refunds(PaymentId id) {
    return find(id).stream()
        .flatMap(account -> account.moved.stream())
        .filter(it -> it.kind == Movement.Kind.REFUND)
        .map(it -> new KnownRefund(it.gatewayId, it.key, it.amount, it.state))
        .toList();
  }
}
