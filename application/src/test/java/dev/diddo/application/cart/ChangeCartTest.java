package dev.diddo.application.cart;

import static dev.diddo.application.Shop.one;
import static dev.diddo.application.Shop.usd;
import static dev.diddo.application.Shop.yes;
import static dev.diddo.domain.Outcome.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.Buyers;
import dev.diddo.application.Shop;
import dev.diddo.application.Steps;
import dev.diddo.application.Together;
import dev.diddo.application.organization.Caller;
import dev.diddo.application.payment.ScriptedGateways.Book;
import dev.diddo.domain.Outcome;
import dev.diddo.domain.cart.CartRefusal;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.cart.Selection;
import dev.diddo.domain.id.CartId;
import dev.diddo.domain.id.SessionId;
import dev.diddo.domain.id.VariantId;
import dev.diddo.domain.merchant.Store;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChangeCartTest {
  private static final OptionalInt ANY = OptionalInt.empty();

  private final Steps steps = new Steps();
  private final Shop shop = steps.shop;
  private final Caller.Platform platform = shop.platform();
  private Store store;
  private VariantId scarf;
  private VariantId mug;

  @BeforeEach
  void fill_the_shelves() {
    store = shop.store("kit.example");
    scarf = shop.variant(store, "Scarf", 1_000);
    mug = shop.variant(store, "Mug", 2_000);
  }

  @Test
  void a_platform_makes_a_template_and_changes_it() {
    var made = template(create(one(scarf)));
    assertThat(made.cart().version()).isEqualTo(1);
    var more = template(yes(change(platform, made.cart().id(), add(mug), ANY)));
    assertThat(more.cart().version()).isEqualTo(2);
    assertThat(more.parts().getFirst().offer().total()).isEqualTo(usd(3_000));
    var remove = new CartChange.SetQuantity(new Selection(scarf, 0, List.of()));
    var less = template(yes(change(platform, made.cart().id(), remove, ANY)));
    assertThat(less.cart().lines().variants()).containsExactly(mug);
    assertThat(steps.ports.carts().find(shop.tenant(), made.cart().id())).contains(less.cart());
  }

  @Test
  void a_template_shows_todays_prices() {
    var made = template(create(one(scarf)));
    shop.reprice(scarf, 1_500);
    var view = template(steps.readCart.read(platform, made.cart().id()).orElseThrow());
    assertThat(view.parts().getFirst().offer().total()).isEqualTo(usd(1_500));
  }

  @Test
  void what_is_not_sold_is_refused() {
    var unknown = new VariantId(steps.ids.next());
    assertThat(steps.changeCart.create(platform, one(unknown)))
        .isEqualTo(refused(new CartRefusal.UnknownVariant()));
    var theirs = Shop.in(steps.ports, steps.clock, steps.ids);
    var foreign = theirs.variant(theirs.store("kit.example"), "Scarf", 1_000);
    var made = template(create(one(scarf)));
    assertThat(change(platform, made.cart().id(), add(foreign), ANY))
        .isEqualTo(refused(new CartRefusal.UnknownVariant()));
    steps.ports.products().withdraw(shop.tenant(), mug);
    assertThat(change(platform, made.cart().id(), add(mug), ANY))
        .isEqualTo(refused(new CartRefusal.UnknownVariant()));
  }

  @Test
  void whoever_knows_an_older_version_is_told_so() {
    var made = template(create(one(scarf)));
    yes(change(platform, made.cart().id(), add(mug), OptionalInt.of(1)));
    assertThat(change(platform, made.cart().id(), add(mug), OptionalInt.of(1)))
        .isEqualTo(refused(new CartRefusal.Stale()));
    var live = shop.begin(shop.template(scarf));
    yes(change(steps.buyer(live), live.id(), add(mug), OptionalInt.of(1)));
    assertThat(change(steps.buyer(live), live.id(), add(mug), OptionalInt.of(1)))
        .isEqualTo(refused(new CartRefusal.Stale()));
  }

  @Test
  void what_changes_nothing_stores_nothing() {
    var made = template(create(one(scarf)));
    var absent = new CartChange.SetLineQuantity(shop.newLine(), 3);
    var same = template(yes(change(platform, made.cart().id(), absent, ANY)));
    assertThat(same.cart()).isEqualTo(made.cart());
  }

  @Test
  void nobody_changes_what_is_not_theirs() {
    var unknown = refused(new CartRefusal.UnknownCart());
    var made = template(create(one(scarf))).cart();
    var live = shop.begin(made);
    var other = new Caller.Buyer(shop.tenant(), new SessionId(steps.ids.next()));
    var stranger = Shop.in(steps.ports, steps.clock, steps.ids).platform();
    assertThat(change(other, live.id(), add(mug), ANY)).isEqualTo(unknown);
    assertThat(change(steps.buyer(live), made.id(), add(mug), ANY)).isEqualTo(unknown);
    for (var caller : List.of(stranger, shop.production().platform())) {
      assertThat(change(caller, made.id(), add(mug), ANY)).isEqualTo(unknown);
      assertThat(change(caller, live.id(), add(mug), ANY)).isEqualTo(unknown);
      assertThat(steps.readCart.read(caller, made.id())).isEmpty();
      assertThat(steps.readCart.read(caller, live.id())).isEmpty();
    }
    assertThat(steps.readCart.read(steps.buyer(live), made.id())).isEmpty();
    assertThat(change(platform, new CartId(steps.ids.next()), add(mug), ANY)).isEqualTo(unknown);
  }

  @Test
  void a_buyer_changes_their_own_live_cart() {
    var live = shop.begin(shop.template(scarf));
    var view = live(yes(change(steps.buyer(live), live.id(), add(mug), ANY)));
    assertThat(view.cart().contents().version()).isEqualTo(2);
    assertThat(view.cart().contents().totals().total()).isEqualTo(usd(3_000));
    assertThat(steps.cart(live)).isEqualTo(view.cart());
  }

  @Test
  void a_cart_that_is_being_paid_or_is_paid_does_not_change() {
    var live = shop.readyToPay(shop.template(scarf));
    var open = steps.paying(live);
    assertThat(change(steps.buyer(live), live.id(), add(mug), ANY))
        .isEqualTo(refused(new CartRefusal.AlreadySubmitted(Optional.of(open.id()))));
    steps.gateways.decide(open.id(), Book.AUTHORISED);
    steps.settlePayment.settle(shop.tenant(), open.id());
    assertThat(change(steps.buyer(live), live.id(), add(mug), ANY))
        .isEqualTo(refused(new CartRefusal.AlreadySubmitted(Optional.empty())));
  }

  @Test
  void a_cart_whose_time_is_over_does_not_change() {
    var live = shop.begin(shop.template(scarf));
    steps.clock.advance(Shop.CART_LIFETIME);
    assertThat(change(steps.buyer(live), live.id(), add(mug), ANY))
        .isEqualTo(refused(new CartRefusal.Expired()));
    assertThat(steps.describeBuyer.describe(steps.buyer(live), live.id(), Buyers.ADA, ANY))
        .isEqualTo(refused(new CartRefusal.Expired()));
  }

  @Test
  void what_could_not_be_bought_now_is_told() {
    shop.restock(scarf, 1);
    var template = shop.template(scarf, mug);
    var live = shop.begin(template);
    assertThat(live(steps.readCart.read(steps.buyer(live), live.id()).orElseThrow()).notAvailable())
        .isEmpty();
    steps.paying(shop.readyToPay(template));
    steps.ports.products().withdraw(shop.tenant(), mug);
    assertThat(live(steps.readCart.read(steps.buyer(live), live.id()).orElseThrow()).notAvailable())
        .containsExactlyInAnyOrder(scarf, mug);
  }

  @Test
  void changes_of_a_template_at_once_are_all_made() {
    var made = template(create(one(scarf))).cart();
    var outcomes = Together.run(4, _ -> change(platform, made.id(), add(scarf), ANY));
    assertThat(outcomes).hasOnlyElementsOfType(Outcome.Accepted.class);
    var cart = steps.ports.carts().find(shop.tenant(), made.id()).orElseThrow();
    assertThat(cart.lines().list().getFirst().quantity()).isEqualTo(5);
    assertThat(cart.version()).isEqualTo(5);
  }

  @Test
  void changes_of_a_live_cart_at_once_are_all_made() {
    var live = shop.begin(shop.template(scarf));
    Together.run(4, _ -> change(steps.buyer(live), live.id(), add(scarf), ANY));
    assertThat(steps.cart(live).contents().lines().list().getFirst().quantity()).isEqualTo(5);
  }

  private CartView create(Selection first) {
    return yes(steps.changeCart.create(platform, first));
  }

  private Outcome<CartView, CartRefusal> change(
      Caller caller, CartId id, CartChange change, OptionalInt version) {
    return steps.changeCart.change(caller, id, change, version);
  }

  private CartChange add(VariantId variant) {
    return new CartChange.Add(shop.newLine(), one(variant));
  }

  private static CartView.OfTemplate template(CartView view) {
    return (CartView.OfTemplate) view;
  }

  private static CartView.OfLiveCart live(CartView view) {
    assertThat(((CartView.OfLiveCart) view).cart()).isInstanceOf(LiveCart.class);
    return (CartView.OfLiveCart) view;
  }
}
