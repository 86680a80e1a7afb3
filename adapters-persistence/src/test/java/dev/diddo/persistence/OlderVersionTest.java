package dev.diddo.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.Buyers;
import dev.diddo.application.CountingIds;
import dev.diddo.application.Ports;
import dev.diddo.application.Shop;
import dev.diddo.application.SteppingClock;
import dev.diddo.application.payment.ScriptedGateways;
import dev.diddo.domain.cart.Cart;
import dev.diddo.domain.id.MovementId;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.order.RefundWish;
import dev.diddo.domain.payment.Payment;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Rows as the version wrote them that could neither refund nor let stores decide. */
class OlderVersionTest {
  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private final SteppingClock clock = new SteppingClock();
  private final CountingIds ids = new CountingIds();
  private Ports ports;
  private Shop shop;
  private Cart template;

  @BeforeEach
  void open() {
    database.empty();
    ports = PgPorts.on(database, clock, ids);
    shop = Shop.in(ports, clock, ids);
    template = shop.template(shop.variant(shop.store("kits.example"), "Shirt", 2_500));
  }

  /** What an insert that does not know of a column leaves in it. */
  private static void asBefore() {
    database.sql(
        """
        update payment
           set capture_minor = default, mode = default, client = default, customer = default,
               splits = (select jsonb_agg(split - 'decides') from jsonb_array_elements(splits) split)
        """);
    database.sql(
        "update customer_order set policy = default, decision = default, disputes = default");
    database.sql(
        """
        update merchant_order
           set reason = default, decide_by = default, captured = default, fulfillments = default,
               returns = default, required_actions = default, created_at = default""");
  }

  @Test
  void an_order_was_paid_in_full() {
    var order = shop.paid(template, Buyers.ADA);
    asBefore();
    assertThat(ports.orders().find(shop.tenant(), order.id())).contains(undecided(order));
    assertThat(ports.payments().find(shop.tenant(), order.payment()))
        .containsInstanceOf(Payment.Captured.class)
        .map(payment -> ((Payment.Captured) payment).amount())
        .contains(order.cost().total());
  }

  @Test
  void an_order_can_be_refunded() {
    var order = shop.paid(template, Buyers.ADA);
    asBefore();
    var store = order.merchantOrders().getFirst().id();
    var refunded =
        ports
            .transactions()
            .inOne(
                () -> {
                  var locked = ports.orders().lock(shop.tenant(), order.id()).orElseThrow();
                  var after =
                      Shop.yes(
                          locked.refund(
                              store,
                              new MovementId(ids.next()),
                              new RefundWish.Rest(),
                              Optional.of("Too small"),
                              clock.instant()));
                  ports.orders().save(shop.tenant(), after, List.of());
                  return after;
                });
    assertThat(ports.orders().find(shop.tenant(), order.id())).contains(refunded);
  }

  @Test
  void an_open_payment_has_its_page_and_can_be_settled() {
    var submitting = shop.open(shop.readyToPay(template));
    var open =
        new Payment.Open(
            submitting.attempt(), "gw_1", ScriptedGateways.handover(submitting.id()), false);
    ports.payments().move(shop.tenant(), submitting, open, Optional.empty());
    asBefore();
    assertThat(ports.payments().find(shop.tenant(), open.id())).contains(open);
    var order = shop.order(open);
    assertThat(shop.settle(open, order)).isTrue();
    assertThat(ports.orders().find(shop.tenant(), order.id()))
        .contains(order.captured(order.cost().total()));
  }

  private static Order undecided(Order order) {
    return new Order(
        order.id(),
        order.number(),
        order.cart(),
        order.template(),
        order.payment(),
        order.buyer(),
        order.externalCustomerId(),
        order.cost(),
        order.merchantOrders(),
        order.policy(),
        Optional.empty(),
        order.disputes(),
        order.createdAt());
  }
}
