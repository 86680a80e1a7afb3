package dev.diddo.application.payment;

import static dev.diddo.application.Shop.usd;
import static dev.diddo.application.Shop.yes;
import static dev.diddo.application.payment.ScriptedGateways.Call.REFUND;
import static dev.diddo.application.payment.ScriptedGateways.Call.REVERSE;
import static dev.diddo.application.payment.ScriptedGateways.Call.TRANSFER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.Auditor;
import dev.diddo.application.Shop;
import dev.diddo.application.Steps;
import dev.diddo.application.Together;
import dev.diddo.application.payment.ScriptedGateways.Book;
import dev.diddo.application.payment.ScriptedGateways.Call;
import dev.diddo.application.payment.ScriptedGateways.Fault;
import dev.diddo.domain.Outcome;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.order.MerchantOrder;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.order.OrderRefusal;
import dev.diddo.domain.order.Refund;
import dev.diddo.domain.order.RefundWish;
import dev.diddo.domain.payment.AmountRule;
import dev.diddo.domain.payment.Dispute;
import dev.diddo.domain.payment.Movement.Kind;
import dev.diddo.domain.payment.Payment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Money that moves after a payment moves once, whatever goes wrong on its way. */
class MoveMoneyTest {
  private final Steps steps = new Steps();
  private final Shop shop = steps.shop;
  private final ScriptedGateways gateways = steps.gateways;
  private LiveCart.Open cart;
  private Payment.Open open;

  @BeforeEach
  void have_a_payment() {
    var scarf = shop.variant(shop.store("kit.example"), "Scarf", 1_000);
    var boots = shop.variant(shop.store("boots.example"), "Boots", 9_000);
    cart = shop.readyToPay(shop.template(scarf, boots));
    open = steps.paying(cart);
  }

  @AfterEach
  void audit() {
    Auditor.check(steps);
  }

  @ParameterizedTest
  @EnumSource(names = {"SILENT", "SILENT_AFTER", "NOT_REACHED", "UNDECIDED"})
  void each_stores_net_is_passed_on_once(Fault fault) {
    gateways.fail(TRANSFER, fault, fault);
    pay();
    rounds();
    assertThat(gateways.moved(open.id(), Kind.TRANSFER)).isEqualTo(2);
    // What stays is the commission: a tenth of the goods.
    assertThat(gateways.held(open.id())).isEqualTo(1_000);
    Auditor.checkAtRest(steps);
  }

  @ParameterizedTest
  @EnumSource(names = {"SILENT", "SILENT_AFTER", "NOT_REACHED", "UNDECIDED"})
  void a_refund_and_its_reversal_happen_once(Fault fault) {
    pay();
    rounds();
    gateways.fail(REFUND, fault);
    gateways.fail(REVERSE, fault);
    var refund = refund(0, new RefundWish.OfAmount(usd(700)));
    carryOut(0, refund);
    rounds();
    assertThat(stored(0, refund).status()).isEqualTo(Refund.Status.SUCCEEDED);
    assertThat(gateways.moved(open.id(), Kind.REFUND)).isEqualTo(1);
    assertThat(gateways.moved(open.id(), Kind.REVERSAL)).isEqualTo(1);
    Auditor.checkAtRest(steps);
  }

  @Test
  void a_reversal_waits_for_its_transfer() {
    gateways.fail(TRANSFER, Fault.SILENT, Fault.SILENT, Fault.SILENT, Fault.SILENT);
    pay();
    carryOut(0, refund(0, new RefundWish.Rest()));
    steps.reconcilePayments.run();
    assertThat(gateways.calls(REVERSE)).isZero();
    gateways.recover();
    rounds();
    assertThat(gateways.moved(open.id(), Kind.REVERSAL)).isEqualTo(1);
    Auditor.checkAtRest(steps);
  }

  @ParameterizedTest
  @EnumSource(names = {"SUCCEEDED", "FAILED"})
  void a_refund_that_takes_its_time_ends_as_the_provider_says(Refund.Status end) {
    pay();
    gateways.holdRefunds();
    var refund = refund(0, new RefundWish.Rest());
    assertThat(carryOut(0, refund).status()).isEqualTo(Refund.Status.PENDING);
    assertThat(tryRefund(0, new RefundWish.OfAmount(usd(1))))
        .isEqualTo(Outcome.refused(new OrderRefusal.RefundExceedsCaptured(0)));
    gateways.endRefunds(end == Refund.Status.SUCCEEDED);
    rounds();
    assertThat(stored(0, refund).status()).isEqualTo(end);
    if (end == Refund.Status.FAILED) {
      carryOut(0, refund(0, new RefundWish.Rest()));
      rounds();
    }
    assertThat(gateways.kept(open.id())).isEqualTo(9_500);
    Auditor.checkAtRest(steps);
  }

