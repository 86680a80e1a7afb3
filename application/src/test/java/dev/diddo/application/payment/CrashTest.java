package dev.diddo.application.payment;

import static dev.diddo.application.Shop.yes;
import static dev.diddo.application.payment.ScriptedGateways.Call.CAPTURE;
import static dev.diddo.application.payment.ScriptedGateways.Call.LOOK_UP;
import static dev.diddo.application.payment.ScriptedGateways.Call.OPEN;
import static dev.diddo.domain.Outcome.refused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diddo.application.Auditor;
import dev.diddo.application.Shop;
import dev.diddo.application.Steps;
import dev.diddo.application.idempotency.Claim;
import dev.diddo.application.idempotency.IdempotencyKey;
import dev.diddo.application.idempotency.IdempotencyKeys;
import dev.diddo.application.payment.ScriptedGateways.Book;
import dev.diddo.application.payment.ScriptedGateways.Fault;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.payment.Payment;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A process that dies in the middle of a payment: the next one goes on where it stood. */
class CrashTest {
  private final Steps steps = new Steps();
  private final Shop shop = steps.shop;
  private final ScriptedGateways gateways = steps.gateways;
  private LiveCart.Open cart;

  @BeforeEach
  void have_a_cart_that_can_be_paid() {
    var scarf = shop.stocked(shop.store("kit.example"), "Scarf", 1_000, 5);
    cart = shop.readyToPay(shop.template(scarf));
  }

  @AfterEach
  void audit() {
    Auditor.check(steps);
  }

  @ParameterizedTest
  @EnumSource(names = {"WE_DIE_BEFORE", "WE_DIE_AFTER"})
  void the_same_key_goes_on_with_the_attempt_of_the_dead(Fault death) {
    gateways.fail(OPEN, death);
    dies(() -> steps.pay(cart, Optional.of(claim())));
    var begun = steps.paymentOf(cart);
    assertThat(begun).isInstanceOf(Payment.Submitting.class);
    steps.clock.advance(IdempotencyKeys.LEASE);
    var retry = claim();
    assertThat(retry.payment()).contains(begun.id());
    var open = yes(steps.pay(cart, Optional.of(retry)));
    assertThat(open.id()).isEqualTo(begun.id());
    assertThat(steps.database.payments.values()).hasSize(1);
  }

  @Test
  void the_same_key_finds_a_page_that_the_reconciler_opened_meanwhile() {
    gateways.fail(OPEN, Fault.WE_DIE_AFTER);
    dies(() -> steps.pay(cart, Optional.of(claim())));
    steps.clock.advance(Duration.ofMinutes(2));
    steps.reconcilePayments.run();
    int calls = gateways.calls(OPEN);
    var open = yes(steps.pay(cart, Optional.of(claim())));
    assertThat(open).isEqualTo(steps.paymentOf(cart));
    assertThat(gateways.calls(OPEN)).isEqualTo(calls);
  }

  @Test
  void another_key_learns_that_a_payment_is_under_way() {
    gateways.fail(OPEN, Fault.WE_DIE_AFTER);
    dies(() -> steps.pay(cart, Optional.of(claim())));
    steps.clock.advance(Duration.ofMinutes(2));
    steps.reconcilePayments.run();
    var page = ScriptedGateways.page(steps.paymentOf(cart).id());
    assertThat(steps.pay(cart))
        .isEqualTo(refused(new OpenPayment.Refusal.AlreadySubmitted(Optional.of(page))));
  }

  @Test
  void a_retry_that_is_not_reached_either_proves_nothing() {
    gateways.decideAtOnce(Book.CAPTURED);
    gateways.fail(OPEN, Fault.WE_DIE_AFTER, Fault.NOT_REACHED);
    dies(() -> steps.pay(cart, Optional.of(claim())));
    steps.clock.advance(IdempotencyKeys.LEASE);
    assertThat(steps.pay(cart, Optional.of(claim())))
        .isEqualTo(refused(new OpenPayment.Refusal.GatewayUnavailable()));
    assertThat(steps.paymentOf(cart)).isInstanceOf(Payment.Unknown.class);
    steps.clock.advance(Duration.ofMinutes(1));
    steps.reconcilePayments.run();
    assertThat(gateways.charges()).isEqualTo(1);
    Auditor.checkAtRest(steps);
  }

