package dev.diddo.domain.order;

import static dev.diddo.domain.cart.LiveCarts.NOON;
import static dev.diddo.domain.cart.LiveCarts.newPayment;
import static dev.diddo.domain.cart.LiveCarts.readyToPay;
import static dev.diddo.domain.cart.LiveCarts.yes;
import static dev.diddo.domain.money.Amounts.USD;
import static dev.diddo.domain.money.Amounts.usd;
import static dev.diddo.domain.order.MerchantOrder.Status.ACCEPTED;
import static dev.diddo.domain.order.MerchantOrder.Status.CANCELLED;
import static dev.diddo.domain.order.MerchantOrder.Status.REJECTED;
import static dev.diddo.domain.order.MerchantOrder.Status.SUBMITTED;
import static dev.diddo.domain.organization.AcceptancePolicy.ALL_OR_NOTHING;
import static dev.diddo.domain.organization.AcceptancePolicy.BEST_EFFORT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.domain.Outcome;
import dev.diddo.domain.catalog.Listing;
import dev.diddo.domain.catalog.Listings;
import dev.diddo.domain.id.CountingIds;
import dev.diddo.domain.id.MerchantOrderId;
import dev.diddo.domain.id.OrderId;
import dev.diddo.domain.merchant.Stores;
import dev.diddo.domain.organization.AcceptancePolicy;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What stores' answers mean for the payment of their order. */
class DecisionTest {
  private static final CountingIds IDS = new CountingIds();
  private static final Instant DEADLINE = NOON.plusSeconds(3_600);

  private final Listing scarf = listing("kit.example", 1_000);
  private final Listing boots = listing("boots.example", 9_000);

  @Test
  void while_a_store_is_silent_there_is_no_decision() {
    var order = order(BEST_EFFORT);
    assertThat(order.status()).isEqualTo(SUBMITTED);
    assertThat(accept(order, 0).decision()).isEmpty();
    assertThat(reject(order, 0).decision()).isEmpty();
    assertThat(order.decideBy()).contains(DEADLINE);
    assertThat(order.at(DEADLINE.minusMillis(1))).isEqualTo(order);
  }

  @Test
  void all_acceptances_take_the_whole() {
    for (var policy : AcceptancePolicy.values()) {
      var decided = accept(accept(order(policy), 1), 0);
      assertDecided(decided, Decision.Verdict.CAPTURE_ALL, 11_000);
      assertThat(decided.captured(usd(11_000)).cost().total()).isEqualTo(usd(11_000));
    }
  }

  @Test
  void one_rejection_releases_all_where_all_or_none_are_wanted() {
    var decided = reject(accept(order(ALL_OR_NOTHING), 0), 1);
    assertDecided(decided, Decision.Verdict.RELEASE, 0);
    assertThat(decided.merchantOrders())
        .extracting(MerchantOrder::status)
        .containsExactly(CANCELLED, REJECTED);
    assertDecided(reject(order(ALL_OR_NOTHING), 0), Decision.Verdict.RELEASE, 0);
  }

  @Test
  void what_is_accepted_is_taken_with_best_effort() {
    var decided = reject(accept(order(BEST_EFFORT), 0), 1);
    assertDecided(decided, Decision.Verdict.CAPTURE_ACCEPTED, 1_500);
    var captured = decided.captured(usd(1_500));
    assertThat(captured.cost().total()).isEqualTo(usd(1_500));
    assertThat(captured.capturedSplits()).hasSize(1);
    assertThat(captured.status()).isEqualTo(ACCEPTED);
  }

  @Test
  void what_nobody_accepts_is_released() {
    var decided = reject(reject(order(BEST_EFFORT), 0), 1);
    assertDecided(decided, Decision.Verdict.RELEASE, 0);
    assertThat(decided.status()).isEqualTo(REJECTED);
  }

  @Test
  void silence_is_a_rejection_when_its_time_is_over() {
    assertDecided(
        accept(order(BEST_EFFORT), 0).at(DEADLINE), Decision.Verdict.CAPTURE_ACCEPTED, 1_500);
    assertDecided(order(BEST_EFFORT).at(DEADLINE), Decision.Verdict.RELEASE, 0);
    assertDecided(accept(order(ALL_OR_NOTHING), 0).at(DEADLINE), Decision.Verdict.RELEASE, 0);
  }

  @Test
  void nobody_decides_twice_and_no_decision_changes() {
    var decided = reject(accept(order(BEST_EFFORT), 0), 1);
    for (int store = 0; store < 2; store++) {
      var id = id(decided, store);
      var status = decided.merchantOrders().get(store).status();
      var refusal = Outcome.refused(new OrderRefusal.WrongStatus(status));
      assertThat(decided.accept(id, NOON)).isEqualTo(refusal);
      assertThat(decided.reject(id, "No", NOON)).isEqualTo(refusal);
    }
    assertThat(decided.at(DEADLINE.plusSeconds(1))).isEqualTo(decided);
    assertThat(decided.accept(new MerchantOrderId(IDS.next()), NOON))
        .isEqualTo(Outcome.refused(new OrderRefusal.UnknownOrder()));
  }

  private static void assertDecided(Order order, Decision.Verdict verdict, long captured) {
    var decision = order.decision().orElseThrow();
    assertThat(decision.verdict()).isEqualTo(verdict);
    assertThat(decision.captured()).isEqualTo(usd(captured));
    assertThat(decision.policy()).isEqualTo(order.policy());
  }

  private static Order accept(Order order, int store) {
    return yes(order.accept(id(order, store), NOON));
  }

  private static Order reject(Order order, int store) {
    return yes(order.reject(id(order, store), "Sold out", NOON));
  }

  private static MerchantOrderId id(Order order, int store) {
    return order.merchantOrders().get(store).id();
  }

  private Order order(AcceptancePolicy policy) {
    var freeze =
        yes(
            readyToPay(scarf, boots)
                .freeze(newPayment(), OptionalLong.empty(), Listings.shelf(scarf, boots), IDS));
    var newOrder =
        new Order.NewOrder(
            new OrderId(IDS.next()),
            OrderNumber.random(new Random(7)),
            freeze.cart().payment(),
            Optional.empty(),
            policy,
            NOON,
            DEADLINE);
    return Order.of(newOrder, freeze.cart().contents(), freeze.splits());
  }

  private static Listing listing(String domain, long price) {
    return Listings.of(
        Stores.in(USD, domain).sends(Stores.STANDARD, 500, "US").decides().build(), price);
  }
}
