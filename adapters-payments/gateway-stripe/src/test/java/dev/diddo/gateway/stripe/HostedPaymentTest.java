package dev.diddo.gateway.stripe;

import static dev.diddo.gateway.stripe.Shop.money;
import static dev.diddo.gateway.stripe.Shop.reference;
import static dev.diddo.gateway.stripe.Shop.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.diddo.gateway.spi.Customers;
import dev.diddo.gateway.spi.Customers.Customer;
import dev.diddo.gateway.spi.Handover;
import dev.diddo.gateway.spi.PaymentReference;
import dev.diddo.gateway.spi.PaymentRequest;
import dev.diddo.gateway.spi.PaymentState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HostedPaymentTest {
  private static final String SEARCH = "GET /v1/payment_intents/search";
  private static final StripeLimits FEW = Shop.limits(Duration.ofSeconds(15), 100);

  private final Shop shop = new Shop();

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void a_page_shows_a_line_for_each_merchant_and_reserves_by_hand() {
    shop.open(shop.hosted(usd(1299)));
    var call = shop.last("POST /v1/checkout/sessions");
    assertThat(call.key()).contains(Shop.REFERENCE + "-open");
    assertThat(call.parameters())
        .contains(
            entry("ui_mode", "hosted_page"),
            entry("client_reference_id", Shop.REFERENCE),
            entry("metadata[reference]", Shop.REFERENCE),
            entry("payment_intent_data[metadata][reference]", Shop.REFERENCE),
            entry("payment_intent_data[capture_method]", "manual"),
            entry("line_items[0][price_data][product_data][name]", "Müller & Söhne"),
            entry("line_items[0][price_data][unit_amount]", "433"),
            entry("line_items[1][price_data][product_data][name]", "Second <Shop>"),
            entry("line_items[1][price_data][unit_amount]", "866"),
            entry("line_items[1][price_data][currency]", "usd"),
            entry("customer_email", Shop.EMAIL),
            entry("success_url", "https://shop.example/paid?cart=1"),
            entry("cancel_url", "https://shop.example/cancelled?cart=1"))
        .doesNotContainKeys("customer", "saved_payment_method_options[payment_method_save]");
  }

  @Test
  void the_same_request_has_the_same_parameters_at_any_time() {
    var request = shop.hosted(usd(1299));
    var open = shop.open(request);
    shop.clock.pass(Duration.ofMinutes(29));
    assertThat(shop.gateway.open(request)).isEqualTo(open);
    assertThat(shop.count("POST /v1/checkout/sessions")).isEqualTo(2);
    assertThat(shop.stripe.books.all("checkout.session")).hasSize(1);
  }

  @Test
  void what_is_opened_again_after_its_time_is_looked_up_and_not_opened_anew() {
    var request = shop.hosted(usd(1299));
    shop.open(request);
    shop.stripe.forgetKeys();
    shop.clock.pass(Duration.ofHours(25));
    assertThat(shop.gateway.open(request)).isNotInstanceOf(PaymentState.Open.class);
    assertThat(shop.stripe.books.all("checkout.session")).hasSize(1);
  }

  @Test
  void a_payment_that_may_wait_for_days_opens_a_page_for_a_day() {
    var request = shop.hosted(usd(1299));
    var waiting =
        new PaymentRequest(
            request.idempotencyKey(),
            request.reference(),
            request.mode(),
            request.amount(),
            request.shares(),
            request.email(),
            request.customer(),
            request.successUrl(),
            request.cancelUrl(),
            shop.clock.instant().plus(Duration.ofDays(3)));
    shop.open(waiting);
    assertThat(shop.last("POST /v1/checkout/sessions").parameters())
        .doesNotContainKey("expires_at");
  }

  @Test
  void a_known_customer_sees_saved_cards() {
    var customers = shop.gateway.customers().orElseThrow();
    var made = new Customer("user-1", Optional.of(Shop.EMAIL), Optional.of("Ada Byron"));
    var id = customers.create(made, "customer-1");
    assertThat(id).startsWith("cus_").isEqualTo(customers.create(made, "customer-1"));
    shop.open(shop.request(Shop.REFERENCE, Handover.Mode.HOSTED, usd(1299), Optional.of(id)));
    assertThat(shop.last("POST /v1/checkout/sessions").parameters())
        .contains(
            entry("customer", id),
            entry("saved_payment_method_options[payment_method_save]", "enabled"))
        .doesNotContainKey("customer_email");
  }

  @Test
  void a_customer_who_comes_back_after_a_deletion_is_another_though_stripe_repeats_itself() {
    var customers = shop.gateway.customers().orElseThrow();
    var ada = new Customer("user-1", Optional.of(Shop.EMAIL), Optional.empty());
    var first = customers.create(ada, "customer-1");
    assertThat(customers.delete(first)).isTrue();
    assertThat(customers.delete(first)).isTrue();
    var second = customers.create(ada, "customer-1");
    assertThat(customers.delete(second)).isTrue();
    var third = customers.create(ada, "customer-1");
    assertThat(List.of(first, second, third)).doesNotHaveDuplicates();
    assertThat(customers.create(ada, "customer-1")).isEqualTo(third);
    assertThat(shop.stripe.books.all("customer").getFirst().toString())
        .contains(first)
        .doesNotContain(Shop.EMAIL);
  }

  @Test
  void a_customer_who_was_deleted_again_and_again_is_not_asked_for_without_end() {
    var customers = shop.gateway.customers().orElseThrow();
    var ada = new Customer("user-1", Optional.of(Shop.EMAIL), Optional.empty());
    for (int i = 0; i < 5; i++) {
      assertThat(customers.delete(customers.create(ada, "customer-1"))).isTrue();
    }
    assertThatThrownBy(() -> customers.create(ada, "customer-1"))
        .isInstanceOf(UnclearException.class);
    assertThat(shop.stripe.books.all("customer")).hasSize(5);
  }

  @Test
  void a_deletion_of_which_nothing_is_heard_is_not_said_to_be_done() {
    var customers = shop.gateway.customers().orElseThrow();
    var id = customers.create(new Customer("u", Optional.empty(), Optional.empty()), "customer-1");
    shop.stripe.failNext("DELETE /v1/customers/*", FakeStripe.Fault.ERROR_AFTER);
    assertThatThrownBy(() -> customers.delete(id)).isInstanceOf(UnclearException.class);
    assertThat(customers.delete(id)).isTrue();
  }

  @Test
  void a_customer_who_was_deleted_is_a_decline_that_says_so() {
    var request =
        shop.request(Shop.REFERENCE, Handover.Mode.HOSTED, usd(1299), Optional.of("cus_gone"));
    assertThat(shop.gateway.open(request))
        .isEqualTo(new PaymentState.Declined(Shop.REFERENCE, Customers.UNKNOWN));
  }

  @Test
  void a_declined_card_leaves_the_page_open_for_another() {
    var open = shop.open(shop.hosted(usd(1299)));
    shop.stripe.books.decline(open.gatewayId(), "insufficient_funds");
    assertThat(shop.gateway.lookUp(reference(open.gatewayId()))).isEqualTo(open);
    assertThat(shop.gateway.cancel(reference(open.gatewayId())))
        .isEqualTo(new PaymentState.Declined(open.gatewayId(), "insufficient_funds"));
  }

  @Test
  void a_challenge_asks_for_action_and_what_is_processed_is_pending() {
    var open = shop.open(shop.hosted(usd(1299)));
    shop.stripe.books.set(open.gatewayId(), "requires_action");
    assertThat(shop.gateway.lookUp(reference(open.gatewayId())))
        .isEqualTo(new PaymentState.ActionRequired(open.gatewayId(), open.handover()));
    shop.stripe.books.set(open.gatewayId(), "processing");
    assertThat(shop.gateway.lookUp(reference(open.gatewayId())))
        .isInstanceOf(PaymentState.Pending.class);
    assertThat(shop.gateway.cancel(reference(open.gatewayId())))
        .isInstanceOf(PaymentState.Pending.class);
  }

  @Test
  void once_authorised_the_payment_is_known_by_its_intent_and_by_its_page() {
    var open = shop.open(shop.hosted(usd(1299)));
    var intent = FakeBooks.text(shop.stripe.books.pay(open.gatewayId()), "id");
    var authorised = new PaymentState.Authorised(intent, usd(1299));
    assertThat(shop.gateway.lookUp(reference(open.gatewayId()))).isEqualTo(authorised);
    assertThat(shop.gateway.lookUp(reference(intent))).isEqualTo(authorised);
    assertThat(shop.gateway.lookUp(reference())).isEqualTo(authorised);
    shop.clock.pass(Duration.ofDays(3)); // beyond all lists: the search knows it
    assertThat(shop.gateway.lookUp(reference())).isEqualTo(authorised);
  }

  @Test
  void amounts_are_what_stripe_has_not_what_we_asked_for() {
    var open = shop.open(shop.hosted(usd(1299)));
    var intent = shop.stripe.books.pay(open.gatewayId());
    intent.put("amount_capturable", 1200L).put("currency", "eur");
    assertThat(shop.gateway.lookUp(reference(open.gatewayId())))
        .isEqualTo(new PaymentState.Authorised(FakeBooks.text(intent, "id"), money(1200, "EUR")));
  }

  @Test
  void an_id_of_another_payment_is_not_believed() {
    var open = shop.open(shop.hosted(usd(1299)));
    var other = shop.request("other", Handover.Mode.HOSTED, usd(500), Optional.empty());
    var stranger = shop.open(other);
    assertThat(shop.gateway.lookUp(reference(stranger.gatewayId()))).isEqualTo(open);
    assertThat(shop.gateway.lookUp(reference("cs_test_unknown"))).isEqualTo(open);
    assertThat(shop.gateway.lookUp(reference("no id of Stripe's"))).isEqualTo(open);
  }

  @Test
  void a_list_that_was_not_read_to_its_end_proves_nothing() {
    try (var small = new Shop(FEW)) {
      IntStream.range(0, 101)
          .mapToObj(i -> small.request("r-" + i, Handover.Mode.HOSTED, usd(500), Optional.empty()))
          .forEach(small.gateway::open);
      assertThatThrownBy(() -> small.gateway.lookUp(reference()))
          .isInstanceOf(UnclearException.class);
      assertThat(small.gateway.lookUp(named("r-100"))).isInstanceOf(PaymentState.Open.class);
    }
  }

  @Test
  void where_stripe_offers_no_search_lists_tell() {
    var open = shop.open(shop.hosted(usd(1299)));
    shop.stripe.failNext(SEARCH, FakeStripe.Fault.NOT_OFFERED);
    assertThat(shop.gateway.lookUp(reference())).isEqualTo(open);
    shop.stripe.books.pay(open.gatewayId());
    shop.clock.pass(Duration.ofDays(3));
    shop.stripe.failNext(SEARCH, FakeStripe.Fault.NOT_OFFERED);
    assertThat(shop.gateway.lookUp(reference())).isInstanceOf(PaymentState.Authorised.class);
    shop.stripe.failNext(SEARCH, FakeStripe.Fault.NOT_OFFERED);
    assertThat(shop.gateway.lookUp(named("nobody"))).isEqualTo(new PaymentState.Missing());
  }

  @Test
  void among_many_closed_pages_the_open_one_is_found() {
    try (var small = new Shop(FEW)) {
      var open = small.open(small.hosted(usd(1299)));
      IntStream.range(0, 101)
          .mapToObj(i -> small.request("r-" + i, Handover.Mode.HOSTED, usd(500), Optional.empty()))
          .map(small::open)
          .forEach(closed -> small.stripe.books.expire(closed.gatewayId()));
      assertThat(small.gateway.lookUp(reference())).isEqualTo(open);
    }
  }

  @Test
  void what_stripe_cannot_charge_is_declined_before_and_by_it() {
    assertThat(shop.gateway.open(shop.hosted(usd(49))))
        .isEqualTo(new PaymentState.Declined(Shop.REFERENCE, "amount_too_small"));
    assertThat(shop.gateway.open(shop.hosted(money(1295, "KWD"))))
        .isEqualTo(new PaymentState.Declined(Shop.REFERENCE, "amount_not_supported"));
    assertThat(shop.gateway.open(shop.hosted(usd(100_000_000))))
        .isEqualTo(new PaymentState.Declined(Shop.REFERENCE, "amount_not_supported"));
  }

  @Test
  void shares_that_stripe_cannot_say_are_shown_as_one() {
    var open = shop.open(shop.hosted(money(1290, "KWD"))); // its thirds end in other digits
    assertThat(shop.last("POST /v1/checkout/sessions").parameters())
        .containsEntry("line_items[0][price_data][unit_amount]", "430");
    shop.stripe.books.pay(open.gatewayId());
    var other = shop.request("other", Handover.Mode.HOSTED, money(1280, "KWD"), Optional.empty());
    shop.open(other);
    assertThat(shop.last("POST /v1/checkout/sessions").parameters())
        .containsEntry("line_items[0][price_data][unit_amount]", "1280")
        .doesNotContainKey("line_items[1][quantity]");
    assertThat(shop.gateway.lookUp(reference()))
        .isInstanceOfSatisfying(
            PaymentState.Authorised.class,
            it -> assertThat(it.amount()).isEqualTo(money(1290, "KWD")));
  }

  private static PaymentReference named(String reference) {
    return new PaymentReference(reference, Optional.empty());
  }
}
