package dev.diddo.application.payment;

import static dev.diddo.application.Shop.usd;
import static dev.diddo.application.Shop.yes;
import static dev.diddo.application.payment.ScriptedGateways.Call.CAPTURE;
import static dev.diddo.application.payment.ScriptedGateways.Call.LOOK_UP;
import static dev.diddo.application.payment.ScriptedGateways.Call.RELEASE;
import static dev.diddo.domain.Outcome.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diddo.application.Auditor;
import dev.diddo.application.Shop;
import dev.diddo.application.Steps;
import dev.diddo.application.payment.DecideOrder.Answer;
import dev.diddo.application.payment.ScriptedGateways.Book;
import dev.diddo.application.payment.ScriptedGateways.Fault;
import dev.diddo.domain.Outcome;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.id.VariantId;
import dev.diddo.domain.order.Decision;
import dev.diddo.domain.order.MerchantOrder;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.order.OrderRefusal;
import dev.diddo.domain.order.Tracking;
import dev.diddo.domain.organization.AcceptancePolicy;
import dev.diddo.domain.payment.Movement;
import dev.diddo.domain.payment.Payment;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Stores accept and reject what buyers have authorised. */
class DecideOrderTest {
  private final Steps steps = new Steps();
  private final Shop shop = steps.shop;
  private final ScriptedGateways gateways = steps.gateways;
  private VariantId scarf;
  private VariantId boots;
  private LiveCart.Open cart;

  @BeforeEach
  void have_two_stores_that_decide() {
    shop.policy(AcceptancePolicy.BEST_EFFORT);
    scarf = shop.stocked(shop.deciding("kit.example"), "Scarf", 1_000, 5);
    boots = shop.stocked(shop.deciding("boots.example"), "Boots", 9_000, 5);
    cart = shop.readyToPay(shop.template(scarf, boots));
  }

  @AfterEach
  void audit() {
    reconcileAfter(Duration.ofMinutes(1));
    Auditor.check(steps);
  }

  @Test
  void nothing_is_taken_before_every_store_has_accepted() {
    var order = authorised();
    assertThat(payment()).isInstanceOf(Payment.Authorised.class);
    assertThat(decide(order, 0, new Answer.Accepted()).status())
        .isEqualTo(MerchantOrder.Status.ACCEPTED);
    assertThat(gateways.calls(CAPTURE)).isZero();
    decide(order, 1, new Answer.Accepted());
    assertThat(payment()).isInstanceOf(Payment.Captured.class);
    assertThat(gateways.taken()).isEqualTo(11_000);
    assertThat(steps.cart(cart)).isInstanceOf(LiveCart.Submitted.class);
    Auditor.checkAtRest(steps);
  }

  @Test
  void what_is_accepted_is_taken_and_the_rest_given_back() {
    var order = authorised();
    decide(order, 0, new Answer.Accepted());
    decide(order, 1, new Answer.Rejected("Sold out"));
    assertThat(gateways.taken()).isEqualTo(1_500);
    var stored = stored(order);
    assertThat(stored.cost().total()).isEqualTo(usd(1_500));
    assertThat(stored.decision().orElseThrow().verdict())
        .isEqualTo(Decision.Verdict.CAPTURE_ACCEPTED);
    assertThat(shop.inventory(scarf).onHand()).isEqualTo(4);
    assertThat(shop.inventory(boots).onHand()).isEqualTo(5);
    assertThat(shop.inventory(boots).held()).isZero();
    Auditor.checkAtRest(steps);
  }

  @Test
  void where_all_or_none_are_wanted_one_rejection_releases_all() {
    shop.policy(AcceptancePolicy.ALL_OR_NOTHING);
    var order = authorised();
    decide(order, 0, new Answer.Accepted());
    decide(order, 1, new Answer.Rejected("Sold out"));
    assertThat(gateways.taken()).isZero();
    assertReopened(order);
  }

  @Test
  void an_order_that_nobody_accepts_is_released() {
    var order = authorised();
    decide(order, 0, new Answer.Rejected("No"));
    decide(order, 1, new Answer.Rejected("No"));
    assertReopened(order);
  }

  @Test
  void silence_is_a_rejection_once_its_time_is_over() {
    var order = authorised();
    decide(order, 0, new Answer.Accepted());
    reconcileAfter(Shop.STORES_DECIDE.minusSeconds(1));
    assertThat(payment()).isInstanceOf(Payment.Authorised.class);
    reconcileAfter(Duration.ofMinutes(5));
    assertThat(gateways.taken()).isEqualTo(1_500);
    assertThat(stored(order).merchantOrders().getLast().status())
        .isEqualTo(MerchantOrder.Status.REJECTED);
    Auditor.checkAtRest(steps);
  }

