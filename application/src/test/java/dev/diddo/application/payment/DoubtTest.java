package dev.diddo.application.payment;

import static dev.diddo.application.payment.ScriptedGateways.Call.CANCEL;
import static dev.diddo.application.payment.ScriptedGateways.Call.CAPTURE;
import static dev.diddo.application.payment.ScriptedGateways.Call.LOOK_UP;
import static dev.diddo.application.payment.ScriptedGateways.Call.OPEN;
import static dev.diddo.domain.Outcome.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.Auditor;
import dev.diddo.application.Shop;
import dev.diddo.application.Steps;
import dev.diddo.application.payment.ScriptedGateways.Book;
import dev.diddo.application.payment.ScriptedGateways.Fault;
import dev.diddo.domain.Outcome;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.id.VariantId;
import dev.diddo.domain.order.CheckoutEvent;
import dev.diddo.domain.payment.Payment;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When a provider does not say what it did, nobody is charged twice and nothing is lost. */
class DoubtTest {
  private final Steps steps = new Steps();
  private final Shop shop = steps.shop;
  private final ScriptedGateways gateways = steps.gateways;
  private VariantId scarf;
  private LiveCart.Open cart;

  @BeforeEach
  void have_a_cart_that_can_be_paid() {
    scarf = shop.stocked(shop.store("kit.example"), "Scarf", 1_000, 5);
    cart = shop.readyToPay(shop.template(scarf));
  }

  @AfterEach
  void audit() {
    Auditor.check(steps);
  }

  @Test
  void charged_then_silent_is_resolved_without_a_second_charge() {
    gateways.decideAtOnce(Book.AUTHORISED);
    gateways.fail(OPEN, Fault.SILENT_AFTER);
    assertThat(steps.pay(cart)).isEqualTo(unavailable());
    assertThat(steps.paymentOf(cart)).isInstanceOf(Payment.Unknown.class);
    reconcileAfter(Duration.ofMinutes(1));
    assertThat(steps.paymentOf(cart)).isInstanceOf(Payment.Captured.class);
    assertThat(steps.cart(cart)).isInstanceOf(LiveCart.Submitted.class);
    assertThat(gateways.charges()).isEqualTo(1);
    Auditor.checkAtRest(steps);
  }

  @Test
  void silent_without_effect_is_asked_again_with_the_same_key() {
    gateways.fail(OPEN, Fault.SILENT);
    steps.pay(cart);
    var payment = steps.paymentOf(cart);
    reconcileAfter(Duration.ofMinutes(1));
    assertThat(steps.paymentOf(cart)).isInstanceOf(Payment.Open.class);
    assertThat(steps.paymentOf(cart).id()).isEqualTo(payment.id());
    assertThat(gateways.calls(OPEN)).isEqualTo(2);
  }

  @Test
  void a_provider_that_cannot_be_reached_any_more_proves_nothing() {
    gateways.fail(OPEN, Fault.SILENT_AFTER);
    steps.pay(cart);
    gateways.down(true);
    reconcileAfter(Duration.ofMinutes(1));
    assertThat(steps.paymentOf(cart)).isInstanceOf(Payment.Unknown.class);
    assertThat(steps.cart(cart)).isInstanceOf(LiveCart.Frozen.class);
    assertThat(shop.inventory(scarf).held()).isEqualTo(1);
    gateways.down(false);
    reconcileAfter(Duration.ofMinutes(1));
    assertThat(steps.paymentOf(cart)).isInstanceOf(Payment.Open.class);
  }

  @Test
  void a_first_call_that_was_not_reached_proves_nothing_while_another_is_under_way() {
    gateways.decideAtOnce(Book.CAPTURED);
    var payment = shop.open(cart);
    steps.clock.advance(SettlePayment.FIRST_CALL);
    // Our first caller stood still for long; meanwhile the reconciler's call took the money.
    gateways.meanwhile(
        OPEN,
        () -> {
          gateways.fail(OPEN, Fault.NOT_REACHED);
          assertThat(steps.settlePayment.submitFirst(shop.tenant(), payment).isOver()).isFalse();
        });
    settle(payment);
    reconcileAfter(Duration.ofMinutes(1));
    assertThat(steps.paymentOf(cart)).isInstanceOf(Payment.Captured.class);
    assertThat(gateways.charges()).isEqualTo(1);
    Auditor.checkAtRest(steps);
  }

