package dev.diddo.application.cart;

import static dev.diddo.application.Shop.one;
import static dev.diddo.application.Shop.yes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.Eventually;
import dev.diddo.application.PortContract;
import dev.diddo.application.Shop;
import dev.diddo.application.Together;
import dev.diddo.domain.cart.Cart;
import dev.diddo.domain.cart.CartLine;
import dev.diddo.domain.cart.Lines;
import dev.diddo.domain.catalog.CustomizationChoice.Selected;
import dev.diddo.domain.catalog.CustomizationChoice.SelectedSeveral;
import dev.diddo.domain.catalog.CustomizationChoice.Written;
import dev.diddo.domain.id.CartId;
import dev.diddo.domain.id.VariantId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What whoever keeps template carts promises. */
public abstract class CartsContract extends PortContract {
  private VariantId scarf;
  private VariantId mug;

  @BeforeEach
  void fill_the_shelves() {
    var store = shop.store("kit.example");
    scarf = shop.variant(store, "Scarf", 1_000);
    mug = shop.variant(store, "Mug", 2_000);
  }

  @Test
  void a_template_is_found_as_it_was_added() {
    var cart = shop.template(scarf, mug);
    assertThat(ports.carts().find(tenant, cart.id())).contains(cart);
  }

  @Test
  void its_lines_keep_their_order_and_their_customizations() {
    var lines =
        List.of(
            new CartLine(shop.newLine(), mug, 9_999, List.of()),
            new CartLine(
                shop.newLine(),
                scarf,
                2,
                List.of(
                    new Written("name", "Zoë \"10\" 🏟"),
                    new Selected("colour", "red"),
                    new SelectedSeveral("patches", List.of("b", "a")))),
            new CartLine(shop.newLine(), scarf, 1, List.of()));
    var cart = new Cart(new CartId(ids.next()), 1, new Lines(Shop.USD, lines));
    ports.carts().add(tenant, cart);
    assertThat(ports.carts().find(tenant, cart.id())).contains(cart);
  }

  @Test
  void nobody_else_finds_it_but_by_its_link() {
    var cart = shop.template(scarf);
    assertThat(ports.carts().find(stranger.tenant(), cart.id())).isEmpty();
    assertThat(ports.carts().find(production(), cart.id())).isEmpty();
    assertThat(ports.carts().findByLink(cart.id())).contains(new Carts.Linked(tenant, cart, false));
  }

  @Test
  void what_does_not_exist_is_not_found() {
    assertThat(ports.carts().find(tenant, new CartId(ids.next()))).isEmpty();
    assertThat(ports.carts().findByLink(new CartId(ids.next()))).isEmpty();
  }

  @Test
  void a_template_is_saved_over_the_version_that_was_read() {
    var cart = shop.template(scarf);
    var more = withMug(cart);
    assertThat(ports.carts().save(tenant, more, cart.version())).isTrue();
    assertThat(ports.carts().find(tenant, cart.id())).contains(more);
  }

  @Test
  void whoever_read_an_older_version_saves_nothing() {
    var cart = shop.template(scarf);
    var more = withMug(cart);
    ports.carts().save(tenant, more, cart.version());
    assertThat(ports.carts().save(tenant, withMug(cart), cart.version())).isFalse();
    assertThat(ports.carts().find(tenant, cart.id())).contains(more);
  }

  @Test
  void of_many_at_once_one_saves() {
    var cart = shop.template(scarf);
    var changes = List.of(withMug(cart), withMug(cart), withMug(cart), withMug(cart));
    var saved = Together.run(4, i -> ports.carts().save(tenant, changes.get(i), cart.version()));
    assertThat(saved).containsExactlyInAnyOrder(true, false, false, false);
    assertThat(ports.carts().find(tenant, cart.id()).orElseThrow()).isIn(changes);
  }

  @Test
  void an_emptied_template_is_kept() {
    var cart = shop.template(scarf);
    var empty = yes(cart.remove(scarf, ports.listings().now(tenant, List.of(scarf))));
    assertThat(ports.carts().save(tenant, empty, cart.version())).isTrue();
    assertThat(ports.carts().find(tenant, cart.id())).contains(empty);
  }

  @Test
  void nobody_else_saves_or_retires_it() {
    var cart = shop.template(scarf);
    for (var other : List.of(stranger.tenant(), production())) {
      assertThat(ports.carts().save(other, withMug(cart), cart.version())).isFalse();
      assertThat(ports.carts().retire(other, cart.id())).isFalse();
    }
    assertThat(ports.carts().find(tenant, cart.id())).contains(cart);
  }

  @Test
  void a_link_shows_a_change_soon() {
    var cart = shop.template(scarf);
    assertThat(ports.carts().findByLink(cart.id()).map(Carts.Linked::cart)).contains(cart);
    var more = withMug(cart);
    ports.carts().save(tenant, more, cart.version());
    Eventually.holds(
        () ->
            ports.carts().findByLink(cart.id()).map(Carts.Linked::cart).equals(Optional.of(more)));
  }

  @Test
  void a_retired_template_is_known_by_its_link_alone() {
    var cart = shop.template(scarf);
    assertThat(ports.carts().findByLink(cart.id())).isPresent();
    assertThat(ports.carts().retire(tenant, cart.id())).isTrue();
    assertThat(ports.carts().find(tenant, cart.id())).isEmpty();
    Eventually.holds(() -> ports.carts().findByLink(cart.id()).orElseThrow().retired());
    assertThat(ports.carts().findByLink(cart.id()).orElseThrow().cart()).isEqualTo(cart);
  }

  @Test
  void a_template_is_retired_only_at_the_version_that_is_known() {
    var cart = shop.template(shop.variant(shop.store("known.example"), "Cap", 500));
    assertThat(ports.carts().retire(tenant, cart.id(), OptionalInt.of(cart.version() + 1)))
        .isFalse();
    assertThat(ports.carts().find(tenant, cart.id())).contains(cart);
    assertThat(ports.carts().retire(tenant, cart.id(), OptionalInt.of(cart.version()))).isTrue();
  }

  @Test
  void a_retired_template_is_neither_retired_again_nor_saved() {
    var cart = shop.template(scarf);
    ports.carts().retire(tenant, cart.id());
    assertThat(ports.carts().retire(tenant, cart.id())).isFalse();
    assertThat(ports.carts().save(tenant, withMug(cart), cart.version())).isFalse();
    assertThat(ports.carts().retire(tenant, new CartId(ids.next()))).isFalse();
  }

  private Cart withMug(Cart cart) {
    var shelf = ports.listings().now(tenant, List.of(scarf, mug));
    return yes(cart.add(shop.newLine(), one(mug), shelf));
  }
}
