package dev.diddo.application.cart;

import static dev.diddo.application.Shop.one;
import static dev.diddo.application.Shop.yes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.Buyers;
import dev.diddo.application.Page;
import dev.diddo.application.PortContract;
import dev.diddo.application.Shop;
import dev.diddo.application.cart.LiveCarts.Checkouts;
import dev.diddo.domain.cart.Cart;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.id.CartId;
import dev.diddo.domain.id.SessionId;
import dev.diddo.domain.id.VariantId;
import dev.diddo.domain.order.CheckoutEvent;
import dev.diddo.domain.payment.Payment;
import dev.diddo.domain.session.BuyerIdentity;
import dev.diddo.domain.session.CheckoutSession;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What whoever keeps live carts promises, but for how they begin. */
public abstract class LiveCartsContract extends PortContract {
  private VariantId scarf;
  private Cart template;

  @BeforeEach
  void make_a_template() {
    var store = shop.store("kit.example");
    scarf = shop.stocked(store, "Scarf", 1_000, 5);
    template = shop.template(scarf, shop.variant(store, "Mug", 2_000));
  }

  @Test
  void a_live_cart_is_found_as_it_was_saved() {
    var ready = shop.readyToPay(template);
    assertThat(ports.liveCarts().find(tenant, ready.id())).contains(ready);
  }

  @Test
  void a_cart_over_two_stores_is_found_as_it_was_saved() {
    var boots = shop.variant(shop.store("boots.example"), "Boots", 9_000);
    var ready = shop.readyToPay(shop.template(boots, scarf));
    assertThat(ports.liveCarts().find(tenant, ready.id())).contains(ready);
  }

  @Test
  void nobody_else_finds_or_changes_it() {
    var cart = shop.begin(template);
    for (var other : List.of(stranger.tenant(), production())) {
      assertThat(ports.liveCarts().find(other, cart.id())).isEmpty();
      assertThat(ports.liveCarts().newest(other, cart.contents().session())).isEmpty();
      assertThat(
              ports
                  .liveCarts()
                  .resumable(other, cart.contents().session(), template.id(), clock.instant()))
          .isEmpty();
      assertThat(ports.liveCarts().save(other, more(cart), cart.contents().version())).isFalse();
      assertThat(ports.liveCarts().cancel(other, cart.id(), cancelled(cart))).isFalse();
      assertThat(ports.liveCarts().checkoutsOf(other, template.id(), clock.instant()))
          .isEqualTo(new Checkouts(0, 0));
    }
    assertThat(ports.liveCarts().find(tenant, cart.id())).contains(cart);
  }

  @Test
  void what_does_not_exist_is_not_found() {
    assertThat(ports.liveCarts().find(tenant, new CartId(ids.next()))).isEmpty();
    assertThat(ports.liveCarts().newest(tenant, new SessionId(ids.next()))).isEmpty();
    var nobody = new SessionId(ids.next());
    assertThat(ports.liveCarts().resumable(tenant, nobody, template.id(), clock.instant()))
        .isEmpty();
  }

  @Test
  void whoever_read_an_older_version_saves_nothing() {
    var cart = shop.begin(template);
    var more = more(cart);
    assertThat(ports.liveCarts().save(tenant, more, cart.contents().version())).isTrue();
    assertThat(ports.liveCarts().save(tenant, more(cart), cart.contents().version())).isFalse();
    assertThat(ports.liveCarts().find(tenant, cart.id())).contains(more);
  }

  @Test
  void an_emptied_cart_is_kept() {
    var cart = shop.begin(template);
    var shelf = ports.listings().now(tenant, template.lines().variants());
    var empty = cart;
    for (var variant : template.lines().variants()) {
      empty = yes(empty.remove(variant, shelf, ids));
    }
    assertThat(ports.liveCarts().save(tenant, empty, cart.contents().version())).isTrue();
    assertThat(ports.liveCarts().find(tenant, cart.id())).contains(empty);
  }

