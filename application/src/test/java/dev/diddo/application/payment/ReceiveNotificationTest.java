package dev.diddo.application.payment;

import static dev.diddo.application.payment.ScriptedGateways.Call.LOOK_UP;
import static dev.diddo.domain.Outcome.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.Auditor;
import dev.diddo.application.Shop;
import dev.diddo.application.Steps;
import dev.diddo.application.Together;
import dev.diddo.application.payment.ScriptedGateways.Book;
import dev.diddo.domain.Outcome;
import dev.diddo.domain.cart.Cart;
import dev.diddo.domain.id.PaymentId;
import dev.diddo.domain.payment.Payment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReceiveNotificationTest {
  private final Steps steps = new Steps();
  private final Shop shop = steps.shop;
  private final ScriptedGateways gateways = steps.gateways;
  private Cart template;

  @BeforeEach
  void make_a_template() {
    template = shop.template(shop.variant(shop.store("kit.example"), "Scarf", 1_000));
  }

  @AfterEach
  void audit() {
    Auditor.check(steps);
  }

  @Test
  void a_message_is_acknowledged_first_and_applied_afterwards() {
    var open = steps.paying(shop.readyToPay(template));
    gateways.decide(open.id(), Book.AUTHORISED);
    assertThat(receive("event-1", open.attempt().reference())).isInstanceOf(Outcome.Accepted.class);
    assertThat(steps.payment(open)).isEqualTo(open);
    steps.catchUp();
    assertThat(steps.payment(open)).isInstanceOf(Payment.Captured.class);
    Auditor.checkAtRest(steps);
  }

  @Test
  void what_cannot_be_verified_is_refused_and_not_stored() {
    var body = ScriptedGateways.message("event-1", "x");
    assertThat(
            steps.receiveNotification.receive(
                ScriptedGateways.NAME, Map.of("signature", List.of("forged")), body))
        .isEqualTo(refused(new Gateways.Unverified(false)));
    assertThat(steps.receiveNotification.receive("unknown", ScriptedGateways.signed(), body))
        .isEqualTo(refused(new Gateways.Unverified(true)));
    assertThat(steps.database.notices.values()).isEmpty();
    assertThat(steps.afterwards).isEmpty();
  }

  @Test
  void a_message_is_believed_no_further_than_the_gateways_own_answer() {
    var open = steps.paying(shop.readyToPay(template));
    receive("event-1", open.attempt().reference());
    steps.catchUp();
    assertThat(steps.payment(open)).isEqualTo(open);
    assertThat(gateways.calls(LOOK_UP)).isEqualTo(1);
  }

  @Test
  void a_hundred_copies_at_once_have_one_effect() {
    var open = steps.paying(shop.readyToPay(template));
    gateways.decide(open.id(), Book.AUTHORISED);
    var received = Together.run(100, _ -> receive("event-1", open.attempt().reference()));
    assertThat(received).hasOnlyElementsOfType(Outcome.Accepted.class);
    assertThat(steps.afterwards).hasSize(1);
    steps.catchUp();
    Auditor.checkAtRest(steps);
  }

  @Test
  void messages_in_any_order_and_long_after_the_end_change_nothing() {
    var open = steps.paying(shop.readyToPay(template));
    gateways.decide(open.id(), Book.AUTHORISED);
    for (int i = 0; i < 5; i++) {
      receive("event-" + i, open.attempt().reference());
      steps.catchUp();
    }
    steps.clock.advance(Duration.ofDays(3));
    receive("late", open.attempt().reference());
    steps.catchUp();
    assertThat(steps.database.orders.values()).hasSize(1);
    Auditor.checkAtRest(steps);
  }

  @Test
  void a_message_that_comes_before_our_commit_is_applied_once_the_payment_is_there() {
    var cart = shop.readyToPay(template);
    var freeze = shop.freeze(cart);
    receive("early", freeze.cart().payment().text());
    steps.catchUp();
    steps.ports.payments().open(shop.tenant(), freeze, shop.attempt(freeze), Optional.empty());
    gateways.decideAtOnce(Book.AUTHORISED);
    gateways.open(shop.attempt(freeze));
    steps.clock.advance(Duration.ofSeconds(30));
    steps.reconcilePayments.run();
    assertThat(steps.paymentOf(cart)).isInstanceOf(Payment.Captured.class);
    Auditor.checkAtRest(steps);
  }

  @Test
  void a_message_about_a_stranger_is_kept_for_a_while_and_hurts_nobody() {
    receive("foreign", new PaymentId(steps.ids.next()).text());
    receive("nonsense", "no id at all");
    steps.catchUp();
    var open = steps.paying(shop.readyToPay(template));
    gateways.decide(open.id(), Book.AUTHORISED);
    for (int i = 0; i < 100; i++) {
      steps.clock.advance(Duration.ofMinutes(1));
      steps.reconcilePayments.run();
    }
    assertThat(steps.payment(open)).isInstanceOf(Payment.Captured.class);
    assertThat(steps.reconcilePayments.run()).isZero();
  }

  @Test
  void a_message_that_there_is_no_time_for_is_applied_by_the_reconciler() {
    var busy =
        new ReceiveNotification(
            gateways,
            steps.ports.inbox(),
            steps.ports.payments(),
            steps.settlePayment,
            steps.followProvider,
            _ -> {
              throw new RejectedExecutionException("full");
            },
            steps.clock);
    var open = steps.paying(shop.readyToPay(template));
    gateways.decide(open.id(), Book.AUTHORISED);
    assertThat(
            busy.receive(
                ScriptedGateways.NAME,
                ScriptedGateways.signed(),
                ScriptedGateways.message("event-1", open.attempt().reference())))
        .isInstanceOf(Outcome.Accepted.class);
    steps.reconcilePayments.run();
    assertThat(steps.payment(open)).isInstanceOf(Payment.Captured.class);
  }

  private Outcome<Gateways.Notice, Gateways.Unverified> receive(String event, String reference) {
    return steps.receiveNotification.receive(
        ScriptedGateways.NAME,
        ScriptedGateways.signed(),
        ScriptedGateways.message(event, reference));
  }
}
