package dev.diddo.application.session;

import static dev.diddo.application.Shop.STANDARD;
import static dev.diddo.application.Shop.usd;
import static dev.diddo.application.Shop.yes;
import static dev.diddo.domain.Outcome.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.Buyers;
import dev.diddo.application.Shop;
import dev.diddo.application.Steps;
import dev.diddo.application.cart.CartView;
import dev.diddo.application.organization.Caller;
import dev.diddo.domain.Outcome;
import dev.diddo.domain.cart.CartContents;
import dev.diddo.domain.cart.CartRefusal;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.cart.ShippingChoice;
import dev.diddo.domain.id.SessionId;
import dev.diddo.domain.session.BuyerField;
import dev.diddo.domain.session.BuyerIdentity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the address to the shipping method. */
class DescribeBuyerTest {
  private static final OptionalInt ANY = OptionalInt.empty();

  private final Steps steps = new Steps();
  private final Shop shop = steps.shop;
  private LiveCart.Open cart;
  private Caller.Buyer buyer;

  @BeforeEach
  void begin() {
    var scarf = shop.variant(shop.store("kit.example"), "Scarf", 1_000);
    var boots = shop.variant(shop.store("boots.example"), "Boots", 9_000);
    cart = shop.begin(shop.template(scarf, boots));
    buyer = steps.buyer(cart);
  }

  @Test
  void an_address_brings_the_methods_that_go_there() {
    var contents = contents(yes(describe(Buyers.ADA)));
    assertThat(contents.buyer()).isEqualTo(BuyerIdentity.NOBODY.with(Buyers.ADA));
    assertThat(contents.parts())
        .allSatisfy(part -> assertThat(part.offer().shippingMethods()).hasSize(1));
    var japan = contents(yes(describe(Map.of(BuyerField.COUNTRY_CODE, "JP"))));
    assertThat(japan.parts())
        .allSatisfy(part -> assertThat(part.offer().shippingMethods()).isEmpty());
    assertThat(japan.buyer().get(BuyerField.CITY)).contains("Springfield");
  }

  @Test
  void a_method_a_store_makes_the_total() {
    yes(describe(Buyers.ADA));
    var one = contents(yes(choose("kit.example")));
    assertThat(one.totals().total()).isEqualTo(usd(10_500));
    var both = contents(yes(choose("boots.example")));
    assertThat(both.totals().total()).isEqualTo(usd(11_000));
    assertThat(both.version()).isEqualTo(4);
    assertThat(steps.cart(cart).contents()).isEqualTo(both);
  }

  @Test
  void a_method_without_an_address_is_refused() {
    assertThat(choose("kit.example")).isEqualTo(refused(new CartRefusal.BuyerIdentityMissing()));
  }

  @Test
  void nobody_describes_or_ships_anothers_cart() {
    var unknown = refused(new CartRefusal.UnknownCart());
    buyer = new Caller.Buyer(shop.tenant(), new SessionId(steps.ids.next()));
    assertThat(describe(Buyers.ADA)).isEqualTo(unknown);
    assertThat(choose("kit.example")).isEqualTo(unknown);
    buyer = new Caller.Buyer(shop.production().tenant(), cart.contents().session());
    assertThat(describe(Buyers.ADA)).isEqualTo(unknown);
  }

  @Test
  void a_cart_that_is_being_paid_stays_as_it_is() {
    var ready = shop.ready(cart, Buyers.ADA);
    var open = steps.paying(ready);
    var submitted = refused(new CartRefusal.AlreadySubmitted(Optional.of(open.id())));
    assertThat(describe(Buyers.GRACE)).isEqualTo(submitted);
    assertThat(choose("kit.example")).isEqualTo(submitted);
    assertThat(steps.cart(cart).contents()).isEqualTo(ready.contents());
  }

  private Outcome<CartView, CartRefusal> describe(Map<BuyerField, String> given) {
    return steps.describeBuyer.describe(buyer, cart.id(), given, ANY);
  }

  private Outcome<CartView, CartRefusal> choose(String store) {
    return steps.chooseShipping.choose(
        buyer, cart.id(), List.of(new ShippingChoice("", store, STANDARD)), ANY);
  }

  private static CartContents contents(CartView view) {
    return ((CartView.OfLiveCart) view).cart().contents();
  }
}
