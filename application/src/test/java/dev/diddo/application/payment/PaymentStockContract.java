package dev.diddo.application.payment;

import static dev.diddo.application.Shop.one;
import static dev.diddo.application.Shop.yes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.Buyers;
import dev.diddo.application.PortContract;
import dev.diddo.application.Together;
import dev.diddo.application.payment.Payments.Opening;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.catalog.Inventory;
import dev.diddo.domain.id.VariantId;
import dev.diddo.domain.merchant.Store;
import dev.diddo.domain.organization.AcceptancePolicy;
import dev.diddo.domain.payment.Payment;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What whoever keeps payments promises about the stock behind them: nothing is sold twice. */
public abstract class PaymentStockContract extends PortContract {
  private Store store;

  @BeforeEach
  void open_a_store() {
    store = shop.store("kit.example");
  }

  @Test
  void a_payment_holds_its_units_and_its_settlement_sells_them() {
    var scarf = shop.stocked(store, "Scarf", 1_000, 3);
    var payment = shop.open(shop.readyToPay(shop.template(scarf)));
    assertThat(shop.inventory(scarf)).isEqualTo(new Inventory(true, 3, 1));
    shop.settle(payment, shop.order(payment));
    assertThat(shop.inventory(scarf)).isEqualTo(new Inventory(true, 2, 0));
  }

  @Test
  void what_is_not_counted_never_runs_out() {
    var song = shop.variant(store, "Song", 100);
    var payment = shop.open(shop.readyToPay(shop.template(song)));
    assertThat(shop.inventory(song)).isEqualTo(Inventory.UNTRACKED);
    shop.settle(payment, shop.order(payment));
    assertThat(shop.inventory(song)).isEqualTo(Inventory.UNTRACKED);
  }

  @Test
  void of_several_variants_all_are_held_or_none() {
    var scarf = shop.stocked(store, "Scarf", 1_000, 5);
    var mug = shop.stocked(store, "Mug", 2_000, 1);
    var cart = shop.readyToPay(shop.template(scarf, mug));
    var freeze = shop.freeze(cart);
    shop.restock(mug, 0);
    var opening = ports.payments().open(tenant, freeze, shop.attempt(freeze), Optional.empty());
    assertThat(opening).isInstanceOf(Opening.SoldOut.class);
    var shelf = ((Opening.SoldOut) opening).now();
    assertThat(shelf.find(mug).orElseThrow().inventory()).isEqualTo(new Inventory(true, 0, 0));
    assertThat(shelf.find(scarf).orElseThrow().inventory()).isEqualTo(new Inventory(true, 5, 0));
    assertThat(shop.inventory(scarf).held()).isZero();
    assertThat(ports.payments().find(tenant, freeze.cart().payment())).isEmpty();
    assertThat(ports.liveCarts().find(tenant, cart.id())).contains(cart);
  }

  @Test
  void lines_of_one_variant_are_held_together() {
    var scarf = shop.stocked(store, "Scarf", 1_000, 10);
    var template = shop.template(scarf);
    var begun = shop.begin(template);
    var shelf = ports.listings().now(tenant, template.lines().variants());
    var four = yes(begun.setQuantity(template.lines().list().getFirst().id(), 4, shelf, ids));
    ports.liveCarts().save(tenant, four, begun.contents().version());
    shop.open(shop.ready(four, Buyers.ADA));
    assertThat(shop.inventory(scarf)).isEqualTo(new Inventory(true, 10, 4));
  }

  @Test
  void units_that_another_payment_holds_are_not_there() {
    var scarf = shop.stocked(store, "Scarf", 1_000, 1);
    var template = shop.template(scarf);
    var late = shop.freeze(shop.readyToPay(template));
    var first = shop.open(shop.readyToPay(template));
    assertThat(ports.payments().open(tenant, late, shop.attempt(late), Optional.empty()))
        .isInstanceOf(Opening.SoldOut.class);
    ports
        .payments()
        .move(
            tenant,
            first,
            new Payment.Cancelled(first.attempt(), Optional.empty()),
            Optional.empty());
    assertThat(ports.payments().open(tenant, late, shop.attempt(late), Optional.empty()))
        .isInstanceOf(Opening.Opened.class);
  }

