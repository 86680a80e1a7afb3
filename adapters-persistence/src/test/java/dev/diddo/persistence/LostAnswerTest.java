package dev.diddo.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diddo.application.CountingIds;
import dev.diddo.application.OutageException;
import dev.diddo.application.Ports;
import dev.diddo.application.Shop;
import dev.diddo.application.SteppingClock;
import dev.diddo.application.payment.Payments.Opening;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.id.MovementId;
import dev.diddo.domain.id.VariantId;
import dev.diddo.domain.payment.Movement;
import dev.diddo.domain.payment.Payment;
import dev.diddo.domain.session.BuyerField;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The connection breaks when a statement has been committed and before that was told: what is
 * stored decides, never the silence.
 */
class LostAnswerTest {
  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private final SteppingClock clock = new SteppingClock();
  private final CountingIds ids = new CountingIds();
  private CuttingProxy proxy;
  private Postgres cut;
  private Ports ports;
  private Shop shop;
  private VariantId shirt;
  private LiveCart.Open cart;

  @BeforeEach
  void open() throws Exception {
    proxy = new CuttingProxy(database.url());
    cut = Postgres.open(database.vertx(), proxy.url(), TestDatabase.PATIENT);
    ports = PgPorts.on(database, cut, clock, ids);
    shop = Shop.in(ports, clock, ids);
    shirt = shop.stocked(shop.store("kits.example"), "Shirt", 2_500, 5);
    cart = shop.readyToPay(shop.template(shirt));
  }

  @AfterEach
  void close() throws Exception {
    ((PgCartStatuses) ports.statuses()).close();
    cut.close();
    proxy.close();
  }

  @Test
  void a_payment_that_was_opened_is_opened() {
    var freeze = shop.freeze(cart);
    var attempt = shop.attempt(freeze);
    proxy.cutAnswerTo("insert into payment");
    assertThat(ports.payments().open(shop.tenant(), freeze, attempt, Optional.empty()))
        .isEqualTo(new Opening.Opened(new Payment.Submitting(attempt)));
    assertThat(proxy.hasCut()).isTrue();
    assertThat(shop.inventory(shirt).held()).isEqualTo(1);
  }

  @Test
  void an_order_that_was_written_is_written() {
    var payment = shop.open(cart);
    var order = shop.order(payment);
    proxy.cutAnswerTo("insert into customer_order");
    assertThat(shop.settle(payment, order)).isTrue();
    assertThat(proxy.hasCut()).isTrue();
    assertThat(ports.orders().find(shop.tenant(), order.id()))
        .contains(order.captured(order.cost().total()));
  }

  @Test
  void an_order_that_stood_already_is_proof_of_nothing_but_itself() {
    var authorised = authorised();
    var order = ports.orders().ofPayment(shop.tenant(), authorised.id()).orElseThrow();
    proxy.cutBefore("set status = 'captured'");
    assertThatThrownBy(() -> shop.settle(authorised, order)).isInstanceOf(OutageException.class);
    assertThat(proxy.hasCut()).isTrue();
    assertThat(ports.payments().find(shop.tenant(), authorised.id())).contains(authorised);
  }

  @Test
  void an_order_that_stood_already_and_was_captured_is_captured() {
    var authorised = authorised();
    var order = ports.orders().ofPayment(shop.tenant(), authorised.id()).orElseThrow();
    proxy.cutAnswerTo("set status = 'captured'");
    assertThat(shop.settle(authorised, order)).isTrue();
    assertThat(proxy.hasCut()).isTrue();
    assertThat(ports.orders().find(shop.tenant(), order.id()))
        .contains(order.captured(order.cost().total()));
  }

  private Payment.Authorised authorised() {
    var payment = shop.open(cart);
    var authorised = new Payment.Authorised(payment.attempt(), "gw_1");
    ports.payments().move(shop.tenant(), payment, authorised, Optional.empty());
    ports.orders().add(shop.tenant(), shop.order(payment), List.of());
    return authorised;
  }

  @Test
  void a_payment_that_was_given_up_is_given_up() {
    var authorised = authorised();
    var cancelled = new Payment.Cancelled(authorised.attempt(), Optional.of("gw_1"));
    var frozen = (LiveCart.Frozen) ports.liveCarts().find(shop.tenant(), cart.id()).orElseThrow();
    var reopened = frozen.reopen(ids);
    proxy.cutAnswerTo("request_ids = $20");
    assertThat(
            ports
                .payments()
                .giveUp(shop.tenant(), authorised, cancelled, reopened, Optional.empty()))
        .isTrue();
    assertThat(proxy.hasCut()).isTrue();
    assertThat(ports.liveCarts().find(shop.tenant(), cart.id())).contains(reopened);
    assertThat(shop.inventory(shirt).held()).isZero();
  }

  @Test
  void a_movement_that_was_added_is_there() {
    var payment = shop.open(cart);
    var back =
        Movement.pending(
            new MovementId(ids.next()),
            payment.id(),
            Movement.Kind.RETURN,
            Optional.empty(),
            payment.attempt().amount(),
            clock.instant());
    proxy.cutAnswerTo("insert into movement");
    assertThat(ports.movements().addReturn(shop.tenant(), back)).isTrue();
    assertThat(proxy.hasCut()).isTrue();
    assertThat(ports.movements().ofPayment(shop.tenant(), payment.id())).containsExactly(back);
  }

  @Test
  void a_payment_that_moved_has_moved() {
    var payment = shop.open(cart);
    var cancelled = new Payment.Cancelled(payment.attempt(), Optional.empty());
    proxy.cutAnswerTo("update payment p");
    assertThat(ports.payments().move(shop.tenant(), payment, cancelled, Optional.empty())).isTrue();
    assertThat(proxy.hasCut()).isTrue();
    assertThat(shop.inventory(shirt).held()).isZero();
  }

  @Test
  void a_cart_that_was_saved_is_saved() {
    var shelf = ports.listings().now(shop.tenant(), List.of(shirt));
    var changed = Shop.yes(cart.describe(Map.of(BuyerField.CITY, "Oxford"), shelf, ids));
    // A new pool, which has not prepared this statement yet.
    var fresh = Postgres.open(database.vertx(), proxy.url(), TestDatabase.PATIENT);
    var carts = PgPorts.on(database, fresh, clock, ids).liveCarts();
    proxy.cutAnswerTo("update live_cart");
    assertThat(carts.save(shop.tenant(), changed, cart.contents().version())).isTrue();
    assertThat(proxy.hasCut()).isTrue();
    fresh.close();
  }

  @Test
  void what_never_arrived_is_an_outage_and_nothing_is_there() {
    var freeze = shop.freeze(cart);
    proxy.cutBefore("insert into payment");
    var attempt = shop.attempt(freeze);
    assertThatThrownBy(
            () -> ports.payments().open(shop.tenant(), freeze, attempt, Optional.empty()))
        .isInstanceOf(OutageException.class);
    assertThat(proxy.hasCut()).isTrue();
    assertThat(ports.payments().find(shop.tenant(), attempt.id())).isEmpty();
    assertThat(shop.inventory(shirt).held()).isZero();
    assertThat(ports.liveCarts().find(shop.tenant(), cart.id())).contains(cart);
  }
}
