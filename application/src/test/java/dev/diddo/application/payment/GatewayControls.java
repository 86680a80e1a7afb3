package dev.diddo.application.payment;

import dev.diddo.application.payment.Gateways.Abilities;
import dev.diddo.application.payment.ScriptedGateways.Book;
import dev.diddo.domain.id.PaymentId;
import dev.diddo.domain.money.Money;
import dev.diddo.domain.payment.AmountRule;
import dev.diddo.domain.payment.Dispute;
import dev.diddo.domain.payment.Movement;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What others than us do at gateways, and what their books say of it. */
abstract class GatewayControls {
  final GatewayBooks books = new GatewayBooks();
  final Map<String, Abilities> offered = new LinkedHashMap<>();
  final Map<Currency, Optional<AmountRule>> rules = new HashMap<>();
  private Book atOnce = Book.AWAITING;

  final synchronized Book atOnce() {
    return atOnce;
  }

  /** From now on there is a gateway of this name that can do this. */
  public final synchronized void offer(String name, Abilities abilities) {
    offered.put(name, abilities);
  }

  /** From now on amounts of this currency are taken as the rule says, or not at all. */
  public final synchronized void take(Currency currency, Optional<AmountRule> rule) {
    rules.put(currency, rule);
  }

  /** From now on a new payment is in this state at once, without a page for its buyer. */
  public final synchronized void decideAtOnce(Book state) {
    atOnce = state;
  }

  /** The buyer does, or the provider decides, what brings the payment there. */
  public final synchronized void decide(PaymentId id, Book state) {
    var before = book(id);
    if (before != Book.AWAITING && before != Book.CHALLENGED) {
      throw new IllegalStateException("A buyer can do nothing about a payment that is " + before);
    }
    overrule(id, state);
  }

  /** Whatever came before: an authorisation runs out, or money comes after the end. */
  public final synchronized void overrule(PaymentId id, Book state) {
    books.account(id).become(state);
  }

  /** Somebody refunds so much in the provider's own dashboard. */
  public final synchronized void refundInDashboard(PaymentId id, Money amount) {
    books.refund(id, Optional.empty(), Movement.Kind.REFUND, amount);
  }

  /** A refund that was asked for long ago, and was never answered, is made after all. */
  public final synchronized void refundLate(PaymentId id, String key, Money amount) {
    books.refund(id, Optional.of(key), Movement.Kind.REFUND, amount);
  }

  /** From now on refunds take their time, until {@link #endRefunds}. */
  public final synchronized void holdRefunds() {
    books.holdRefunds();
  }

  /** Those that took their time have come to their end. */
  public final synchronized void endRefunds(boolean succeed) {
    books.endRefunds(succeed);
  }

  /** A day has passed: whoever uses an old key asks for something new. */
  public final synchronized void forgetKeys() {
    books.forgetKeys();
  }

  /** The buyer's bank sends the newest refund of a payment back, if one was made. */
  public final synchronized void bounceRefund(PaymentId id) {
    books.bounceRefund(id);
  }

  /** The buyer disputes it with their bank; told again with another status it is the same one. */
  public final synchronized void dispute(PaymentId id, Dispute dispute) {
    var disputes = books.account(id).disputes;
    disputes.removeIf(it -> it.gatewayId().equals(dispute.gatewayId()));
    disputes.add(dispute);
  }

  public final synchronized Book book(PaymentId id) {
    return books.account(id).book;
  }

  public final synchronized boolean knows(PaymentId id) {
    return books.find(id).isPresent();
  }

  /** How many payments took money. */
  public final synchronized int charges() {
    return (int) books.all().stream().filter(it -> !it.captured.isZero()).count();
  }

  /** The money that was taken, over all payments, in minor units, no refund taken off. */
  public final synchronized long taken() {
    return books.all().stream().mapToLong(it -> it.captured.minorUnits()).sum();
  }

  /** What it took for a payment and did not give back, in minor units. */
  public final synchronized long kept(PaymentId id) {
    var account = books.account(id);
    return account.captured.minorUnits() - account.sum(Movement.Kind.REFUND);
  }

  /**
   * What is with it of a payment: neither with the buyer, nor with the stores, nor with the buyer's
   * bank, in minor units.
   */
  public final synchronized long held(PaymentId id) {
    var account = books.account(id);
    return kept(id)
        - account.sum(Movement.Kind.TRANSFER)
        + account.sum(Movement.Kind.REVERSAL)
        - account.lost();
  }

  /** How often this happened to a payment's money. */
  public final synchronized int moved(PaymentId id, Movement.Kind kind) {
    return (int) books.account(id).moved.stream().filter(it -> it.kind == kind).count();
  }

  /** What no caller may ever do, and one did. */
  public final synchronized List<String> violations() {
    return books.violations();
  }
}
