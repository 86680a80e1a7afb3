package dev.diddo.application.payment;

import static dev.diddo.application.Shop.yes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diddo.application.Buyers;
import dev.diddo.application.Page;
import dev.diddo.application.PortContract;
import dev.diddo.application.order.OrderEvents;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.cart.StorePart;
import dev.diddo.domain.catalog.Inventory;
import dev.diddo.domain.id.MovementId;
import dev.diddo.domain.id.VariantId;
import dev.diddo.domain.merchant.MerchantSplit;
import dev.diddo.domain.order.CheckoutEvent;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.order.OrderChange;
import dev.diddo.domain.order.Refund;
import dev.diddo.domain.order.RefundWish;
import dev.diddo.domain.order.Units;
import dev.diddo.domain.organization.AcceptancePolicy;
import dev.diddo.domain.payment.Dispute;
import dev.diddo.domain.payment.Payment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What whoever keeps payments and orders promises of those whose stores decide. */
public abstract class DecidedPaymentsContract extends PortContract {
  private static final String GATEWAY_ID = "gw_1";

  private VariantId scarf;
  private VariantId boots;
  private LiveCart.Open cart;
  private Payment.Authorised authorised;
  private Order order;

  @BeforeEach
  void have_an_order_of_two_stores_that_decide() {
    shop.policy(AcceptancePolicy.BEST_EFFORT);
    scarf = shop.stocked(shop.deciding("kit.example"), "Scarf", 1_000, 5);
    boots = shop.stocked(shop.deciding("boots.example"), "Boots", 9_000, 5);
    cart = shop.readyToPay(shop.template(scarf, boots));
    var payment = shop.open(cart);
    authorised = new Payment.Authorised(payment.attempt(), GATEWAY_ID);
    assertThat(ports.payments().move(tenant, payment, authorised, Optional.empty())).isTrue();
    order = shop.order(authorised);
    ports.orders().add(tenant, order, List.of());
  }

  @Test
  void an_order_that_waits_is_found_as_it_was_added() {
    assertThat(order.decision()).isEmpty();
    assertThat(order.decideBy()).isPresent();
    assertThat(ports.orders().find(tenant, order.id())).contains(order);
    assertThat(ports.orders().ofPayment(tenant, authorised.id())).contains(order);
    assertThat(ports.orders().ofPayment(stranger.tenant(), authorised.id())).isEmpty();
    assertThat(lock()).isEqualTo(order);
    assertThat(shop.inventory(scarf)).isEqualTo(new Inventory(true, 5, 1));
  }

  @Test
  void a_number_that_another_order_has_is_told() {
    var other = shop.open(shop.readyToPay(shop.template(scarf)));
    var twin = shop.order(other);
    var numbered =
        new Order(
            twin.id(),
            order.number(),
            twin.cart(),
            twin.template(),
            twin.payment(),
            twin.buyer(),
            twin.externalCustomerId(),
            twin.cost(),
            twin.merchantOrders(),
            twin.policy(),
            twin.decision(),
            twin.disputes(),
            twin.createdAt());
    assertThatThrownBy(() -> ports.orders().add(tenant, numbered, List.of()))
        .isInstanceOf(OrderNumberTakenException.class);
    assertThat(ports.orders().find(tenant, twin.id())).isEmpty();
  }

  @Test
  void all_that_may_change_is_saved() {
    var decided = halfAccepted();
    save(decided);
    assertThat(lock()).isEqualTo(decided);
    var captured = settle(decided);
    var id = new MovementId(ids.next());
    var line = part(captured, 0).lines().getFirst().line().id();
    var wish = new RefundWish.OfLines(List.of(new Units(line, 1)));
    var refunded =
        yes(
            captured.refund(
                captured.merchantOrders().getFirst().id(),
                id,
                wish,
                Optional.of("Too small"),
                clock.instant()));
    save(refunded);
    assertThat(lock()).isEqualTo(refunded);
    var disputed =
        refunded
            .refundEnded(id, Refund.Status.SUCCEEDED)
            .withDisputes(
                List.of(
                    dispute("dp_1", Dispute.Status.NEEDS_RESPONSE, true),
                    dispute("dp_2", Dispute.Status.LOST, false)));
    save(disputed);
    assertThat(ports.orders().find(tenant, order.id())).contains(disputed);
    var won = disputed.withDisputes(List.of(dispute("dp_1", Dispute.Status.WON, false)));
    save(won);
    assertThat(ports.orders().find(tenant, order.id())).contains(won);
    assertThat(ports.orders().events(tenant, order.id(), new Page(100, 0)).items())
        .extracting(numbered -> numbered.event().type())
        .endsWith(CheckoutEvent.Type.ORDER_UPDATED);
  }

  @Test
  void an_event_tells_of_the_order_as_it_was_then() {
    var decided = halfAccepted();
    var then = new OrderEvents(ids, clock).between(order, decided);
    assertThat(then)
        .extracting(event -> event.change().orElseThrow().kind())
        .containsExactly(OrderChange.Kind.ACCEPTED, OrderChange.Kind.REJECTED);
    ports
        .transactions()
        .inOne(
            () -> {
              var _ = ports.orders().lock(tenant, order.id()).orElseThrow();
              ports.orders().save(tenant, decided, then);
              return decided;
            });
    var paid = settle(decided);
    var refund = new MovementId(ids.next());
    var refunded =
        yes(
            paid.refund(
                paid.merchantOrders().getFirst().id(),
                refund,
                new RefundWish.Rest(),
                Optional.empty(),
                clock.instant()));
    var later = new OrderEvents(ids, clock).between(paid, refunded);
    assertThat(later.getFirst().change().orElseThrow().subject()).contains(refund.value());
    ports
        .transactions()
        .inOne(
            () -> {
              var _ = ports.orders().lock(tenant, order.id()).orElseThrow();
              ports.orders().save(tenant, refunded, later);
              return refunded;
            });
    var told = new ArrayList<>(then);
    told.addAll(later);
    assertThat(ports.orders().events(tenant, order.id(), new Page(100, 0)).items())
        .extracting(numbered -> numbered.event())
        .filteredOn(event -> event.change().isPresent())
        .isEqualTo(told);
  }

