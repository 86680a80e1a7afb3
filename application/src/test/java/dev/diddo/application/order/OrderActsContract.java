package dev.diddo.application.order;

import static dev.diddo.application.Shop.usd;
import static dev.diddo.application.Shop.yes;
import static dev.diddo.domain.Outcome.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.diddo.application.Buyers;
import dev.diddo.application.Page;
import dev.diddo.application.PortContract;
import dev.diddo.application.Together;
import dev.diddo.application.payment.DecideOrder;
import dev.diddo.domain.Outcome;
import dev.diddo.domain.catalog.Inventory;
import dev.diddo.domain.id.LineId;
import dev.diddo.domain.id.MerchantOrderId;
import dev.diddo.domain.id.OrderId;
import dev.diddo.domain.id.RequiredActionId;
import dev.diddo.domain.id.VariantId;
import dev.diddo.domain.merchant.Store;
import dev.diddo.domain.order.CheckoutEvent;
import dev.diddo.domain.order.Fulfillment;
import dev.diddo.domain.order.MerchantOrder;
import dev.diddo.domain.order.MerchantOrder.Status;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.order.OrderChange;
import dev.diddo.domain.order.OrderRefusal;
import dev.diddo.domain.order.Refund;
import dev.diddo.domain.order.RefundWish;
import dev.diddo.domain.order.Return;
import dev.diddo.domain.order.Tracking;
import dev.diddo.domain.order.Units;
import dev.diddo.domain.payment.Movement;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is done with an order that was paid: each act in one commit, however many act at once. */
public abstract class OrderActsContract extends PortContract {
  private static final Tracking DHL =
      new Tracking(
          Optional.of("DHL"),
          Optional.of("00340434161094042557"),
          Optional.of(URI.create("https://dhl.example/00340434161094042557")));

  private OrderActs acts;
  private Store kit;
  private VariantId scarf;
  private Order order;

  @BeforeEach
  void sell_something() {
    acts = OrderActs.over(ports, ids, clock);
    kit = shop.returning(shop.store("kit.example"), 30);
    scarf = shop.stocked(kit, "Scarf", 1_000, 5);
    var boots = shop.variant(shop.store("boots.example"), "Boots", 9_000);
    order = shop.paid(shop.template(scarf, boots), Buyers.ADA);
  }

  @Test
  void what_was_sent_is_found_as_it_was_said_and_told_once() {
    var sent = yes(fulfil());
    assertThat(sent.lines()).containsExactly(new Units(line(), 1));
    assertThat(part().status()).isEqualTo(Status.FULFILLED);
    assertThat(part().fulfillments()).containsExactly(sent);
    var event = lastEvent();
    assertThat(event.type()).isEqualTo(CheckoutEvent.Type.ORDER_UPDATED);
    assertThat(event.change())
        .contains(OrderChange.of(store(), OrderChange.Kind.FULFILLED, sent.id().value()));
    assertThat(event.order().orElseThrow().parts().getFirst().status()).isEqualTo(Status.FULFILLED);
    var events = events();
    assertThat(fulfil()).isEqualTo(refused(new OrderRefusal.WrongStatus(Status.FULFILLED)));
    assertThat(events()).isEqualTo(events);
  }

  @Test
  void where_it_is_can_be_said_anew() {
    var sent = yes(fulfil());
    var moved = new Tracking(Optional.of("UPS"), Optional.empty(), Optional.empty());
    var corrected =
        yes(
            acts.fulfilOrder()
                .track(
                    tenant,
                    order.id(),
                    store(),
                    sent.id(),
                    was -> new Tracking(moved.carrier(), was.number(), was.url())));
    assertThat(corrected.tracking())
        .isEqualTo(new Tracking(Optional.of("UPS"), DHL.number(), DHL.url()));
    assertThat(part().fulfillments()).containsExactly(corrected);
  }

  @Test
  void what_comes_back_is_on_sale_again_only_if_that_is_wanted() {
    yes(fulfil());
    assertThat(shop.inventory(scarf)).isEqualTo(new Inventory(true, 4, 0));
    var taken = yes(takeBack(false));
    assertThat(part().status()).isEqualTo(Status.RETURNED);
    assertThat(part().returns()).containsExactly(taken);
    assertThat(shop.inventory(scarf)).isEqualTo(new Inventory(true, 4, 0));
    assertThat(lastEvent().type()).isEqualTo(CheckoutEvent.Type.RETURN_INITIATED);
    order = shop.paid(shop.template(scarf), Buyers.GRACE);
    yes(fulfil());
    assertThat(shop.inventory(scarf)).isEqualTo(new Inventory(true, 3, 0));
    yes(takeBack(true));
    assertThat(shop.inventory(scarf)).isEqualTo(new Inventory(true, 4, 0));
  }

