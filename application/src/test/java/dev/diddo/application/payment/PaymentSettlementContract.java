package dev.diddo.application.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.diddo.application.Buyers;
import dev.diddo.application.Page;
import dev.diddo.application.PortContract;
import dev.diddo.application.Together;
import dev.diddo.domain.cart.Cart;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.id.VariantId;
import dev.diddo.domain.order.CheckoutEvent;
import dev.diddo.domain.order.LedgerEntry;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.payment.Payment;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What whoever keeps payments promises about the commit in which one becomes an order. */
public abstract class PaymentSettlementContract extends PortContract {
  private VariantId scarf;
  private Cart template;

  @BeforeEach
  void make_a_template() {
    scarf = shop.stocked(shop.store("kit.example"), "Scarf", 1_000, 50);
    template = shop.template(scarf, shop.variant(shop.store("boots.example"), "Boots", 9_000));
  }

  @Test
  void a_settled_payment_is_captured_with_its_order_and_its_cart_submitted() {
    var payment = shop.open(shop.readyToPay(template));
    var order = shop.order(payment);
    assertThat(shop.settle(payment, order)).isTrue();
    assertThat(ports.payments().find(tenant, payment.id()))
        .contains(
            new Payment.Captured(
                payment.attempt(),
                ScriptedGateways.gatewayId(payment.id()),
                payment.attempt().amount()));
    assertThat(ports.orders().find(tenant, order.id()))
        .contains(order.captured(order.cost().total()));
    assertThat(ports.liveCarts().find(tenant, order.cart()))
        .containsInstanceOf(LiveCart.Submitted.class);
    assertThat(shop.inventory(scarf).onHand()).isEqualTo(49);
  }

  @Test
  void a_payment_is_settled_from_every_state_that_is_not_over() {
    var states =
        Stream.<Function<Payment, Payment>>of(
            submitting -> new Payment.Unknown(submitting.attempt(), Optional.empty()),
            submitting ->
                new Payment.Open(
                    submitting.attempt(), "gw", ScriptedGateways.handover(submitting.id()), true),
            submitting -> new Payment.Authorised(submitting.attempt(), "gw"),
            submitting ->
                new Payment.Capturing(submitting.attempt(), "gw", submitting.attempt().amount()));
    states.forEach(
        state -> {
          var submitting = shop.open(shop.readyToPay(template));
          var moved = state.apply(submitting);
          ports.payments().move(tenant, submitting, moved, Optional.empty());
          assertThat(shop.settle(moved, shop.order(moved))).isTrue();
        });
  }

  @Test
  void settling_again_changes_nothing() {
    var payment = shop.open(shop.readyToPay(template));
    var order = shop.order(payment);
    shop.settle(payment, order);
    var second = shop.order(payment);
    assertThat(shop.settle(payment, second)).isFalse();
    assertThat(ports.orders().find(tenant, second.id())).isEmpty();
    assertThat(shop.inventory(scarf).onHand()).isEqualTo(49);
    assertThat(ports.orders().events(tenant, order.id(), new Page(100, 0)).total()).isEqualTo(3);
  }

  @Test
  void an_order_that_was_stored_meanwhile_is_the_only_one() {
    var submitting = shop.open(shop.readyToPay(template));
    var stored = shop.order(submitting);
    var capturing =
        new Payment.Capturing(submitting.attempt(), "gw", submitting.attempt().amount());
    ports.payments().move(tenant, submitting, capturing, Optional.empty());
    ports.orders().add(tenant, stored, List.of());
    var second = shop.order(submitting);
    assertThat(shop.settle(submitting, second)).isFalse();
    assertThat(ports.orders().find(tenant, second.id())).isEmpty();
    assertThat(ports.payments().find(tenant, submitting.id())).contains(capturing);
    assertThat(shop.settle(capturing, stored)).isTrue();
    assertThat(ports.orders().ofPayment(tenant, submitting.id()))
        .contains(stored.captured(stored.cost().total()));
  }