  @ParameterizedTest
  @EnumSource(names = {"SILENT", "SILENT_AFTER"})
  void an_old_key_of_a_refund_is_never_used_again(Fault fault) {
    pay();
    rounds();
    gateways.fail(REFUND, fault);
    var refund = refund(0, new RefundWish.Rest());
    carryOut(0, refund);
    gateways.forgetKeys();
    steps.clock.advance(Duration.ofHours(25));
    steps.reconcilePayments.run();
    assertThat(gateways.calls(REFUND)).isEqualTo(1);
    assertThat(stored(0, refund).status())
        .isEqualTo(fault == Fault.SILENT ? Refund.Status.FAILED : Refund.Status.SUCCEEDED);
    Auditor.checkAtRest(steps);
  }

  @Test
  void however_many_refund_at_once_never_more_than_was_captured() {
    pay();
    var answers =
        Together.run(
            50,
            i -> {
              var answer = tryRefund(0, new RefundWish.OfAmount(usd(100 + i)));
              if (answer instanceof Outcome.Accepted<Refund, OrderRefusal>(var refund)) {
                carryOut(0, refund);
              }
              return answer;
            });
    assertThat(answers).hasAtLeastOneElementOfType(Outcome.Accepted.class);
    assertThat(answers).hasAtLeastOneElementOfType(Outcome.Refused.class);
    assertThat(gateways.kept(open.id())).isBetween(9_500L, 9_650L);
    Auditor.checkAtRest(steps);
  }

  @Test
  void money_that_comes_after_a_cancellation_is_given_back_once() {
    yes(steps.cancelPayment.cancelPayment(steps.buyer(cart), cart.id()));
    gateways.overrule(open.id(), Book.CAPTURED);
    for (int i = 0; i < 5; i++) {
      tell("event-" + i);
    }
    assertThat(gateways.kept(open.id())).isZero();
    assertThat(gateways.moved(open.id(), Kind.REFUND)).isEqualTo(1);
    assertThat(steps.database.movements.values()).noneMatch(row -> row.movement().hasFailed());
    Auditor.checkAtRest(steps);
  }

  @Test
  void what_is_reserved_after_a_cancellation_is_released() {
    yes(steps.cancelPayment.cancelPayment(steps.buyer(cart), cart.id()));
    gateways.overrule(open.id(), Book.AUTHORISED);
    gateways.fail(Call.RELEASE, Fault.SILENT);
    tell("late");
    rounds();
    assertThat(gateways.book(open.id())).isEqualTo(Book.CANCELLED);
    Auditor.checkAtRest(steps);
  }

  @Test
  void a_refund_of_the_providers_dashboard_is_taken_over_once() {
    pay();
    rounds();
    gateways.refundInDashboard(open.id(), usd(1_000));
    Together.run(
        20,
        i -> {
          tell("event-" + i % 10);
          return i;
        });
    steps.catchUp();
    rounds();
    var order = order();
    assertThat(order.merchantOrders()).allMatch(it -> it.refunds().size() == 1);
    assertThat(order.merchantOrders().stream().mapToLong(it -> it.refunded().minorUnits()).sum())
        .isEqualTo(1_000);
    Auditor.checkAtRest(steps);
  }

  @Test
  void refunds_of_both_sides_at_once_are_all_told() {
    pay();
    rounds();
    gateways.fail(REFUND, Fault.SILENT_AFTER);
    var ours = refund(1, new RefundWish.OfAmount(usd(2_000)));
    carryOut(1, ours);
    gateways.refundInDashboard(open.id(), usd(500));
    tell("both");
    assertThat(stored(1, ours).status()).isEqualTo(Refund.Status.SUCCEEDED);
    assertThat(gateways.kept(open.id())).isEqualTo(8_500);
    Auditor.checkAtRest(steps);
  }