  @Test
  void the_stores_days_count_from_when_it_was_sent_also_once_the_store_is_closed() {
    clock.advance(Duration.ofDays(60));
    yes(fulfil());
    clock.advance(Duration.ofDays(30));
    ports.stores().close(tenant, kit.id());
    assertThat(takeBack(false)).isInstanceOf(Outcome.Accepted.class);
    order = shop.paid(shop.template(shop.variant(shop.store("cap.example"), "Cap", 1)), Buyers.ADA);
    yes(fulfil());
    assertThat(takeBack(false)).isEqualTo(refused(new OrderRefusal.ReturnsNotSupported()));
  }

  @Test
  void a_day_too_late_nothing_comes_back() {
    yes(fulfil());
    clock.advance(Duration.ofDays(31));
    assertThat(takeBack(true)).isEqualTo(refused(new OrderRefusal.ReturnWindowClosed()));
    assertThat(shop.inventory(scarf)).isEqualTo(new Inventory(true, 4, 0));
  }

  @Test
  void what_is_cancelled_is_on_sale_again_and_its_money_on_its_way_back() {
    var recorded = yes(cancel());
    assertThat(recorded.merchantOrder()).isEqualTo(part());
    assertThat(part().status()).isEqualTo(Status.CANCELLED);
    assertThat(part().refunds())
        .extracting(Refund::amount, Refund::status)
        .containsExactly(tuple(usd(1_500), Refund.Status.PENDING));
    assertThat(ports.movements().ofPayment(tenant, order.payment()))
        .filteredOn(it -> it.kind() == Movement.Kind.REFUND)
        .extracting(Movement::amount)
        .containsExactly(usd(1_500));
    assertThat(shop.inventory(scarf)).isEqualTo(new Inventory(true, 5, 0));
    assertThat(stored().merchantOrders().getLast().status()).isEqualTo(Status.ACCEPTED);
    assertThat(cancel()).isEqualTo(refused(new OrderRefusal.WrongStatus(Status.CANCELLED)));
    assertThat(shop.inventory(scarf)).isEqualTo(new Inventory(true, 5, 0));
  }

  @Test
  void what_a_store_waits_for_is_kept_until_it_is_done() {
    var wish = new RequireAction.Wish("age_check", "Say how old you are", DHL.url());
    var action = yes(acts.requireAction().require(tenant, order.id(), store(), wish));
    assertThat(part().requiredActions()).containsExactly(action);
    assertThat(lastEvent().change().orElseThrow().kind())
        .isEqualTo(OrderChange.Kind.ACTION_REQUIRED);
    yes(acts.requireAction().resolve(tenant, order.id(), store(), action.id()));
    assertThat(part().requiredActions()).isEmpty();
    assertThat(lastEvent().change().orElseThrow().kind())
        .isEqualTo(OrderChange.Kind.ACTION_RESOLVED);
  }

  @Test
  void nobody_acts_on_anothers_order_or_on_none() {
    var other = OrderActs.over(ports, ids, clock);
    for (var tenants : List.of(stranger.tenant(), production())) {
      assertThat(other.fulfilOrder().fulfil(tenants, order.id(), store(), DHL, List.of()))
          .isEqualTo(refused(new OrderRefusal.UnknownOrder()));
      assertThat(other.cancelOrder().record(tenants, order.id(), store(), "No"))
          .isEqualTo(refused(new OrderRefusal.UnknownOrder()));
    }
    var nobodys = new MerchantOrderId(ids.next());
    assertThat(acts.fulfilOrder().fulfil(tenant, order.id(), nobodys, DHL, List.of()))
        .isEqualTo(refused(new OrderRefusal.UnknownOrder()));
    assertThat(acts.cancelOrder().record(tenant, new OrderId(ids.next()), store(), "No"))
        .isEqualTo(refused(new OrderRefusal.UnknownOrder()));
    var none = new RequiredActionId(ids.next());
    assertThat(acts.requireAction().resolve(tenant, order.id(), store(), none))
        .isEqualTo(refused(new OrderRefusal.UnknownRequiredAction()));
  }

  @Test
  void of_those_who_send_the_last_unit_at_once_one_does() {
    var sent = Together.run(8, _ -> isAccepted(fulfil()));
    assertThat(sent).containsOnlyOnce(true);
    assertThat(part().fulfillments()).hasSize(1);
  }

  @Test
  void of_those_who_take_the_last_unit_back_at_once_one_does() {
    yes(fulfil());
    var taken = Together.run(8, _ -> isAccepted(takeBack(true)));
    assertThat(taken).containsOnlyOnce(true);
    assertThat(shop.inventory(scarf)).isEqualTo(new Inventory(true, 5, 0));
  }