  @Test
  void nobody_decides_twice() {
    var order = authorised();
    decide(order, 0, new Answer.Accepted());
    var id = order.merchantOrders().getFirst().id();
    assertThat(steps.decide(shop.tenant(), order.id(), id, new Answer.Rejected("No")))
        .isEqualTo(refused(new OrderRefusal.WrongStatus(MerchantOrder.Status.ACCEPTED)));
    var other = Shop.in(steps.ports, steps.clock, steps.ids).tenant();
    assertThat(steps.decide(other, order.id(), id, new Answer.Accepted()))
        .isEqualTo(refused(new OrderRefusal.UnknownOrder()));
  }

  @Test
  void an_authorisation_that_runs_out_before_its_capture_takes_nothing() {
    var order = authorised();
    decide(order, 0, new Answer.Accepted());
    gateways.overrule(payment().id(), Book.CANCELLED);
    gateways.fail(LOOK_UP, Fault.SILENT);
    decide(order, 1, new Answer.Accepted());
    assertThat(gateways.calls(CAPTURE)).isEqualTo(1);
    assertReopened(order);
  }

  @ParameterizedTest
  @EnumSource(names = {"SILENT", "SILENT_AFTER", "NOT_REACHED", "UNDECIDED"})
  void a_capture_that_says_nothing_is_asked_for_again(Fault fault) {
    var order = authorised();
    gateways.fail(CAPTURE, fault);
    accept(order);
    assertThat(payment()).isInstanceOf(Payment.Capturing.class);
    reconcileAfter(Duration.ofMinutes(1));
    assertThat(payment()).isInstanceOf(Payment.Captured.class);
    Auditor.checkAtRest(steps);
  }

  @ParameterizedTest
  @EnumSource(names = {"SILENT", "SILENT_AFTER", "NOT_REACHED"})
  void a_release_that_says_nothing_is_asked_for_again(Fault fault) {
    var order = authorised();
    gateways.fail(RELEASE, fault);
    decide(order, 0, new Answer.Rejected("No"));
    decide(order, 1, new Answer.Rejected("No"));
    assertThat(payment()).isInstanceOf(Payment.Releasing.class);
    reconcileAfter(Duration.ofMinutes(1));
    assertReopened(order);
  }

  @ParameterizedTest
  @EnumSource(names = {"WE_DIE_BEFORE", "WE_DIE_AFTER"})
  void whoever_dies_between_two_steps_is_finished_by_the_reconciler(Fault death) {
    for (var call : new ScriptedGateways.Call[] {LOOK_UP, CAPTURE}) {
      var next = shop.readyToPay(shop.template(scarf, boots));
      var order = authorised(next);
      gateways.fail(call, death);
      decideOrDie(order);
      reconcileAfter(Duration.ofMinutes(1));
      assertThat(stored(order).isCaptured()).isTrue();
    }
    Auditor.checkAtRest(steps);
  }

  /** The last answer of the two is stored before its effect dies. */
  private void decideOrDie(Order order) {
    assertThatThrownBy(() -> accept(order)).isInstanceOf(ScriptedGateways.Death.class);
    if (stored(order).decision().isEmpty()) {
      decide(order, 1, new Answer.Accepted());
    }
  }

  @Test
  void another_amount_at_capture_is_given_back_and_the_cart_is_payable() {
    var order = authorised();
    gateways.fail(CAPTURE, Fault.WRONG_AMOUNT);
    accept(order);
    assertThat(payment()).isInstanceOf(Payment.Declined.class);
    assertThat(gateways.kept(payment().id())).isZero();
    assertReopened(order);
    var again = authorised((LiveCart.Open) steps.cart(cart));
    accept(again);
    assertThat(payment()).isInstanceOf(Payment.Captured.class);
    Auditor.checkAtRest(steps);
  }

  @Test
  void a_gateway_that_takes_the_money_at_once_gives_a_rejected_stores_part_back() {
    gateways.decideAtOnce(Book.CAPTURED);
    assertThat(steps.pay(cart)).isInstanceOf(Outcome.Refused.class);
    var order = orderOf(cart);
    decide(order, 0, new Answer.Accepted());
    assertThat(shop.inventory(boots).onHand()).isEqualTo(4);
    decide(order, 1, new Answer.Rejected("Sold out"));
    assertThat(gateways.kept(payment().id())).isEqualTo(1_500);
    assertThat(shop.inventory(boots).onHand()).isEqualTo(5);
    Auditor.checkAtRest(steps);
  }

  @Test
  void a_silent_stores_part_is_given_back_where_the_money_was_taken_at_once() {
    gateways.decideAtOnce(Book.CAPTURED);
    assertThat(steps.pay(cart)).isInstanceOf(Outcome.Refused.class);
    var order = orderOf(cart);
    decide(order, 0, new Answer.Accepted());
    reconcileAfter(Shop.STORES_DECIDE.plusSeconds(1));
    assertThat(stored(order).merchantOrders().getLast().status())
        .isEqualTo(MerchantOrder.Status.REJECTED);
    assertThat(gateways.kept(payment().id())).isEqualTo(1_500);
    Auditor.checkAtRest(steps);
  }