  @Test
  void a_payment_whose_first_call_is_under_way_is_not_opened_by_others() {
    gateways.meanwhile(
        OPEN, () -> steps.settlePayment.settle(shop.tenant(), steps.paymentOf(cart).id()));
    var open = steps.paying(cart);
    assertThat(gateways.calls(OPEN)).isEqualTo(1);
    assertThat(steps.payment(open)).isEqualTo(open);
  }

  @Test
  void in_doubt_for_hours_a_payment_is_found_within_a_minute_of_the_providers_return() {
    gateways.decideAtOnce(Book.AUTHORISED);
    gateways.fail(OPEN, Fault.SILENT_AFTER);
    steps.pay(cart);
    gateways.down(true);
    for (int i = 0; i < 4 * 60; i++) {
      reconcileAfter(Duration.ofMinutes(1));
    }
    assertThat(steps.paymentOf(cart)).isInstanceOf(Payment.Unknown.class);
    gateways.down(false);
    for (int i = 0; i < 6; i++) {
      reconcileAfter(Duration.ofSeconds(10));
    }
    assertThat(steps.paymentOf(cart)).isInstanceOf(Payment.Captured.class);
    assertThat(gateways.charges()).isEqualTo(1);
    Auditor.checkAtRest(steps);
  }

  @Test
  void an_old_key_is_never_used_again() {
    gateways.fail(OPEN, Fault.SILENT_AFTER);
    steps.pay(cart);
    gateways.down(true);
    steps.clock.advance(Duration.ofHours(25));
    gateways.down(false);
    int before = gateways.calls(OPEN);
    steps.reconcilePayments.run();
    assertThat(gateways.calls(OPEN)).isEqualTo(before);
    assertThat(gateways.calls(LOOK_UP)).isPositive();
    assertThat(steps.paymentOf(cart)).isNotInstanceOf(Payment.Unknown.class);
  }

  @Test
  void a_provider_that_knows_nothing_when_the_key_is_old_ends_a_payment() {
    gateways.fail(OPEN, Fault.SILENT);
    steps.pay(cart);
    steps.clock.advance(Duration.ofHours(25));
    steps.reconcilePayments.run();
    assertThat(steps.paymentOf(cart)).isInstanceOf(Payment.Cancelled.class);
    assertThat(gateways.calls(OPEN)).isEqualTo(1);
    assertThat(shop.inventory(scarf).held()).isZero();
    Auditor.checkAtRest(steps);
  }

  @Test
  void another_amount_is_no_payment_and_is_given_back() {
    gateways.decideAtOnce(Book.CAPTURED);
    gateways.fail(OPEN, Fault.WRONG_AMOUNT);
    assertThat(steps.pay(cart)).isEqualTo(unavailable());
    assertThat(steps.paymentOf(cart))
        .isInstanceOfSatisfying(
            Payment.Declined.class,
            declined -> assertThat(declined.reason()).isEqualTo(Payment.AMOUNT_MISMATCH));
    assertThat(steps.database.orders.values()).isEmpty();
    assertThat(gateways.kept(steps.paymentOf(cart).id())).isZero();
    Auditor.checkAtRest(steps);
  }

  @Test
  void a_capture_whose_answer_is_lost_is_asked_for_again() {
    var open = steps.paying(cart);
    gateways.decide(open.id(), Book.AUTHORISED);
    gateways.fail(CAPTURE, Fault.SILENT_AFTER, Fault.SILENT);
    assertThat(settle(open)).isInstanceOf(Payment.Capturing.class);
    assertThat(steps.cart(cart)).isInstanceOf(LiveCart.Frozen.class);
    assertThat(settle(open)).isInstanceOf(Payment.Capturing.class);
    assertThat(settle(open)).isInstanceOf(Payment.Captured.class);
    assertThat(gateways.charges()).isEqualTo(1);
    Auditor.checkAtRest(steps);
  }

