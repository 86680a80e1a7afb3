package dev.diddo.domain.order;

import static dev.diddo.domain.cart.LiveCarts.NOON;
import static dev.diddo.domain.cart.LiveCarts.newPayment;
import static dev.diddo.domain.cart.LiveCarts.readyToPay;
import static dev.diddo.domain.cart.LiveCarts.yes;
import static dev.diddo.domain.money.Amounts.usd;
import static dev.diddo.domain.order.MerchantOrder.Status.ACCEPTED;
import static dev.diddo.domain.order.MerchantOrder.Status.CANCELLED;
import static dev.diddo.domain.order.MerchantOrder.Status.FULFILLED;
import static dev.diddo.domain.order.MerchantOrder.Status.PARTIALLY_FULFILLED;
import static dev.diddo.domain.order.MerchantOrder.Status.REJECTED;
import static dev.diddo.domain.order.MerchantOrder.Status.RETURNED;
import static dev.diddo.domain.order.MerchantOrder.Status.SUBMITTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.cart.LiveCarts;
import dev.diddo.domain.catalog.Listing;
import dev.diddo.domain.catalog.Listings;
import dev.diddo.domain.id.CountingIds;
import dev.diddo.domain.id.FulfillmentId;
import dev.diddo.domain.id.LineId;
import dev.diddo.domain.id.MerchantOrderId;
import dev.diddo.domain.id.OrderId;
import dev.diddo.domain.id.ReturnId;
import dev.diddo.domain.merchant.MerchantSplit;
import dev.diddo.domain.merchant.Stores;
import dev.diddo.domain.organization.AcceptancePolicy;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OrderTest {
  private static final CountingIds IDS = new CountingIds();

  private final Listing scarf = Listings.of(Stores.usd("kit.example"), 1_000);
  private final Listing boots = Listings.of(Stores.usd("boots.example"), 9_000);
  private final LiveCart.Freeze freeze =
      yes(
          readyToPay(scarf, boots)
              .freeze(newPayment(), OptionalLong.empty(), Listings.shelf(scarf, boots), IDS));

  @Test
  void each_store_gets_its_part_under_the_id_that_it_had_in_the_cart() {
    var contents = freeze.cart().contents();
    var order = Order.of(newOrder(), contents, freeze.splits());
    assertThat(order.cart()).isEqualTo(contents.id());
    assertThat(order.template()).isEqualTo(contents.template());
    assertThat(order.buyer()).isEqualTo(contents.buyer());
    assertThat(order.cost()).isEqualTo(contents.totals());
    assertThat(order.cost().total()).isEqualTo(usd(11_000));
    assertThat(order.merchantOrders()).extracting(MerchantOrder::part).isEqualTo(contents.parts());
    assertThat(order.merchantOrders()).extracting(MerchantOrder::split).isEqualTo(freeze.splits());
    assertThat(order.merchantOrders())
        .extracting(part -> Optional.of(part.id()))
        .isEqualTo(contents.parts().stream().map(part -> part.requestId()).toList());
    assertThat(order.status()).isEqualTo(ACCEPTED);
  }

  @Test
  void a_cart_that_is_not_what_was_paid_makes_no_order() {
    var contents = freeze.cart().contents();
    var foreign = freezeOf(scarf).splits();
    assertThatThrownBy(() -> Order.of(newOrder(), contents, foreign))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Order.of(newOrder(), contents, freeze.splits().subList(0, 1)))
        .isInstanceOf(IllegalArgumentException.class);
    var dearer = Listings.priced(Optional.of(usd(1_001)), scarf);
    var shelf = Listings.shelf(dearer, boots);
    var changed = yes(new LiveCart.Open(contents).describe(Map.of(), shelf, IDS));
    assertThatThrownBy(() -> Order.of(newOrder(), changed.contents(), freeze.splits()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  static Stream<Arguments> statuses() {
    return Stream.of(
        Arguments.of(List.of(ACCEPTED, ACCEPTED), ACCEPTED),
        Arguments.of(List.of(SUBMITTED, FULFILLED), SUBMITTED),
        Arguments.of(List.of(FULFILLED, ACCEPTED), ACCEPTED),
        Arguments.of(List.of(PARTIALLY_FULFILLED, FULFILLED), PARTIALLY_FULFILLED),
        Arguments.of(List.of(RETURNED, FULFILLED), FULFILLED),
        Arguments.of(List.of(RETURNED, RETURNED), RETURNED),
        Arguments.of(List.of(REJECTED, ACCEPTED), ACCEPTED),
        Arguments.of(List.of(CANCELLED, FULFILLED), FULFILLED),
        Arguments.of(List.of(CANCELLED, REJECTED, RETURNED), RETURNED),
        Arguments.of(List.of(REJECTED, REJECTED), REJECTED),
        Arguments.of(List.of(CANCELLED, CANCELLED), CANCELLED),
        Arguments.of(List.of(CANCELLED, REJECTED), REJECTED));
  }

  @ParameterizedTest
  @MethodSource("statuses")
  void an_order_is_as_far_as_the_least_advanced_of_its_parts(
      List<MerchantOrder.Status> parts, MerchantOrder.Status whole) {
    var pair = MerchantOrders.freeze(2, scarf);
    var order = Order.of(newOrder(), pair.cart().contents(), pair.splits());
    var like = order.merchantOrders().getFirst();
    var merchantOrders = parts.stream().map(status -> as(status, like)).toList();
    assertThat(merchantOrders).extracting(MerchantOrder::status).isEqualTo(parts);
    assertThat(order.with(merchantOrders).status()).isEqualTo(whole);
  }

  private static MerchantOrder as(MerchantOrder.Status status, MerchantOrder like) {
    return new MerchantOrder(
        like.id(),
        like.part(),
        like.split(),
        like.decideBy(),
        state(status, like.part().lines().getFirst().line().id()),
        like.captured(),
        List.of(),
        List.of());
  }

  /** Of a part with two units. */
  private static MerchantOrderState state(MerchantOrder.Status status, LineId line) {
    return switch (status) {
      case SUBMITTED -> new MerchantOrderState.Submitted();
      case ACCEPTED -> new MerchantOrderState.Accepted(List.of(), List.of());
      case PARTIALLY_FULFILLED ->
          new MerchantOrderState.Accepted(List.of(sent(line, 1)), List.of());
      case FULFILLED -> new MerchantOrderState.Accepted(List.of(sent(line, 2)), List.of());
      case RETURNED ->
          new MerchantOrderState.Accepted(List.of(sent(line, 2)), List.of(returned(line, 2)));
      case REJECTED -> new MerchantOrderState.Rejected(Optional.of("whatever"));
      case CANCELLED -> new MerchantOrderState.Cancelled(Optional.of("whatever"));
    };
  }

  private static Fulfillment sent(LineId line, int quantity) {
    return new Fulfillment(
        new FulfillmentId(IDS.next()), Tracking.none(), List.of(new Units(line, quantity)), NOON);
  }

  private static Return returned(LineId line, int quantity) {
    return new Return(
        new ReturnId(IDS.next()),
        List.of(new Units(line, quantity)),
        Optional.empty(),
        false,
        NOON);
  }

  @Test
  void the_ledger_of_a_payment_says_who_is_owed_what() {
    var store = Stores.in(usd(0).currency(), "kit.example").commission(1_000).build();
    var split =
        MerchantSplit.of(
            store, new MerchantOrderId(IDS.next()), usd(1_000), usd(1_500), Optional.empty());
    assertThat(LedgerEntry.ofCapture(usd(1_500), List.of(split)))
        .containsExactly(
            new LedgerEntry(LedgerEntry.Account.GATEWAY, Optional.empty(), usd(1_500)),
            new LedgerEntry(LedgerEntry.Account.MERCHANT, Optional.of(store.id()), usd(-1_400)),
            new LedgerEntry(LedgerEntry.Account.COMMISSION, Optional.of(store.id()), usd(-100)));
  }

  @Test
  void a_number_can_be_said_on_the_phone_and_not_be_guessed() {
    var random = new Random(1);
    var seen = new HashSet<String>();
    for (int i = 0; i < 1_000; i++) {
      var number = OrderNumber.random(random).text();
      assertThat(number).matches("[0-9B-DF-HJKM-NP-TV-Z]{8}");
      assertThat(seen.add(number)).isTrue();
    }
  }

  @Test
  void events_are_named_as_the_contract_names_them() {
    assertThat(CheckoutEvent.Type.values())
        .extracting(CheckoutEvent.Type::text)
        .containsExactly(
            "checkout.initialized",
            "checkout.in_progress",
            "checkout.succeeded",
            "checkout.failed",
            "checkout.cancelled",
            "order.submitted",
            "order.updated",
            "return.initiated",
            "refund.issued");
  }

  private static LiveCart.Freeze freezeOf(Listing listing) {
    return yes(
        readyToPay(listing)
            .freeze(newPayment(), OptionalLong.empty(), Listings.shelf(listing), IDS));
  }

  private static Order.NewOrder newOrder() {
    return new Order.NewOrder(
        new OrderId(IDS.next()),
        OrderNumber.random(new Random(7)),
        newPayment(),
        Optional.empty(),
        AcceptancePolicy.ALL_OR_NOTHING,
        LiveCarts.NOON,
        LiveCarts.NOON.plus(Duration.ofHours(1)));
  }
}