  @Test
  void a_frozen_cart_is_found_with_its_payment_and_cannot_be_saved_or_cancelled() {
    var cart = shop.readyToPay(template);
    var payment = shop.open(cart);
    var found = ports.liveCarts().find(tenant, cart.id()).orElseThrow();
    assertThat(found).isEqualTo(new LiveCart.Frozen(cart.contents(), payment.id()));
    assertThat(ports.liveCarts().save(tenant, more(cart), cart.contents().version())).isFalse();
    assertThat(ports.liveCarts().cancel(tenant, cart.id(), cancelled(cart))).isFalse();
    assertThat(ports.liveCarts().find(tenant, cart.id())).contains(found);
  }

  @Test
  void a_submitted_cart_is_found_with_its_order_and_cannot_be_saved_or_cancelled() {
    var cart = shop.readyToPay(template);
    var payment = shop.open(cart);
    var order = shop.order(payment);
    shop.settle(payment, order);
    assertThat(ports.liveCarts().find(tenant, cart.id()))
        .contains(new LiveCart.Submitted(cart.contents(), order.id()));
    assertThat(ports.liveCarts().save(tenant, more(cart), cart.contents().version())).isFalse();
    assertThat(ports.liveCarts().cancel(tenant, cart.id(), cancelled(cart))).isFalse();
  }

  @Test
  void a_cancelled_cart_is_ended_for_good() {
    var cart = shop.begin(template);
    assertThat(ports.liveCarts().cancel(tenant, cart.id(), cancelled(cart))).isTrue();
    assertThat(ports.liveCarts().find(tenant, cart.id()))
        .contains(new LiveCart.Cancelled(cart.contents()));
    assertThat(ports.liveCarts().cancel(tenant, cart.id(), cancelled(cart))).isFalse();
    assertThat(ports.liveCarts().save(tenant, more(cart), cart.contents().version())).isFalse();
    assertThat(ports.liveCarts().cancel(tenant, new CartId(ids.next()), cancelled(cart))).isFalse();
  }

  @Test
  void carts_whose_time_is_over_are_marked_a_few_at_a_time() {
    var one = shop.begin(template);
    var two = shop.begin(template);
    var three = shop.begin(template);
    var paying = shop.readyToPay(template);
    shop.open(paying);
    clock.advance(Duration.ofHours(1));
    var young = shop.begin(template);
    clock.advance(Shop.CART_LIFETIME.minusMinutes(59));
    assertThat(ports.liveCarts().expire(clock.instant(), 2)).isEqualTo(2);
    assertThat(ports.liveCarts().expire(clock.instant(), 2)).isEqualTo(1);
    assertThat(ports.liveCarts().expire(clock.instant(), 2)).isZero();
    for (var cart : List.of(one, two, three)) {
      assertThat(ports.liveCarts().find(tenant, cart.id()))
          .contains(new LiveCart.Expired(cart.contents()));
    }
    assertThat(ports.liveCarts().find(tenant, young.id())).contains(young);
    assertThat(ports.liveCarts().find(tenant, paying.id()))
        .containsInstanceOf(LiveCart.Frozen.class);
  }

  @Test
  void a_cart_is_cancelled_only_at_the_version_that_is_known() {
    var cart = shop.begin(template);
    int version = cart.contents().version();
    var later = OptionalInt.of(version + 1);
    assertThat(ports.liveCarts().cancel(tenant, cart.id(), later, cancelled(cart))).isFalse();
    assertThat(ports.liveCarts().find(tenant, cart.id())).contains(cart);
    var known = OptionalInt.of(version);
    assertThat(ports.liveCarts().cancel(tenant, cart.id(), known, cancelled(cart))).isTrue();
  }

