package dev.diddo.application.cart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.Buyers;
import dev.diddo.application.Shop;
import dev.diddo.application.Steps;
import dev.diddo.application.organization.Caller;
import dev.diddo.application.payment.ScriptedGateways.Book;
import dev.diddo.domain.cart.Cart;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.id.SessionId;
import dev.diddo.domain.payment.Payment;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a buyer sees who waits, and who comes back. */
class WatchCartTest {
  private final Steps steps = new Steps();
  private final Shop shop = steps.shop;
  private Cart template;

  @BeforeEach
  void make_a_template() {
    template = shop.template(shop.variant(shop.store("kit.example"), "Scarf", 1_000));
  }

  @Test
  void a_checkout_is_seen_from_its_beginning_to_its_order() {
    var cart = shop.readyToPay(template);
    var buyer = steps.buyer(cart);
    var calls = new AtomicInteger();
    try (var _ = steps.watchCart.watch(buyer, cart.id(), calls::incrementAndGet)) {
      var open = steps.paying(cart);
      var paying = steps.watchCart.status(buyer, cart.id()).orElseThrow();
      assertThat(paying.cart()).isInstanceOf(LiveCart.Frozen.class);
      assertThat(paying.payment()).contains(open);
      steps.gateways.decide(open.id(), Book.AUTHORISED);
      steps.settlePayment.settle(shop.tenant(), open.id());
    }
    var paid = steps.watchCart.status(buyer, cart.id()).orElseThrow();
    assertThat(paid.cart()).isInstanceOf(LiveCart.Submitted.class);
    assertThat(paid.order()).isPresent();
    assertThat(calls.get()).isGreaterThanOrEqualTo(3);
  }

  @Test
  void an_expiry_is_seen_although_nobody_marked_it() {
    var cart = shop.begin(template);
    steps.clock.advance(Shop.CART_LIFETIME);
    assertThat(steps.watchCart.status(steps.buyer(cart), cart.id()).orElseThrow().cart())
        .isInstanceOf(LiveCart.Expired.class);
  }

  @Test
  void a_platform_sees_all_its_checkouts_and_a_buyer_their_own() {
    var cart = shop.begin(template);
    var other = new Caller.Buyer(shop.tenant(), new SessionId(steps.ids.next()));
    var stranger = Shop.in(steps.ports, steps.clock, steps.ids).platform();
    assertThat(steps.watchCart.status(shop.platform(), cart.id())).isPresent();
    assertThat(steps.watchCart.status(other, cart.id())).isEmpty();
    assertThat(steps.watchCart.status(stranger, cart.id())).isEmpty();
    assertThat(steps.watchCart.status(shop.production().platform(), cart.id())).isEmpty();
    assertThat(steps.watchCart.status(shop.platform(), template.id())).isEmpty();
  }

  @Test
  void a_template_tells_how_many_checkouts_it_has() {
    shop.begin(template);
    shop.paid(template, Buyers.ADA);
    assertThat(steps.watchCart.checkouts(shop.platform(), template.id()))
        .contains(new LiveCarts.Checkouts(1, 1));
    var buyer = steps.buyer(shop.begin(template));
    assertThat(steps.watchCart.checkouts(buyer, template.id())).isEmpty();
    var stranger = Shop.in(steps.ports, steps.clock, steps.ids).platform();
    assertThat(steps.watchCart.checkouts(stranger, template.id())).isEmpty();
  }

  @Test
  void a_buyer_who_comes_back_sees_the_payment_without_waiting_for_the_provider_to_tell() {
    var cart = shop.readyToPay(template);
    var open = steps.paying(cart);
    steps.gateways.decide(open.id(), Book.AUTHORISED);
    var shown = steps.readCheckout.read(steps.buyer(cart), Optional.empty()).orElseThrow();
    assertThat(shown.session().id()).isEqualTo(cart.contents().session());
    assertThat(shown.status().payment()).containsInstanceOf(Payment.Captured.class);
    assertThat(shown.status().cart()).isInstanceOf(LiveCart.Submitted.class);
  }

  @Test
  void a_buyer_means_their_newest_cart_or_the_one_they_name() {
    var session = shop.guest();
    steps.ports.sessions().add(session);
    var first = shop.copy(template, session);
    steps.ports.liveCarts().begin(shop.tenant(), Optional.empty(), first, shop.initialized(first));
    var otherTemplate = shop.template(template.lines().variants().getFirst());
    var second = shop.copy(otherTemplate, session);
    steps
        .ports
        .liveCarts()
        .begin(shop.tenant(), Optional.empty(), second, shop.initialized(second));
    var buyer = steps.buyer(first);
    assertThat(steps.readCheckout.current(buyer, Optional.empty())).contains(second);
    assertThat(steps.readCheckout.current(buyer, Optional.of(first.id()))).contains(first);
    assertThat(
            steps.readCheckout.read(buyer, Optional.of(first.id())).orElseThrow().status().cart())
        .isEqualTo(first);
    var foreign = shop.begin(template);
    assertThat(steps.readCheckout.read(buyer, Optional.of(foreign.id()))).isEmpty();
    assertThat(steps.readCheckout.read(buyer, Optional.of(template.id()))).isEmpty();
    var nobody = new Caller.Buyer(shop.tenant(), new SessionId(steps.ids.next()));
    assertThat(steps.readCheckout.read(nobody, Optional.empty())).isEmpty();
  }
}
