package dev.diddo.domain.order;

import static dev.diddo.domain.Outcome.refused;
import static dev.diddo.domain.cart.LiveCarts.NOON;
import static dev.diddo.domain.cart.LiveCarts.yes;
import static dev.diddo.domain.order.MerchantOrder.Status.ACCEPTED;
import static dev.diddo.domain.order.MerchantOrder.Status.CANCELLED;
import static dev.diddo.domain.order.MerchantOrder.Status.FULFILLED;
import static dev.diddo.domain.order.MerchantOrder.Status.PARTIALLY_FULFILLED;
import static dev.diddo.domain.order.MerchantOrder.Status.RETURNED;
import static dev.diddo.domain.order.MerchantOrders.IDS;
import static dev.diddo.domain.order.MerchantOrders.first;
import static dev.diddo.domain.order.MerchantOrders.id;
import static dev.diddo.domain.order.MerchantOrders.line;
import static dev.diddo.domain.order.MerchantOrders.paid;
import static dev.diddo.domain.order.MerchantOrders.placed;
import static dev.diddo.domain.organization.AcceptancePolicy.ALL_OR_NOTHING;
import static dev.diddo.domain.organization.AcceptancePolicy.BEST_EFFORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diddo.domain.Outcome;
import dev.diddo.domain.catalog.Listing;
import dev.diddo.domain.catalog.Listings;
import dev.diddo.domain.id.FulfillmentId;
import dev.diddo.domain.id.LineId;
import dev.diddo.domain.id.MovementId;
import dev.diddo.domain.id.RequiredActionId;
import dev.diddo.domain.id.ReturnId;
import dev.diddo.domain.merchant.ReturnsPolicy;
import dev.diddo.domain.merchant.Stores;
import dev.diddo.domain.money.Amounts;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stores send, take back and wait for, and what is ended before. */
class FulfilmentTest {
  private static final ReturnsPolicy MONTH = new ReturnsPolicy(true, 30);
  private static final Duration DAY = Duration.ofDays(1);

  private final Listing scarf = Listings.of(Stores.usd("kit.example"), 1_000);
  private final Listing boots = Listings.of(Stores.usd("boots.example"), 9_000);

  @Test
  void what_is_sent_in_parts_is_sent_as_a_whole_in_the_end() {
    var order = paid(3, scarf);
    var one = yes(fulfil(order, NOON, new Units(line(order, 0), 1)));
    assertThat(first(one).status()).isEqualTo(PARTIALLY_FULFILLED);
    var all = yes(fulfil(one, NOON));
    assertThat(first(all).status()).isEqualTo(FULFILLED);
    assertThat(first(all).fulfillments().getLast().lines())
        .containsExactly(new Units(line(order, 0), 2));
    assertThat(fulfil(all, NOON)).isEqualTo(refused(new OrderRefusal.WrongStatus(FULFILLED)));
  }

  @Property(tries = 200)
  void no_sequence_sends_or_takes_back_more_than_there_is(
      @ForAll @IntRange(min = 1, max = 5) int quantity,
      @ForAll @Size(max = 15) List<@IntRange(min = -4, max = 4) Integer> moves) {
    var order = paid(quantity, scarf);
    int sent = 0;
    int returned = 0;
    for (int move : moves) {
      var moved = move(order, move, quantity);
      if (moved instanceof Outcome.Accepted<Order, OrderRefusal>(var after)) {
        order = after;
        sent += Math.max(0, move);
        returned += Math.max(0, -move);
      }
      int ordered = first(order).part().lines().getFirst().line().quantity();
      assertThat(sent).isBetween(returned, ordered);
      assertThat(units(first(order).fulfillments().stream().map(Fulfillment::lines).toList()))
          .isEqualTo(sent);
      assertThat(units(first(order).returns().stream().map(Return::lines).toList()))
          .isEqualTo(returned);
    }
  }

  private Outcome<Order, OrderRefusal> move(Order order, int move, int quantity) {
    if (move == 0) {
      return refused(new OrderRefusal.NothingLeft());
    }
    var units = new Units(line(order, 0), Math.min(quantity + 1, Math.abs(move)));
    if (units.quantity() != Math.abs(move)) {
      return refused(new OrderRefusal.NothingLeft());
    }
    return move > 0 ? fulfil(order, NOON, units) : takeBack(order, MONTH, NOON, units);
  }

  private static int units(List<List<Units>> lines) {
    return lines.stream().flatMap(List::stream).mapToInt(Units::quantity).sum();
  }

