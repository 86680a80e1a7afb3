package dev.diddo.application.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.Buyers;
import dev.diddo.application.Page;
import dev.diddo.application.PortContract;
import dev.diddo.domain.cart.Cart;
import dev.diddo.domain.id.StoreId;
import dev.diddo.domain.merchant.Store;
import dev.diddo.domain.order.MerchantOrder;
import dev.diddo.domain.order.MerchantOrder.Status;
import dev.diddo.domain.order.MerchantOrderState;
import dev.diddo.domain.order.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What whoever shows orders promises about finding them. */
public abstract class OrderSearchContract extends PortContract {
  private static final Page ALL = new Page(100, 0);

  private Store kit;
  private Store boots;
  private Order first;
  private Order second;
  private Order third;

  @BeforeEach
  void sell_something() {
    kit = shop.store("kit.example");
    boots = shop.store("boots.example");
    var scarf = shop.variant(kit, "Scarf", 1_000);
    Cart small = shop.template(scarf);
    Cart large = shop.template(scarf, shop.variant(boots, "Boots", 9_000));
    first = shop.paid(small, Buyers.ADA);
    clock.advance(Duration.ofHours(1));
    second = shop.paid(large, Buyers.GRACE);
    clock.advance(Duration.ofHours(1));
    third = shop.paidBy("customer-7", small, Buyers.ADA_IN_PARIS);
  }

  @Test
  void all_orders_are_found_newest_first() {
    assertThat(found(Wanted.any())).containsExactly(third, second, first);
  }

  @Test
  void pages_together_are_the_whole() {
    var orders = new ArrayList<Order>();
    for (int offset = 0; offset < 3; offset++) {
      var page = ports.orders().search(tenant, Wanted.any(), new Page(1, offset));
      assertThat(page.total()).isEqualTo(3);
      orders.addAll(page.items());
    }
    assertThat(orders).containsExactly(third, second, first);
    var beyond = ports.orders().search(tenant, Wanted.any(), new Page(20, 3));
    assertThat(beyond.items()).isEmpty();
    assertThat(beyond.total()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "grace@example.com",
        "GRACE@example.com",
        "Grace",
        "grac",
        "Hopper",
        "hop",
        "Grace Hopper",
        "grace hop"
      })
  void a_text_is_an_email_or_a_name_or_its_beginning(String text) {
    assertThat(found(Wanted.text(text))).containsExactly(second);
  }

  @Test
  void a_text_is_an_id_or_a_number() {
    assertThat(found(Wanted.text(first.id().text()))).containsExactly(first);
    assertThat(found(Wanted.text(first.id().text().toLowerCase(Locale.ROOT))))
        .containsExactly(first);
    assertThat(found(Wanted.text(first.id().value().toString()))).containsExactly(first);
    assertThat(found(Wanted.text(second.number().text()))).containsExactly(second);
    assertThat(found(Wanted.text(second.number().text().toLowerCase(Locale.ROOT))))
        .containsExactly(second);
  }