  @Test
  void a_capture_that_did_nothing_is_asked_for_again() {
    var open = steps.paying(cart);
    gateways.decide(open.id(), Book.AUTHORISED);
    gateways.fail(CAPTURE, Fault.SILENT, Fault.NOT_REACHED);
    settle(open);
    settle(open);
    assertThat(steps.payment(open)).isInstanceOf(Payment.Capturing.class);
    reconcileAfter(Duration.ofMinutes(2));
    assertThat(steps.payment(open)).isInstanceOf(Payment.Captured.class);
    Auditor.checkAtRest(steps);
  }

  @ParameterizedTest
  @EnumSource(names = {"SILENT", "NOT_REACHED"})
  void a_look_up_that_tells_nothing_changes_nothing(Fault fault) {
    var open = steps.paying(cart);
    gateways.fail(LOOK_UP, fault);
    assertThat(settle(open)).isEqualTo(open);
    assertThat(steps.payment(open)).isEqualTo(open);
  }

  @Test
  void a_provider_that_has_not_decided_keeps_the_cart_frozen() {
    var open = steps.paying(cart);
    gateways.fail(LOOK_UP, Fault.UNDECIDED);
    assertThat(settle(open)).isInstanceOf(Payment.Unknown.class);
    assertThat(steps.cart(cart)).isInstanceOf(LiveCart.Frozen.class);
    gateways.decide(open.id(), Book.DECLINED);
    assertThat(settle(open)).isInstanceOf(Payment.Declined.class);
    assertThat(steps.cart(cart)).isEqualTo(cart);
  }

  @Test
  void a_cancellation_that_came_too_late_is_a_payment() {
    var open = steps.paying(cart);
    gateways.decide(open.id(), Book.AUTHORISED);
    assertThat(steps.cancelPayment.cancelPayment(steps.buyer(cart), cart.id()))
        .isEqualTo(refused(new CancelPayment.Refusal.AlreadySubmitted()));
    assertThat(steps.payment(open)).isInstanceOf(Payment.Captured.class);
    Auditor.checkAtRest(steps);
  }

  @Test
  void a_cancellation_whose_answer_is_lost_is_doubt_until_it_is_looked_up() {
    var open = steps.paying(cart);
    gateways.fail(CANCEL, Fault.SILENT_AFTER);
    assertThat(steps.cancelPayment.cancelPayment(steps.buyer(cart), cart.id()))
        .isEqualTo(refused(new CancelPayment.Refusal.InDoubt()));
    assertThat(steps.cart(cart)).isInstanceOf(LiveCart.Frozen.class);
    reconcileAfter(Duration.ofMinutes(1));
    assertThat(steps.payment(open)).isInstanceOf(Payment.Cancelled.class);
    assertThat(steps.cart(cart)).isEqualTo(cart);
    Auditor.checkAtRest(steps);
  }

  @Test
  void doubt_tells_nobody_that_a_checkout_failed() {
    gateways.fail(OPEN, Fault.SILENT_AFTER);
    steps.pay(cart);
    reconcileAfter(Duration.ofMinutes(1));
    assertThat(steps.database.events.values().stream().flatMap(List::stream))
        .extracting(CheckoutEvent::type)
        .containsExactly(
            CheckoutEvent.Type.CHECKOUT_INITIALIZED, CheckoutEvent.Type.CHECKOUT_IN_PROGRESS);
  }

  private Payment settle(Payment payment) {
    return steps.settlePayment.settle(shop.tenant(), payment.id());
  }

  private void reconcileAfter(Duration pause) {
    steps.clock.advance(pause);
    steps.reconcilePayments.run();
  }

  private static Outcome<Payment.Open, OpenPayment.Refusal> unavailable() {
    return refused(new OpenPayment.Refusal.GatewayUnavailable());
  }
}
