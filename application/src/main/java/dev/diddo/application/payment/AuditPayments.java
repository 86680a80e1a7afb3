package dev.diddo.application.payment;

import dev.diddo.application.order.Orders;
import dev.diddo.domain.id.PaymentId;
import dev.diddo.domain.money.Money;
import dev.diddo.domain.order.LedgerEntry;
import dev.diddo.domain.order.MerchantOrder;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.order.Refund;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.payment.AmountRule;
import dev.diddo.domain.payment.Evidence;
import dev.diddo.domain.payment.Movement;
import dev.diddo.domain.payment.Payment;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Compares what we have stored of payments with what their gateways say of them, and our orders
 * with our ledger. It changes nothing, and may run beside the service at any time.
 */
public final class AuditPayments {
  private static final int PAGE = 200;

  /** What is younger may be on its way still. */
  private static final Duration SETTLED_AFTER = Duration.ofMinutes(5);

  private final Payments payments;
  private final Orders orders;
  private final Movements movements;
  private final Ledger ledger;
  private final Gateways gateways;
  private final InstantSource clock;

  public AuditPayments(
      Payments payments,
      Orders orders,
      Movements movements,
      Ledger ledger,
      Gateways gateways,
      InstantSource clock) {
    this.payments = payments;
    this.orders = orders;
    this.movements = movements;
    this.ledger = ledger;
    this.gateways = gateways;
    this.clock = clock;
  }

  /** One thing that differs. The detail is for people and holds no personal data. */
  public record Finding(PaymentId payment, Kind kind, String detail) {

    /** What kind of thing. */
    public enum Kind {
      /** We call it paid, and the provider does not, or not as much. */
      NOT_CAPTURED_THERE,
      /** The provider has money of it, and we have no order. */
      MONEY_WITHOUT_ORDER,
      /** We gave back more or less than the provider did. */
      REFUNDS_DIFFER,
      /** It is paid, and its order is not there or is of another amount. */
      ORDER_DIFFERS,
      /** Its entries do not sum to zero, or not to what the provider holds. */
      LEDGER_DIFFERS,
      /** A store was passed on more than it is owed of it. */
      PASSED_ON_TOO_MUCH,
      /** It should have been settled long ago. */
      UNSETTLED,
      /** The provider does not answer, so nothing can be said. */
      NO_ANSWER
    }
  }

  /**
   * Audits all payments that were made since then.
   *
   * @param found hears of each finding as it is made
   * @return how many payments were looked at
   */
  public long audit(Instant since, Consumer<Finding> found) {
    long count = 0;
    Optional<PaymentId> last = Optional.empty();
    List<Payments.Owned> page;
    do {
      page = payments.made(since, last, PAGE);
      for (var owned : page) {
        audit(owned.tenant(), owned.payment()).forEach(found);
        last = Optional.of(owned.payment().id());
      }
      count += page.size();
    } while (!page.isEmpty());
    return count;
  }

  private List<Finding> audit(Tenant tenant, Payment payment) {
    return switch (payment) {
      case Payment.Captured captured -> captured(tenant, captured);
      case Payment.Declined _, Payment.Cancelled _ -> ended(tenant, payment);
      case Payment.Submitting _,
          Payment.Open _,
          Payment.Unknown _,
          Payment.Authorised _,
          Payment.Capturing _,
          Payment.Releasing _ ->
          unsettled(payment);
    };
  }

  private List<Finding> unsettled(Payment payment) {
    var end = payment.attempt().expiresAt().plus(SETTLED_AFTER);
    return clock.instant().isBefore(end)
        ? List.of()
        : List.of(
            finding(payment, Finding.Kind.UNSETTLED, "since " + payment.attempt().createdAt()));
  }

  private List<Finding> ended(Tenant tenant, Payment payment) {
    if (movements.ofPayment(tenant, payment.id()).stream().anyMatch(it -> !it.isOver())) {
      return List.of(); // its money is on its way back
    }
    return switch (gateways.lookUp(payment)) {
      case Evidence.Authorised(_, var amount) ->
          List.of(finding(payment, Finding.Kind.MONEY_WITHOUT_ORDER, "reserved: " + amount));
      case Evidence.Captured(_, var amount) -> kept(payment, amount);
      case Evidence.NotReached _, Evidence.None _ -> List.of(noAnswer(payment));
      case Evidence.AwaitsBuyer _,
          Evidence.Undecided _,
          Evidence.Declined _,
          Evidence.Cancelled _,
          Evidence.NoSuchPayment _ ->
          List.of();
    };
  }

  private List<Finding> kept(Payment payment, Money captured) {
    var refunded = refundedThere(payment);
    if (refunded.isEmpty()) {
      return List.of(noAnswer(payment));
    }
    var left = captured.minus(refunded.get());
    return left.isZero()
        ? List.of()
        : List.of(finding(payment, Finding.Kind.MONEY_WITHOUT_ORDER, "taken: " + left));
  }