  @Test
  void a_number_is_found_as_it_is_told_on_the_phone() {
    var number = second.number().text();
    var groups = new String[] {number.substring(0, 4), number.substring(4)};
    for (var between : List.of(" ", "-", " - ", "\u2013")) {
      assertThat(found(Wanted.text(String.join(between, groups)))).containsExactly(second);
    }
    assertThat(found(Wanted.text(number.toLowerCase(Locale.ROOT).replace('0', 'o'))))
        .containsExactly(second);
    assertThat(found(Wanted.text(number.replace('1', 'l')))).containsExactly(second);
    assertThat(found(Wanted.text(groups[0]))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nobody@example.com", "%", "_", "'", "\\", "(", "race", "example.com"})
  void what_nobody_is_called_finds_nothing(String text) {
    assertThat(found(Wanted.text(text))).isEmpty();
  }

  @Test
  void a_customer_is_found_by_the_platforms_own_id() {
    var mine =
        new OrderFilter(
            Optional.empty(),
            Optional.of("customer-7"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    assertThat(found(mine)).containsExactly(third);
    var nobodys =
        new OrderFilter(
            Optional.empty(),
            Optional.of("customer-8"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    assertThat(found(nobodys)).isEmpty();
  }

  @Test
  void a_store_finds_the_orders_that_it_has_a_part_in() {
    assertThat(found(Wanted.store(boots.id()))).containsExactly(second);
    assertThat(found(Wanted.store(kit.id()))).containsExactly(third, second, first);
    assertThat(found(Wanted.store(new StoreId(ids.next())))).isEmpty();
  }

  @Test
  void a_status_is_that_of_the_order_or_of_one_of_its_parts() {
    assertThat(found(Wanted.status(Status.ACCEPTED))).containsExactly(third, second, first);
    assertThat(found(Wanted.status(Status.FULFILLED))).isEmpty();
  }

  @Test
  void a_status_that_only_another_stores_part_has_finds_nothing_for_a_store() {
    var scarf = shop.variant(kit, "Cap", 500);
    var payment = shop.open(shop.readyToPay(shop.template(scarf, shop.variant(boots, "Lace", 50))));
    var submitted = shop.order(payment);
    var rejected = withLastRejected(submitted);
    shop.settle(payment, rejected);
    var stored = rejected.captured(payment.attempt().amount());
    assertThat(found(Wanted.of(Status.REJECTED, boots.id()))).containsExactly(stored);
    assertThat(found(Wanted.of(Status.REJECTED, kit.id()))).isEmpty();
    assertThat(found(Wanted.status(Status.REJECTED))).containsExactly(stored);
  }

  private static Order withLastRejected(Order order) {
    var parts = new ArrayList<>(order.merchantOrders());
    var last = parts.removeLast();
    parts.add(
        new MerchantOrder(
            last.id(),
            last.part(),
            last.split(),
            last.decideBy(),
            new MerchantOrderState.Rejected(Optional.empty()),
            last.captured(),
            last.refunds(),
            last.requiredActions()));
    return order.with(parts);
  }

  @Test
  void a_span_of_time_includes_its_beginning_and_not_its_end() {
    assertThat(found(Wanted.between(second.createdAt(), third.createdAt())))
        .containsExactly(second);
    assertThat(found(Wanted.between(first.createdAt(), third.createdAt().plusSeconds(1))))
        .containsExactly(third, second, first);
    assertThat(
            found(
                Wanted.between(
                    third.createdAt().plusSeconds(1), Instant.parse("2030-01-01T00:00:00Z"))))
        .isEmpty();
  }

  @Test
  void conditions_are_combined_by_and() {
    var both =
        new OrderFilter(
            Optional.of("ada@example.com"),
            Optional.of("customer-7"),
            Optional.of(Status.ACCEPTED),
            Optional.of(kit.id()),
            Optional.of(first.createdAt()),
            Optional.of(third.createdAt().plusSeconds(1)));
    assertThat(found(both)).containsExactly(third);
    var neither =
        new OrderFilter(
            Optional.of("grace@example.com"),
            Optional.of("customer-7"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    assertThat(found(neither)).isEmpty();
  }

  @Test
  void nobody_else_finds_them() {
    for (var other : List.of(stranger.tenant(), production())) {
      assertThat(ports.orders().search(other, Wanted.any(), ALL).total()).isZero();
      assertThat(ports.orders().search(other, Wanted.text(first.id().text()), ALL).items())
          .isEmpty();
      assertThat(ports.orders().search(other, Wanted.text("ada@example.com"), ALL).items())
          .isEmpty();
    }
  }

  private List<Order> found(OrderFilter filter) {
    var found = ports.orders().search(tenant, filter, ALL);
    assertThat(found.total()).isEqualTo(found.items().size());
    return found.items();
  }

  /** Filters of one condition. */
  private static final class Wanted {
    static OrderFilter any() {
      return filter(Optional.empty(), Optional.empty(), Optional.empty());
    }

    static OrderFilter text(String text) {
      return filter(Optional.of(text), Optional.empty(), Optional.empty());
    }

    static OrderFilter status(Status status) {
      return filter(Optional.empty(), Optional.of(status), Optional.empty());
    }

    static OrderFilter store(StoreId store) {
      return filter(Optional.empty(), Optional.empty(), Optional.of(store));
    }

    static OrderFilter of(Status status, StoreId store) {
      return filter(Optional.empty(), Optional.of(status), Optional.of(store));
    }

    static OrderFilter between(Instant from, Instant to) {
      return new OrderFilter(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.of(from),
          Optional.of(to));
    }

    private static OrderFilter filter(
        Optional<String> text, Optional<Status> status, Optional<StoreId> store) {
      return new OrderFilter(
          text, Optional.empty(), status, store, Optional.empty(), Optional.empty());
    }
  }
}
