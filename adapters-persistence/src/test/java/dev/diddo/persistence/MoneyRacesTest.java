package dev.diddo.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.Buyers;
import dev.diddo.application.CountingIds;
import dev.diddo.application.Page;
import dev.diddo.application.Ports;
import dev.diddo.application.Shop;
import dev.diddo.application.SteppingClock;
import dev.diddo.application.Together;
import dev.diddo.application.dashboard.RecordAct;
import dev.diddo.application.order.Orders;
import dev.diddo.application.organization.Caller;
import dev.diddo.application.payment.Movements;
import dev.diddo.application.payment.ScriptedGateways;
import dev.diddo.domain.Outcome;
import dev.diddo.domain.cart.Cart;
import dev.diddo.domain.dashboard.AuditEntry;
import dev.diddo.domain.id.EventId;
import dev.diddo.domain.id.MerchantOrderId;
import dev.diddo.domain.id.MovementId;
import dev.diddo.domain.id.OperatorId;
import dev.diddo.domain.id.OrderId;
import dev.diddo.domain.id.PaymentId;
import dev.diddo.domain.id.VariantId;
import dev.diddo.domain.order.CheckoutEvent;
import dev.diddo.domain.order.LedgerEntry;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.order.OrderRefusal;
import dev.diddo.domain.order.RefundWish;
import dev.diddo.domain.organization.Operator;
import dev.diddo.domain.payment.Movement;
import dev.diddo.domain.payment.Payment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Money that many move at once, which only locks of a real database can keep in order. */
class MoneyRacesTest {
  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  /** Nothing is repeated here, so that a ring of waiting would fail what it breaks off. */
  private static final PostgresLimits UNFORGIVING =
      new PostgresLimits(
          20, 1_000, Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(60), 0);

  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final String GATEWAY_ID = "gw_1";

  private final SteppingClock clock = new SteppingClock();
  private final CountingIds ids = new CountingIds();
  private Postgres postgres;
  private Ports ports;
  private Shop shop;

  @BeforeEach
  void open() {
    database.empty();
    postgres = Postgres.open(database.vertx(), database.url(), UNFORGIVING);
    ports = PgPorts.on(database, postgres, clock, ids);
    shop = Shop.in(ports, clock, ids);
  }

  @AfterEach
  void close() {
    ((PgCartStatuses) ports.statuses()).close();
    postgres.close();
  }

  @Test
  void workers_at_once_claim_no_movement_twice() {
    var order = shop.paid(shirt(), Buyers.ADA);
    var wanted = Stream.generate(() -> transfer(order)).limit(40).toList();
    ports.movements().add(shop.tenant(), wanted);
    var claimed = new ArrayList<Movements.Owned>();
    Together.run(8, _ -> claim()).forEach(claimed::addAll);
    for (var rest = claim(); !rest.isEmpty(); rest = claim()) {
      claimed.addAll(rest);
    }
    assertThat(claimed)
        .extracting(Movements.Owned::movement)
        .containsExactlyInAnyOrderElementsOf(wanted);
    clock.advance(LEASE);
    assertThat(ports.movements().claimDue(clock.instant(), ScriptedGateways.NAME, 50, LEASE))
        .hasSize(40);
  }

  private List<Movements.Owned> claim() {
    return ports.movements().claimDue(clock.instant(), ScriptedGateways.NAME, 5, LEASE);
  }

  private Movement transfer(Order order) {
    var merchantOrder = order.merchantOrders().getFirst();
    return Movement.pending(
        new MovementId(ids.next()),
        order.payment(),
        Movement.Kind.TRANSFER,
        Optional.of(merchantOrder.id()),
        Shop.usd(1),
        clock.instant());
  }

