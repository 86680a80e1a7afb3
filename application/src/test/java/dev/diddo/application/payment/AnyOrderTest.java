package dev.diddo.application.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.Auditor;
import dev.diddo.application.OutageException;
import dev.diddo.application.Shop;
import dev.diddo.application.Steps;
import dev.diddo.application.cart.CartChange;
import dev.diddo.application.order.ReturnLines;
import dev.diddo.application.payment.ScriptedGateways.Book;
import dev.diddo.application.payment.ScriptedGateways.Call;
import dev.diddo.application.payment.ScriptedGateways.Fault;
import dev.diddo.domain.Outcome;
import dev.diddo.domain.cart.Cart;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.id.MerchantOrderId;
import dev.diddo.domain.id.OrderId;
import dev.diddo.domain.id.PaymentId;
import dev.diddo.domain.id.VariantId;
import dev.diddo.domain.order.OrderRefusal;
import dev.diddo.domain.order.Refund;
import dev.diddo.domain.order.RefundWish;
import dev.diddo.domain.order.Tracking;
import dev.diddo.domain.payment.Dispute;
import dev.diddo.domain.payment.Payment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Buyers, the platform, the provider and the weather do whatever they like, in whatever order; when
 * the weather clears up, the books agree.
 */
class AnyOrderTest {
  private static final int CARTS = 3;
  private static final List<Fault> FAULTS = List.of(Fault.values());
  private static final List<Book> AT_ONCE = List.of(Book.AWAITING, Book.AUTHORISED, Book.CAPTURED);

  /** What may happen next. */
  enum Move {
    PAY,
    CANCEL_PAYMENT,
    CANCEL_CART,
    ADD,
    REPRICE,
    RESTOCK,
    APPROVE,
    DECLINE,
    CHALLENGE,
    NOTIFY,
    APPLY,
    LOOK,
    RECONCILE,
    FULFIL,
    RETURN,
    CANCEL_ORDER,
    WAIT_A_LITTLE,
    WAIT_LONG,
    DECIDE_AT_ONCE,
    FAULT_ON_OPEN,
    FAULT_ON_LOOK_UP,
    FAULT_ON_CAPTURE,
    FAULT_ON_CANCEL,
    REFUND,
    REFUND_THERE,
    BOUNCE,
    LOSE_DISPUTE,
    FAULT_ON_REFUND,
    FAULT_ON_REFUNDS,
    DOWN,
    UP
  }

  /**
   * @param who which cart, and which of several ways
   */
  record Happening(Move move, int who) {}

  @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
  void the_books_agree_in_the_end(@ForAll("happenings") List<Happening> happenings) {
    var world = new World();
    for (var happening : happenings) {
      try {
        world.happen(happening);
      } catch (ScriptedGateways.Death | OutageException restart) {
        // What died is gone; what was stored is not.
        assertThat(world.steps.database.payments.values()).isNotEmpty();
      }
      Auditor.check(world.steps);
    }
    world.clearUp();
    Auditor.checkAtRest(world.steps);
    world.nobodyPaidTwice();
    world.noLeaseWasTooShort();
  }

  @Provide
  Arbitrary<List<Happening>> happenings() {
    return Combinators.combine(Arbitraries.of(Move.class), Arbitraries.integers().between(0, 11))
        .as(Happening::new)
        .list()
        .ofMinSize(10)
        .ofMaxSize(50);
  }

  private static final class World {
    final Steps steps = new Steps();
    private final Shop shop = steps.shop;
    private final ScriptedGateways gateways = steps.gateways;
    private final VariantId scarf;
    private final List<LiveCart> carts = new ArrayList<>();
    private int events;

    World() {
      var kit = shop.returning(shop.store("kit.example"), 1);
      scarf = shop.stocked(kit, "Scarf", 1_000, 9);
      Cart template = shop.template(scarf, shop.variant(shop.store("b.example"), "Boots", 9_000));
      for (int i = 0; i < CARTS; i++) {
        carts.add(shop.readyToPay(template));
      }
    }

