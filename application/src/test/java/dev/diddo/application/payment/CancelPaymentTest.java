package dev.diddo.application.payment;

import static dev.diddo.application.Shop.yes;
import static dev.diddo.application.payment.ScriptedGateways.Call.CANCEL;
import static dev.diddo.application.payment.ScriptedGateways.Call.OPEN;
import static dev.diddo.domain.Outcome.accepted;
import static dev.diddo.domain.Outcome.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.Auditor;
import dev.diddo.application.Shop;
import dev.diddo.application.Steps;
import dev.diddo.application.organization.Caller;
import dev.diddo.application.payment.CancelPayment.Done;
import dev.diddo.application.payment.CancelPayment.Refusal;
import dev.diddo.application.payment.ScriptedGateways.Book;
import dev.diddo.application.payment.ScriptedGateways.Fault;
import dev.diddo.domain.Outcome;
import dev.diddo.domain.cart.Cart;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.id.CartId;
import dev.diddo.domain.id.Ids;
import dev.diddo.domain.id.SessionId;
import dev.diddo.domain.id.VariantId;
import dev.diddo.domain.order.CheckoutEvent;
import dev.diddo.domain.payment.Payment;
import dev.diddo.domain.session.BuyerField;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CancelPaymentTest {
  private static final Outcome<Done, Refusal> DONE = accepted(new Done());
  private static final Outcome<Done, Refusal> UNKNOWN = refused(new Refusal.UnknownCart());

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
  void an_open_payment_is_ended_at_the_provider_and_the_cart_is_payable_again() {
    var open = steps.paying(cart);
    assertThat(cancelPayment()).isEqualTo(DONE);
    assertThat(gateways.book(open.id())).isEqualTo(Book.CANCELLED);
    assertThat(steps.payment(open)).isInstanceOf(Payment.Cancelled.class);
    assertThat(steps.cart(cart)).isEqualTo(cart);
    assertThat(shop.inventory(scarf).held()).isZero();
    assertThat(steps.paying(cart).id()).isNotEqualTo(open.id());
  }

  @Test
  void where_there_is_no_payment_there_is_nothing_to_cancel() {
    assertThat(cancelPayment()).isEqualTo(DONE);
    assertThat(gateways.calls(CANCEL)).isZero();
    steps.clock.advance(Shop.CART_LIFETIME);
    assertThat(cancelPayment()).isEqualTo(DONE);
  }

  @Test
  void what_is_paid_stays_paid() {
    var open = steps.paying(cart);
    gateways.decide(open.id(), Book.AUTHORISED);
    steps.settlePayment.settle(shop.tenant(), open.id());
    assertThat(cancelPayment()).isEqualTo(refused(new Refusal.AlreadySubmitted()));
    assertThat(steps.cancelPayment.cancelCart(shop.platform(), cart.id()))
        .isEqualTo(refused(new Refusal.AlreadySubmitted()));
    Auditor.checkAtRest(steps);
  }

  @Test
  void what_is_in_doubt_is_not_cancelled() {
    gateways.fail(OPEN, Fault.SILENT_AFTER);
    steps.pay(cart);
    assertThat(cancelPayment()).isEqualTo(refused(new Refusal.InDoubt()));
    assertThat(steps.cancelPayment.cancelCart(shop.platform(), cart.id()))
        .isEqualTo(refused(new Refusal.InDoubt()));
    assertThat(steps.cart(cart)).isInstanceOf(LiveCart.Frozen.class);
  }

  @Test
  void a_declined_payment_leaves_nothing_to_cancel() {
    var open = steps.paying(cart);
    gateways.decide(open.id(), Book.DECLINED);
    assertThat(cancelPayment()).isEqualTo(DONE);
    assertThat(steps.payment(open)).isInstanceOf(Payment.Declined.class);
  }

  @Test
  void nobody_cancels_what_is_not_theirs() {
    steps.paying(cart);
    var other = new Caller.Buyer(shop.tenant(), new SessionId(steps.ids.next()));
    var stranger = Shop.in(steps.ports, steps.clock, steps.ids).platform();
    assertThat(steps.cancelPayment.cancelPayment(other, cart.id())).isEqualTo(UNKNOWN);
    assertThat(steps.cancelPayment.cancelPayment(stranger, cart.id())).isEqualTo(UNKNOWN);
    assertThat(steps.cancelPayment.cancelCart(stranger, cart.id())).isEqualTo(UNKNOWN);
    assertThat(steps.cancelPayment.cancelCart(stranger, template.id())).isEqualTo(UNKNOWN);
    assertThat(steps.cancelPayment.cancelCart(shop.production().platform(), template.id()))
        .isEqualTo(UNKNOWN);
    assertThat(steps.cancelPayment.cancelPayment(shop.platform(), template.id()))
        .isEqualTo(UNKNOWN);
    assertThat(steps.cancelPayment.cancelCart(shop.platform(), new CartId(steps.ids.next())))
        .isEqualTo(UNKNOWN);
  }

  @Test
  void a_cancelled_cart_is_ended_with_its_payment() {
    var open = steps.paying(cart);
    assertThat(steps.cancelPayment.cancelCart(shop.platform(), cart.id())).isEqualTo(DONE);
    assertThat(steps.payment(open)).isInstanceOf(Payment.Cancelled.class);
    assertThat(steps.cart(cart)).isInstanceOf(LiveCart.Cancelled.class);
    assertThat(steps.cancelPayment.cancelCart(shop.platform(), cart.id())).isEqualTo(DONE);
  }

  @Test
  void a_cancelled_cart_without_a_payment_tells_it() {
    assertThat(steps.cancelPayment.cancelCart(shop.platform(), cart.id())).isEqualTo(DONE);
    assertThat(steps.cart(cart)).isInstanceOf(LiveCart.Cancelled.class);
    assertThat(steps.database.events.values().getFirst())
        .extracting(CheckoutEvent::type)
        .containsExactly(
            CheckoutEvent.Type.CHECKOUT_INITIALIZED, CheckoutEvent.Type.CHECKOUT_CANCELLED);
  }

  @Test
  void a_cart_that_its_buyer_changes_in_that_moment_is_not_cancelled_unseen() {
    var changed = new AtomicBoolean();
    Ids meanwhile =
        () -> {
          if (changed.compareAndSet(false, true)) {
            yes(
                steps.describeBuyer.describe(
                    steps.buyer(cart),
                    cart.id(),
                    Map.of(BuyerField.CITY, "Elsewhere"),
                    OptionalInt.empty()));
          }
          return steps.ids.next();
        };
    var cancel =
        new CancelPayment(
            steps.readCart,
            steps.ports.carts(),
            steps.ports.liveCarts(),
            steps.settlePayment,
            meanwhile,
            steps.clock);
    var known = OptionalInt.of(cart.contents().version());
    assertThat(cancel.cancelCart(shop.platform(), cart.id(), known))
        .isEqualTo(refused(new Refusal.Stale()));
    assertThat(steps.cart(cart)).isInstanceOf(LiveCart.Open.class);
    assertThat(cancel.cancelCart(shop.platform(), cart.id(), OptionalInt.empty())).isEqualTo(DONE);
  }

  @Test
  void a_template_that_changed_is_not_retired_unseen() {
    var old = OptionalInt.of(template.version() - 1);
    assertThat(steps.cancelPayment.cancelCart(shop.platform(), template.id(), old))
        .isEqualTo(refused(new Refusal.Stale()));
    var known = OptionalInt.of(template.version());
    assertThat(steps.cancelPayment.cancelCart(shop.platform(), template.id(), known))
        .isEqualTo(DONE);
  }

  @Test
  void a_retired_template_leaves_its_live_carts_alone() {
    assertThat(steps.cancelPayment.cancelCart(shop.platform(), template.id())).isEqualTo(DONE);
    assertThat(steps.cancelPayment.cancelCart(shop.platform(), template.id())).isEqualTo(UNKNOWN);
    assertThat(steps.pay(cart)).isInstanceOf(Outcome.Accepted.class);
  }

  private Outcome<Done, Refusal> cancelPayment() {
    return steps.cancelPayment.cancelPayment(steps.buyer(cart), cart.id());
  }
}