  @Test
  void of_a_line_never_more_is_sent_than_is_left_also_not_in_two_rows() {
    var order = paid(3, scarf);
    var line = line(order, 0);
    assertThat(fulfil(order, NOON, new Units(line, 2), new Units(line, 2)))
        .isEqualTo(refused(new OrderRefusal.QuantityExceeded(line, 1)));
    var two = yes(fulfil(order, NOON, new Units(line, 1), new Units(line, 1)));
    assertThat(first(two).fulfillments().getFirst().lines()).containsExactly(new Units(line, 2));
    assertThat(fulfil(two, NOON, new Units(line, 2)))
        .isEqualTo(refused(new OrderRefusal.QuantityExceeded(line, 1)));
    var stranger = new LineId(IDS.next());
    assertThat(fulfil(order, NOON, new Units(stranger, 1)))
        .isEqualTo(refused(new OrderRefusal.UnknownLine(stranger)));
  }

  @Test
  void nothing_is_sent_that_is_not_accepted_or_not_paid() {
    var undecided = placed(BEST_EFFORT, 1, deciding("slow.example"));
    assertThat(fulfil(undecided, NOON))
        .isEqualTo(refused(new OrderRefusal.WrongStatus(MerchantOrder.Status.SUBMITTED)));
    var reserved = placed(BEST_EFFORT, 1, scarf);
    assertThat(first(reserved).status()).isEqualTo(ACCEPTED);
    assertThat(fulfil(reserved, NOON)).isEqualTo(refused(new OrderRefusal.NotSettledYet()));
  }

  @Test
  void nothing_is_sent_or_refunded_while_all_of_it_may_still_be_given_back() {
    var placed = placed(ALL_OR_NOTHING, 1, scarf, deciding("slow.example"));
    var order = placed.captured(placed.cost().total());
    assertThat(first(order).status()).isEqualTo(ACCEPTED);
    assertThat(fulfil(order, NOON)).isEqualTo(refused(new OrderRefusal.NotSettledYet()));
    for (int store = 0; store < 2; store++) {
      assertThat(refund(order, store, new RefundWish.Rest()))
          .isEqualTo(refused(new OrderRefusal.NotSettledYet()));
    }
    var decided = yes(order.accept(id(order, 1), NOON));
    assertThat(first(yes(fulfil(decided, NOON))).fulfillments()).hasSize(1);
    assertThat(yes(refund(decided, 1, new RefundWish.Rest())).refunded())
        .isEqualTo(decided.merchantOrders().getLast().split().gross());
    var released = yes(order.reject(id(order, 1), "Sold out", NOON));
    assertThat(first(released).status()).isEqualTo(CANCELLED);
    assertThat(yes(refund(released, 0, new RefundWish.Rest())).refunded())
        .isEqualTo(first(released).split().gross());
  }

  @Test
  void a_merchant_order_has_room_for_a_hundred_of_each_and_for_what_ends_it() {
    var order = paid(150, scarf);
    var one = new Units(line(order, 0), 1);
    for (int i = 0; i < MerchantOrder.MAX_ENTRIES; i++) {
      order = yes(fulfil(order, NOON, one));
      order = yes(takeBack(order, MONTH, NOON, one));
      order = yes(refund(order, 0, new RefundWish.OfLines(List.of(one))));
    }
    var tooMany = refused(new OrderRefusal.TooManyEntries());
    assertThat(fulfil(order, NOON, one)).isEqualTo(tooMany);
    assertThat(takeBack(order, MONTH, NOON, one)).isEqualTo(tooMany);
    assertThat(refund(order, 0, new RefundWish.OfLines(List.of(one)))).isEqualTo(tooMany);
    assertThat(yes(fulfil(order, NOON)).status()).isEqualTo(FULFILLED);
    assertThat(yes(refund(order, 0, new RefundWish.Rest())).refundable().isZero()).isTrue();
  }

  private static Outcome<Order, OrderRefusal> refund(Order order, int store, RefundWish wish) {
    return order.refund(id(order, store), new MovementId(IDS.next()), wish, Optional.empty(), NOON);
  }