  @Test
  void a_variant_that_was_withdrawn_meanwhile_is_not_there() {
    var scarf = shop.stocked(store, "Scarf", 1_000, 1);
    var freeze = shop.freeze(shop.readyToPay(shop.template(scarf)));
    ports.products().withdraw(tenant, scarf);
    var opening = ports.payments().open(tenant, freeze, shop.attempt(freeze), Optional.empty());
    assertThat(opening).isInstanceOf(Opening.SoldOut.class);
    assertThat(((Opening.SoldOut) opening).now().find(scarf).orElseThrow().withdrawn()).isTrue();
  }

  @Test
  void of_many_buyers_just_so_many_get_the_last_units() {
    var scarf = shop.stocked(store, "Scarf", 1_000, 5);
    assertThat(opened(scarf, 25)).isEqualTo(5);
    assertThat(shop.inventory(scarf)).isEqualTo(new Inventory(true, 5, 5));
  }

  @Test
  void buyers_of_the_same_things_in_different_order_do_not_stop_each_other() {
    var scarf = shop.stocked(store, "Scarf", 1_000, 30);
    var mug = shop.stocked(store, "Mug", 2_000, 30);
    var one = shop.template(scarf, mug);
    var other = shop.template(mug, scarf);
    var carts =
        Stream.iterate(0, i -> i + 1)
            .limit(20)
            .map(i -> shop.freeze(shop.readyToPay(i % 2 == 0 ? one : other)))
            .toList();
    var openings = Together.run(20, i -> open(carts.get(i)));
    assertThat(openings).hasOnlyElementsOfType(Opening.Opened.class);
    assertThat(shop.inventory(scarf).held()).isEqualTo(20);
    assertThat(shop.inventory(mug).held()).isEqualTo(20);
  }

  @Test
  void stock_that_was_set_below_what_is_held_never_becomes_negative() {
    var scarf = shop.stocked(store, "Scarf", 1_000, 3);
    var payment = shop.open(shop.readyToPay(shop.template(scarf)));
    shop.restock(scarf, 0);
    shop.settle(payment, shop.order(payment));
    assertThat(shop.inventory(scarf)).isEqualTo(new Inventory(true, 0, 0));
  }

  @Test
  void what_is_counted_only_since_it_was_bought_takes_nothing_off() {
    var scarf = shop.variant(store, "Scarf", 1_000);
    var payment = shop.open(shop.readyToPay(shop.template(scarf)));
    shop.restock(scarf, 4);
    shop.settle(payment, shop.order(payment));
    assertThat(shop.inventory(scarf)).isEqualTo(new Inventory(true, 4, 0));
  }

  @Test
  void what_was_taken_for_a_store_that_said_no_is_on_sale_again() {
    shop.policy(AcceptancePolicy.BEST_EFFORT);
    var scarf = shop.stocked(store, "Scarf", 1_000, 5);
    var boots = shop.stocked(shop.deciding("boots.example"), "Boots", 9_000, 5);
    var payment = shop.open(shop.readyToPay(shop.template(scarf, boots)));
    var order = shop.order(payment);
    var no = order.merchantOrders().getLast().id();
    shop.settle(payment, yes(order.reject(no, "Sold out", clock.instant())));
    assertThat(shop.inventory(scarf)).isEqualTo(new Inventory(true, 4, 0));
    assertThat(shop.inventory(boots)).isEqualTo(new Inventory(true, 5, 0));
  }

  private long opened(VariantId variant, int buyers) {
    var template = shop.template(variant);
    var freezes =
        Stream.generate(() -> shop.freeze(shop.readyToPay(template))).limit(buyers).toList();
    return Together.run(buyers, i -> open(freezes.get(i))).stream()
        .filter(Opening.Opened.class::isInstance)
        .count();
  }

  private Opening open(LiveCart.Freeze freeze) {
    return ports.payments().open(tenant, freeze, shop.attempt(freeze), Optional.empty());
  }
}
