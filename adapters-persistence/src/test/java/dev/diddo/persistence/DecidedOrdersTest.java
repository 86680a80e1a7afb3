package dev.diddo.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.CountingIds;
import dev.diddo.application.Ports;
import dev.diddo.application.Shop;
import dev.diddo.application.SteppingClock;
import dev.diddo.application.payment.Payments;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.id.MovementId;
import dev.diddo.domain.id.VariantId;
import dev.diddo.domain.order.CheckoutEvent;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.organization.AcceptancePolicy;
import dev.diddo.domain.payment.Dispute;
import dev.diddo.domain.payment.Movement;
import dev.diddo.domain.payment.Payment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Orders that stand before their money is taken, as rows. */
class DecidedOrdersTest {
  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final String GATEWAY_ID = "gw_1";

  private final SteppingClock clock = new SteppingClock();
  private final CountingIds ids = new CountingIds();
  private Ports ports;
  private Shop shop;
  private VariantId home;
  private VariantId away;
  private Payment.Authorised authorised;
  private Order order;

  @BeforeEach
  void open() {
    ports = PgPorts.on(database, clock, ids);
    shop = Shop.in(ports, clock, ids);
    shop.policy(AcceptancePolicy.BEST_EFFORT);
    home = shop.stocked(shop.deciding("home.example"), "Home", 2_500, 10);
    away = shop.stocked(shop.deciding("away.example"), "Away", 900, 10);
    var payment = shop.open(shop.readyToPay(shop.template(home, away)));
    authorised = new Payment.Authorised(payment.attempt(), GATEWAY_ID);
    order = shop.order(payment);
    ports.payments().move(shop.tenant(), payment, authorised, Optional.empty());
    ports.orders().add(shop.tenant(), order, List.of());
  }

  @Test
  void one_that_waits_is_seen_by_whoever_polls_its_cart() {
    var status = ports.statuses().find(shop.tenant(), order.cart()).orElseThrow();
    assertThat(status.order()).contains(order);
    assertThat(status.payment()).contains(authorised);
    var accepted = accepted(0);
    save(accepted);
    assertThat(ports.statuses().find(shop.tenant(), order.cart()).orElseThrow().order())
        .contains(accepted);
  }

  @Test
  void what_a_store_rejected_is_neither_sold_nor_held() {
    var partial =
        Shop.yes(
            accepted(0).reject(order.merchantOrders().getLast().id(), "None", clock.instant()));
    save(partial);
    var amount = partial.decision().orElseThrow().captured();
    var capturing = authorised.capture(amount);
    assertThat(ports.payments().move(shop.tenant(), authorised, capturing, Optional.empty()))
        .isTrue();
    assertThat(shop.settle(capturing, partial)).isFalse();
    assertThat(shop.settle(capturing, amount, partial)).isTrue();
    assertThat(shop.inventory(home)).returns(9L, it -> it.onHand()).returns(0L, it -> it.held());
    assertThat(shop.inventory(away)).returns(10L, it -> it.onHand()).returns(0L, it -> it.held());
    assertThat(ports.orders().find(shop.tenant(), order.id())).contains(partial.captured(amount));
  }

  @Test
  void one_that_came_to_nothing_stays_and_its_cart_is_paid_again() {
    var frozen =
        (LiveCart.Frozen) ports.liveCarts().find(shop.tenant(), order.cart()).orElseThrow();
    var reopened = frozen.reopen(ids);
    var over = new Payment.Cancelled(authorised.attempt(), Optional.of(GATEWAY_ID));
    assertThat(ports.payments().giveUp(shop.tenant(), authorised, over, reopened, Optional.empty()))
        .isTrue();
    var cancelled = order.cancelled("Nothing came of it");
    save(cancelled);
    var again = shop.open(reopened);
    var second = shop.order(again);
    assertThat(shop.settle(again, second)).isTrue();
    assertThat(ports.orders().find(shop.tenant(), order.id())).contains(cancelled);
    assertThat(ports.orders().ofPayment(shop.tenant(), again.id()))
        .contains(second.captured(second.cost().total()));
    assertThat(ports.statuses().find(shop.tenant(), order.cart()).orElseThrow().order())
        .contains(second.captured(second.cost().total()));
  }

  @Test
  void a_gateway_finds_its_payment_by_its_own_id() {
    var gateway = authorised.attempt().gateway();
    assertThat(ports.payments().locate(gateway, GATEWAY_ID))
        .contains(new Payments.Owned(shop.tenant(), authorised));
    assertThat(ports.payments().locate("another", GATEWAY_ID)).isEmpty();
  }

  @Test
  void a_dispute_is_kept_as_it_was_told() {
    var dispute =
        new Dispute(
            "dp_1",
            Shop.usd(900),
            "fraudulent",
            Dispute.Status.NEEDS_RESPONSE,
            Optional.of(clock.instant()));
    var told = order.withDisputes(List.of(dispute));
    save(told);
    assertThat(ports.orders().lock(shop.tenant(), order.id())).contains(told);
  }

  @Test
  void money_that_came_for_nothing_is_given_back_once_at_a_time() {
    assertThat(ports.movements().addReturn(shop.tenant(), back())).isTrue();
    assertThat(ports.movements().addReturn(shop.tenant(), back())).isFalse();
    var pending = ports.movements().ofPayment(shop.tenant(), authorised.id()).getFirst();
    var asked = pending.witness(new Movement.Evidence.Pending("re_1"));
    var later = clock.instant().plus(Duration.ofMinutes(1));
    assertThat(ports.movements().save(shop.tenant(), asked, later)).isTrue();
    assertThat(ports.movements().find(shop.tenant(), pending.id())).contains(asked);
    var failed = asked.witness(new Movement.Evidence.Failed("no_money"));
    assertThat(ports.movements().save(shop.tenant(), failed, later)).isTrue();
    assertThat(ports.movements().save(shop.tenant(), asked, later)).isFalse();
    assertThat(ports.movements().find(shop.tenant(), pending.id())).contains(failed);
    assertThat(ports.movements().addReturn(shop.tenant(), back())).isTrue();
  }

  @Test
  void the_first_id_of_a_customer_stays() {
    var customers = ports.gatewayCustomers();
    assertThat(customers.find(shop.tenant(), "g", "buyer-1")).isEmpty();
    assertThat(customers.add(shop.tenant(), "g", "buyer-1", "cus_1")).isEqualTo("cus_1");
    assertThat(customers.add(shop.tenant(), "g", "buyer-1", "cus_2")).isEqualTo("cus_1");
    assertThat(customers.find(shop.tenant(), "g", "buyer-1")).contains("cus_1");
    assertThat(customers.find(shop.production().tenant(), "g", "buyer-1")).isEmpty();
  }

  private Order accepted(int store) {
    return Shop.yes(order.accept(order.merchantOrders().get(store).id(), clock.instant()));
  }

  private void save(Order changed) {
    var because = shop.event(order.cart(), CheckoutEvent.Type.ORDER_UPDATED);
    ports.orders().save(shop.tenant(), changed, List.of(because));
  }

  private Movement back() {
    return Movement.pending(
        new MovementId(ids.next()),
        authorised.id(),
        Movement.Kind.RETURN,
        Optional.empty(),
        authorised.attempt().amount(),
        clock.instant());
  }
}