  @Test
  void a_key_whose_attempt_was_declined_opens_another() {
    var first = yes(steps.pay(cart, Optional.of(claim())));
    gateways.decide(first.id(), Book.DECLINED);
    steps.settlePayment.settle(shop.tenant(), first.id());
    steps.clock.advance(IdempotencyKeys.LEASE);
    var second = yes(steps.pay(cart, Optional.of(claim())));
    assertThat(second.id()).isNotEqualTo(first.id());
    steps.clock.advance(IdempotencyKeys.LEASE);
    assertThat(claim().payment()).contains(second.id());
  }

  @Test
  void charged_and_died_before_our_commit_is_found_by_the_reconciler() {
    gateways.decideAtOnce(Book.CAPTURED);
    gateways.fail(OPEN, Fault.WE_DIE_AFTER);
    dies(() -> steps.pay(cart));
    assertThat(steps.database.orders.values()).isEmpty();
    steps.clock.advance(Duration.ofSeconds(30));
    steps.reconcilePayments.run();
    assertThat(steps.cart(cart)).isInstanceOf(LiveCart.Submitted.class);
    Auditor.checkAtRest(steps);
  }

  @Test
  void died_before_the_gateway_was_called_is_opened_by_the_reconciler_and_ends() {
    gateways.fail(OPEN, Fault.WE_DIE_BEFORE);
    dies(() -> steps.pay(cart));
    for (int i = 0; i < 35; i++) {
      steps.clock.advance(Duration.ofMinutes(1));
      steps.reconcilePayments.run();
    }
    assertThat(steps.paymentOf(cart)).isInstanceOf(Payment.Cancelled.class);
    assertThat(steps.cart(cart)).isEqualTo(cart);
    Auditor.checkAtRest(steps);
  }

  @ParameterizedTest
  @EnumSource(names = {"WE_DIE_BEFORE", "WE_DIE_AFTER"})
  void died_while_taking_the_money_is_finished_by_whoever_looks_next(Fault death) {
    var open = steps.paying(cart);
    gateways.decide(open.id(), Book.AUTHORISED);
    gateways.fail(CAPTURE, death);
    dies(() -> steps.settlePayment.settle(shop.tenant(), open.id()));
    assertThat(steps.readCheckout.read(steps.buyer(cart), Optional.empty())).isPresent();
    assertThat(steps.payment(open)).isInstanceOf(Payment.Captured.class);
    Auditor.checkAtRest(steps);
  }

  @Test
  void a_notification_is_not_lost_with_the_process_that_acknowledged_it() {
    var open = steps.paying(cart);
    gateways.decide(open.id(), Book.AUTHORISED);
    gateways.fail(LOOK_UP, Fault.WE_DIE_BEFORE);
    yes(
        steps.receiveNotification.receive(
            ScriptedGateways.NAME,
            ScriptedGateways.signed(),
            ScriptedGateways.message("event-1", open.attempt().reference())));
    dies(steps::catchUp);
    steps.reconcilePayments.run();
    assertThat(steps.payment(open)).isInstanceOf(Payment.Captured.class);
    Auditor.checkAtRest(steps);
  }

  private Claim.Held claim() {
    var key = new IdempotencyKey(shop.tenant(), "buyer", "POST /checkout", "key");
    return (Claim.Held)
        steps.ports.idempotencyKeys().claim(key, "{}".getBytes(UTF_8), steps.clock.instant());
  }

  private static void dies(Runnable work) {
    assertThatThrownBy(work::run).isInstanceOf(ScriptedGateways.Death.class);
  }
}
