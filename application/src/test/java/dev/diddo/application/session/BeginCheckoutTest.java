package dev.diddo.application.session;

import static dev.diddo.application.Shop.usd;
import static dev.diddo.application.Shop.yes;
import static dev.diddo.domain.Outcome.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.Buyers;
import dev.diddo.application.Shop;
import dev.diddo.application.Steps;
import dev.diddo.application.Together;
import dev.diddo.application.cart.CartChange;
import dev.diddo.application.cart.CartView;
import dev.diddo.application.catalog.Products.VariantChange;
import dev.diddo.application.organization.Caller;
import dev.diddo.application.payment.ScriptedGateways.Book;
import dev.diddo.application.session.BeginCheckout.Begun;
import dev.diddo.application.session.BeginCheckout.Refusal;
import dev.diddo.domain.Outcome;
import dev.diddo.domain.cart.Cart;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.id.CartId;
import dev.diddo.domain.id.VariantId;
import dev.diddo.domain.session.BuyerIdentity;
import dev.diddo.domain.session.CheckoutSession;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BeginCheckoutTest {
  private static final Outcome<Begun, Refusal> UNKNOWN = refused(new Refusal.UnknownTemplate());

  private final Steps steps = new Steps();
  private final Shop shop = steps.shop;
  private VariantId scarf;
  private Cart template;

  @BeforeEach
  void make_a_template() {
    scarf = shop.variant(shop.store("kit.example"), "Scarf", 1_000);
    template = shop.template(scarf);
  }

  @Test
  void a_stranger_becomes_a_guest_with_a_cart_of_their_own() {
    var begun = begin(Optional.empty());
    assertThat(begun.resumed()).isFalse();
    assertThat(begun.session().kind()).isEqualTo(CheckoutSession.Kind.GUEST);
    assertThat(begun.cart().contents().template()).isEqualTo(template.id());
    assertThat(begun.cart().contents().totals().total()).isEqualTo(usd(1_000));
    assertThat(begun.cart().contents().expiresAt())
        .isEqualTo(steps.clock.instant().plus(Shop.CART_LIFETIME));
    assertThat(steps.tokens.verify(begun.token())).contains(buyer(begun));
    assertThat(steps.readCart.live(buyer(begun), begun.cart().id())).contains(begun.cart());
  }

  @Test
  void a_template_whose_prices_rose_too_high_cannot_be_begun_and_is_still_shown() {
    var boots = shop.variant(shop.store("boots.example"), "Boots", 1_000);
    var both = shop.template(scarf, boots);
    for (var variant : List.of(scarf, boots)) {
      var highest = Optional.of(usd((1L << 53) - 1));
      steps
          .ports
          .products()
          .change(
              shop.tenant(),
              variant,
              new VariantChange(highest, Optional.empty(), OptionalLong.empty()));
    }
    assertThat(steps.beginCheckout.begin(both.id(), Optional.empty()))
        .isEqualTo(refused(new Refusal.NoTotal()));
    var shown = (CartView.OfTemplate) steps.readCart.read(shop.platform(), both.id()).orElseThrow();
    assertThat(shown.parts())
        .flatExtracting(part -> part.lines())
        .extracting(line -> line.total())
        .containsExactly(Optional.empty(), Optional.empty());
  }

  @Test
  void a_reload_finds_the_same_cart() {
    var first = begin(Optional.empty());
    var again = begin(Optional.of(buyer(first)));
    assertThat(again.resumed()).isTrue();
    assertThat(again.cart()).isEqualTo(first.cart());
    assertThat(again.session()).isEqualTo(first.session());
    assertThat(again.token()).isEqualTo(first.token());
  }

  @Test
  void a_reload_while_it_is_paid_finds_the_same_cart() {
    var first = begin(Optional.empty());
    steps.paying(shop.ready((LiveCart.Open) first.cart(), Buyers.ADA));
    assertThat(begin(Optional.of(buyer(first))).cart().id()).isEqualTo(first.cart().id());
  }

  @Test
  void after_it_was_paid_or_expired_a_new_one_begins_in_the_same_session() {
    var first = begin(Optional.empty());
    var open = steps.paying(shop.ready((LiveCart.Open) first.cart(), Buyers.ADA));
    steps.gateways.decide(open.id(), Book.AUTHORISED);
    steps.settlePayment.settle(shop.tenant(), open.id());
    var second = begin(Optional.of(buyer(first)));
    assertThat(second.resumed()).isFalse();
    assertThat(second.session()).isEqualTo(first.session());
    assertThat(second.cart().id()).isNotEqualTo(first.cart().id());
    steps.clock.advance(Shop.CART_LIFETIME);
    var third = begin(Optional.of(buyer(first)));
    assertThat(third.resumed()).isFalse();
    assertThat(third.cart().id()).isNotEqualTo(second.cart().id());
  }

  @Test
  void a_cart_never_outlives_its_session() {
    var first = begin(Optional.empty());
    steps.clock.advance(CheckoutSession.LIFETIME.minus(Duration.ofMinutes(10)));
    var late = begin(Optional.of(buyer(first)));
    assertThat(late.cart().contents().expiresAt()).isEqualTo(first.session().expiresAt());
  }

  @Test
  void a_customer_begins_with_what_the_platform_said() {
    var token =
        steps.mintToken.mint(
            shop.platform(),
            new MintToken.Customer(
                Buyers.ADA, Optional.of("customer-7"), Optional.empty(), Optional.empty()));
    var begun = begin(steps.tokens.verify(token).map(Caller.class::cast));
    assertThat(begun.cart().contents().buyer()).isEqualTo(BuyerIdentity.NOBODY.with(Buyers.ADA));
    assertThat(begun.session().kind()).isEqualTo(CheckoutSession.Kind.IDENTIFIED);
    assertThat(begun.cart().contents().parts().getFirst().offer().shippingMethods()).hasSize(1);
  }

  @Test
  void a_platform_begins_for_a_new_guest_each_time() {
    var one = begin(Optional.of(shop.platform()));
    var other = begin(Optional.of(shop.platform()));
    assertThat(one.session()).isNotEqualTo(other.session());
    assertThat(one.cart().id()).isNotEqualTo(other.cart().id());
  }

  @Test
  void what_is_no_template_of_the_callers_is_unknown() {
    var live = begin(Optional.empty()).cart();
    assertThat(steps.beginCheckout.begin(live.id(), Optional.empty())).isEqualTo(UNKNOWN);
    var nothing = new CartId(steps.ids.next());
    assertThat(steps.beginCheckout.begin(nothing, Optional.empty())).isEqualTo(UNKNOWN);
    var stranger = Shop.in(steps.ports, steps.clock, steps.ids);
    assertThat(steps.beginCheckout.begin(template.id(), Optional.of(stranger.platform())))
        .isEqualTo(UNKNOWN);
    assertThat(steps.beginCheckout.begin(template.id(), Optional.of(shop.production().platform())))
        .isEqualTo(UNKNOWN);
  }

  @Test
  void an_empty_template_has_nothing_to_begin() {
    yes(
        steps.changeCart.change(
            shop.platform(),
            template.id(),
            new CartChange.RemoveVariant(scarf),
            OptionalInt.empty()));
    assertThat(steps.beginCheckout.begin(template.id(), Optional.empty()))
        .isEqualTo(refused(new Refusal.EmptyTemplate()));
  }

  @Test
  void a_retired_template_begins_nothing_and_resumes_what_was_begun() {
    var first = begin(Optional.empty());
    yes(steps.cancelPayment.cancelCart(shop.platform(), template.id()));
    assertThat(steps.beginCheckout.begin(template.id(), Optional.empty())).isEqualTo(UNKNOWN);
    assertThat(begin(Optional.of(buyer(first))).cart()).isEqualTo(first.cart());
    steps.clock.advance(Shop.CART_LIFETIME);
    assertThat(steps.beginCheckout.begin(template.id(), Optional.of(buyer(first))))
        .isEqualTo(UNKNOWN);
  }

  @Test
  void no_checkout_changes_the_template() {
    var before = steps.ports.carts().find(shop.tenant(), template.id()).orElseThrow();
    var begun = begin(Optional.empty());
    yes(
        steps.changeCart.change(
            buyer(begun),
            begun.cart().id(),
            new CartChange.RemoveVariant(scarf),
            OptionalInt.empty()));
    shop.paid(template, Buyers.ADA);
    assertThat(steps.ports.carts().find(shop.tenant(), template.id())).contains(before);
  }

  @Test
  void a_stadium_begins_at_once_and_everybody_gets_a_cart() {
    var begun = Together.run(200, _ -> begin(Optional.empty()));
    assertThat(begun).extracting(b -> b.cart().id()).doesNotHaveDuplicates();
    assertThat(begun).extracting(b -> b.session().id()).doesNotHaveDuplicates();
    var counters =
        steps.ports.liveCarts().checkoutsOf(shop.tenant(), template.id(), steps.clock.instant());
    assertThat(counters.inProgress()).isEqualTo(200);
  }

  @Test
  void a_page_that_is_loaded_many_times_at_once_shows_one_cart() {
    var token =
        steps.mintToken.mint(
            shop.platform(),
            new MintToken.Customer(Map.of(), Optional.empty(), Optional.empty(), Optional.empty()));
    Optional<Caller> buyer = steps.tokens.verify(token).map(Caller.class::cast);
    var begun = Together.run(50, _ -> begin(buyer));
    assertThat(begun).extracting(b -> b.cart().id()).containsOnly(begun.getFirst().cart().id());
    assertThat(begun).filteredOn(b -> !b.resumed()).hasSize(1);
  }

  @Test
  void what_was_begun_tells_nobody_its_token() {
    var begun = begin(Optional.empty());
    assertThat(begun.toString()).doesNotContain(begun.token());
  }

  private Begun begin(Optional<Caller> caller) {
    return yes(steps.beginCheckout.begin(template.id(), caller));
  }

  private static Caller.Buyer buyer(Begun begun) {
    return new Caller.Buyer(begun.session().tenant(), begun.session().id());
  }
}