  private Dispute dispute(String id, Dispute.Status status, boolean isUrgent) {
    return new Dispute(
        id,
        order.cost().total(),
        "fraudulent",
        status,
        isUrgent ? Optional.of(clock.instant().plusSeconds(3_600)) : Optional.empty());
  }

  @Test
  void what_is_captured_in_part_sells_its_stores_units_and_gives_the_others_back() {
    var captured = settle(halfAccepted());
    assertThat(ports.orders().find(tenant, order.id())).contains(captured);
    assertThat(captured.cost().total()).isEqualTo(captured.capturedSplits().getFirst().gross());
    assertThat(shop.inventory(scarf)).isEqualTo(new Inventory(true, 4, 0));
    assertThat(shop.inventory(boots)).isEqualTo(new Inventory(true, 5, 0));
    assertThat(ports.payments().find(tenant, authorised.id()))
        .containsInstanceOf(Payment.Captured.class);
    assertThat(ports.liveCarts().find(tenant, cart.id()))
        .containsInstanceOf(LiveCart.Submitted.class);
    var owed = ports.ledger().of(tenant, authorised.id());
    assertThat(owed.stream().mapToLong(entry -> entry.amount().minorUnits()).sum()).isZero();
  }

  @Test
  void what_is_given_up_opens_the_cart_with_other_orders_to_come() {
    var releasing = authorised.release();
    assertThat(ports.payments().move(tenant, authorised, releasing, Optional.empty())).isTrue();
    var cancelled = new Payment.Cancelled(releasing.attempt(), Optional.of(GATEWAY_ID));
    var frozen = (LiveCart.Frozen) ports.liveCarts().find(tenant, cart.id()).orElseThrow();
    var reopened = frozen.reopen(ids);
    var because = Optional.of(shop.event(cart.id(), CheckoutEvent.Type.CHECKOUT_FAILED));
    assertThat(ports.payments().giveUp(tenant, releasing, cancelled, reopened, because)).isTrue();
    assertThat(ports.payments().giveUp(tenant, releasing, cancelled, reopened, because)).isFalse();
    assertThat(ports.payments().find(tenant, authorised.id())).contains(cancelled);
    assertThat(ports.liveCarts().find(tenant, cart.id())).contains(reopened);
    assertThat(requests(reopened)).doesNotContainAnyElementsOf(requests(cart));
    assertThat(shop.inventory(scarf)).isEqualTo(new Inventory(true, 5, 0));
    assertThat(shop.inventory(boots)).isEqualTo(new Inventory(true, 5, 0));
    var second = shop.open(reopened);
    var another = shop.order(second);
    ports.orders().add(tenant, another, List.of());
    assertThat(ports.orders().ofPayment(tenant, second.id())).contains(another);
    assertThat(ports.orders().ofPayment(tenant, authorised.id())).contains(order);
  }

  @Test
  void a_payment_is_located_by_its_gateways_id() {
    assertThat(ports.payments().locate(ScriptedGateways.NAME, GATEWAY_ID))
        .contains(new Payments.Owned(tenant, authorised));
    assertThat(ports.payments().locate("stripe", GATEWAY_ID)).isEmpty();
    assertThat(ports.payments().locate(ScriptedGateways.NAME, "gw_2")).isEmpty();
  }

  @Test
  void stores_that_decide_show_it_in_the_stored_attempt() {
    var stored = ports.payments().find(tenant, authorised.id()).orElseThrow();
    assertThat(stored.attempt().splits()).allMatch(MerchantSplit::decides);
    var atOnce = shop.paid(shop.template(plain()), Buyers.ADA);
    assertThat(atOnce.capturedSplits()).noneMatch(MerchantSplit::decides);
  }

  private VariantId plain() {
    return shop.variant(shop.store("plain.example"), "Mug", 500);
  }

  private Order halfAccepted() {
    var stores = order.merchantOrders();
    var first = yes(order.accept(stores.getFirst().id(), clock.instant()));
    return yes(first.reject(stores.getLast().id(), "Sold out", clock.instant()));
  }

  private Order settle(Order decided) {
    var amount = decided.decision().orElseThrow().captured();
    assertThat(shop.settle(authorised, amount, decided)).isTrue();
    return decided.captured(amount);
  }

  private static StorePart part(Order order, int store) {
    return order.merchantOrders().get(store).part();
  }

  private static List<Object> requests(LiveCart cart) {
    return cart.contents().parts().stream()
        .map(part -> (Object) part.requestId().orElseThrow())
        .toList();
  }

  private void save(Order changed) {
    ports
        .transactions()
        .inOne(
            () -> {
              var _ = ports.orders().lock(tenant, changed.id()).orElseThrow();
              var because = shop.event(changed.cart(), CheckoutEvent.Type.ORDER_UPDATED);
              ports.orders().save(tenant, changed, List.of(because));
              return changed;
            });
  }

  private Order lock() {
    return ports.transactions().inOne(() -> ports.orders().lock(tenant, order.id()).orElseThrow());
  }
}
