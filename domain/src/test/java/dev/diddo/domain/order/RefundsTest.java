package dev.diddo.domain.order;

import static dev.diddo.domain.cart.LiveCarts.NOON;
import static dev.diddo.domain.cart.LiveCarts.newPayment;
import static dev.diddo.domain.cart.LiveCarts.yes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.domain.Outcome;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.cart.LiveCarts;
import dev.diddo.domain.catalog.Listing;
import dev.diddo.domain.catalog.Listings;
import dev.diddo.domain.id.CountingIds;
import dev.diddo.domain.id.LineId;
import dev.diddo.domain.id.MovementId;
import dev.diddo.domain.id.OrderId;
import dev.diddo.domain.merchant.Stores;
import dev.diddo.domain.money.Money;
import dev.diddo.domain.organization.AcceptancePolicy;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What is given back is never more than was taken, to the last minor unit. */
class RefundsTest {
  private static final CountingIds IDS = new CountingIds();

  @Provide
  Arbitrary<Currency> currencies() {
    return Arbitraries.of("USD", "JPY", "KWD").map(Currency::getInstance);
  }

  @Property(tries = 200)
  void no_sequence_of_refunds_exceeds_what_was_captured(
      @ForAll("currencies") Currency currency,
      @ForAll @LongRange(min = 1, max = 90_000) long price,
      @ForAll @IntRange(max = 10_000) int commission,
      @ForAll @Size(max = 12) List<@LongRange(min = -5, max = 40_000) Long> amounts,
      @ForAll @Size(max = 12) List<Boolean> successes) {
    var order = captured(currency, price, commission);
    for (int i = 0; i < amounts.size(); i++) {
      var wish = new RefundWish.OfAmount(new Money(amounts.get(i), currency));
      var id = new MovementId(IDS.next());
      if (tryRefund(order, id, wish) instanceof Outcome.Accepted<Order, OrderRefusal>(var after)) {
        order = after;
        if (i < successes.size()) {
          order =
              order.refundEnded(
                  id, successes.get(i) ? Refund.Status.SUCCEEDED : Refund.Status.FAILED);
        }
      }
      assertFits(store(order));
    }
    assertRestIsExact(order);
  }

  /** Whatever was refunded before, the rest and the commission on it come to the whole. */
  private static void assertRestIsExact(Order order) {
    if (store(order).refundable().isZero()) {
      return;
    }
    var all = store(refund(order, new RefundWish.Rest()));
    assertFits(all);
    assertThat(all.refundable().isZero()).isTrue();
    if (all.refunds().stream().noneMatch(it -> it.status() == Refund.Status.FAILED)) {
      assertThat(commission(all)).isEqualTo(all.split().commission());
    }
  }

  private static void assertFits(MerchantOrder store) {
    assertThat(store.refunded()).isLessThanOrEqualTo(store.split().gross());
    assertThat(store.refundable()).isEqualTo(store.split().gross().minus(store.refunded()));
    assertThat(commission(store)).isLessThanOrEqualTo(store.split().commission());
  }

  private static Money commission(MerchantOrder store) {
    return store.refunds().stream()
        .filter(Refund::counts)
        .map(Refund::commission)
        .reduce(Money.zero(store.split().gross().currency()), Money::plus);
  }

  @Property(tries = 100)
  void units_one_by_one_cost_what_they_cost_together(
      @ForAll("currencies") Currency currency,
      @ForAll @LongRange(min = 1, max = 90_000) long price,
      @ForAll @IntRange(min = 1, max = 9) int quantity,
      @ForAll @IntRange(max = 2_500) int tax) {
    var order = captured(currency, price, 1_000, quantity, tax);
    var together = refund(order, lines(order, quantity));
    var single = order;
    for (int i = 0; i < quantity; i++) {
      single = refund(single, lines(order, 1));
    }
    assertThat(store(single).refunded()).isEqualTo(store(together).refunded());
    var offer = store(order).part().offer();
    assertThat(store(single).refunded()).isEqualTo(offer.total().minus(offer.shipping()));
    assertThat(tryRefund(single, new MovementId(IDS.next()), lines(order, 1)))
        .isEqualTo(Outcome.refused(new OrderRefusal.QuantityExceeded(line(order), 0)));
  }

  @Property(tries = 100)
  void what_the_provider_gave_back_is_spread_over_the_stores_and_sums_to_it(
      @ForAll("currencies") Currency currency,
      @ForAll @LongRange(min = 1, max = 9_000) long one,
      @ForAll @LongRange(min = 1, max = 90_000) long other,
      @ForAll @LongRange(min = 1, max = 120_000) long refunded) {
    var order =
        captured(
            listing(currency, "a.example", one, 1_000, 0),
            listing(currency, "b.example", other, 500, 0));
    var after = order.adopt(new Money(refunded, currency), Refund.Status.SUCCEEDED, IDS, NOON);
    var sum = after.merchantOrders().stream().mapToLong(it -> it.refunded().minorUnits()).sum();
    assertThat(sum).isEqualTo(Math.min(refunded, order.cost().total().minorUnits()));
    assertThat(after.merchantOrders()).allSatisfy(RefundsTest::assertFits);
    for (var it : after.merchantOrders()) {
      for (var refund : it.refunds()) {
        assertThat(LedgerEntry.ofRefund(it.split().store(), refund))
            .satisfies(RefundsTest::sumsToZero);
      }
    }
  }