  @Test
  void a_refund_that_comes_back_is_failed_and_everything_is_as_before_it() {
    pay();
    rounds();
    var before = gateways.held(open.id());
    var refund = refund(0, new RefundWish.Rest());
    carryOut(0, refund);
    rounds();
    assertThat(stored(0, refund).status()).isEqualTo(Refund.Status.SUCCEEDED);
    gateways.bounceRefund(open.id());
    Together.run(
        10,
        i -> {
          tell("bounced-" + i % 5);
          return i;
        });
    rounds();
    assertThat(stored(0, refund).status()).isEqualTo(Refund.Status.FAILED);
    assertThat(gateways.held(open.id())).isEqualTo(before);
    Auditor.checkAtRest(steps);
    var again = refund(0, new RefundWish.Rest());
    carryOut(0, again);
    rounds();
    assertThat(stored(0, again).status()).isEqualTo(Refund.Status.SUCCEEDED);
    assertThat(gateways.kept(open.id())).isEqualTo(9_500);
    Auditor.checkAtRest(steps);
  }

  @Test
  void of_a_refund_that_comes_back_before_its_store_gave_its_part_nothing_is_owed() {
    pay();
    rounds();
    gateways.fail(REVERSE, Fault.SILENT, Fault.SILENT_AFTER);
    carryOut(0, refund(0, new RefundWish.OfAmount(usd(700))));
    gateways.bounceRefund(open.id());
    tell("bounced");
    rounds();
    assertThat(order().merchantOrders()).allMatch(it -> it.refunded().isZero());
    Auditor.checkAtRest(steps);
  }

  @Test
  void a_refund_of_the_providers_dashboard_that_comes_back_is_failed_once() {
    pay();
    rounds();
    gateways.refundInDashboard(open.id(), usd(1_000));
    tell("made");
    gateways.bounceRefund(open.id());
    for (int i = 0; i < 3; i++) {
      tell("bounced-" + i);
    }
    rounds();
    assertThat(order().merchantOrders())
        .flatExtracting(MerchantOrder::refunds)
        .extracting(Refund::status)
        .containsExactly(Refund.Status.FAILED, Refund.Status.FAILED);
    Auditor.checkAtRest(steps);
  }

  @ParameterizedTest
  @EnumSource(names = {"SILENT", "NOT_REACHED"})
  void a_refund_of_ours_gives_way_to_one_that_the_provider_has_made(Fault fault) {
    pay();
    rounds();
    gateways.fail(REFUND, fault);
    var ours = refund(0, new RefundWish.Rest());
    carryOut(0, ours);
    gateways.refundInDashboard(open.id(), usd(10_000));
    tell("theirs");
    // Both together would be more than was captured: ours is under way, and nobody knows yet.
    assertThat(refunded()).isEqualTo(1_500);
    rounds();
    assertThat(stored(0, ours).status()).isEqualTo(Refund.Status.FAILED);
    assertThat(refunded()).isEqualTo(10_000);
    Auditor.checkAtRest(steps);
  }

  @Test
  void what_was_given_up_and_is_made_after_all_is_taken_over() {
    pay();
    rounds();
    gateways.fail(REFUND, Fault.SILENT);
    var ours = refund(0, new RefundWish.OfAmount(usd(700)));
    carryOut(0, ours);
    steps.clock.advance(Duration.ofHours(25));
    steps.reconcilePayments.run();
    assertThat(stored(0, ours).status()).isEqualTo(Refund.Status.FAILED);
    gateways.refundLate(open.id(), ours.id().text(), usd(700));
    tell("late");
    rounds();
    assertThat(refunded()).isEqualTo(700);
    Auditor.checkAtRest(steps);
  }

  @Test
  void what_the_provider_cannot_move_is_refused_before_anything_is_stored() {
    pay();
    gateways.take(Shop.USD, Optional.of(new AmountRule(1, 1_000_000, 10)));
    assertThat(tryRefund(0, new RefundWish.OfAmount(usd(705))))
        .isEqualTo(Outcome.refused(new OrderRefusal.AmountTooFine(10)));
    assertThat(refunded()).isZero();
    carryOut(0, refund(0, new RefundWish.OfAmount(usd(710))));
    rounds();
    assertThat(refunded()).isEqualTo(710);
    Auditor.checkAtRest(steps);
  }

  @Test
  void of_a_stores_net_as_much_is_passed_on_as_the_provider_can_move() {
    gateways.take(Shop.USD, Optional.of(new AmountRule(1, 1_000_000, 1_000)));
    pay();
    rounds();
    // Of 1,400 and 8,600 owed; the rest of both stays in the ledger.
    assertThat(gateways.held(open.id())).isEqualTo(11_000 - 1_000 - 8_000);
    carryOut(0, refund(0, new RefundWish.OfAmount(usd(1_000))));
    rounds();
    Auditor.checkAtRest(steps);
  }

