package dev.diddo.application.payment;

import static dev.diddo.application.payment.ScriptedGateways.Call.CAPTURE;
import static dev.diddo.application.payment.ScriptedGateways.Call.LOOK_UP;
import static dev.diddo.application.payment.ScriptedGateways.Call.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.Auditor;
import dev.diddo.application.OutageException;
import dev.diddo.application.Page;
import dev.diddo.application.Shop;
import dev.diddo.application.Steps;
import dev.diddo.application.Together;
import dev.diddo.application.payment.ScriptedGateways.Book;
import dev.diddo.application.payment.ScriptedGateways.Fault;
import dev.diddo.domain.Outcome;
import dev.diddo.domain.cart.Cart;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.id.VariantId;
import dev.diddo.domain.payment.Payment;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Everybody at once, with real threads: one order, one charge. */
class PaymentRaceTest {
  private static final int CROWD = 30;

  private final Steps steps = new Steps();
  private final Shop shop = steps.shop;
  private final ScriptedGateways gateways = steps.gateways;
  private VariantId scarf;
  private Cart template;
  private LiveCart.Open cart;

  @BeforeEach
  void have_a_cart_that_can_be_paid() {
    scarf = shop.stocked(shop.store("kit.example"), "Scarf", 1_000, 50);
    template = shop.template(scarf);
    cart = shop.readyToPay(template);
  }

  @RepeatedTest(5)
  void many_pay_calls_of_one_cart_open_one_payment() {
    var outcomes = Together.run(CROWD, _ -> steps.pay(cart));
    assertThat(outcomes).filteredOn(Outcome.Accepted.class::isInstance).hasSize(1);
    var page = ScriptedGateways.page(steps.paymentOf(cart).id());
    assertThat(outcomes)
        .filteredOn(Outcome.Refused.class::isInstance)
        .containsOnly(Outcome.refused(new OpenPayment.Refusal.AlreadySubmitted(Optional.of(page))));
    assertThat(gateways.calls(OPEN)).isEqualTo(1);
    assertThat(shop.inventory(scarf).held()).isEqualTo(1);
    Auditor.check(steps);
  }

  @Test
  void whoever_comes_while_the_gateway_is_asked_waits_for_its_page() {
    var others = new ConcurrentLinkedQueue<Outcome<Payment.Open, OpenPayment.Refusal>>();
    var asked = new CountDownLatch(1);
    var begun = new CountDownLatch(5);
    gateways.meanwhile(
        OPEN,
        () -> {
          asked.countDown();
          await(begun);
        });
    Together.run(
        6,
        i -> {
          if (i == 0) {
            return steps.pay(cart);
          }
          await(asked);
          begun.countDown();
          others.add(steps.pay(cart));
          return i;
        });
    var page = ScriptedGateways.page(steps.paymentOf(cart).id());
    assertThat(others)
        .hasSize(5)
        .containsOnly(Outcome.refused(new OpenPayment.Refusal.AlreadySubmitted(Optional.of(page))));
  }

  @RepeatedTest(5)
  void notification_return_and_reconciler_at_once_make_one_order() {
    var open = steps.paying(cart);
    gateways.decide(open.id(), Book.AUTHORISED);
    steps.clock.advance(Duration.ofMinutes(1));
    Together.run(CROWD, i -> settleSomehow(open, i));
    steps.catchUp();
    assertThat(steps.payment(open)).isInstanceOf(Payment.Captured.class);
    assertThat(steps.database.orders.values()).hasSize(1);
    assertThat(gateways.charges()).isEqualTo(1);
    assertThat(shop.inventory(scarf).onHand()).isEqualTo(49);
    var order = steps.database.orders.values().getFirst();
    assertThat(steps.ports.orders().events(shop.tenant(), order.id(), new Page(100, 0)).total())
        .isEqualTo(4);
    Auditor.checkAtRest(steps);
  }

  @RepeatedTest(5)
  void the_same_while_the_gateway_stumbles() {
    var open = steps.paying(cart);
    gateways.decide(open.id(), Book.AUTHORISED);
    gateways.fail(LOOK_UP, Fault.SILENT, Fault.NOT_REACHED, Fault.UNDECIDED, Fault.SILENT);
    gateways.fail(CAPTURE, Fault.SILENT_AFTER, Fault.SILENT, Fault.NOT_REACHED);
    steps.clock.advance(Duration.ofMinutes(1));
    Together.run(CROWD, i -> settleSomehow(open, i));
    steps.catchUp();
    steps.clock.advance(Duration.ofMinutes(2));
    steps.reconcilePayments.run();
    assertThat(steps.database.orders.values()).hasSize(1);
    Auditor.checkAtRest(steps);
  }