  private List<Finding> captured(Tenant tenant, Payment.Captured payment) {
    var findings = new ArrayList<Finding>();
    var order = orders.ofPayment(tenant, payment.id());
    if (order.filter(it -> it.cost().total().equals(payment.amount())).isEmpty()) {
      findings.add(
          finding(
              payment,
              Finding.Kind.ORDER_DIFFERS,
              order.map(it -> "order of " + it.cost().total()).orElse("no order")));
    }
    switch (gateways.lookUp(payment)) {
      case Evidence.Captured(_, var amount) when amount.equals(payment.amount()) -> {}
      case Evidence.NotReached _, Evidence.None _ -> findings.add(noAnswer(payment));
      case Evidence other ->
          findings.add(
              finding(
                  payment,
                  Finding.Kind.NOT_CAPTURED_THERE,
                  payment.amount() + " here, there " + other.getClass().getSimpleName()));
    }
    order.ifPresent(it -> findings.addAll(refunds(payment, it)));
    order.ifPresent(it -> findings.addAll(ledger(tenant, payment, it)));
    order.ifPresent(it -> findings.addAll(passedOn(tenant, payment, it)));
    return findings;
  }

  private List<Finding> refunds(Payment.Captured payment, Order order) {
    var isUnderWay =
        order.merchantOrders().stream()
            .flatMap(it -> it.refunds().stream())
            .anyMatch(refund -> refund.status() == Refund.Status.PENDING);
    var there = refundedThere(payment);
    var here = refundedHere(order);
    return isUnderWay || there.isEmpty() || there.get().equals(here)
        ? List.of()
        : List.of(
            finding(
                payment, Finding.Kind.REFUNDS_DIFFER, here + " here, " + there.get() + " there"));
  }

  private List<Finding> ledger(Tenant tenant, Payment.Captured payment, Order order) {
    var entries = ledger.of(tenant, payment.id());
    var nothing = Money.zero(payment.amount().currency());
    var sum = entries.stream().map(LedgerEntry::amount).reduce(nothing, Money::plus);
    var passedOn =
        movements.ofPayment(tenant, payment.id()).stream()
            .filter(Movement::hasSucceeded)
            .map(AuditPayments::leftTheGateway)
            .reduce(nothing, Money::plus);
    var held =
        entries.stream()
            .filter(entry -> entry.account() == LedgerEntry.Account.GATEWAY)
            .map(LedgerEntry::amount)
            .reduce(nothing, Money::plus);
    var expected = payment.amount().minus(refundedHere(order)).minus(passedOn).minus(order.lost());
    return sum.isZero() && held.equals(expected)
        ? List.of()
        : List.of(
            finding(
                payment,
                Finding.Kind.LEDGER_DIFFERS,
                "sum " + sum + ", held " + held + " instead of " + expected));
  }

  private List<Finding> passedOn(Tenant tenant, Payment.Captured payment, Order order) {
    var moved =
        movements.ofPayment(tenant, payment.id()).stream().filter(it -> !it.hasFailed()).toList();
    var findings = new ArrayList<Finding>();
    for (var its : order.merchantOrders()) {
      var passedOn =
          moved.stream()
              .filter(it -> it.isOf(its.id()))
              .map(AuditPayments::leftTheGateway)
              .reduce(Money.zero(payment.amount().currency()), Money::plus);
      var tooMuch = passedOn.minus(its.netOfRefunds());
      if (tooMuch.minorUnits() > notTakenBack(payment, its)) {
        findings.add(
            finding(
                payment,
                Finding.Kind.PASSED_ON_TOO_MUCH,
                tooMuch + " to store " + its.split().store().text()));
      }
    }
    return findings;
  }

  /** What is finer than a gateway can move stays with the store, at each refund. */
  private long notTakenBack(Payment payment, MerchantOrder order) {
    long step =
        gateways
            .amounts(payment.attempt().gateway(), payment.attempt().amount().currency())
            .map(AmountRule::step)
            .orElse(1L);
    return (step - 1) * order.refunds().size();
  }

  private static Money leftTheGateway(Movement moved) {
    return switch (moved.kind()) {
      case TRANSFER -> moved.amount();
      case REVERSAL -> moved.amount().negated();
      case REFUND, RETURN -> Money.zero(moved.amount().currency());
    };
  }

  private static Money refundedHere(Order order) {
    return order.merchantOrders().stream()
        .map(MerchantOrder::refunds)
        .flatMap(List::stream)
        .filter(refund -> refund.status() == Refund.Status.SUCCEEDED)
        .map(Refund::amount)
        .reduce(Money.zero(order.cost().total().currency()), Money::plus);
  }

  private Optional<Money> refundedThere(Payment payment) {
    var nothing = Money.zero(payment.attempt().amount().currency());
    return gateways
        .refunds(payment)
        .map(
            refunds ->
                refunds.stream()
                    .filter(it -> it.state() instanceof Movement.Evidence.Succeeded)
                    .map(Gateways.KnownRefund::amount)
                    .reduce(nothing, Money::plus));
  }

  private static Finding noAnswer(Payment payment) {
    return finding(payment, Finding.Kind.NO_ANSWER, payment.attempt().gateway());
  }

  private static Finding finding(Payment payment, Finding.Kind kind, String detail) {
    return new Finding(payment.id(), kind, detail);
  }
}
