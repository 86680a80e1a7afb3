package dev.diddo.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.Buyers;
import dev.diddo.application.CountingIds;
import dev.diddo.application.Eventually;
import dev.diddo.application.Ports;
import dev.diddo.application.Shop;
import dev.diddo.application.SteppingClock;
import dev.diddo.domain.cart.Cart;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.id.CartId;
import dev.diddo.domain.order.CheckoutEvent;
import java.util.HashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two processes over one database, each with a memory of its own. */
class OtherProcessTest {
  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private final SteppingClock clock = new SteppingClock();
  private CountedStatements statements;
  private Postgres postgres;
  private Ports ours;
  private Ports theirs;
  private Shop shop;
  private Cart template;

  @BeforeEach
  void open() {
    statements = new CountedStatements();
    postgres = Postgres.open(statements.vertx(), database.url(), TestDatabase.PATIENT);
    ours = PgPorts.on(database, postgres, clock, new CountingIds());
    theirs = PgPorts.on(database, clock, new CountingIds());
    shop = Shop.in(theirs, clock, new CountingIds());
    template = shop.template(shop.variant(shop.store("kits.example"), "Shirt", 2_500));
  }

  @AfterEach
  void close() {
    ((PgCartStatuses) ours.statuses()).close();
    postgres.close();
    statements.close();
  }

  @Test
  void what_another_process_changes_shows_soon_to_whoever_polls() {
    var cart = shop.begin(template);
    assertThat(status(cart.id())).isEqualTo(cart);
    cancel(cart.id());
    Eventually.holds(() -> status(cart.id()) instanceof LiveCart.Cancelled);
  }

  @Test
  void what_another_process_changes_calls_back_whoever_watches() {
    var cart = shop.begin(template);
    var calls = new AtomicInteger();
    try (var _ = ours.statuses().watch(shop.tenant(), cart.id(), calls::incrementAndGet)) {
      // Nobody knows what the watcher has seen, so they are told once for sure.
      Eventually.holds(() -> calls.get() == 1);
      shop.ready(cart, Buyers.ADA);
      Eventually.holds(() -> calls.get() == 2);
      cancel(cart.id());
      Eventually.holds(() -> calls.get() == 3);
      assertThat(status(cart.id())).isInstanceOf(LiveCart.Cancelled.class);
    }
  }

  @Test
  void a_payment_and_an_order_count_as_changes_of_the_cart() {
    var cart = shop.readyToPay(template);
    assertThat(status(cart.id())).isEqualTo(cart);
    var payment = shop.open(cart);
    Eventually.holds(() -> status(cart.id()) instanceof LiveCart.Frozen);
    var order = shop.order(payment);
    shop.settle(payment, order);
    Eventually.holds(
        () ->
            ours.statuses()
                .find(shop.tenant(), cart.id())
                .flatMap(status -> status.order())
                .filter(order.captured(order.cost().total())::equals)
                .isPresent());
  }

  @Test
  void one_question_serves_all_who_wait() {
    var carts = Stream.generate(() -> shop.begin(template)).limit(200).toList();
    carts.forEach(cart -> assertThat(status(cart.id())).isEqualTo(cart));
    var last = carts.getLast().id();
    cancel(last);
    assertThat(
            statements.during(
                () -> Eventually.holds(() -> status(last) instanceof LiveCart.Cancelled)))
        .isLessThan(20);
  }

  @Test
  void no_question_is_about_more_carts_than_it_may_be() {
    var carts = Stream.generate(() -> shop.begin(template)).limit(5).toList();
    var keys = carts.stream().map(cart -> new CartKey(shop.tenant(), cart.id())).toList();
    var found = new HashMap<CartKey, Long>();
    assertThat(statements.during(() -> found.putAll(CartRevisions.of(postgres, keys, 2))))
        .isEqualTo(3);
    assertThat(found).containsOnlyKeys(keys);
  }

  private LiveCart status(CartId id) {
    return ours.statuses().find(shop.tenant(), id).orElseThrow().cart();
  }

  private void cancel(CartId id) {
    theirs
        .liveCarts()
        .cancel(shop.tenant(), id, shop.event(id, CheckoutEvent.Type.CHECKOUT_CANCELLED));
  }
}
