package dev.diddo.application.payment;

import static dev.diddo.application.Shop.one;
import static dev.diddo.application.Shop.yes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.Page;
import dev.diddo.application.PortContract;
import dev.diddo.application.Shop;
import dev.diddo.application.Together;
import dev.diddo.application.payment.Payments.Opening;
import dev.diddo.application.payment.Payments.Owned;
import dev.diddo.domain.cart.Cart;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.id.CartId;
import dev.diddo.domain.id.PaymentId;
import dev.diddo.domain.id.VariantId;
import dev.diddo.domain.order.CheckoutEvent;
import dev.diddo.domain.payment.Handover;
import dev.diddo.domain.payment.Payment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What whoever keeps payments promises about opening and moving them. */
public abstract class PaymentsContract extends PortContract {
  private static final String GATEWAY_ID = "gw_1";

  private VariantId scarf;
  private static final Handover EMBEDDED =
      new Handover.Embedded(Map.of("client_secret", "s3cret", "account", "acct_1"));

  private Cart template;
  private LiveCart.Open cart;

  @BeforeEach
  void have_a_cart_that_can_be_paid() {
    scarf = shop.stocked(shop.store("kit.example"), "Scarf", 1_000, 50);
    var boots = shop.variant(shop.store("boots.example"), "Boots", 9_000);
    template = shop.template(scarf, boots);
    cart = shop.readyToPay(template);
  }

  @Test
  void an_opened_payment_is_found_as_it_was_stored_and_its_cart_is_frozen() {
    var freeze = shop.freeze(cart);
    var attempt = shop.attempt(freeze);
    var opening = ports.payments().open(tenant, freeze, attempt, Optional.empty());
    var payment = new Payment.Submitting(attempt);
    assertThat(opening).isEqualTo(new Opening.Opened(payment));
    assertThat(ports.payments().find(tenant, payment.id())).contains(payment);
    assertThat(ports.payments().newestOf(tenant, cart.id())).contains(payment);
    assertThat(ports.payments().locate(payment.id())).contains(new Owned(tenant, payment));
    assertThat(ports.liveCarts().find(tenant, cart.id())).contains(freeze.cart());
  }

  @Test
  void the_cart_is_frozen_at_the_prices_of_the_day() {
    shop.reprice(scarf, 1_500);
    var shelf = ports.listings().now(tenant, cart.contents().lines().variants());
    var agreed = OptionalLong.of(1_500 + 9_000 + 2 * 500);
    var freeze = yes(cart.freeze(new PaymentId(ids.next()), agreed, shelf, ids));
    ports.payments().open(tenant, freeze, shop.attempt(freeze), Optional.empty());
    assertThat(ports.liveCarts().find(tenant, cart.id())).contains(freeze.cart());
  }

  @Test
  void nobody_else_finds_it() {
    var payment = shop.open(cart);
    for (var other : List.of(stranger.tenant(), production())) {
      assertThat(ports.payments().find(other, payment.id())).isEmpty();
      assertThat(ports.payments().newestOf(other, cart.id())).isEmpty();
    }
    var unknown = new PaymentId(ids.next());
    assertThat(ports.payments().find(tenant, unknown)).isEmpty();
    assertThat(ports.payments().locate(unknown)).isEmpty();
    assertThat(ports.payments().newestOf(tenant, new CartId(ids.next()))).isEmpty();
  }

  @Test
  void a_cart_that_is_being_paid_opens_no_second_payment() {
    var freeze = shop.freeze(cart);
    var first = shop.open(cart);
    assertThat(ports.payments().open(tenant, freeze, shop.attempt(freeze), Optional.empty()))
        .isEqualTo(new Opening.Overtaken());
    assertThat(ports.payments().find(tenant, freeze.cart().payment())).isEmpty();
    assertThat(ports.payments().newestOf(tenant, cart.id())).contains(first);
    assertThat(shop.inventory(scarf).held()).isEqualTo(1);
  }

  @Test
  void of_many_at_once_one_opens() {
    var freezes = Stream.generate(() -> shop.freeze(cart)).limit(20).toList();
    var openings =
        Together.run(
            20,
            i -> {
              var freeze = freezes.get(i);
              return ports.payments().open(tenant, freeze, shop.attempt(freeze), Optional.empty());
            });
    assertThat(openings).filteredOn(Opening.Opened.class::isInstance).hasSize(1);
    assertThat(openings).filteredOn(new Opening.Overtaken()::equals).hasSize(19);
    assertThat(shop.inventory(scarf).held()).isEqualTo(1);
  }

