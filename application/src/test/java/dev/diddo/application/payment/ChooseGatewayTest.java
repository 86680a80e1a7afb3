package dev.diddo.application.payment;

import static dev.diddo.application.Shop.yes;
import static dev.diddo.domain.Outcome.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.Shop;
import dev.diddo.application.Steps;
import dev.diddo.domain.Outcome;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.order.CheckoutEvent;
import dev.diddo.domain.payment.AmountRule;
import dev.diddo.domain.payment.Handover;
import dev.diddo.domain.payment.Payment;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real money and play money never meet, and nothing is asked of a gateway that it cannot do. */
class ChooseGatewayTest {
  private final Steps steps = new Steps();
  private final Shop shop = steps.shop;
  private final ScriptedGateways gateways = steps.gateways;
  private LiveCart.Open cart;

  @BeforeEach
  void have_a_cart_that_can_be_paid() {
    cart = shop.readyToPay(shop.template(shop.variant(shop.store("kit.example"), "Mug", 1_000)));
    gateways.offer("live", ScriptedGateways.abilities(true));
    gateways.offer("second", ScriptedGateways.ABLE);
  }

  @Test
  void production_is_paid_by_live_gateways_alone_and_sandbox_by_others() {
    assertThat(steps.chooseGateway.offered(shop.tenant()))
        .containsExactly(ScriptedGateways.NAME, "second");
    assertThat(steps.chooseGateway.offered(shop.production().tenant())).containsExactly("live");
    assertThat(pay(Optional.of("live"), Optional.empty()))
        .isEqualTo(notTaken(new ChooseGateway.Refusal.NoGateway()));
    assertThat(gateways.calls(ScriptedGateways.Call.OPEN)).isZero();
  }

  @Test
  void the_organizations_own_list_comes_in_its_order() {
    shop.paysBy("second", "live", "gone");
    assertThat(steps.chooseGateway.offered(shop.tenant())).containsExactly("second");
    assertThat(steps.paying(cart).attempt().gateway()).isEqualTo("second");
    assertThat(steps.chooseGateway.offered(shop.production().tenant())).containsExactly("live");
  }

  @Test
  void a_gateway_that_is_not_on_the_list_is_not_there() {
    shop.paysBy("live");
    assertThat(pay(Optional.of("second"), Optional.empty()))
        .isEqualTo(notTaken(new ChooseGateway.Refusal.NoGateway()));
    assertThat(pay(Optional.empty(), Optional.empty()))
        .isEqualTo(notTaken(new ChooseGateway.Refusal.NoGateway()));
  }

  @Test
  void the_wished_mode_is_what_the_buyer_gets() {
    assertThat(yes(pay(Optional.of("second"), Optional.of(Handover.Mode.EMBEDDED))).handover())
        .isInstanceOf(Handover.Embedded.class);
  }

  @Test
  void amounts_and_currencies_that_it_does_not_take_are_told_before_anything_is_stored() {
    var rule = new AmountRule(2_000, 9_000, 1);
    gateways.take(Shop.USD, Optional.of(rule));
    assertThat(pay(Optional.empty(), Optional.empty()))
        .isEqualTo(
            notTaken(new ChooseGateway.Refusal.AmountNotTaken(AmountRule.Fit.TOO_SMALL, rule)));
    gateways.take(Shop.USD, Optional.empty());
    assertThat(pay(Optional.empty(), Optional.empty()))
        .isEqualTo(notTaken(new ChooseGateway.Refusal.CurrencyNotTaken()));
    assertThat(steps.database.payments.values()).isEmpty();
    assertThat(steps.cart(cart)).isEqualTo(cart);
  }

  @Test
  void each_stores_part_has_to_fit_for_each_may_be_given_back_alone() {
    var tenths = new AmountRule(1, 1_000_000, 10);
    gateways.take(Shop.USD, Optional.of(tenths));
    // Together they are a multiple of ten, alone they are not.
    var mug = shop.variant(shop.store("mugs.example"), "Mug", 1_005);
    var pen = shop.variant(shop.store("pens.example"), "Pen", 2_005);
    cart = shop.readyToPay(shop.template(mug, pen));
    assertThat(pay(Optional.empty(), Optional.empty()))
        .isEqualTo(
            notTaken(new ChooseGateway.Refusal.AmountNotTaken(AmountRule.Fit.TOO_FINE, tenths)));
    assertThat(gateways.calls(ScriptedGateways.Call.OPEN)).isZero();
  }

  @Test
  void a_customer_whom_the_provider_deleted_is_kept_anew_and_nobody_notices() {
    var template = shop.template(shop.variant(shop.store("pens.example"), "Pen", 1_000));
    var first = steps.paying(shop.readyToPay(template, "customer-7"));
    gateways.deleteCustomers();
    cart = shop.readyToPay(template, "customer-7");
    var second = steps.paying(cart);
    assertThat(first.attempt().customer()).isPresent();
    assertThat(second.attempt().customer()).isPresent().isNotEqualTo(first.attempt().customer());
    assertThat(steps.database.events.all())
        .allSatisfy(
            (_, events) ->
                assertThat(events)
                    .extracting(CheckoutEvent::type)
                    .doesNotContain(CheckoutEvent.Type.CHECKOUT_FAILED));
    var third = steps.paying(shop.readyToPay(template, "customer-7"));
    assertThat(third.attempt().customer()).isEqualTo(second.attempt().customer());
  }

  private Outcome<Payment.Open, OpenPayment.Refusal> pay(
      Optional<String> gateway, Optional<Handover.Mode> mode) {
    var wish =
        new OpenPayment.Wish(
            gateway,
            mode,
            OptionalInt.empty(),
            OptionalLong.empty(),
            Optional.empty(),
            Optional.empty());
    return steps.openPayment.open(steps.buyer(cart), cart.id(), wish, Optional.empty());
  }

  private static Outcome<Payment.Open, OpenPayment.Refusal> notTaken(ChooseGateway.Refusal reason) {
    return refused(new OpenPayment.Refusal.NotTaken(reason));
  }
}