  @Test
  void nothing_is_refunded_of_what_was_not_captured() {
    var order = placed(listing(Currency.getInstance("USD"), "a.example", 1_000, 0, 0));
    assertThat(tryRefund(order, new MovementId(IDS.next()), new RefundWish.Rest()))
        .isEqualTo(Outcome.refused(new OrderRefusal.WrongStatus(MerchantOrder.Status.ACCEPTED)));
  }

  @Test
  void a_line_of_another_order_is_unknown() {
    var order = captured(Currency.getInstance("USD"), 1_000, 0);
    var stranger = new LineId(UUID.fromString("019ab000-0000-7000-8fff-000000000000"));
    var wish = new RefundWish.OfLines(List.of(new Units(stranger, 1)));
    assertThat(tryRefund(order, new MovementId(IDS.next()), wish))
        .isEqualTo(Outcome.refused(new OrderRefusal.UnknownLine(stranger)));
  }

  @Test
  void every_booking_sums_to_zero() {
    var order = captured(Currency.getInstance("USD"), 999, 333);
    var split = store(order).split();
    sumsToZero(LedgerEntry.ofCapture(order.cost().total(), order.capturedSplits()));
    sumsToZero(LedgerEntry.ofTransfer(split.store(), split.net()));
    sumsToZero(LedgerEntry.ofReversal(split.store(), split.net()));
  }

  private static void sumsToZero(List<? extends LedgerEntry> entries) {
    assertThat(entries.stream().mapToLong(it -> it.amount().minorUnits()).sum()).isZero();
  }

  private static MerchantOrder store(Order order) {
    return order.merchantOrders().getFirst();
  }

  private static LineId line(Order order) {
    return store(order).part().lines().getFirst().line().id();
  }

  @Test
  void lines_that_cost_nothing_are_told_apart_from_too_much() {
    var order = captured(Currency.getInstance("USD"), 1, 0, 3, 0);
    var gift = captured(Currency.getInstance("USD"), 0, 0);
    assertThat(tryRefund(gift, new MovementId(IDS.next()), lines(gift, 1)))
        .isEqualTo(Outcome.refused(new OrderRefusal.LinesCostNothing()));
    assertThat(store(refund(order, lines(order, 1))).refunded().minorUnits()).isEqualTo(1);
  }

  private static RefundWish lines(Order order, int quantity) {
    return new RefundWish.OfLines(List.of(new Units(line(order), quantity)));
  }

  private static Order refund(Order order, RefundWish wish) {
    return yes(tryRefund(order, new MovementId(IDS.next()), wish));
  }

  private static Outcome<Order, OrderRefusal> tryRefund(
      Order order, MovementId id, RefundWish wish) {
    return order.refund(store(order).id(), id, wish, Optional.empty(), NOON);
  }

  private static Order captured(Currency currency, long price, int commission) {
    return captured(currency, price, commission, 1, 0);
  }

  private static Order captured(
      Currency currency, long price, int commission, int quantity, int tax) {
    var listing = listing(currency, "a.example", price, commission, tax);
    var cart = LiveCarts.readyToPay(listing);
    var shelf = Listings.shelf(listing);
    var many =
        yes(cart.setQuantity(cart.contents().lines().list().getFirst().id(), quantity, shelf, IDS));
    return captured(order(yes(many.freeze(newPayment(), OptionalLong.empty(), shelf, IDS))));
  }

  private static Order captured(Listing... listings) {
    return captured(placed(listings));
  }

  private static Order captured(Order placed) {
    return placed.captured(placed.cost().total());
  }

  private static Order placed(Listing... listings) {
    var cart = LiveCarts.readyToPay(listings);
    var shelf = Listings.shelf(listings);
    return order(yes(cart.freeze(newPayment(), OptionalLong.empty(), shelf, IDS)));
  }

  private static Order order(LiveCart.Freeze freeze) {
    var newOrder =
        new Order.NewOrder(
            new OrderId(IDS.next()),
            OrderNumber.random(new Random(7)),
            freeze.cart().payment(),
            Optional.empty(),
            AcceptancePolicy.BEST_EFFORT,
            NOON,
            NOON.plusSeconds(3_600));
    return Order.of(newOrder, freeze.cart().contents(), freeze.splits());
  }

  private static Listing listing(
      Currency currency, String domain, long price, int commission, int tax) {
    var store =
        Stores.in(currency, domain)
            .sends(Stores.STANDARD, 500, "US")
            .taxed("US", tax)
            .commission(commission)
            .build();
    return Listings.of(store, price);
  }
}