  @Test
  void a_cart_that_was_changed_meanwhile_opens_none() {
    var freeze = shop.freeze(cart);
    var shelf = ports.listings().now(tenant, template.lines().variants());
    var more = yes(cart.add(shop.newLine(), one(scarf), shelf, ids));
    ports.liveCarts().save(tenant, more, cart.contents().version());
    assertThat(ports.payments().open(tenant, freeze, shop.attempt(freeze), Optional.empty()))
        .isEqualTo(new Opening.Overtaken());
    assertThat(ports.liveCarts().find(tenant, cart.id())).contains(more);
    assertThat(shop.inventory(scarf).held()).isZero();
  }

  @Test
  void a_cart_that_was_cancelled_or_paid_or_has_expired_opens_none() {
    var cancelled = shop.freeze(cart);
    ports.liveCarts().cancel(tenant, cart.id(), event(CheckoutEvent.Type.CHECKOUT_CANCELLED));
    assertOvertaken(cancelled);
    var paidCart = shop.readyToPay(template);
    var paid = shop.freeze(paidCart);
    var payment = shop.open(paidCart);
    shop.settle(payment, shop.order(payment));
    assertOvertaken(paid);
    var expired = shop.freeze(shop.readyToPay(template));
    clock.advance(Shop.CART_LIFETIME);
    assertOvertaken(expired);
  }

  private void assertOvertaken(LiveCart.Freeze freeze) {
    assertThat(ports.payments().open(tenant, freeze, shop.attempt(freeze), Optional.empty()))
        .isEqualTo(new Opening.Overtaken());
  }

  @Test
  void a_payment_is_found_in_every_state_that_it_moves_to() {
    var attempt = shop.open(cart).attempt();
    var path =
        List.of(
            new Payment.Submitting(attempt),
            new Payment.Unknown(attempt, Optional.empty()),
            new Payment.Open(attempt, GATEWAY_ID, ScriptedGateways.handover(attempt.id()), false),
            new Payment.Open(attempt, GATEWAY_ID, ScriptedGateways.handover(attempt.id()), true),
            new Payment.Unknown(attempt, Optional.of(GATEWAY_ID)),
            new Payment.Open(attempt, GATEWAY_ID, EMBEDDED, false),
            new Payment.Authorised(attempt, GATEWAY_ID),
            new Payment.Capturing(attempt, GATEWAY_ID, attempt.splits().getFirst().gross()),
            new Payment.Releasing(attempt, GATEWAY_ID));
    for (int i = 1; i < path.size(); i++) {
      assertThat(move(path.get(i - 1), path.get(i))).isTrue();
      assertThat(ports.payments().find(tenant, attempt.id())).contains(path.get(i));
      assertThat(ports.payments().newestOf(tenant, cart.id())).contains(path.get(i));
      assertThat(ports.payments().locate(attempt.id())).contains(new Owned(tenant, path.get(i)));
    }
    assertThat(ports.liveCarts().find(tenant, cart.id())).containsInstanceOf(LiveCart.Frozen.class);
  }

  @Test
  void a_payment_moves_from_where_it_was_found_or_not_at_all() {
    var submitting = shop.open(cart);
    var open = page(submitting);
    assertThat(move(submitting, open)).isTrue();
    var unknown = new Payment.Unknown(submitting.attempt(), Optional.empty());
    assertThat(move(submitting, unknown)).isFalse();
    assertThat(ports.payments().find(tenant, submitting.id())).contains(open);
  }

  @Test
  void of_many_who_found_the_same_one_moves() {
    var submitting = shop.open(cart);
    var moved = Together.run(10, _ -> move(submitting, page(submitting)));
    assertThat(moved).filteredOn(Boolean::booleanValue).hasSize(1);
  }

  @Test
  void a_declined_payment_gives_the_stock_back_and_opens_the_cart_again() {
    var payment = shop.open(cart);
    assertThat(shop.inventory(scarf).held()).isEqualTo(1);
    assertThat(move(payment, declined(payment))).isTrue();
    assertThat(shop.inventory(scarf).held()).isZero();
    assertThat(shop.inventory(scarf).onHand()).isEqualTo(50);
    assertThat(ports.liveCarts().find(tenant, cart.id())).contains(cart);
    assertThat(ports.payments().find(tenant, payment.id())).contains(declined(payment));
  }