  @Test
  void where_a_consignment_is_can_be_said_anew() {
    var sent = yes(fulfil(paid(1, scarf), NOON));
    var fulfillment = first(sent).fulfillments().getFirst();
    var corrected =
        new Tracking(
            Optional.of("DHL"),
            Optional.of("00340434"),
            Optional.of(URI.create("https://dhl.example/00340434")));
    var after = yes(sent.track(id(sent, 0), fulfillment.id(), _ -> corrected));
    assertThat(first(after).fulfillments())
        .containsExactly(new Fulfillment(fulfillment.id(), corrected, fulfillment.lines(), NOON));
    assertThat(sent.track(id(sent, 0), new FulfillmentId(IDS.next()), _ -> corrected))
        .isEqualTo(refused(new OrderRefusal.UnknownFulfillment()));
    assertThat(after.changesSince(sent))
        .containsExactly(
            OrderChange.of(id(sent, 0), OrderChange.Kind.FULFILLED, fulfillment.id().value()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://dhl.example/1",
        "//dhl.example/1",
        "https:///1",
        "https://user:secret@dhl.example/1",
        "dhl.example"
      })
  void no_buyer_is_sent_where_a_browser_should_not_go(String url) {
    assertThat(Tracking.isPage(URI.create(url))).isFalse();
    assertThatThrownBy(
            () -> new Tracking(Optional.empty(), Optional.empty(), Optional.of(URI.create(url))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void only_what_was_sent_comes_back_and_all_of_it_makes_the_order_returned() {
    var order = paid(2, scarf);
    var line = line(order, 0);
    assertThat(takeBack(order, MONTH, NOON))
        .isEqualTo(refused(new OrderRefusal.WrongStatus(ACCEPTED)));
    var one = yes(fulfil(order, NOON, new Units(line, 1)));
    assertThat(takeBack(one, MONTH, NOON, new Units(line, 2)))
        .isEqualTo(refused(new OrderRefusal.QuantityExceeded(line, 1)));
    var back = yes(takeBack(one, MONTH, NOON));
    // The other unit is still to be sent.
    assertThat(first(back).status()).isEqualTo(PARTIALLY_FULFILLED);
    assertThat(takeBack(back, MONTH, NOON)).isEqualTo(refused(new OrderRefusal.NothingLeft()));
    var sent = yes(fulfil(back, NOON));
    assertThat(first(sent).status()).isEqualTo(FULFILLED);
    var all = yes(takeBack(sent, MONTH, NOON));
    assertThat(first(all).status()).isEqualTo(RETURNED);
    assertThat(takeBack(all, MONTH, NOON))
        .isEqualTo(refused(new OrderRefusal.WrongStatus(RETURNED)));
  }

  @Test
  void each_unit_can_be_returned_for_the_stores_days_from_when_it_was_sent() {
    var order = paid(2, scarf);
    var line = line(order, 0);
    var early = yes(fulfil(order, NOON, new Units(line, 1)));
    var later = NOON.plus(DAY.multipliedBy(10));
    var sent = yes(fulfil(early, later, new Units(line, 1)));
    var lastMoment = NOON.plus(DAY.multipliedBy(30));
    assertThat(first(yes(takeBack(sent, MONTH, lastMoment))).status()).isEqualTo(RETURNED);
    var tooLate = lastMoment.plusMillis(1);
    assertThat(takeBack(sent, MONTH, tooLate, new Units(line, 2)))
        .isEqualTo(refused(new OrderRefusal.ReturnWindowClosed()));
    var one = yes(takeBack(sent, MONTH, tooLate));
    assertThat(first(one).returns().getFirst().lines()).containsExactly(new Units(line, 1));
    assertThat(takeBack(one, MONTH, tooLate))
        .isEqualTo(refused(new OrderRefusal.ReturnWindowClosed()));
    // What came back early was the unit that was sent early.
    var returned = yes(takeBack(sent, MONTH, NOON, new Units(line, 1)));
    assertThat(first(yes(takeBack(returned, MONTH, tooLate))).status()).isEqualTo(RETURNED);
  }

  @Test
  void a_store_that_takes_nothing_back_says_so_first() {
    assertThat(takeBack(paid(1, scarf), ReturnsPolicy.NONE, NOON))
        .isEqualTo(refused(new OrderRefusal.ReturnsNotSupported()));
  }

  @Test
  void what_was_not_sent_can_be_cancelled_and_then_nothing_else() {
    var order = paid(1, scarf, boots);
    var cancelled = yes(order.cancel(id(order, 0), "Sold out", NOON));
    assertThat(cancelled.merchantOrders())
        .extracting(MerchantOrder::status)
        .containsExactly(CANCELLED, ACCEPTED);
    assertThat(first(cancelled).reason()).contains("Sold out");
    assertThat(cancelled.status()).isEqualTo(ACCEPTED);
    var again = refused(new OrderRefusal.WrongStatus(CANCELLED));
    assertThat(cancelled.cancel(id(order, 0), "Again", NOON)).isEqualTo(again);
    assertThat(fulfil(cancelled, NOON)).isEqualTo(again);
    assertThat(takeBack(cancelled, MONTH, NOON)).isEqualTo(again);
    var sent = yes(fulfil(order, NOON));
    assertThat(sent.cancel(id(order, 0), "Too late", NOON))
        .isEqualTo(refused(new OrderRefusal.WrongStatus(FULFILLED)));
  }

  @Test
  void cancelling_while_stores_decide_is_a_rejection_to_the_policy() {
    var slow = deciding("slow.example");
    var all = placed(ALL_OR_NOTHING, 1, scarf, slow);
    var released = yes(all.cancel(id(all, 0), "Sold out", NOON));
    assertThat(released.decision().orElseThrow().verdict()).isEqualTo(Decision.Verdict.RELEASE);
    assertThat(released.status()).isEqualTo(CANCELLED);
    assertThat(released.decision().orElseThrow().reason())
        .isEqualTo("A merchant order was cancelled, and all or none were wanted");
    var some = placed(BEST_EFFORT, 1, scarf, slow);
    var waiting = yes(some.cancel(id(some, 0), "Sold out", NOON));
    assertThat(waiting.decision()).isEmpty();
    var decided = yes(waiting.accept(id(some, 1), NOON));
    assertThat(decided.decision().orElseThrow().verdict())
        .isEqualTo(Decision.Verdict.CAPTURE_ACCEPTED);
    assertThat(decided.decision().orElseThrow().captured())
        .isEqualTo(decided.merchantOrders().getLast().split().gross());
  }

  @Test
  void nothing_is_cancelled_while_its_money_is_being_taken() {
    var order = placed(BEST_EFFORT, 1, scarf, boots);
    assertThat(order.decision()).isPresent();
    assertThat(order.cancel(id(order, 0), "Sold out", NOON))
        .isEqualTo(refused(new OrderRefusal.NotSettledYet()));
  }

  @Test
  void what_a_store_waits_for_is_open_until_it_is_done_or_the_order_is_over() {
    var order = paid(1, scarf, boots);
    var action = action();
    var waiting = yes(order.require(id(order, 0), action));
    assertThat(first(waiting).requiredActions()).containsExactly(action);
    assertThat(waiting.changesSince(order))
        .containsExactly(
            OrderChange.of(id(order, 0), OrderChange.Kind.ACTION_REQUIRED, action.id().value()));
    var done = yes(waiting.resolve(id(order, 0), action.id()));
    assertThat(done).isEqualTo(order);
    assertThat(done.changesSince(waiting))
        .containsExactly(
            OrderChange.of(id(order, 0), OrderChange.Kind.ACTION_RESOLVED, action.id().value()));
    assertThat(done.resolve(id(order, 0), action.id()))
        .isEqualTo(refused(new OrderRefusal.UnknownRequiredAction()));
    var over = yes(waiting.cancel(id(order, 0), "Never mind", NOON));
    assertThat(first(over).requiredActions()).isEmpty();
    assertThat(over.changesSince(waiting))
        .containsExactly(OrderChange.of(id(order, 0), OrderChange.Kind.CANCELLED));
    assertThat(over.require(id(order, 0), action))
        .isEqualTo(refused(new OrderRefusal.WrongStatus(CANCELLED)));
  }

  @Test
  void nobody_waits_for_more_than_twenty_things() {
    var order = paid(1, scarf);
    for (int i = 0; i < MerchantOrder.MAX_REQUIRED_ACTIONS; i++) {
      order = yes(order.require(id(order, 0), action()));
    }
    assertThat(order.require(id(order, 0), action()))
        .isEqualTo(refused(new OrderRefusal.TooManyRequiredActions()));
  }

  @Test
  void each_act_is_told_once() {
    var order = paid(2, scarf);
    var sent = yes(fulfil(order, NOON));
    var back = yes(takeBack(sent, MONTH, NOON, new Units(line(order, 0), 1)));
    assertThat(sent.changesSince(order))
        .extracting(OrderChange::kind)
        .containsExactly(OrderChange.Kind.FULFILLED);
    assertThat(back.changesSince(sent))
        .containsExactly(
            OrderChange.of(
                id(order, 0),
                OrderChange.Kind.RETURNED,
                first(back).returns().getFirst().id().value()));
    assertThat(back.changesSince(back)).isEmpty();
  }

  private static Outcome<Order, OrderRefusal> fulfil(Order order, Instant now, Units... lines) {
    return order.fulfil(
        id(order, 0),
        new Fulfillment(new FulfillmentId(IDS.next()), Tracking.none(), List.of(lines), now));
  }

  private static Outcome<Order, OrderRefusal> takeBack(
      Order order, ReturnsPolicy policy, Instant now, Units... lines) {
    return order.takeBack(
        id(order, 0),
        policy,
        new Return(new ReturnId(IDS.next()), List.of(lines), Optional.of("Too small"), false, now));
  }

  private static Listing deciding(String domain) {
    var store = Stores.in(Amounts.USD, domain).sends(Stores.STANDARD, 500, "US").decides().build();
    return Listings.of(store, 500);
  }

  private static RequiredAction action() {
    return new RequiredAction(
        new RequiredActionId(IDS.next()),
        "age_check",
        "Say how old you are",
        Optional.empty(),
        NOON);
  }
}
