package dev.diddo.application.cart;

import static dev.diddo.application.Shop.one;
import static dev.diddo.application.Shop.yes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.Buyers;
import dev.diddo.application.Eventually;
import dev.diddo.application.Page;
import dev.diddo.application.PortContract;
import dev.diddo.application.cart.CartStatuses.CartStatus;
import dev.diddo.application.payment.ScriptedGateways;
import dev.diddo.domain.cart.Cart;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.id.CartId;
import dev.diddo.domain.id.VariantId;
import dev.diddo.domain.order.CheckoutEvent;
import dev.diddo.domain.payment.Payment;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What whoever shows how far checkouts are promises. */
public abstract class CartStatusesContract extends PortContract {
  private VariantId scarf;
  private Cart template;

  @BeforeEach
  void make_a_template() {
    scarf = shop.variant(shop.store("kit.example"), "Scarf", 1_000);
    template = shop.template(scarf);
  }

  @Test
  void a_new_cart_has_neither_payment_nor_order() {
    var cart = shop.begin(template);
    assertThat(find(cart.id()))
        .contains(new CartStatus(cart, Optional.empty(), Optional.empty(), List.of()));
  }

  @Test
  void a_cart_that_is_being_paid_shows_its_payment() {
    var payment = shop.open(shop.readyToPay(template));
    var status = find(payment.attempt().cart()).orElseThrow();
    assertThat(status.cart()).isInstanceOf(LiveCart.Frozen.class);
    assertThat(status.payment()).contains(payment);
    assertThat(status.order()).isEmpty();
  }

  @Test
  void a_paid_cart_shows_its_order() {
    var payment = shop.open(shop.readyToPay(template));
    var order = shop.order(payment);
    shop.settle(payment, order);
    var status = find(payment.attempt().cart()).orElseThrow();
    assertThat(status.cart()).isInstanceOf(LiveCart.Submitted.class);
    assertThat(status.payment()).containsInstanceOf(Payment.Captured.class);
    assertThat(status.order()).contains(order.captured(order.cost().total()));
  }

  @Test
  void a_paid_cart_shows_the_event_of_its_order_however_much_happened_before() {
    var payment = shop.open(shop.readyToPay(template));
    Payment now = payment;
    for (int i = 0; i < 120; i++) {
      var open =
          new Payment.Open(
              payment.attempt(),
              ScriptedGateways.gatewayId(payment.id()),
              ScriptedGateways.handover(payment.id()),
              i % 2 == 0);
      var event = shop.event(payment.attempt().cart(), CheckoutEvent.Type.CHECKOUT_IN_PROGRESS);
      ports.payments().move(tenant, now, open, Optional.of(event));
      now = open;
    }
    assertThat(find(payment.attempt().cart()).orElseThrow().told()).isEmpty();
    var order = shop.order(now);
    shop.settle(now, order);
    var submitted =
        ports.orders().events(tenant, order.id(), new Page(1, 122)).items().getFirst().event();
    assertThat(submitted.type()).isEqualTo(CheckoutEvent.Type.ORDER_SUBMITTED);
    assertThat(find(payment.attempt().cart()).orElseThrow().told())
        .containsExactly(
            new CartStatuses.Told(
                submitted.id(), submitted.type(), submitted.at(), Optional.empty()));
  }

  @Test
  void the_newest_attempt_is_shown() {
    var cart = shop.readyToPay(template);
    var first = shop.open(cart);
    decline(first);
    var reopened = (LiveCart.Open) find(cart.id()).orElseThrow().cart();
    assertThat(find(cart.id()).orElseThrow().payment()).containsInstanceOf(Payment.Declined.class);
    var second = shop.open(reopened);
    assertThat(find(cart.id()).orElseThrow().payment()).contains(second);
  }

  @Test
  void nobody_else_sees_it() {
    var cart = shop.begin(template);
    assertThat(ports.statuses().find(stranger.tenant(), cart.id())).isEmpty();
    assertThat(ports.statuses().find(production(), cart.id())).isEmpty();
    assertThat(find(new CartId(ids.next()))).isEmpty();
    assertThat(find(template.id())).isEmpty();
  }

  @Test
  void a_change_made_here_is_seen_at_once_by_whoever_asked_before() {
    var cart = shop.begin(template);
    assertThat(find(cart.id()).orElseThrow().cart()).isEqualTo(cart);
    var shelf = ports.listings().now(tenant, List.of(scarf));
    var more = yes(cart.add(shop.newLine(), one(scarf), shelf, ids));
    ports.liveCarts().save(tenant, more, cart.contents().version());
    Eventually.holds(() -> find(cart.id()).orElseThrow().cart().equals(more));
  }

  @Test
  void every_change_calls_back() {
    var cart = shop.begin(template);
    var calls = new AtomicInteger();
    try (var _ = ports.statuses().watch(tenant, cart.id(), calls::incrementAndGet)) {
      var ready = shop.ready(cart, Buyers.ADA);
      awaitMoreThan(0, calls);
      int afterSaving = calls.get();
      var payment = shop.open(ready);
      awaitMoreThan(afterSaving, calls);
      int afterOpening = calls.get();
      var page =
          new Payment.Open(
              payment.attempt(),
              ScriptedGateways.gatewayId(payment.id()),
              ScriptedGateways.handover(payment.id()),
              false);
      ports.payments().move(tenant, payment, page, Optional.empty());
      awaitMoreThan(afterOpening, calls);
      int afterMoving = calls.get();
      shop.settle(page, shop.order(page));
      awaitMoreThan(afterMoving, calls);
    }
  }

  @Test
  void whoever_is_called_back_finds_the_change() {
    var cart = shop.begin(template);
    var cancelled = new AtomicInteger();
    Runnable look =
        () -> {
          if (find(cart.id()).orElseThrow().cart() instanceof LiveCart.Cancelled) {
            cancelled.incrementAndGet();
          }
        };
    // It must not block, so it looks from a thread of its own.
    try (var _ = ports.statuses().watch(tenant, cart.id(), () -> Thread.startVirtualThread(look))) {
      ports
          .liveCarts()
          .cancel(tenant, cart.id(), shop.event(cart.id(), CheckoutEvent.Type.CHECKOUT_CANCELLED));
      Eventually.holds(() -> cancelled.get() > 0);
    }
  }

  @Test
  void a_change_of_another_cart_and_a_closed_watch_call_nobody() {
    var cart = shop.begin(template);
    var calls = new AtomicInteger();
    ports.statuses().watch(tenant, cart.id(), calls::incrementAndGet).close();
    var others = new AtomicInteger();
    try (var _ = ports.statuses().watch(tenant, cart.id(), others::incrementAndGet)) {
      shop.ready(cart, Buyers.ADA);
      awaitMoreThan(0, others);
    }
    assertThat(calls).hasValue(0);
  }

  private void awaitMoreThan(int before, AtomicInteger calls) {
    Eventually.holds(() -> calls.get() > before);
  }

  private Optional<CartStatus> find(CartId id) {
    return ports.statuses().find(tenant, id);
  }

  private void decline(Payment.Submitting payment) {
    var declined = new Payment.Declined(payment.attempt(), Optional.of("gw"), "card_declined");
    ports.payments().move(tenant, payment, declined, Optional.empty());
  }
}