  @Test
  void what_nobody_paid_for_is_forgotten_with_its_session_a_few_at_a_time() {
    var expired = List.of(shop.begin(template), shop.begin(template), shop.readyToPay(template));
    var cancelled = shop.begin(template);
    ports.liveCarts().cancel(tenant, cancelled.id(), cancelled(cancelled));
    var endless = clock.instant().plus(Duration.ofDays(1_000));
    assertThat(ports.liveCarts().forget(endless, 10)).isEqualTo(1);
    assertThat(ports.liveCarts().find(tenant, cancelled.id())).isEmpty();

    clock.advance(Shop.CART_LIFETIME.plusSeconds(1));
    ports.liveCarts().expire(clock.instant(), 10);
    assertThat(ports.liveCarts().forget(expired.getFirst().contents().expiresAt(), 10)).isZero();
    assertThat(ports.liveCarts().forget(clock.instant(), 2)).isEqualTo(2);
    assertThat(ports.liveCarts().forget(clock.instant(), 2)).isEqualTo(1);
    for (var cart : expired) {
      assertThat(ports.liveCarts().find(tenant, cart.id())).isEmpty();
      assertThat(ports.statuses().find(tenant, cart.id())).isEmpty();
    }
    assertThat(ports.sessions().forget(endless, 10)).isEqualTo(4);
    for (var cart : expired) {
      assertThat(ports.sessions().find(tenant, cart.contents().session())).isEmpty();
    }
  }

  @Test
  void what_a_payment_or_an_order_refers_to_is_never_forgotten() {
    var order = shop.paid(template, Buyers.ADA);
    var frozen = shop.open(shop.readyToPay(template)).attempt().cart();
    var open = shop.begin(template);
    var tried = shop.readyToPay(template);
    var payment = shop.open(tried);
    var declined = new Payment.Declined(payment.attempt(), Optional.of("gw"), "card_declined");
    ports.payments().move(tenant, payment, declined, Optional.empty());
    ports.liveCarts().cancel(tenant, tried.id(), cancelled(tried));

    var endless = clock.instant().plus(Duration.ofDays(1_000));
    for (int i = 0; i < 3; i++) {
      assertThat(ports.liveCarts().forget(endless, 10)).isZero();
      assertThat(ports.sessions().forget(endless, 10)).isZero();
    }
    for (var id : List.of(order.cart(), frozen, open.id(), tried.id())) {
      var cart = ports.liveCarts().find(tenant, id).orElseThrow();
      assertThat(ports.sessions().find(tenant, cart.contents().session())).isPresent();
    }
    assertThat(ports.orders().events(tenant, order.id(), new Page(10, 0)).items()).isNotEmpty();
  }

  @Test
  void of_a_cart_that_somebody_tried_to_pay_nothing_stays_that_says_who_it_was() {
    var order = shop.paid(template, Buyers.GRACE);
    var tried = shop.readyToPay(template);
    var payment = shop.open(tried);
    var declined = new Payment.Declined(payment.attempt(), Optional.of("gw"), "card_declined");
    ports.payments().move(tenant, payment, declined, Optional.empty());
    ports.liveCarts().cancel(tenant, tried.id(), cancelled(tried));

    ports.liveCarts().forget(tried.contents().expiresAt(), 10);
    assertThat(ports.liveCarts().find(tenant, tried.id()).orElseThrow().contents().buyer())
        .as("not before its time")
        .isEqualTo(tried.contents().buyer());

    var endless = clock.instant().plus(Duration.ofDays(1_000));
    ports.liveCarts().forget(endless, 10);
    ports.sessions().forget(endless, 10);
    var cart = ports.liveCarts().find(tenant, tried.id()).orElseThrow();
    assertThat(cart).isInstanceOf(LiveCart.Cancelled.class);
    assertThat(cart.contents().buyer()).isEqualTo(BuyerIdentity.NOBODY);
    assertThat(cart.contents().parts()).isEmpty();
    var attempt = ports.payments().find(tenant, payment.id()).orElseThrow().attempt();
    assertThat(attempt.email()).isEmpty();
    assertThat(attempt.amount()).isEqualTo(payment.attempt().amount());
    assertThat(ports.orders().find(tenant, order.id())).contains(order);
  }

  @Test
  void a_session_that_stays_with_its_order_forgets_whose_it_was_and_the_order_does_not() {
    var order = shop.paidBy("customer-7", template, Buyers.GRACE);
    var id = ports.liveCarts().find(tenant, order.cart()).orElseThrow().contents().session();
    ports.sessions().forget(clock.instant().plus(Duration.ofDays(1_000)), 10);
    var session = ports.sessions().find(tenant, id).orElseThrow();
    assertThat(session.externalCustomerId()).isEmpty();
    assertThat(ports.orders().find(tenant, order.id()).orElseThrow().externalCustomerId())
        .contains("customer-7");
  }

