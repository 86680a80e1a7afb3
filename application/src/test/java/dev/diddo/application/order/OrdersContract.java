package dev.diddo.application.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.Buyers;
import dev.diddo.application.Page;
import dev.diddo.application.PortContract;
import dev.diddo.domain.cart.Cart;
import dev.diddo.domain.id.EventId;
import dev.diddo.domain.id.OrderId;
import dev.diddo.domain.order.CheckoutEvent;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.session.BuyerField;
import dev.diddo.domain.session.BuyerIdentity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What whoever shows orders promises, but for the search. */
public abstract class OrdersContract extends PortContract {
  private static final Page ALL = new Page(100, 0);

  private Cart template;

  @BeforeEach
  void make_a_template() {
    var scarf = shop.variant(shop.store("kit.example"), "Scarf", 1_000);
    var boots = shop.variant(shop.store("boots.example"), "Boots", 9_000);
    template = shop.template(scarf, boots);
  }

  @Test
  void an_order_over_two_stores_is_found_as_it_was_written() {
    var order = shop.paid(template, Buyers.ADA);
    assertThat(order.merchantOrders()).hasSize(2);
    assertThat(ports.orders().find(tenant, order.id())).contains(order);
  }

  @Test
  void nobody_else_finds_it_or_what_happened_to_it() {
    var order = shop.paid(template, Buyers.ADA);
    for (var other : List.of(stranger.tenant(), production())) {
      assertThat(ports.orders().find(other, order.id())).isEmpty();
      assertThat(ports.orders().events(other, order.id(), ALL).total()).isZero();
      assertThat(ports.orders().lastBuyer(other, Optional.empty(), order.buyer().email()))
          .isEmpty();
    }
    assertThat(ports.orders().find(tenant, new OrderId(ids.next()))).isEmpty();
    assertThat(ports.orders().events(tenant, new OrderId(ids.next()), ALL).items()).isEmpty();
  }

  @Test
  void what_happened_is_told_oldest_first_as_it_was_written() {
    var cart = shop.begin(template);
    var payment = shop.open(shop.ready(cart, Buyers.ADA));
    var order = shop.order(payment);
    shop.settle(payment, order);
    var events = ports.orders().events(tenant, order.id(), ALL);
    assertThat(events.total()).isEqualTo(3);
    assertThat(events.items())
        .extracting(numbered -> numbered.event().type())
        .containsExactly(
            CheckoutEvent.Type.CHECKOUT_INITIALIZED,
            CheckoutEvent.Type.CHECKOUT_SUCCEEDED,
            CheckoutEvent.Type.ORDER_SUBMITTED);
    var first = events.items().getFirst().event();
    assertThat(first.cart()).isEqualTo(cart.id());
    assertThat(first.at()).isEqualTo(clock.instant());
    assertThat(events.items())
        .extracting(numbered -> numbered.event().id())
        .doesNotHaveDuplicates()
        .hasOnlyElementsOfType(EventId.class);
  }

  @Test
  void what_happened_is_told_a_page_at_a_time() {
    var order = shop.paid(template, Buyers.ADA);
    var types = new ArrayList<CheckoutEvent.Type>();
    for (int offset = 0; offset < 3; offset++) {
      var page = ports.orders().events(tenant, order.id(), new Page(1, offset));
      assertThat(page.total()).isEqualTo(3);
      assertThat(page.items())
          .extracting(numbered -> numbered.sequence())
          .containsExactly(offset + 1);
      page.items().stream()
          .map(numbered -> numbered.event())
          .map(CheckoutEvent::type)
          .forEach(types::add);
    }
    assertThat(types)
        .containsExactly(
            CheckoutEvent.Type.CHECKOUT_INITIALIZED,
            CheckoutEvent.Type.CHECKOUT_SUCCEEDED,
            CheckoutEvent.Type.ORDER_SUBMITTED);
    assertThat(ports.orders().events(tenant, order.id(), new Page(20, 3)).items()).isEmpty();
  }

  @Test
  void events_of_other_carts_are_not_among_them() {
    shop.begin(template);
    var order = shop.paid(template, Buyers.ADA);
    shop.paid(template, Buyers.GRACE);
    assertThat(ports.orders().events(tenant, order.id(), ALL).items())
        .extracting(numbered -> numbered.event().cart())
        .containsOnly(order.cart());
  }

  @Test
  void who_bought_last_with_an_email_is_remembered() {
    pay(Buyers.ADA);
    clock.advance(Duration.ofMinutes(1));
    var moved = pay(Buyers.ADA_IN_PARIS);
    clock.advance(Duration.ofMinutes(1));
    pay(Buyers.GRACE);
    assertThat(last(Optional.empty(), Optional.of("ada@example.com"))).contains(moved.buyer());
    assertThat(last(Optional.empty(), Optional.of("nobody@example.com"))).isEmpty();
    assertThat(last(Optional.empty(), Optional.empty())).isEmpty();
  }

  @Test
  void an_email_is_the_same_in_either_case() {
    var order = pay(Buyers.ADA);
    assertThat(last(Optional.empty(), Optional.of("ADA@Example.com"))).contains(order.buyer());
  }

  @Test
  void the_platforms_own_id_comes_before_the_email() {
    var asCustomer = shop.paidBy("customer-7", template, Buyers.GRACE);
    clock.advance(Duration.ofMinutes(1));
    var asGuest = pay(Buyers.ADA);
    assertThat(asCustomer.externalCustomerId()).contains("customer-7");
    assertThat(last(Optional.of("customer-7"), Optional.of("ada@example.com")))
        .contains(asCustomer.buyer());
    assertThat(last(Optional.of("customer-8"), Optional.of("ada@example.com")))
        .contains(asGuest.buyer());
    assertThat(last(Optional.of("customer-8"), Optional.empty())).isEmpty();
  }

  private Optional<BuyerIdentity> last(Optional<String> externalId, Optional<String> email) {
    return ports.orders().lastBuyer(tenant, externalId, email);
  }

  private Order pay(Map<BuyerField, String> buyer) {
    return shop.paid(template, buyer);
  }
}