  @Test
  void where_all_or_none_are_wanted_nothing_leaves_before_the_last_answer_though_it_is_paid() {
    shop.policy(AcceptancePolicy.ALL_OR_NOTHING);
    gateways.decideAtOnce(Book.CAPTURED);
    assertThat(steps.pay(cart)).isInstanceOf(Outcome.Refused.class);
    var order = orderOf(cart);
    decide(order, 0, new Answer.Accepted());
    assertThat(fulfil(order)).isEqualTo(refused(new OrderRefusal.NotSettledYet()));
    decide(order, 1, new Answer.Rejected("Sold out"));
    assertThat(stored(order).merchantOrders())
        .extracting(MerchantOrder::status)
        .containsExactly(MerchantOrder.Status.CANCELLED, MerchantOrder.Status.REJECTED);
    assertThat(gateways.kept(payment().id())).isZero();
    assertThat(shop.inventory(scarf).onHand()).isEqualTo(5);
    Auditor.checkAtRest(steps);
  }

  private Outcome<?, OrderRefusal> fulfil(Order order) {
    var id = order.merchantOrders().getFirst().id();
    return steps.fulfilOrder.fulfil(shop.tenant(), order.id(), id, Tracking.none(), List.of());
  }

  @Test
  void a_store_that_accepts_after_a_refund_gets_what_is_left() {
    gateways.decideAtOnce(Book.CAPTURED);
    assertThat(steps.pay(cart)).isInstanceOf(Outcome.Refused.class);
    var order = orderOf(cart);
    gateways.refundInDashboard(payment().id(), usd(2_200));
    tellOfRefund();
    accept(order);
    assertThat(gateways.kept(payment().id())).isEqualTo(8_800);
    Auditor.checkAtRest(steps);
    assertThat(passedOn())
        .isEqualTo(
            stored(order).merchantOrders().stream()
                .mapToLong(it -> it.netOfRefunds().minorUnits())
                .sum());
  }

  private void tellOfRefund() {
    var id = ScriptedGateways.gatewayId(payment().id());
    yes(
        steps.receiveNotification.receive(
            ScriptedGateways.NAME,
            ScriptedGateways.signed(),
            ScriptedGateways.message("refunded", id)));
    steps.catchUp();
  }

  private long passedOn() {
    return steps.ports.movements().ofPayment(shop.tenant(), payment().id()).stream()
        .filter(it -> it.kind() == Movement.Kind.TRANSFER && it.hasSucceeded())
        .mapToLong(it -> it.amount().minorUnits())
        .sum();
  }

  @Test
  void a_total_that_the_provider_takes_by_itself_is_given_back_where_a_store_has_rejected() {
    var order = authorised();
    decide(order, 1, new Answer.Rejected("Sold out"));
    gateways.overrule(payment().id(), Book.CAPTURED);
    steps.settlePayment.settle(shop.tenant(), payment().id());
    assertThat(payment()).isInstanceOf(Payment.Captured.class);
    reconcileAfter(Duration.ofMinutes(1));
    assertThat(gateways.kept(payment().id())).isEqualTo(1_500);
    assertThat(shop.inventory(boots).onHand()).isEqualTo(5);
    decide(order, 0, new Answer.Accepted());
    Auditor.checkAtRest(steps);
  }

  private void assertReopened(Order order) {
    assertThat(payment().isOver()).isTrue();
    assertThat(steps.cart(cart)).isInstanceOf(LiveCart.Open.class);
    assertThat(steps.cart(cart).contents().parts())
        .extracting(part -> part.requestId().orElseThrow())
        .doesNotContainAnyElementsOf(
            order.merchantOrders().stream().map(MerchantOrder::id).toList());
    assertThat(stored(order).merchantOrders())
        .extracting(MerchantOrder::status)
        .isSubsetOf(MerchantOrder.Status.REJECTED, MerchantOrder.Status.CANCELLED);
    assertThat(shop.inventory(scarf).held()).isZero();
    Auditor.checkAtRest(steps);
  }

  private Order authorised() {
    return authorised(cart);
  }

  private Order authorised(LiveCart.Open of) {
    var open = steps.paying(of);
    gateways.decide(open.id(), Book.AUTHORISED);
    steps.settlePayment.settle(shop.tenant(), open.id());
    return orderOf(of);
  }

  private Order orderOf(LiveCart of) {
    return steps.ports.orders().ofPayment(shop.tenant(), steps.paymentOf(of).id()).orElseThrow();
  }

  private void accept(Order order) {
    decide(order, 0, new Answer.Accepted());
    decide(order, 1, new Answer.Accepted());
  }

  private MerchantOrder decide(Order order, int store, Answer answer) {
    var id = order.merchantOrders().get(store).id();
    return yes(steps.decide(shop.tenant(), order.id(), id, answer));
  }

  private Order stored(Order order) {
    return steps.ports.orders().find(shop.tenant(), order.id()).orElseThrow();
  }

  private Payment payment() {
    return steps.paymentOf(cart);
  }

  private void reconcileAfter(Duration pause) {
    steps.clock.advance(pause);
    steps.reconcilePayments.run();
  }
}
