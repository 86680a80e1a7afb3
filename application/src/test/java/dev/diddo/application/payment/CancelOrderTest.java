package dev.diddo.application.payment;

import static dev.diddo.application.Shop.usd;
import static dev.diddo.application.Shop.yes;
import static dev.diddo.application.payment.ScriptedGateways.Call.REFUND;
import static dev.diddo.domain.order.Refund.Status.FAILED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.Auditor;
import dev.diddo.application.Shop;
import dev.diddo.application.Steps;
import dev.diddo.application.payment.ScriptedGateways.Book;
import dev.diddo.application.payment.ScriptedGateways.Fault;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.id.VariantId;
import dev.diddo.domain.merchant.Store;
import dev.diddo.domain.order.MerchantOrder;
import dev.diddo.domain.order.MerchantOrder.Status;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.order.Refund;
import dev.diddo.domain.order.RefundWish;
import dev.diddo.domain.organization.AcceptancePolicy;
import dev.diddo.domain.payment.Movement.Kind;
import dev.diddo.domain.payment.Payment;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of the money and the goods of a part that is cancelled, whatever goes wrong. */
class CancelOrderTest {
  private final Steps steps = new Steps();
  private final Shop shop = steps.shop;
  private final ScriptedGateways gateways = steps.gateways;
  private LiveCart.Open cart;
  private VariantId scarf;

  @AfterEach
  void audit() {
    Auditor.check(steps);
  }

  private Order bought(Store other) {
    scarf = shop.stocked(shop.store("kit.example"), "Scarf", 1_000, 5);
    cart = shop.readyToPay(shop.template(scarf, shop.stocked(other, "Boots", 9_000, 5)));
    gateways.decide(steps.paying(cart).id(), Book.AUTHORISED);
    steps.settlePayment.settle(shop.tenant(), payment().id());
    return steps.database.orders.values().getLast();
  }

  private Payment payment() {
    return steps.paymentOf(cart);
  }

  @ParameterizedTest
  @EnumSource(names = {"SILENT", "SILENT_AFTER", "NOT_REACHED", "UNDECIDED"})
  void its_money_goes_back_once_and_its_units_at_once(Fault fault) {
    var order = bought(shop.store("boots.example"));
    gateways.fail(REFUND, fault);
    cancel(order, 0);
    assertThat(shop.inventory(scarf).onHand()).isEqualTo(5);
    rounds();
    assertThat(part(order, 0).refunds())
        .singleElement()
        .returns(usd(1_500), Refund::amount)
        .returns(Refund.Status.SUCCEEDED, Refund::status);
    assertThat(gateways.moved(payment().id(), Kind.REFUND)).isEqualTo(1);
    assertThat(gateways.kept(payment().id())).isEqualTo(9_500);
    assertThat(part(order, 1).status()).isEqualTo(Status.ACCEPTED);
    Auditor.checkAtRest(steps);
  }

  @Test
  void what_was_refunded_before_is_not_refunded_again() {
    var order = bought(shop.store("boots.example"));
    var id = order.merchantOrders().getFirst().id();
    var wish = new RefundWish.OfAmount(usd(400));
    yes(steps.refundOrder.refund(shop.tenant(), order.id(), id, wish, Optional.empty()));
    cancel(order, 0);
    rounds();
    assertThat(part(order, 0).refunds())
        .extracting(Refund::amount)
        .containsExactly(usd(400), usd(1_100));
    Auditor.checkAtRest(steps);
  }

  @Test
  void a_refund_that_failed_is_not_tried_anew_when_another_part_ends() {
    var order = bought(shop.store("boots.example"));
    cancel(order, 0);
    rounds();
    gateways.bounceRefund(payment().id());
    steps.receiveNotification.receive(
        ScriptedGateways.NAME,
        ScriptedGateways.signed(),
        ScriptedGateways.message("bounced", payment().attempt().reference()));
    rounds();
    assertThat(part(order, 0).refunds()).extracting(Refund::status).containsExactly(FAILED);
    cancel(order, 1);
    rounds();
    assertThat(part(order, 0).refunds()).extracting(Refund::status).containsExactly(FAILED);
    assertThat(part(order, 1).refunds()).extracting(Refund::amount).containsExactly(usd(9_500));
    Auditor.checkAtRest(steps);
  }

  @Test
  void while_another_store_decides_the_rest_is_taken_alone() {
    shop.policy(AcceptancePolicy.BEST_EFFORT);
    var order = bought(shop.deciding("boots.example"));
    cancel(order, 0);
    assertThat(payment()).isInstanceOf(Payment.Authorised.class);
    var other = order.merchantOrders().getLast().id();
    yes(steps.decide(shop.tenant(), order.id(), other, new DecideOrder.Answer.Accepted()));
    assertThat(gateways.taken()).isEqualTo(9_500);
    assertThat(part(order, 0).refunds()).isEmpty();
    assertThat(shop.inventory(scarf).onHand()).isEqualTo(5);
    assertThat(shop.inventory(scarf).held()).isZero();
    Auditor.checkAtRest(steps);
  }

  @Test
  void where_all_or_none_are_wanted_nothing_is_taken_and_the_cart_is_payable() {
    var order = bought(shop.deciding("boots.example"));
    cancel(order, 0);
    assertThat(gateways.taken()).isZero();
    assertThat(payment()).isInstanceOf(Payment.Cancelled.class);
    assertThat(steps.cart(cart)).isInstanceOf(LiveCart.Open.class);
    assertThat(part(order, 1).status()).isEqualTo(Status.CANCELLED);
    Auditor.checkAtRest(steps);
  }

  private void cancel(Order order, int store) {
    var id = order.merchantOrders().get(store).id();
    var recorded = yes(steps.cancelOrder.record(shop.tenant(), order.id(), id, "Sold out"));
    steps.cancelOrder.carryOut(shop.tenant(), recorded);
  }

  private void rounds() {
    for (int i = 0; i < 5; i++) {
      // What the provider works on by itself is asked for again after half an hour.
      steps.clock.advance(Duration.ofMinutes(31));
      steps.reconcilePayments.run();
    }
  }

  private MerchantOrder part(Order order, int store) {
    return steps
        .ports
        .orders()
        .find(shop.tenant(), order.id())
        .orElseThrow()
        .merchantOrders()
        .get(store);
  }
}
