package dev.diddo.application.payment;

import static dev.diddo.application.Shop.one;
import static dev.diddo.application.Shop.usd;
import static dev.diddo.application.Shop.yes;
import static dev.diddo.domain.Outcome.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.Auditor;
import dev.diddo.application.Buyers;
import dev.diddo.application.Shop;
import dev.diddo.application.Steps;
import dev.diddo.application.organization.Caller;
import dev.diddo.application.payment.OpenPayment.Refusal;
import dev.diddo.application.payment.ScriptedGateways.Book;
import dev.diddo.application.payment.ScriptedGateways.Call;
import dev.diddo.application.payment.ScriptedGateways.Fault;
import dev.diddo.domain.Outcome;
import dev.diddo.domain.cart.Cart;
import dev.diddo.domain.cart.CheckoutRefusal;
import dev.diddo.domain.cart.CheckoutRefusal.Shortage;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.id.CartId;
import dev.diddo.domain.id.SessionId;
import dev.diddo.domain.id.VariantId;
import dev.diddo.domain.payment.Payment;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpenPaymentTest {
  private final Steps steps = new Steps();
  private final Shop shop = steps.shop;
  private final ScriptedGateways gateways = steps.gateways;
  private VariantId scarf;
  private Cart template;
  private LiveCart.Open cart;

  @BeforeEach
  void have_a_cart_that_can_be_paid() {
    scarf = shop.stocked(shop.store("kit.example"), "Scarf", 1_000, 5);
    template = shop.template(scarf);
    cart = shop.readyToPay(template);
  }

  @AfterEach
  void audit() {
    Auditor.check(steps);
  }

  @Test
  void the_buyer_is_sent_to_the_providers_page() {
    var open = steps.paying(cart);
    assertThat(open.url()).contains(ScriptedGateways.page(open.id()));
    assertThat(open.attempt().amount()).isEqualTo(usd(1_500));
    assertThat(open.attempt().email()).contains("ada@example.com");
    assertThat(open.attempt().expiresAt())
        .isEqualTo(steps.clock.instant().plus(Shop.PAYMENT_LIFETIME));
    assertThat(steps.payment(open)).isEqualTo(open);
    assertThat(steps.cart(cart)).isEqualTo(new LiveCart.Frozen(cart.contents(), open.id()));
    assertThat(shop.inventory(scarf).held()).isEqualTo(1);
  }

  @Test
  void the_platform_may_open_it_too() {
    assertThat(steps.openPayment.open(shop.platform(), cart.id(), Steps.WISH, Optional.empty()))
        .isInstanceOf(Outcome.Accepted.class);
  }

  @Test
  void another_buyers_cart_a_template_and_nothing_at_all_are_the_same() {
    var unknown = notPayable(new CheckoutRefusal.UnknownCart());
    var other = new Caller.Buyer(shop.tenant(), new SessionId(steps.ids.next()));
    assertThat(steps.openPayment.open(other, cart.id(), Steps.WISH, Optional.empty()))
        .isEqualTo(unknown);
    var nothing = new CartId(steps.ids.next());
    for (var id : List.of(template.id(), nothing)) {
      assertThat(steps.openPayment.open(shop.platform(), id, Steps.WISH, Optional.empty()))
          .isEqualTo(unknown);
    }
    var stranger = Shop.in(steps.ports, steps.clock, steps.ids).platform();
    assertThat(steps.openPayment.open(stranger, cart.id(), Steps.WISH, Optional.empty()))
        .isEqualTo(unknown);
    assertThat(
            steps.openPayment.open(
                shop.production().platform(), cart.id(), Steps.WISH, Optional.empty()))
        .isEqualTo(unknown);
  }

  @Test
  void a_payment_that_is_open_is_told_with_its_page() {
    var open = steps.paying(cart);
    assertThat(steps.pay(cart)).isEqualTo(refused(new Refusal.AlreadySubmitted(open.url())));
    assertThat(gateways.calls(Call.OPEN)).isEqualTo(1);
  }

  @Test
  void a_payment_in_doubt_and_a_paid_cart_have_no_page() {
    gateways.fail(Call.OPEN, Fault.SILENT);
    assertThat(steps.pay(cart)).isEqualTo(refused(new Refusal.GatewayUnavailable()));
    var without = refused(new Refusal.AlreadySubmitted(Optional.empty()));
    assertThat(steps.pay(cart)).isEqualTo(without);
    var paid = shop.readyToPay(template);
    var open = steps.paying(paid);
    gateways.decide(open.id(), Book.AUTHORISED);
    steps.settlePayment.settle(shop.tenant(), open.id());
    assertThat(steps.pay(paid)).isEqualTo(without);
  }

  @Test
  void an_expired_and_a_cancelled_cart_cannot_be_paid() {
    var cancelled = shop.readyToPay(template);
    yes(steps.cancelPayment.cancelCart(shop.platform(), cancelled.id()));
    assertThat(steps.pay(cancelled)).isEqualTo(notPayable(new CheckoutRefusal.Expired()));
    steps.clock.advance(Shop.CART_LIFETIME);
    assertThat(steps.pay(cart)).isEqualTo(notPayable(new CheckoutRefusal.Expired()));
  }

  @Test
  void what_is_refused_changes_nothing() {
    shop.reprice(scarf, 1_100);
    assertThat(steps.pay(cart))
        .isEqualTo(notPayable(new CheckoutRefusal.PriceChanged(usd(1_500), usd(1_600))));
    assertThat(steps.cart(cart)).isEqualTo(cart);
    assertThat(shop.inventory(scarf).held()).isZero();
    assertThat(gateways.calls(Call.OPEN)).isZero();
  }

  @Test
  void a_buyer_who_agrees_to_the_new_total_pays_it() {
    shop.reprice(scarf, 1_100);
    var agreed =
        new OpenPayment.Wish(
            Optional.of(ScriptedGateways.NAME),
            Optional.empty(),
            OptionalInt.empty(),
            OptionalLong.of(1_600),
            Optional.empty(),
            Optional.empty());
    var open = yes(steps.openPayment.open(steps.buyer(cart), cart.id(), agreed, Optional.empty()));
    assertThat(open.attempt().amount()).isEqualTo(usd(1_600));
    assertThat(steps.cart(cart).contents().totals().total()).isEqualTo(usd(1_600));
  }

  @Test
  void what_another_payment_holds_is_out_of_stock() {
    shop.restock(scarf, 1);
    var first = shop.readyToPay(template);
    var open = steps.paying(first);
    var line = cart.contents().lines().list().getFirst().id();
    assertThat(steps.pay(cart))
        .isEqualTo(
            notPayable(
                new CheckoutRefusal.OutOfStock(
                    List.of(new Shortage(new CheckoutRefusal.Place(0, 0, line), 0)))));
    gateways.decide(open.id(), Book.DECLINED);
    steps.settlePayment.settle(shop.tenant(), open.id());
    assertThat(steps.pay(cart)).isInstanceOf(Outcome.Accepted.class);
  }

  @Test
  void the_last_units_of_a_cart_that_is_opened_meanwhile_are_its_own() {
    shop.restock(scarf, 1);
    var opened = new ArrayDeque<Payment.Open>();
    var meanwhile =
        steps.openPaymentOver(
            (tenant, variants) -> {
              if (opened.isEmpty()) {
                opened.add(steps.paying(cart));
              }
              return steps.ports.listings().now(tenant, variants);
            });
    assertThat(meanwhile.open(steps.buyer(cart), cart.id(), Steps.WISH, Optional.empty()))
        .isEqualTo(refused(new Refusal.AlreadySubmitted(opened.getFirst().url())));
  }

  @Test
  void a_provider_that_was_surely_not_reached_leaves_the_cart_payable() {
    gateways.fail(Call.OPEN, Fault.NOT_REACHED);
    assertThat(steps.pay(cart)).isEqualTo(refused(new Refusal.GatewayUnavailable()));
    assertThat(steps.cart(cart)).isEqualTo(cart);
    assertThat(shop.inventory(scarf).held()).isZero();
    assertThat(steps.pay(cart)).isInstanceOf(Outcome.Accepted.class);
  }

  @Test
  void a_provider_that_decides_at_once_asks_the_buyer_nothing() {
    gateways.decideAtOnce(Book.AUTHORISED);
    assertThat(steps.pay(cart)).isEqualTo(refused(new Refusal.AlreadySubmitted(Optional.empty())));
    assertThat(steps.cart(cart)).isInstanceOf(LiveCart.Submitted.class);
    Auditor.checkAtRest(steps);
  }

  @Test
  void after_a_declined_payment_the_same_cart_is_paid_by_another() {
    var first = steps.paying(cart);
    gateways.decide(first.id(), Book.DECLINED);
    steps.settlePayment.settle(shop.tenant(), first.id());
    assertThat(steps.cart(cart)).isEqualTo(cart);
    var second = steps.paying(cart);
    assertThat(second.id()).isNotEqualTo(first.id());
    gateways.decide(second.id(), Book.AUTHORISED);
    steps.settlePayment.settle(shop.tenant(), second.id());
    assertThat(steps.payment(first)).isInstanceOf(Payment.Declined.class);
    assertThat(gateways.charges()).isEqualTo(1);
    Auditor.checkAtRest(steps);
  }

  @Test
  void what_is_paid_is_the_cart_as_it_is_now() {
    var shelf = steps.ports.listings().now(shop.tenant(), List.of(scarf));
    var changed = yes(cart.add(shop.newLine(), one(scarf), shelf, steps.ids));
    steps.ports.liveCarts().save(shop.tenant(), changed, cart.contents().version());
    var open = steps.paying(cart);
    assertThat(open.attempt().amount()).isEqualTo(usd(2_500));
  }

  @Test
  void a_buyer_who_forgot_something_is_told_what() {
    var begun = shop.begin(template);
    assertThat(steps.pay(begun))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            no ->
                assertThat(((Refusal.NotPayable) no.reason()).reason())
                    .isInstanceOf(CheckoutRefusal.BuyerIdentityMissing.class));
    assertThat(steps.pay(shop.ready(begun, Buyers.GRACE))).isInstanceOf(Outcome.Accepted.class);
  }

  private static Outcome<Payment.Open, Refusal> notPayable(CheckoutRefusal reason) {
    return refused(new Refusal.NotPayable(reason));
  }
}