  @Test
  void a_cancelled_payment_does_so_too_and_may_have_no_name_at_the_gateway() {
    var payment = shop.open(cart);
    var cancelled = new Payment.Cancelled(payment.attempt(), Optional.empty());
    assertThat(move(payment, cancelled)).isTrue();
    assertThat(shop.inventory(scarf).held()).isZero();
    assertThat(ports.liveCarts().find(tenant, cart.id())).contains(cart);
    assertThat(ports.payments().find(tenant, payment.id())).contains(cancelled);
  }

  @Test
  void the_stock_is_given_back_once() {
    shop.open(shop.readyToPay(template));
    var payment = shop.open(cart);
    assertThat(shop.inventory(scarf).held()).isEqualTo(2);
    var moved = Together.run(10, _ -> move(payment, declined(payment)));
    assertThat(moved).filteredOn(Boolean::booleanValue).hasSize(1);
    assertThat(shop.inventory(scarf).held()).isEqualTo(1);
  }

  @Test
  void a_payment_that_is_over_moves_no_more() {
    var payment = shop.open(cart);
    move(payment, declined(payment));
    assertThat(move(payment, page(payment))).isFalse();
    assertThat(shop.settle(payment, shop.order(payment))).isFalse();
    assertThat(ports.payments().find(tenant, payment.id())).contains(declined(payment));
  }

  @Test
  void after_a_declined_payment_another_may_be_opened_and_is_the_newest() {
    var first = shop.open(cart);
    move(first, declined(first));
    clock.advance(Duration.ofSeconds(1));
    var second = shop.open(cart);
    assertThat(ports.payments().newestOf(tenant, cart.id())).contains(second);
    assertThat(ports.payments().find(tenant, first.id())).contains(declined(first));
    assertThat(shop.inventory(scarf).held()).isEqualTo(1);
  }

  @Test
  void a_cart_that_outlived_its_time_while_it_was_paid_can_be_paid_again_for_a_while() {
    clock.advance(Shop.CART_LIFETIME.minusMinutes(1));
    var payment = shop.open(cart);
    clock.advance(Duration.ofMinutes(5));
    move(payment, declined(payment));
    var reopened = ports.liveCarts().find(tenant, cart.id()).orElseThrow();
    assertThat(reopened.at(clock.instant())).isInstanceOf(LiveCart.Open.class);
    assertThat(reopened.contents().lines()).isEqualTo(cart.contents().lines());
    assertThat(reopened.at(clock.instant().plus(Duration.ofHours(1))))
        .isInstanceOf(LiveCart.Expired.class);
  }

  @Test
  void moves_tell_what_happened_in_order_and_without_gaps() {
    var submitting = shop.open(cart);
    var open = page(submitting);
    ports
        .payments()
        .move(tenant, submitting, open, because(CheckoutEvent.Type.CHECKOUT_IN_PROGRESS));
    // Whoever was too late tells nothing.
    ports
        .payments()
        .move(tenant, submitting, open, because(CheckoutEvent.Type.CHECKOUT_IN_PROGRESS));
    ports
        .payments()
        .move(tenant, open, declined(open), because(CheckoutEvent.Type.CHECKOUT_FAILED));
    clock.advance(Duration.ofSeconds(1));
    var second = shop.open(cart);
    var order = shop.order(second);
    shop.settle(second, order);
    var events = ports.orders().events(tenant, order.id(), new Page(100, 0)).items();
    assertThat(events)
        .extracting(numbered -> numbered.event().type())
        .containsExactly(
            CheckoutEvent.Type.CHECKOUT_INITIALIZED,
            CheckoutEvent.Type.CHECKOUT_IN_PROGRESS,
            CheckoutEvent.Type.CHECKOUT_FAILED,
            CheckoutEvent.Type.CHECKOUT_SUCCEEDED,
            CheckoutEvent.Type.ORDER_SUBMITTED);
    assertThat(events).extracting(numbered -> numbered.sequence()).containsExactly(1, 2, 3, 4, 5);
  }

  private boolean move(Payment from, Payment to) {
    return ports.payments().move(tenant, from, to, Optional.empty());
  }

  private Optional<CheckoutEvent> because(CheckoutEvent.Type type) {
    return Optional.of(event(type));
  }

  private CheckoutEvent event(CheckoutEvent.Type type) {
    return shop.event(cart.id(), type);
  }

  private static Payment.Open page(Payment payment) {
    return new Payment.Open(
        payment.attempt(), GATEWAY_ID, ScriptedGateways.handover(payment.id()), false);
  }

  private static Payment.Declined declined(Payment payment) {
    return new Payment.Declined(payment.attempt(), Optional.of(GATEWAY_ID), "card_declined");
  }
}