  private long refunded() {
    return order().merchantOrders().stream().mapToLong(it -> it.refunded().minorUnits()).sum();
  }

  @Test
  void a_lost_dispute_is_booked_and_one_that_is_won_after_all_booked_back() {
    pay();
    rounds();
    var held = gateways.held(open.id());
    for (var status : List.of(Dispute.Status.LOST, Dispute.Status.LOST, Dispute.Status.WON)) {
      var dispute = new Dispute("dp_1", usd(2_000), "fraudulent", status, Optional.empty());
      gateways.dispute(open.id(), dispute);
      tell("dispute-" + status.text());
      tell("again-" + status.text());
      assertThat(gateways.held(open.id()))
          .isEqualTo(status == Dispute.Status.LOST ? held - 2_000 : held);
      Auditor.checkAtRest(steps);
    }
  }

  @Test
  void a_dispute_is_shown_as_it_was_told_last() {
    pay();
    for (var status : List.of(Dispute.Status.NEEDS_RESPONSE, Dispute.Status.LOST)) {
      var dispute = new Dispute("dp_1", usd(11_000), "fraudulent", status, Optional.empty());
      gateways.dispute(open.id(), dispute);
      tell(status.text());
      assertThat(order().disputes()).containsExactly(dispute);
    }
    gateways.fail(Call.DISPUTES, Fault.SILENT);
    tell("silent");
    assertThat(order().disputes()).hasSize(1);
  }

  @Test
  void an_older_look_at_a_dispute_does_not_undo_what_a_newer_one_booked() {
    pay();
    rounds();
    var held = gateways.held(open.id());
    gateways.dispute(open.id(), dispute(Dispute.Status.UNDER_REVIEW));
    gateways.meanwhile(
        Call.DISPUTES,
        () -> {
          gateways.dispute(open.id(), dispute(Dispute.Status.LOST));
          tell("lost");
        });
    tell("under-review");
    assertThat(order().disputes()).containsExactly(dispute(Dispute.Status.LOST));
    assertThat(gateways.held(open.id())).isEqualTo(held - 2_000);
    Auditor.checkAtRest(steps);

    gateways.dispute(open.id(), dispute(Dispute.Status.WON));
    rounds();
    assertThat(order().disputes())
        .as("looked at again")
        .containsExactly(dispute(Dispute.Status.WON));
    Auditor.checkAtRest(steps);
  }

  @Test
  void a_dispute_of_which_the_provider_did_not_answer_is_looked_at_again() {
    pay();
    gateways.dispute(open.id(), dispute(Dispute.Status.LOST));
    gateways.fail(Call.DISPUTES, Fault.SILENT);
    tell("lost");
    assertThat(order().disputes()).isEmpty();
    rounds();
    assertThat(order().disputes()).containsExactly(dispute(Dispute.Status.LOST));
    Auditor.checkAtRest(steps);
  }

  private static Dispute dispute(Dispute.Status status) {
    return new Dispute("dp_1", usd(2_000), "fraudulent", status, Optional.empty());
  }

  private void pay() {
    gateways.decide(open.id(), Book.AUTHORISED);
    steps.settlePayment.settle(shop.tenant(), open.id());
  }

  private Order order() {
    return steps.ports.orders().ofPayment(shop.tenant(), open.id()).orElseThrow();
  }

  private Outcome<Refund, OrderRefusal> tryRefund(int store, RefundWish wish) {
    var order = order();
    var id = order.merchantOrders().get(store).id();
    return steps.refundOrder.refund(shop.tenant(), order.id(), id, wish, Optional.empty());
  }

  private Refund refund(int store, RefundWish wish) {
    return yes(tryRefund(store, wish));
  }

  private Refund carryOut(int store, Refund refund) {
    var order = order();
    var id = order.merchantOrders().get(store).id();
    return steps.refundOrder.carryOut(shop.tenant(), order.id(), id, refund.id());
  }

  private Refund stored(int store, Refund refund) {
    return order().merchantOrders().get(store).refunds().stream()
        .filter(it -> it.id().equals(refund.id()))
        .findFirst()
        .orElseThrow();
  }

  private void tell(String event) {
    yes(
        steps.receiveNotification.receive(
            ScriptedGateways.NAME,
            ScriptedGateways.signed(),
            ScriptedGateways.message(event, ScriptedGateways.gatewayId(open.id()))));
    steps.catchUp();
  }

  private void rounds() {
    for (int i = 0; i < 40; i++) {
      steps.clock.advance(Duration.ofMinutes(2));
      steps.reconcilePayments.run();
    }
  }
}