  @Test
  void what_is_cancelled_and_sent_at_once_becomes_one_of_both() {
    for (int round = 0; round < 5; round++) {
      order = shop.paid(shop.template(scarf), Buyers.ADA);
      long before = shop.inventory(scarf).onHand();
      var done = Together.run(6, i -> i % 2 == 0 ? isAccepted(fulfil()) : isAccepted(cancel()));
      assertThat(done).containsOnlyOnce(true);
      var isCancelled = part().status() == Status.CANCELLED;
      assertThat(part().status()).isIn(Status.CANCELLED, Status.FULFILLED);
      assertThat(part().refunds()).hasSize(isCancelled ? 1 : 0);
      assertThat(shop.inventory(scarf).onHand()).isEqualTo(before + (isCancelled ? 1 : 0));
      shop.restock(scarf, 5);
    }
  }

  @Test
  void whoever_returns_refunds_and_cancels_at_once_never_gives_back_more_than_was_taken() {
    yes(fulfil());
    var parts = stored().merchantOrders();
    Together.run(
        12,
        i ->
            switch (i % 4) {
              case 0 -> isAccepted(takeBack(false));
              case 1 -> isAccepted(refund(parts.getFirst(), new RefundWish.OfAmount(usd(700))));
              case 2 -> isAccepted(refund(parts.getLast(), new RefundWish.OfAmount(usd(4_000))));
              default ->
                  isAccepted(
                      acts.cancelOrder().record(tenant, order.id(), parts.getLast().id(), "No"));
            });
    for (var part : stored().merchantOrders()) {
      assertThat(part.refunded()).isLessThanOrEqualTo(part.split().gross());
      assertThat(part.refundable()).isEqualTo(part.split().gross().minus(part.refunded()));
    }
    var cancelled = stored().merchantOrders().getLast();
    assertThat(cancelled.status()).isEqualTo(Status.CANCELLED);
    assertThat(cancelled.refundable()).isEqualTo(usd(0));
    assertThat(part().status()).isEqualTo(Status.RETURNED);
  }

  @Test
  void a_store_reads_what_happened_to_its_own_part_alone() {
    yes(fulfil());
    var other = stored().merchantOrders().getLast().id();
    yes(acts.fulfilOrder().fulfil(tenant, order.id(), other, Tracking.none(), List.of()));
    for (var own : List.of(store(), other)) {
      var listed = ports.orders().events(tenant, order.id(), own, new Page(100, 0));
      assertThat(listed.total()).isEqualTo(listed.items().size());
      assertThat(listed.items())
          .extracting(it -> it.event().change().flatMap(OrderChange::merchantOrder))
          .containsOnly(Optional.empty(), Optional.of(own));
    }
  }

  @Test
  void whoever_watches_the_cart_sees_what_was_told_and_what_is_waited_for() {
    var sent = yes(fulfil());
    var status = ports.statuses().find(tenant, order.cart()).orElseThrow();
    assertThat(status.order()).contains(stored());
    var told = status.told().getLast();
    assertThat(told.id()).isEqualTo(lastEvent().id());
    assertThat(told.isAbout(store())).isTrue();
    assertThat(told.isAbout(stored().merchantOrders().getLast().id())).isFalse();
    assertThat(status.order().orElseThrow().merchantOrders().getFirst().fulfillments())
        .containsExactly(sent);
  }

  private Outcome<Fulfillment, OrderRefusal> fulfil() {
    return acts.fulfilOrder().fulfil(tenant, order.id(), store(), DHL, List.of());
  }

  private Outcome<Return, OrderRefusal> takeBack(boolean restock) {
    var wish = new ReturnLines.Wish(List.of(), restock, Optional.of("Too small"));
    return acts.returnLines().takeBack(tenant, order.id(), store(), wish);
  }

  private Outcome<DecideOrder.Recorded, OrderRefusal> cancel() {
    return acts.cancelOrder().record(tenant, order.id(), store(), "Sold out");
  }

  private Outcome<Refund, OrderRefusal> refund(MerchantOrder part, RefundWish wish) {
    return acts.refundOrder().refund(tenant, order.id(), part.id(), wish, Optional.empty());
  }

  private static boolean isAccepted(Outcome<?, ?> outcome) {
    return outcome instanceof Outcome.Accepted;
  }

  private MerchantOrderId store() {
    return order.merchantOrders().getFirst().id();
  }

  private LineId line() {
    return order.merchantOrders().getFirst().part().lines().getFirst().line().id();
  }

  private Order stored() {
    return ports.orders().find(tenant, order.id()).orElseThrow();
  }

  private MerchantOrder part() {
    return stored().merchantOrders().getFirst();
  }

  private List<Orders.Numbered> events() {
    return ports.orders().events(tenant, order.id(), new Page(100, 0)).items();
  }

  private CheckoutEvent lastEvent() {
    return events().getLast().event();
  }
}
