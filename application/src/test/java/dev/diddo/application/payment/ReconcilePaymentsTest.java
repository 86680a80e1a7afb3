package dev.diddo.application.payment;

import static dev.diddo.application.payment.ScriptedGateways.Call.CANCEL;
import static dev.diddo.application.payment.ScriptedGateways.Call.CAPTURE;
import static dev.diddo.application.payment.ScriptedGateways.Call.LOOK_UP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diddo.application.Auditor;
import dev.diddo.application.Eventually;
import dev.diddo.application.Shop;
import dev.diddo.application.Steps;
import dev.diddo.application.payment.ScriptedGateways.Book;
import dev.diddo.application.payment.ScriptedGateways.Fault;
import dev.diddo.domain.cart.Cart;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.id.VariantId;
import dev.diddo.domain.order.CheckoutEvent;
import dev.diddo.domain.payment.Payment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReconcilePaymentsTest {
  private final Steps steps = new Steps();
  private final Shop shop = steps.shop;
  private final ScriptedGateways gateways = steps.gateways;
  private VariantId scarf;
  private Cart template;

  @BeforeEach
  void make_a_template() {
    scarf = shop.stocked(shop.store("kit.example"), "Scarf", 1_000, 100);
    template = shop.template(scarf);
  }

  @AfterEach
  void audit() {
    Auditor.check(steps);
  }

  @Test
  void a_payment_whose_notification_was_lost_is_found() {
    var open = steps.paying(shop.readyToPay(template));
    gateways.decide(open.id(), Book.AUTHORISED);
    reconcileAfter(Duration.ofMinutes(1));
    assertThat(steps.payment(open)).isInstanceOf(Payment.Captured.class);
    Auditor.checkAtRest(steps);
  }

  @Test
  void a_payment_that_nobody_finishes_is_cancelled_when_its_time_is_over() {
    var cart = shop.readyToPay(template);
    var open = steps.paying(cart);
    reconcileAfter(Shop.PAYMENT_LIFETIME.minusSeconds(1));
    assertThat(steps.payment(open)).isEqualTo(open);
    reconcileAfter(Duration.ofMinutes(1));
    assertThat(steps.payment(open)).isInstanceOf(Payment.Cancelled.class);
    assertThat(gateways.book(open.id())).isEqualTo(Book.CANCELLED);
    assertThat(steps.cart(cart)).isEqualTo(cart);
    assertThat(shop.inventory(scarf).held()).isZero();
    assertThat(steps.database.events.values().getFirst())
        .extracting(CheckoutEvent::type)
        .endsWith(CheckoutEvent.Type.CHECKOUT_CANCELLED);
    assertThat(steps.paying(cart)).isNotEqualTo(open);
  }

  @Test
  void a_payment_that_is_finished_in_its_last_second_is_paid() {
    var open = steps.paying(shop.readyToPay(template));
    steps.clock.advance(Shop.PAYMENT_LIFETIME.plusMinutes(1));
    gateways.decide(open.id(), Book.AUTHORISED);
    steps.reconcilePayments.run();
    assertThat(steps.payment(open)).isInstanceOf(Payment.Captured.class);
    assertThat(gateways.calls(CANCEL)).isZero();
    Auditor.checkAtRest(steps);
  }

  @Test
  void a_payment_that_the_provider_does_not_let_go_is_asked_for_again() {
    var open = steps.paying(shop.readyToPay(template));
    steps.clock.advance(Shop.PAYMENT_LIFETIME);
    gateways.fail(CANCEL, Fault.SILENT, Fault.NOT_REACHED);
    for (int i = 0; i < 3; i++) {
      reconcileAfter(Duration.ofMinutes(1));
    }
    assertThat(steps.payment(open)).isInstanceOf(Payment.Cancelled.class);
  }

  @Test
  void a_challenge_that_is_passed_is_paid_and_one_that_fails_is_declined() {
    var passed = steps.paying(shop.readyToPay(template));
    var failed = steps.paying(shop.readyToPay(template));
    gateways.decide(passed.id(), Book.CHALLENGED);
    gateways.decide(failed.id(), Book.CHALLENGED);
    reconcileAfter(Duration.ofMinutes(1));
    assertThat(steps.payment(passed))
        .isInstanceOfSatisfying(Payment.Open.class, open -> assertThat(open.challenged()).isTrue());
    gateways.decide(passed.id(), Book.AUTHORISED);
    gateways.decide(failed.id(), Book.DECLINED);
    reconcileAfter(Duration.ofMinutes(1));
    assertThat(steps.payment(passed)).isInstanceOf(Payment.Captured.class);
    assertThat(steps.payment(failed)).isInstanceOf(Payment.Declined.class);
    Auditor.checkAtRest(steps);
  }

  @Test
  void a_buyer_who_comes_back_late_finds_the_cart_payable_after_its_own_time() {
    var cart = shop.readyToPay(template);
    steps.clock.advance(Shop.CART_LIFETIME.minusMinutes(1));
    var open = steps.paying(cart);
    reconcileAfter(Shop.PAYMENT_LIFETIME);
    assertThat(steps.payment(open)).isInstanceOf(Payment.Cancelled.class);
    var second = steps.paying(cart);
    gateways.decide(second.id(), Book.AUTHORISED);
    reconcileAfter(Duration.ofMinutes(1));
    assertThat(steps.cart(cart)).isInstanceOf(LiveCart.Submitted.class);
    Auditor.checkAtRest(steps);
  }

  @Test
  void more_than_fit_into_one_round_are_all_looked_at() {
    var open = new ArrayList<Payment.Open>();
    for (int i = 0; i < 60; i++) {
      open.add(steps.paying(shop.readyToPay(template)));
    }
    open.forEach(payment -> gateways.decide(payment.id(), Book.AUTHORISED));
    steps.clock.advance(Duration.ofMinutes(1));
    steps.reconcilePayments.run();
    assertThat(gateways.charges()).isEqualTo(50);
    steps.reconcilePayments.run();
    assertThat(gateways.charges()).isEqualTo(60);
    Auditor.checkAtRest(steps);
  }

  @Test
  void one_that_cannot_be_handled_stands_in_nobodys_way() {
    var both =
        List.of(steps.paying(shop.readyToPay(template)), steps.paying(shop.readyToPay(template)));
    both.forEach(payment -> gateways.decide(payment.id(), Book.AUTHORISED));
    gateways.meanwhile(
        LOOK_UP,
        () -> {
          throw new IllegalStateException("as planned");
        });
    steps.clock.advance(Duration.ofMinutes(1));
    assertThatThrownBy(steps.reconcilePayments::run).hasMessage("as planned");
    assertThat(both).map(steps::payment).filteredOn(Payment::isOver).hasSize(1);
    reconcileAfter(Duration.ofMinutes(2));
    assertThat(both).map(steps::payment).allMatch(Payment.Captured.class::isInstance);
  }

  @Test
  void one_whose_gateway_hangs_keeps_no_others_waiting() {
    var both =
        List.of(steps.paying(shop.readyToPay(template)), steps.paying(shop.readyToPay(template)));
    both.forEach(payment -> gateways.decide(payment.id(), Book.AUTHORISED));
    var otherIsDone = new CountDownLatch(1);
    gateways.meanwhile(LOOK_UP, () -> await(otherIsDone));
    gateways.meanwhile(CAPTURE, otherIsDone::countDown);
    reconcileAfter(Duration.ofMinutes(1));
    assertThat(both).map(steps::payment).allMatch(Payment.Captured.class::isInstance);
  }

  @Test
  void a_gateway_that_hangs_keeps_no_round_and_no_other_gateway_waiting() {
    gateways.offer("other", ScriptedGateways.ABLE);
    var hanging = new ArrayList<Payment.Open>();
    var returned = new CountDownLatch(1);
    for (int i = 0; i < 60; i++) {
      hanging.add(steps.paying(shop.readyToPay(template)));
      gateways.meanwhile(LOOK_UP, () -> await(returned));
    }
    steps.clock.advance(Duration.ofMinutes(1));
    begin();
    Eventually.holds(() -> gateways.calls(LOOK_UP) == 50);
    gateways.recover();
    for (int i = 0; i < 3; i++) {
      var healthy = steps.paying(shop.readyToPay(template), "other");
      gateways.decide(healthy.id(), Book.AUTHORISED);
      steps.clock.advance(Duration.ofMinutes(1));
      begin();
      Eventually.holds(() -> steps.payment(healthy) instanceof Payment.Captured);
    }
    // However often its lease ended meanwhile, nothing that hangs was asked for twice.
    assertThat(gateways.calls(LOOK_UP)).isEqualTo(50 + 3);
    hanging.forEach(payment -> gateways.decide(payment.id(), Book.AUTHORISED));
    returned.countDown();
    Eventually.holds(
        () -> {
          steps.clock.advance(Duration.ofMinutes(1));
          begin();
          return hanging.stream().allMatch(it -> steps.payment(it).isOver());
        });
    Auditor.checkAtRest(steps);
  }

  @Test
  void a_movement_a_payment_and_a_notice_take_no_longer_than_their_leases() {
    var open = steps.paying(shop.readyToPay(template));
    gateways.decide(open.id(), Book.CAPTURED);
    gateways.fail(LOOK_UP, Fault.WRONG_AMOUNT);
    reconcileAfter(Duration.ofMinutes(1));
    assertThat(steps.payment(open)).isInstanceOf(Payment.Declined.class);
    assertThat(gateways.mostCallsOfATask())
        .isBetween(ReconcilePayments.CALLS_OF_A_MOVEMENT, ReconcilePayments.CALLS_OF_A_PAYMENT);
    Auditor.checkAtRest(steps);
  }

  private void begin() {
    steps.reconcilePayments.begin(
        failed -> {
          throw new AssertionError(failed);
        });
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException stopped) {
      throw new AssertionError(stopped);
    }
  }

  @Test
  void nothing_that_is_due_is_nothing_to_do() {
    steps.paying(shop.readyToPay(template));
    assertThat(steps.reconcilePayments.run()).isZero();
  }

  private void reconcileAfter(Duration pause) {
    steps.clock.advance(pause);
    steps.reconcilePayments.run();
  }
}