  @Test
  void of_many_at_once_one_writes_the_order() {
    var payment = shop.open(shop.readyToPay(template));
    var orders = Stream.generate(() -> shop.order(payment)).limit(15).toList();
    var settled = Together.run(15, i -> shop.settle(payment, orders.get(i)));
    assertThat(settled).filteredOn(Boolean::booleanValue).hasSize(1);
    var stored =
        orders.stream().filter(o -> ports.orders().find(tenant, o.id()).isPresent()).toList();
    assertThat(stored).hasSize(1);
    assertThat(ports.liveCarts().find(tenant, stored.getFirst().cart()).orElseThrow())
        .extracting(cart -> ((LiveCart.Submitted) cart).order())
        .isEqualTo(stored.getFirst().id());
    var events = ports.orders().events(tenant, stored.getFirst().id(), new Page(100, 0)).items();
    assertThat(events).extracting(numbered -> numbered.sequence()).containsExactly(1, 2, 3);
    assertThat(events.getLast().event().type()).isEqualTo(CheckoutEvent.Type.ORDER_SUBMITTED);
    assertThat(shop.inventory(scarf).onHand()).isEqualTo(49);
    assertThat(shop.inventory(scarf).held()).isZero();
  }

  @Test
  void a_settled_payment_cannot_be_declined_any_more() {
    var payment = shop.open(shop.readyToPay(template));
    shop.settle(payment, shop.order(payment));
    var declined = new Payment.Declined(payment.attempt(), Optional.empty(), "late");
    assertThat(ports.payments().move(tenant, payment, declined, Optional.empty())).isFalse();
    assertThat(ports.payments().find(tenant, payment.id()))
        .containsInstanceOf(Payment.Captured.class);
  }

  @Test
  void a_number_that_another_order_has_is_told_and_nothing_is_stored() {
    var first = shop.paid(template, Buyers.ADA);
    var payment = shop.open(shop.readyToPay(template));
    var twin = numbered(shop.order(payment), first);
    assertThatThrownBy(() -> shop.settle(payment, twin))
        .isInstanceOf(OrderNumberTakenException.class);
    assertThat(ports.orders().find(tenant, twin.id())).isEmpty();
    assertThat(ports.payments().find(tenant, payment.id())).contains(payment);
    assertThat(shop.inventory(scarf).held()).isEqualTo(1);
    assertThat(shop.settle(payment, shop.order(payment))).isTrue();
  }

  @Test
  void another_organization_may_use_the_same_number() {
    var first = shop.paid(template, Buyers.ADA);
    var theirs = stranger.variant(stranger.store("kit.example"), "Scarf", 1_000);
    var payment = stranger.open(stranger.readyToPay(stranger.template(theirs)));
    var twin = numbered(stranger.order(payment), first);
    assertThat(stranger.settle(payment, twin)).isTrue();
    assertThat(ports.orders().find(stranger.tenant(), twin.id()))
        .contains(twin.captured(twin.cost().total()));
  }

  @Test
  void entries_that_do_not_sum_to_zero_are_refused_with_all_that_comes_with_them() {
    var payment = shop.open(shop.readyToPay(template));
    var order = shop.order(payment);
    var captured = new Payment.Captured(payment.attempt(), "gw", payment.attempt().amount());
    var halves =
        List.of(
            new LedgerEntry(
                LedgerEntry.Account.GATEWAY, Optional.empty(), payment.attempt().amount()));
    assertThat(
            catchThrowable(
                () -> ports.payments().settle(tenant, payment, captured, order, halves, List.of())))
        .isNotNull();
    assertThat(ports.orders().find(tenant, order.id())).isEmpty();
    assertThat(ports.payments().find(tenant, payment.id())).contains(payment);
  }

  private static Order numbered(Order order, Order like) {
    return new Order(
        order.id(),
        like.number(),
        order.cart(),
        order.template(),
        order.payment(),
        order.buyer(),
        order.externalCustomerId(),
        order.cost(),
        order.merchantOrders(),
        order.policy(),
        order.decision(),
        order.disputes(),
        order.createdAt());
  }
}
