package dev.diddo.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.CountingIds;
import dev.diddo.application.Ports;
import dev.diddo.application.Shop;
import dev.diddo.application.SteppingClock;
import dev.diddo.application.Together;
import dev.diddo.application.idempotency.Claim;
import dev.diddo.application.idempotency.IdempotencyKey;
import dev.diddo.application.idempotency.StoredAnswer;
import dev.diddo.application.payment.ScriptedGateways;
import dev.diddo.domain.cart.Cart;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.order.CheckoutEvent;
import dev.diddo.domain.payment.Payment;
import dev.diddo.domain.session.CheckoutSession;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What each step of a buyer costs the database: design's table, counted. */
class CostOfStepsTest {
  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private final SteppingClock clock = new SteppingClock();
  private CountedStatements statements;
  private Postgres postgres;
  private Ports ports;
  private Shop shop;
  private Cart template;

  @BeforeEach
  void open() {
    statements = new CountedStatements();
    postgres = Postgres.open(statements.vertx(), database.url(), TestDatabase.PATIENT);
    ports = PgPorts.on(database, postgres, clock, new CountingIds());
    shop = Shop.in(ports, clock, new CountingIds());
    template =
        shop.template(
            shop.stocked(shop.store("kits.example"), "Shirt", 2_500, 50),
            shop.variant(shop.store("scarves.example"), "Scarf", 900));
  }

  @AfterEach
  void close() {
    ((PgCartStatuses) ports.statuses()).close();
    postgres.close();
    statements.close();
  }

  @Test
  void to_begin_is_one_statement() {
    var session = shop.guest();
    var cart = shop.copy(template, session);
    assertThat(
            statements.during(
                () ->
                    ports
                        .liveCarts()
                        .begin(shop.tenant(), Optional.of(session), cart, shop.initialized(cart))))
        .isEqualTo(1);
  }

  @Test
  void a_thousand_who_begin_at_once_share_some() {
    var sessions = Stream.generate(shop::guest).limit(1_000).toList();
    var carts = sessions.stream().map(session -> shop.copy(template, session)).toList();
    assertThat(statements.during(() -> Together.run(1_000, i -> begin(sessions, carts, i))))
        .isBetween(5, 200);
  }

  private LiveCart begin(List<CheckoutSession> sessions, List<LiveCart.Open> carts, int i) {
    var cart = carts.get(i);
    return ports
        .liveCarts()
        .begin(shop.tenant(), Optional.of(sessions.get(i)), cart, shop.initialized(cart));
  }

  @Test
  void to_change_a_cart_is_one_to_find_it_and_one_to_store_it() {
    var cart = shop.begin(template);
    assertThat(statements.during(() -> ports.liveCarts().find(shop.tenant(), cart.id())))
        .isEqualTo(1);
    assertThat(
            statements.during(
                () -> ports.liveCarts().save(shop.tenant(), cart, cart.contents().version())))
        .isEqualTo(1);
  }

  @Test
  void to_open_a_payment_with_a_key_is_one_statement() {
    var key = new IdempotencyKey(shop.tenant(), "caller", "POST /checkout/1", "k-1");
    var freeze = shop.freeze(shop.readyToPay(template));
    var attempt = shop.attempt(freeze);
    var held = new Claim.Held[1];
    assertThat(
            statements.during(
                () ->
                    held[0] =
                        (Claim.Held)
                            ports.idempotencyKeys().claim(key, new byte[32], clock.instant())))
        .isEqualTo(1);
    assertThat(
            statements.during(
                () -> ports.payments().open(shop.tenant(), freeze, attempt, Optional.of(held[0]))))
        .isEqualTo(1);
    var answer = new StoredAnswer(201, Map.of(), new byte[] {1}, Optional.empty());
    assertThat(
            statements.during(
                () -> ports.idempotencyKeys().complete(held[0], answer, clock.instant())))
        .isEqualTo(1);
  }

  @Test
  void to_move_and_to_settle_are_one_statement_each() {
    var submitting = shop.open(shop.readyToPay(template));
    var open =
        new Payment.Open(
            submitting.attempt(), "g-1", ScriptedGateways.handover(submitting.id()), false);
    var because = shop.event(submitting.attempt().cart(), CheckoutEvent.Type.CHECKOUT_IN_PROGRESS);
    assertThat(
            statements.during(
                () -> ports.payments().move(shop.tenant(), submitting, open, Optional.of(because))))
        .isEqualTo(1);
    var order = shop.order(open);
    assertThat(statements.during(() -> shop.settle(open, order))).isEqualTo(1);
  }

  @Test
  void to_store_an_order_that_stores_decide_on_is_two_statements() {
    var payment = shop.open(shop.readyToPay(template));
    var authorised = new Payment.Authorised(payment.attempt(), "g-1");
    var order = shop.order(payment);
    assertThat(
            statements.during(
                () ->
                    ports
                        .transactions()
                        .inOne(
                            () -> {
                              ports.orders().add(shop.tenant(), order, List.of());
                              return ports
                                  .payments()
                                  .move(shop.tenant(), payment, authorised, Optional.empty());
                            })))
        .isEqualTo(2);
  }

  @Test
  void to_poll_is_nothing_while_nothing_changes() {
    var cart = shop.readyToPay(template);
    var seen = ports.statuses().find(shop.tenant(), cart.id());
    // The look for other processes' changes is everybody's, and may fall into this.
    assertThat(
            statements.during(
                () -> {
                  for (int i = 0; i < 10_000; i++) {
                    assertThat(ports.statuses().find(shop.tenant(), cart.id())).isEqualTo(seen);
                  }
                }))
        .isLessThan(20);
  }
}