  @Test
  void a_session_whose_cart_is_being_paid_knows_still_whose_it_is() {
    var guest = shop.guest();
    var session =
        new CheckoutSession(
            guest.id(),
            tenant,
            BuyerIdentity.NOBODY,
            Optional.of("customer-7"),
            Optional.empty(),
            Optional.empty(),
            guest.createdAt(),
            guest.expiresAt());
    var begun = shop.copy(template, session);
    ports.liveCarts().begin(tenant, Optional.of(session), begun, shop.initialized(begun));
    shop.open(shop.ready(begun, Buyers.ADA));
    ports.sessions().forget(clock.instant().plus(Duration.ofDays(1_000)), 10);
    assertThat(ports.sessions().find(tenant, session.id())).contains(session);
  }

  @Test
  void an_expired_cart_cannot_be_saved_or_cancelled() {
    var cart = shop.begin(template);
    clock.advance(Shop.CART_LIFETIME.plusSeconds(1));
    ports.liveCarts().expire(clock.instant(), 10);
    assertThat(ports.liveCarts().save(tenant, more(cart), cart.contents().version())).isFalse();
    assertThat(ports.liveCarts().cancel(tenant, cart.id(), cancelled(cart))).isFalse();
  }

  @Test
  void the_newest_cart_of_a_session_is_found_in_whatever_state() {
    var session = shop.guest();
    var first = shop.copy(template, session);
    ports.liveCarts().begin(tenant, Optional.of(session), first, shop.initialized(first));
    clock.advance(Duration.ofMinutes(1));
    var second = shop.copy(shop.template(scarf), session);
    ports.liveCarts().begin(tenant, Optional.empty(), second, shop.initialized(second));
    shop.begin(template);
    assertThat(ports.liveCarts().newest(tenant, session.id())).contains(second);
    ports.liveCarts().cancel(tenant, second.id(), cancelled(second));
    assertThat(ports.liveCarts().newest(tenant, session.id()))
        .contains(new LiveCart.Cancelled(second.contents()));
  }

  @Test
  void checkouts_of_a_template_are_counted() {
    shop.begin(template);
    shop.open(shop.readyToPay(template));
    shop.paid(template, Buyers.ADA);
    var cancelled = shop.begin(template);
    ports.liveCarts().cancel(tenant, cancelled.id(), cancelled(cancelled));
    shop.begin(shop.template(scarf));
    assertThat(ports.liveCarts().checkoutsOf(tenant, template.id(), clock.instant()))
        .isEqualTo(new Checkouts(2, 1));
    // One that nobody has marked yet is over all the same; one that is being paid is not.
    clock.advance(Shop.CART_LIFETIME);
    assertThat(ports.liveCarts().checkoutsOf(tenant, template.id(), clock.instant()))
        .isEqualTo(new Checkouts(1, 1));
    assertThat(ports.liveCarts().checkoutsOf(tenant, new CartId(ids.next()), clock.instant()))
        .isEqualTo(new Checkouts(0, 0));
  }

  @Test
  void its_events_are_numbered_without_gaps() {
    var order = shop.paid(template, Buyers.ADA);
    var events = ports.orders().events(tenant, order.id(), new Page(100, 0)).items();
    assertThat(events).extracting(numbered -> numbered.sequence()).containsExactly(1, 2, 3);
    assertThat(events)
        .extracting(numbered -> numbered.event().type())
        .containsExactly(
            CheckoutEvent.Type.CHECKOUT_INITIALIZED,
            CheckoutEvent.Type.CHECKOUT_SUCCEEDED,
            CheckoutEvent.Type.ORDER_SUBMITTED);
  }

  private LiveCart.Open more(LiveCart.Open cart) {
    var shelf = ports.listings().now(tenant, template.lines().variants());
    return yes(cart.add(shop.newLine(), one(scarf), shelf, ids));
  }

  private CheckoutEvent cancelled(LiveCart cart) {
    return shop.event(cart.id(), CheckoutEvent.Type.CHECKOUT_CANCELLED);
  }
}
