package dev.diddo.application.cart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.Buyers;
import dev.diddo.application.Page;
import dev.diddo.application.PortContract;
import dev.diddo.application.Shop;
import dev.diddo.application.Together;
import dev.diddo.domain.cart.Cart;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.order.CheckoutEvent;
import dev.diddo.domain.session.CheckoutSession;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What whoever keeps live carts promises of their beginning: a session has one of a template. */
public abstract class BeginningContract extends PortContract {
  private static final int CROWD = 30;

  private Cart template;
  private CheckoutSession session;

  @BeforeEach
  void make_a_template() {
    template = shop.template(shop.variant(shop.store("kit.example"), "Scarf", 1_000));
    session = shop.guest();
  }

  @Test
  void a_new_guest_is_stored_with_the_cart() {
    var cart = shop.copy(template, session);
    assertThat(begin(cart, true)).isEqualTo(cart);
    assertThat(ports.sessions().find(tenant, session.id())).contains(session);
    assertThat(ports.liveCarts().find(tenant, cart.id())).contains(cart);
    assertThat(ports.liveCarts().newest(tenant, session.id())).contains(cart);
    assertThat(resumable()).contains(cart);
  }

  @Test
  void a_session_that_is_stored_already_gets_a_cart() {
    ports.sessions().add(session);
    var cart = shop.copy(template, session);
    assertThat(begin(cart, false)).isEqualTo(cart);
    assertThat(resumable()).contains(cart);
  }

  @Test
  void the_same_session_gets_its_open_cart_again() {
    var first = shop.copy(template, session);
    begin(first, true);
    var second = shop.copy(template, session);
    assertThat(begin(second, false)).isEqualTo(first);
    assertThat(ports.liveCarts().find(tenant, second.id())).isEmpty();
  }

  @Test
  void beginning_twice_happens_once() {
    var first = shop.copy(template, session);
    begin(first, true);
    begin(shop.copy(template, session), false);
    var ready = shop.ready(first, Buyers.ADA);
    var payment = shop.open(ready);
    var order = shop.order(payment);
    shop.settle(payment, order);
    assertThat(ports.orders().events(tenant, order.id(), new Page(100, 0)).items())
        .extracting(numbered -> numbered.event().type())
        .containsOnlyOnce(CheckoutEvent.Type.CHECKOUT_INITIALIZED);
  }

  @Test
  void a_cart_that_is_being_paid_is_resumed_too() {
    var cart = shop.copy(template, session);
    begin(cart, true);
    shop.open(shop.ready(cart, Buyers.ADA));
    assertThat(resumable()).containsInstanceOf(LiveCart.Frozen.class);
    assertThat(begin(shop.copy(template, session), false).id()).isEqualTo(cart.id());
  }

  @Test
  void a_cart_that_is_being_paid_is_resumed_after_its_time() {
    var cart = shop.copy(template, session);
    begin(cart, true);
    shop.open(shop.ready(cart, Buyers.ADA));
    clock.advance(Shop.CART_LIFETIME.plusMinutes(1));
    assertThat(resumable()).isPresent();
    assertThat(begin(shop.copy(template, session), false).id()).isEqualTo(cart.id());
  }

  @Test
  void a_paid_cart_is_not_resumed() {
    var cart = shop.copy(template, session);
    begin(cart, true);
    var payment = shop.open(shop.ready(cart, Buyers.ADA));
    shop.settle(payment, shop.order(payment));
    assertThat(resumable()).isEmpty();
    var next = shop.copy(template, session);
    assertThat(begin(next, false)).isEqualTo(next);
  }

  @Test
  void a_cancelled_cart_is_not_resumed() {
    var cart = shop.copy(template, session);
    begin(cart, true);
    ports
        .liveCarts()
        .cancel(tenant, cart.id(), shop.event(cart.id(), CheckoutEvent.Type.CHECKOUT_CANCELLED));
    assertThat(resumable()).isEmpty();
    var next = shop.copy(template, session);
    assertThat(begin(next, false)).isEqualTo(next);
  }

  @Test
  void a_cart_whose_time_is_over_stands_in_nobodys_way_marked_or_not() {
    var first = shop.copy(template, session);
    begin(first, true);
    clock.advance(Shop.CART_LIFETIME);
    assertThat(resumable()).isEmpty();
    var second = shop.copy(template, session);
    assertThat(begin(second, false)).isEqualTo(second);
    clock.advance(Shop.CART_LIFETIME.plusSeconds(1));
    ports.liveCarts().expire(clock.instant(), 10);
    var third = shop.copy(template, session);
    assertThat(begin(third, false)).isEqualTo(third);
    assertThat(ports.liveCarts().newest(tenant, session.id())).contains(third);
  }

  @Test
  void another_template_is_another_cart() {
    var first = shop.copy(template, session);
    begin(first, true);
    var variant = template.lines().variants().getFirst();
    var other = shop.copy(shop.template(variant), session);
    assertThat(begin(other, false)).isEqualTo(other);
    assertThat(resumable()).contains(first);
  }

  @Test
  void a_reload_that_is_sent_many_times_makes_one_cart() {
    ports.sessions().add(session);
    var copies = Stream.generate(() -> shop.copy(template, session)).limit(CROWD).toList();
    var begun = Together.run(CROWD, i -> begin(copies.get(i), false));
    var one = begun.getFirst();
    assertThat(begun).containsOnly(one);
    assertThat(ports.liveCarts().newest(tenant, session.id())).contains(one);
    assertThat(copies)
        .filteredOn(copy -> ports.liveCarts().find(tenant, copy.id()).isPresent())
        .hasSize(1);
  }

  @Test
  void a_crowd_that_arrives_at_once_gets_a_cart_each() {
    var sessions = Stream.generate(shop::guest).limit(CROWD).toList();
    var copies = sessions.stream().map(guest -> shop.copy(template, guest)).toList();
    Together.run(
        CROWD,
        i ->
            ports
                .liveCarts()
                .begin(
                    tenant,
                    Optional.of(sessions.get(i)),
                    copies.get(i),
                    shop.initialized(copies.get(i))));
    for (int i = 0; i < CROWD; i++) {
      assertThat(ports.sessions().find(tenant, sessions.get(i).id())).contains(sessions.get(i));
      assertThat(ports.liveCarts().find(tenant, copies.get(i).id())).contains(copies.get(i));
    }
  }

  @Test
  void what_a_transaction_begins_is_gone_when_it_fails() {
    var cart = shop.copy(template, session);
    var failure = new IllegalStateException("as planned");
    assertThat(
            Assertions.catchThrowable(
                () ->
                    ports
                        .transactions()
                        .inOne(
                            () -> {
                              begin(cart, true);
                              throw failure;
                            })))
        .isSameAs(failure);
    assertThat(ports.liveCarts().find(tenant, cart.id())).isEmpty();
    assertThat(ports.sessions().find(tenant, session.id())).isEmpty();
    assertThat(List.of(begin(cart, true))).containsExactly(cart);
  }

  private LiveCart begin(LiveCart.Open cart, boolean isNew) {
    return ports
        .liveCarts()
        .begin(
            tenant, isNew ? Optional.of(session) : Optional.empty(), cart, shop.initialized(cart));
  }

  private Optional<LiveCart> resumable() {
    return ports.liveCarts().resumable(tenant, session.id(), template.id(), clock.instant());
  }
}