  @Test
  void refunds_at_once_never_exceed_what_was_captured() {
    var order = shop.paid(shirt(), Buyers.ADA);
    var store = order.merchantOrders().getFirst().id();
    var accepted = Together.run(20, _ -> refund(order.id(), store, 400));
    assertThat(accepted).filteredOn(it -> it).hasSize(7);
    var after = stored(order.id());
    assertThat(after.merchantOrders().getFirst().refunded()).isEqualTo(Shop.usd(2_800));
    assertThat(after.merchantOrders().getFirst().refunds()).hasSize(7);
    assertThat(ports.movements().ofPayment(shop.tenant(), order.payment())).hasSize(7);
    var events = ports.orders().events(shop.tenant(), order.id(), new Page(100, 0)).items();
    assertThat(events)
        .extracting(Orders.Numbered::sequence)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, events.size()).boxed().toList());
  }

  @Test
  void of_refunds_at_once_each_is_written_down_with_its_own_sum() {
    var order = shop.paid(shirt(), Buyers.ADA);
    var store = order.merchantOrders().getFirst().id();
    var recordAct =
        new RecordAct(ports.auditLog(), ports.orders(), ports.transactions(), ids, clock);
    var act = new RecordAct.Act(operator(), "203.0.113.7", AuditEntry.Action.REFUNDED);
    var sums = List.of(100L, 200L, 300L, 400L, 500L, 600L);
    Together.run(
        sums.size(),
        i ->
            recordAct.onOrder(
                act, order.id(), store, () -> refund(order.id(), store, sums.get(i)), it -> it));
    var entries = ports.auditLog().list(shop.tenant().organization(), new Page(50, 0)).items();
    assertThat(entries)
        .extracting(it -> it.subject().amount().orElseThrow())
        .containsExactlyInAnyOrderElementsOf(sums.stream().map(Shop::usd).toList());
  }

  private Caller.Operator operator() {
    var person =
        new Operator(
            new OperatorId(ids.next()),
            shop.tenant().organization(),
            "ada@shop.example",
            Operator.Role.SUPPORT);
    return new Caller.Operator(person, shop.tenant().environment());
  }

  @Test
  void bookings_at_once_follow_each_other() {
    var order = shop.paid(shirt(), Buyers.ADA);
    var store = order.merchantOrders().getFirst().split().store();
    // Without the order's lock, and so with a repetition where two took one position.
    var patient = PgPorts.on(database, clock, ids).ledger();
    var entries = LedgerEntry.ofTransfer(store, Shop.usd(1));
    Together.run(
        4,
        _ -> {
          patient.book(shop.tenant(), order.payment(), entries, clock.instant());
          return true;
        });
    assertThat(patient.of(shop.tenant(), order.payment())).hasSize(3 + 4 * 2);
  }

  @Test
  void deciding_settling_refunding_and_selling_at_once_wait_in_no_ring() {
    var home = shop.stocked(shop.deciding("home.example"), "Home", 2_500, 1_000);
    var away = shop.stocked(shop.deciding("away.example"), "Away", 900, 1_000);
    var orders = Stream.generate(() -> authorised(home, away)).limit(6).toList();
    Together.run(
        6 * 8,
        i -> {
          act(orders.get(i % 6), i / 6, shop.template(away, home));
          return true;
        });
    orders.forEach(this::finish);
    for (var order : orders) {
      var after = stored(order.id());
      assertThat(after.isCaptured()).isTrue();
      assertThat(after.merchantOrders())
          .allSatisfy(it -> assertThat(it.refundable()).isGreaterThanOrEqualTo(Shop.usd(0)));
      assertThat(entriesOf(order.payment())).isZero();
    }
    assertThat(shop.inventory(home)).extracting(it -> it.held()).isEqualTo(0L);
    assertThat(shop.inventory(away)).extracting(it -> it.onHand()).isEqualTo(1_000L - 6);
  }

  /** One of the things that happen to an order, over and over. */
  private void act(Order order, int kind, Cart other) {
    var stores = order.merchantOrders();
    for (int i = 0; i < 3; i++) {
      switch (kind) {
        case 0 -> change(order.id(), it -> it.accept(stores.getFirst().id(), clock.instant()));
        case 1 -> change(order.id(), it -> it.accept(stores.getLast().id(), clock.instant()));
        case 2, 3 -> capture(order);
        case 4 -> refund(order.id(), stores.getFirst().id(), 100);
        case 5 -> refund(order.id(), stores.getLast().id(), 100);
        case 6 -> openAndCancel(other);
        default -> look(order.payment());
      }
    }
  }

  private void finish(Order order) {
    order
        .merchantOrders()
        .forEach(store -> change(order.id(), it -> it.accept(store.id(), clock.instant())));
    capture(order);
  }

  /** A payment of one of each that is authorised, with its order. */
  private Order authorised(VariantId... variants) {
    var payment = shop.open(shop.readyToPay(shop.template(variants)));
    var order = shop.order(payment);
    return ports
        .transactions()
        .inOne(
            () -> {
              var authorised = new Payment.Authorised(payment.attempt(), GATEWAY_ID);
              ports.payments().move(shop.tenant(), payment, authorised, Optional.empty());
              ports.orders().add(shop.tenant(), order, List.of());
              return order;
            });
  }

  private boolean change(OrderId id, Function<Order, Outcome<Order, OrderRefusal>> change) {
    return ports
        .transactions()
        .inOne(
            () -> {
              var order = ports.orders().lock(shop.tenant(), id).orElseThrow();
              var changed = change.apply(order);
              if (!(changed instanceof Outcome.Accepted<Order, OrderRefusal>(var after))) {
                return false;
              }
              ports.orders().save(shop.tenant(), after, List.of(updated(after)));
              ports.payments().checkAgain(shop.tenant(), after.payment(), clock.instant());
              return true;
            });
  }

  private boolean refund(OrderId id, MerchantOrderId store, long cents) {
    var refund = new MovementId(ids.next());
    var wish = new RefundWish.OfAmount(Shop.usd(cents));
    return ports
        .transactions()
        .inOne(
            () -> {
              var isRefunded =
                  change(
                      id, it -> it.refund(store, refund, wish, Optional.empty(), clock.instant()));
              if (isRefunded) {
                ports.movements().add(shop.tenant(), List.of(pending(id, store, refund, cents)));
              }
              return isRefunded;
            });
  }

  private Movement pending(OrderId id, MerchantOrderId store, MovementId refund, long cents) {
    return Movement.pending(
        refund,
        stored(id).payment(),
        Movement.Kind.REFUND,
        Optional.of(store),
        Shop.usd(cents),
        clock.instant());
  }

  /** As soon as it is decided. */
  private void capture(Order begun) {
    var capturing = ports.transactions().inOne(() -> capturing(begun));
    if (capturing.isPresent()) {
      var paid = stored(begun.id()).captured(capturing.get().amount());
      var captured =
          new Payment.Captured(capturing.get().attempt(), GATEWAY_ID, capturing.get().amount());
      var entries = LedgerEntry.ofCapture(captured.amount(), paid.capturedSplits());
      ports
          .payments()
          .settle(shop.tenant(), capturing.get(), captured, paid, entries, List.of(updated(paid)));
    }
  }

  private Optional<Payment.Capturing> capturing(Order begun) {
    var order = ports.orders().lock(shop.tenant(), begun.id()).orElseThrow();
    var payment = ports.payments().find(shop.tenant(), begun.payment()).orElseThrow();
    if (payment instanceof Payment.Authorised authorised && order.decision().isPresent()) {
      var next = authorised.capture(order.decision().get().captured());
      ports.payments().move(shop.tenant(), payment, next, Optional.empty());
      return Optional.of(next);
    }
    return payment instanceof Payment.Capturing capturing
        ? Optional.of(capturing)
        : Optional.empty();
  }

  private void openAndCancel(Cart template) {
    var payment = shop.open(shop.readyToPay(template));
    var cancelled = new Payment.Cancelled(payment.attempt(), Optional.empty());
    ports.payments().move(shop.tenant(), payment, cancelled, Optional.empty());
  }

  /** As the reconciler does. */
  private void look(PaymentId id) {
    ports.payments().claimDue(clock.instant().plus(LEASE), ScriptedGateways.NAME, 5, LEASE);
    ports.movements().claimDue(clock.instant(), ScriptedGateways.NAME, 5, LEASE);
    ports.payments().checkAgain(shop.tenant(), id, clock.instant());
  }

  private Order stored(OrderId id) {
    return ports.orders().find(shop.tenant(), id).orElseThrow();
  }

  private long entriesOf(PaymentId payment) {
    var entries = ports.ledger().of(shop.tenant(), payment);
    assertThat(entries).isNotEmpty();
    return entries.stream().mapToLong(entry -> entry.amount().minorUnits()).sum();
  }

  private Cart shirt() {
    return shop.template(shop.variant(shop.store("kits.example"), "Shirt", 2_500));
  }

  private CheckoutEvent updated(Order order) {
    return CheckoutEvent.of(
        new EventId(ids.next()), order, CheckoutEvent.Type.ORDER_UPDATED, clock.instant());
  }
}