    void happen(Happening happening) {
      int who = happening.who;
      var cart = carts.get(who % CARTS);
      switch (happening.move) {
        case PAY -> pay(cart);
        case CANCEL_PAYMENT -> steps.cancelPayment.cancelPayment(steps.buyer(cart), cart.id());
        case CANCEL_CART -> steps.cancelPayment.cancelCart(shop.platform(), cart.id());
        case ADD ->
            steps.changeCart.change(
                steps.buyer(cart),
                cart.id(),
                new CartChange.Add(shop.newLine(), Shop.one(scarf)),
                OptionalInt.empty());
        case REPRICE -> shop.reprice(scarf, 1_000 + who);
        case RESTOCK -> shop.restock(scarf, who);
        case APPROVE -> decide(cart, Book.AUTHORISED);
        case DECLINE -> decide(cart, Book.DECLINED);
        case CHALLENGE -> decide(cart, Book.CHALLENGED);
        case NOTIFY -> tell(cart, who);
        case APPLY -> steps.catchUp();
        case LOOK -> steps.readCheckout.read(steps.buyer(cart), Optional.empty());
        case RECONCILE -> steps.reconcilePayments.run();
        case FULFIL ->
            part(cart, who)
                .ifPresent(
                    it ->
                        steps.fulfilOrder.fulfil(
                            shop.tenant(), it.order(), it.part(), Tracking.none(), List.of()));
        case RETURN ->
            part(cart, who)
                .ifPresent(
                    it ->
                        steps.returnLines.takeBack(
                            shop.tenant(),
                            it.order(),
                            it.part(),
                            new ReturnLines.Wish(List.of(), who % 3 == 0, Optional.empty())));
        case CANCEL_ORDER -> part(cart, who).ifPresent(this::cancel);
        case WAIT_A_LITTLE -> steps.clock.advance(Duration.ofSeconds(15));
        case WAIT_LONG -> steps.clock.advance(Duration.ofMinutes(10));
        case DECIDE_AT_ONCE -> gateways.decideAtOnce(AT_ONCE.get(who % AT_ONCE.size()));
        case FAULT_ON_OPEN -> gateways.fail(Call.OPEN, fault(who));
        case FAULT_ON_LOOK_UP -> gateways.fail(Call.LOOK_UP, fault(who));
        case FAULT_ON_CAPTURE -> gateways.fail(Call.CAPTURE, fault(who));
        case FAULT_ON_CANCEL -> gateways.fail(Call.CANCEL, fault(who));
        case REFUND -> refund(cart, 1 + who * 700L);
        case REFUND_THERE -> taken(cart).ifPresent(id -> refundThere(id, 1 + who * 900L));
        case BOUNCE -> taken(cart).ifPresent(gateways::bounceRefund);
        case LOSE_DISPUTE -> taken(cart).ifPresent(id -> dispute(id, who));
        case FAULT_ON_REFUND -> gateways.fail(Call.REFUND, fault(who));
        case FAULT_ON_REFUNDS -> gateways.fail(Call.REFUNDS, fault(who));
        case DOWN -> gateways.down(true);
        case UP -> gateways.down(false);
      }
    }

    /** One store's part of the newest order of a cart. */
    private record Part(OrderId order, MerchantOrderId part) {}

    private Optional<Part> part(LiveCart cart, int who) {
      return steps.database.orders.values().stream()
          .filter(order -> order.cart().equals(cart.id()))
          .reduce((_, newer) -> newer)
          .map(
              order ->
                  new Part(
                      order.id(),
                      order.merchantOrders().get(who % order.merchantOrders().size()).id()));
    }

    private void cancel(Part it) {
      var cancelled = steps.cancelOrder.record(shop.tenant(), it.order(), it.part(), "No");
      if (cancelled instanceof Outcome.Accepted<DecideOrder.Recorded, OrderRefusal>(var recorded)) {
        steps.cancelOrder.carryOut(shop.tenant(), recorded);
      }
    }

    /** Whatever it costs today. */
    private void pay(LiveCart cart) {
      var today = steps.ports.listings().now(shop.tenant(), cart.contents().lines().variants());
      var total =
          today.listings().values().stream()
              .mapToLong(listing -> listing.merchandise().price().orElseThrow().minorUnits())
              .sum();
      var wish =
          new OpenPayment.Wish(
              Optional.of(ScriptedGateways.NAME),
              Optional.empty(),
              OptionalInt.empty(),
              OptionalLong.of(total + 2 * 500),
              Optional.empty(),
              Optional.empty());
      steps.openPayment.open(steps.buyer(cart), cart.id(), wish, Optional.empty());
    }