  @Test
  void one_that_knows_it_reserved_and_one_that_knows_it_captured_make_one_order() {
    var open = steps.paying(cart);
    gateways.decide(open.id(), Book.AUTHORISED);
    gateways.meanwhile(
        LOOK_UP,
        () -> {
          gateways.fail(CAPTURE, Fault.SILENT);
          assertThat(steps.settlePayment.settle(shop.tenant(), open.id()))
              .isInstanceOf(Payment.Capturing.class);
        });
    assertThat(steps.settlePayment.settle(shop.tenant(), open.id()))
        .isInstanceOf(Payment.Captured.class);
    assertThat(steps.database.orders.values()).hasSize(1);
    assertThat(gateways.charges()).isEqualTo(1);
    Auditor.checkAtRest(steps);
  }

  @RepeatedTest(5)
  void a_buyer_who_cancels_while_the_provider_approves_has_paid_or_not() {
    var open = steps.paying(cart);
    Together.run(
        10,
        i -> {
          if (i == 0) {
            try {
              gateways.decide(open.id(), Book.AUTHORISED);
            } catch (IllegalStateException tooLate) {
              return i;
            }
          }
          return i % 2 == 0
              ? steps.settlePayment.settle(shop.tenant(), open.id())
              : steps.cancelPayment.cancelPayment(steps.buyer(cart), cart.id());
        });
    steps.clock.advance(Duration.ofMinutes(1));
    steps.reconcilePayments.run();
    Auditor.checkAtRest(steps);
    assertThat(steps.cart(cart)).isInstanceOfAny(LiveCart.Open.class, LiveCart.Submitted.class);
  }

  @Test
  void of_a_crowd_just_so_many_get_the_last_units() {
    shop.restock(scarf, 7);
    var carts = Stream.generate(() -> shop.readyToPay(template)).limit(CROWD).toList();
    var outcomes = Together.run(CROWD, i -> steps.pay(carts.get(i)));
    assertThat(outcomes).filteredOn(Outcome.Accepted.class::isInstance).hasSize(7);
    assertThat(shop.inventory(scarf).available()).isZero();
    Auditor.check(steps);
  }

  @RepeatedTest(3)
  void pay_decline_and_pay_again_by_many_ends_with_one_charge_at_most() {
    gateways.fail(OPEN, Fault.SILENT_AFTER, Fault.NOT_REACHED, Fault.SILENT);
    Together.run(
        CROWD,
        i -> {
          payUnlessTooMany();
          var payment = steps.paymentOf(cart);
          if (payment instanceof Payment.Open open) {
            try {
              gateways.decide(open.id(), i < CROWD / 2 ? Book.DECLINED : Book.AUTHORISED);
            } catch (IllegalStateException decidedAlready) {
              // Somebody else was quicker.
            }
          }
          return steps.settlePayment.settle(shop.tenant(), payment.id());
        });
    for (int i = 0; i < 40; i++) {
      steps.clock.advance(Duration.ofMinutes(1));
      steps.reconcilePayments.run();
    }
    assertThat(gateways.charges()).isLessThanOrEqualTo(1);
    Auditor.checkAtRest(steps);
  }

  /** Whoever is overtaken again and again is told to come back. */
  private void payUnlessTooMany() {
    try {
      steps.pay(cart);
    } catch (OutageException tooMany) {
      assertThat(tooMany).hasMessageContaining("by many at once");
    }
  }

  private Object settleSomehow(Payment payment, int number) {
    return switch (number % 4) {
      case 0 -> steps.settlePayment.settle(shop.tenant(), payment.id());
      case 1 -> steps.readCheckout.read(steps.buyer(cart), Optional.empty());
      case 2 -> steps.reconcilePayments.run();
      default ->
          steps.receiveNotification.receive(
              ScriptedGateways.NAME,
              ScriptedGateways.signed(),
              ScriptedGateways.message("event-" + number, payment.attempt().reference()));
    };
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      throw new AssertionError(stopped);
    }
  }
}