    /** A payment of the cart that the provider has taken money for. */
    private Optional<PaymentId> taken(LiveCart cart) {
      return payments(cart)
          .map(Payment::id)
          .filter(gateways::knows)
          .filter(id -> gateways.book(id) == Book.CAPTURED)
          .findFirst();
    }

    private Stream<Payment> payments(LiveCart cart) {
      return steps.database.payments.values().stream()
          .map(row -> row.payment())
          .filter(payment -> payment.attempt().cart().equals(cart.id()));
    }

    /** By the platform, of the first store's part. */
    private void refund(LiveCart cart, long amount) {
      var order =
          payments(cart)
              .filter(Payment.Captured.class::isInstance)
              .findFirst()
              .flatMap(payment -> steps.ports.orders().ofPayment(shop.tenant(), payment.id()));
      if (order.isEmpty()) {
        return;
      }
      var id = order.get().id();
      var part = order.get().merchantOrders().getFirst().id();
      var wish = new RefundWish.OfAmount(Shop.usd(amount));
      if (steps.refundOrder.refund(shop.tenant(), id, part, wish, Optional.empty())
          instanceof Outcome.Accepted<Refund, OrderRefusal>(var refund)) {
        steps.refundOrder.carryOut(shop.tenant(), id, part, refund.id());
      }
    }

    /** In the provider's dashboard; more than is left there is refused there. */
    private void refundThere(PaymentId id, long amount) {
      gateways.refundInDashboard(id, Shop.usd(amount));
    }

    private void dispute(PaymentId id, int who) {
      var status = who % 3 == 0 ? Dispute.Status.WON : Dispute.Status.LOST;
      gateways.dispute(
          id, new Dispute("dp_" + who % 2, Shop.usd(300), "fraudulent", status, Optional.empty()));
    }

    private static Fault fault(int number) {
      return FAULTS.get(number % FAULTS.size());
    }

    /** At any page of the cart that is still open, also in an old tab. */
    private void decide(LiveCart cart, Book book) {
      steps.database.payments.values().stream()
          .map(row -> row.payment())
          .filter(payment -> payment.attempt().cart().equals(cart.id()))
          .map(Payment::id)
          .filter(gateways::knows)
          .filter(id -> List.of(Book.AWAITING, Book.CHALLENGED).contains(gateways.book(id)))
          .findFirst()
          .ifPresent(id -> gateways.decide(id, book));
    }

    private void tell(LiveCart cart, int who) {
      // Every third message is one that was sent before.
      int event = who % 3 == 0 ? events : ++events;
      var about =
          steps
              .ports
              .payments()
              .newestOf(shop.tenant(), cart.id())
              .map(payment -> payment.attempt().reference())
              .orElse("nobody");
      tell(about, event);
    }

    private void tell(String about, int event) {
      steps.receiveNotification.receive(
          ScriptedGateways.NAME,
          ScriptedGateways.signed(),
          ScriptedGateways.message("event-" + event, about));
    }

    /** The provider answers again, buyers have gone home, and time passes. */
    void clearUp() {
      gateways.recover();
      anHourPasses();
      // What the provider did by itself it tells, once more at least.
      for (var row : List.copyOf(steps.database.payments.values())) {
        tell(row.payment().attempt().reference(), ++events);
      }
      anHourPasses();
    }

    private void anHourPasses() {
      steps.catchUp();
      for (int minute = 0; minute < 60; minute++) {
        steps.clock.advance(Duration.ofMinutes(1));
        steps.reconcilePayments.run();
      }
    }

    void noLeaseWasTooShort() {
      assertThat(steps.gateways.mostCallsOfATask())
          .isLessThanOrEqualTo(ReconcilePayments.CALLS_OF_A_NOTICE);
    }

    void nobodyPaidTwice() {
      for (var cart : carts) {
        var captured =
            steps.database.payments.values().stream()
                .map(row -> row.payment())
                .filter(payment -> payment.attempt().cart().equals(cart.id()))
                .filter(Payment.Captured.class::isInstance)
                .toList();
        assertThat(captured).hasSizeLessThanOrEqualTo(1);
        assertThat(steps.cart(cart) instanceof LiveCart.Submitted).isEqualTo(!captured.isEmpty());
      }
    }
  }
}
