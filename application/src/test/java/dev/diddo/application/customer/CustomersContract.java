package dev.diddo.application.customer;

import static dev.diddo.application.Shop.yes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.Buyers;
import dev.diddo.application.Page;
import dev.diddo.application.PortContract;
import dev.diddo.application.Shop;
import dev.diddo.application.Together;
import dev.diddo.application.idempotency.Claim;
import dev.diddo.application.idempotency.IdempotencyKey;
import dev.diddo.application.idempotency.StoredAnswer;
import dev.diddo.application.order.OrderActs;
import dev.diddo.application.order.RequireAction;
import dev.diddo.application.order.ReturnLines;
import dev.diddo.application.organization.Caller;
import dev.diddo.application.payment.CustomerReference;
import dev.diddo.application.payment.ScriptedGateways;
import dev.diddo.application.session.BeginCheckout;
import dev.diddo.application.session.MemorySessionTokens;
import dev.diddo.domain.Outcome;
import dev.diddo.domain.cart.Cart;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.customer.CustomerRecords;
import dev.diddo.domain.customer.Erased;
import dev.diddo.domain.customer.Person;
import dev.diddo.domain.customer.SavedCustomer;
import dev.diddo.domain.customer.UnderWay;
import dev.diddo.domain.id.SessionId;
import dev.diddo.domain.order.MerchantOrder;
import dev.diddo.domain.order.Tracking;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.payment.Payment;
import dev.diddo.domain.session.BuyerField;
import dev.diddo.domain.session.BuyerIdentity;
import dev.diddo.domain.session.CheckoutSession;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What whoever finds all that is kept of a person promises, and what erasing them leaves. */
public abstract class CustomersContract extends PortContract {
  private static final Person ADA = new Person(Optional.of("ADA@example.com"), Optional.empty());
  private static final Person SEVEN = new Person(Optional.empty(), Optional.of("customer-7"));

  private Cart template;
  private EraseCustomer eraseCustomer;

  @BeforeEach
  void sell_scarves() {
    template = shop.template(shop.variant(shop.store("kit.example"), "Scarf", 1_000));
    eraseCustomer =
        new EraseCustomer(ports.customers(), ports.liveCarts(), ports.transactions(), ids, clock);
  }

  @Test
  void a_guest_is_found_by_the_email_that_they_typed_in_whatever_case() {
    var order = shop.paid(template, Buyers.ADA);
    shop.paid(template, Buyers.GRACE);
    var found = find(ADA);
    assertThat(found.orders()).containsExactly(order);
    assertThat(found.carts()).singleElement().isInstanceOf(LiveCart.Submitted.class);
    assertThat(found.payments()).singleElement().isInstanceOf(Payment.Captured.class);
    assertThat(found.sessions()).hasSize(1);
    assertThat(find(grace("grace@EXAMPLE.com")).orders()).hasSize(1);
  }

  private static Person grace(String email) {
    return new Person(Optional.of(email), Optional.empty());
  }

  @Test
  void a_customer_is_found_by_the_platforms_id_and_by_the_email_that_it_gave() {
    var customer = customer(Map.of(BuyerField.EMAIL, "Ada@Example.com"), Optional.of("customer-7"));
    ports.sessions().add(customer);
    assertThat(find(ADA).sessions()).containsExactly(customer);
    assertThat(find(SEVEN).sessions()).containsExactly(customer);
    assertThat(
            find(new Person(Optional.of("nobody@example.com"), Optional.of("customer-8")))
                .isEmpty())
        .isTrue();
  }

  @Test
  void an_email_beyond_ascii_is_one_in_either_case() {
    ports
        .sessions()
        .add(customer(Map.of(BuyerField.EMAIL, "ZOË@bücher.example"), Optional.empty()));
    assertThat(find(grace("zoë@BÜCHER.example")).sessions()).hasSize(1);
  }

  @Test
  void a_cart_that_nobody_paid_is_found_and_so_is_a_payment_under_another_email() {
    var open = shop.ready(shop.begin(template), Buyers.ADA);
    assertThat(find(ADA).carts()).containsExactly(open);
    var declined = declined(shop.readyToPay(template));
    var shelf = ports.listings().now(tenant, template.lines().variants());
    var cart = (LiveCart.Open) cart(declined);
    var renamed = Shop.yes(cart.describe(Map.of(BuyerField.EMAIL, "a@b.example"), shelf, ids));
    ports.liveCarts().save(tenant, renamed, cart.contents().version());
    assertThat(find(ADA).payments()).containsExactly(declined);
    assertThat(find(ADA).carts()).containsExactly(renamed, open);
  }

  @Test
  void nobody_else_finds_them() {
    shop.paidBy("customer-7", template, Buyers.ADA);
    for (var other : List.of(stranger.tenant(), production())) {
      for (var person : List.of(ADA, SEVEN)) {
        assertThat(find(other, person).isEmpty()).isTrue();
      }
    }
  }

  @Test
  void parts_together_are_the_whole_newest_first() {
    var sessions =
        IntStream.range(0, 5)
            .mapToObj(_ -> customer(Map.of(), Optional.of("customer-7")))
            .peek(ports.sessions()::add)
            .toList();
    Optional<SessionId> before = Optional.empty();
    for (var part : List.of(List.of(4, 3), List.of(2, 1), List.of(0))) {
      var found = ports.customers().find(tenant, SEVEN, before, 2);
      assertThat(found.sessions()).isEqualTo(part.stream().map(sessions::get).toList());
      before = found.last();
    }
    assertThat(ports.customers().find(tenant, SEVEN, before, 2).sessions()).isEmpty();
  }

  @Test
  void of_what_was_sent_stays_what_it_was_and_not_where_it_went() {
    shop.returning(ports.stores().find(tenant, "kit.example").orElseThrow(), 30);
    var order = shop.paidBy("customer-7", template, Buyers.ADA);
    expectNoMoreGoods();
    var acts = OrderActs.over(ports, ids, clock);
    var part = order.merchantOrders().getFirst().id();
    var parcel = new Tracking(Optional.of("DHL"), Optional.of("00340434"), Optional.empty());
    yes(acts.fulfilOrder().fulfil(tenant, order.id(), part, parcel, List.of()));
    var wish = new ReturnLines.Wish(List.of(), false, Optional.of("Ada is too small for it"));
    yes(acts.returnLines().takeBack(tenant, order.id(), part, wish));
    var asked = new RequireAction.Wish("call", "Call Ada", Optional.empty());
    yes(acts.requireAction().require(tenant, order.id(), part, asked));
    var before = ports.orders().find(tenant, order.id()).orElseThrow().merchantOrders();
    erase(ADA);

    var left = ports.orders().find(tenant, order.id()).orElseThrow().merchantOrders();
    assertThat(left).isEqualTo(before.stream().map(MerchantOrder::withoutTexts).toList());
    assertThat(left.getFirst().status()).isEqualTo(MerchantOrder.Status.RETURNED);
    assertThat(left.toString()).doesNotContain("Ada", "00340434");
  }

  @Test
  void of_an_order_stays_what_was_sold_and_the_place_that_tax_was_computed_by() {
    var order = shop.paidBy("customer-7", template, Buyers.ADA);
    expectNoMoreGoods();
    assertThat(erase(ADA)).isEqualTo(new Erased(1, 1, 1, 1, false));

    var left = ports.orders().find(tenant, order.id()).orElseThrow();
    assertThat(left.buyer().fields())
        .containsOnly(
            Map.entry(BuyerField.COUNTRY_CODE, "US"), Map.entry(BuyerField.PROVINCE_CODE, "IL"));
    assertThat(left.externalCustomerId()).isEmpty();
    assertThat(left.cost()).isEqualTo(order.cost());
    assertThat(left.merchantOrders()).isEqualTo(order.merchantOrders());
    assertThat(ports.ledger().of(tenant, order.payment())).isNotEmpty();
    assertThat(ports.orders().events(tenant, order.id(), new Page(10, 0)).items()).hasSize(3);
    assertThat(ports.orders().lastBuyer(tenant, Optional.of("customer-7"), ADA.email())).isEmpty();

    var cart = ports.liveCarts().find(tenant, order.cart()).orElseThrow();
    assertThat(cart).isInstanceOf(LiveCart.Submitted.class);
    assertThat(cart.contents().buyer()).isEqualTo(BuyerIdentity.NOBODY);
    var session = ports.sessions().find(tenant, cart.contents().session()).orElseThrow();
    assertThat(session).isEqualTo(session.erased());
    var attempt = ports.payments().find(tenant, order.payment()).orElseThrow().attempt();
    assertThat(attempt.email()).isEmpty();
    assertThat(attempt.successUrl().getPath()).isIn("", "/");
  }

  @Test
  void erased_again_there_is_nothing_and_nobody_else_was_touched() {
    var grace = shop.paid(template, Buyers.GRACE);
    var theirs =
        stranger.paid(
            stranger.template(stranger.variant(stranger.store("s.example"), "Cap", 1)), Buyers.ADA);
    shop.paid(template, Buyers.ADA);
    expectNoMoreGoods();
    erase(ADA);
    assertThat(erase(ADA)).isEqualTo(Erased.NOTHING);
    assertThat(find(ADA).isEmpty()).isTrue();
    assertThat(ports.orders().find(tenant, grace.id())).contains(grace);
    assertThat(ports.orders().find(stranger.tenant(), theirs.id())).contains(theirs);
    assertThat(find(stranger.tenant(), ADA).orders()).containsExactly(theirs);
  }

  @Test
  void an_open_cart_ends_and_a_change_that_began_before_comes_too_late() {
    var open = shop.ready(shop.begin(template), Buyers.ADA);
    assertThat(erase(ADA)).isEqualTo(new Erased(0, 1, 1, 0, false));
    var left = ports.liveCarts().find(tenant, open.id()).orElseThrow();
    assertThat(left).isInstanceOf(LiveCart.Cancelled.class);
    assertThat(left.contents().buyer()).isEqualTo(BuyerIdentity.NOBODY);
    assertThat(ports.liveCarts().save(tenant, open, open.contents().version())).isFalse();
    assertThat(ports.statuses().find(tenant, open.id()).orElseThrow().cart()).isEqualTo(left);
  }

  @Test
  void while_a_payment_is_open_nothing_is_erased() {
    var payment = shop.open(shop.readyToPay(template));
    var before = find(ADA);
    assertThat(refused(ADA)).isEqualTo(new UnderWay(List.of(payment.id()), List.of()));
    assertThat(find(ADA)).isEqualTo(before);
  }

  @Test
  void while_goods_are_to_be_sent_nothing_is_erased_for_a_month() {
    var order = shop.paid(template, Buyers.ADA);
    assertThat(refused(ADA)).isEqualTo(new UnderWay(List.of(), List.of(order.id())));
    assertThat(ports.orders().find(tenant, order.id())).contains(order);
    clock.advance(CustomerRecords.GOODS_EXPECTED.minusSeconds(1));
    assertThat(refused(ADA).orders()).containsExactly(order.id());
    expectNoMoreGoods();
    assertThat(erase(ADA).orders()).isEqualTo(1);
  }

  @Test
  void an_order_of_this_moment_is_either_in_the_way_or_nobodys() {
    for (int i = 0; i < 8; i++) {
      var cart = shop.readyToPay(template);
      var outcomes =
          Together.run(
              2,
              who ->
                  who == 0
                      ? shop.tryOpen(cart).getClass().getSimpleName()
                      : eraseCustomer.erase(tenant, ADA).getClass().getSimpleName());
      var left = ports.liveCarts().find(tenant, cart.id()).orElseThrow();
      var payments = find(ADA).payments();
      if (outcomes.contains("Opened")) {
        assertThat(left).isInstanceOf(LiveCart.Frozen.class);
        assertThat(left.contents().buyer().email()).isPresent();
        var payment = payments.getFirst();
        ports.payments().move(tenant, payment, ended(payment), Optional.empty());
        erase(ADA);
      } else {
        assertThat(payments).isEmpty();
      }
      var gone = ports.liveCarts().find(tenant, cart.id()).orElseThrow();
      assertThat(gone.contents().buyer()).isEqualTo(BuyerIdentity.NOBODY);
    }
  }

  @Test
  void a_cart_that_is_begun_at_this_moment_is_found_or_does_not_know_them() {
    for (int i = 0; i < 8; i++) {
      var customer = customer(Buyers.ADA, Optional.empty());
      ports.sessions().add(customer);
      var copy = shop.copy(template, customer);
      Together.run(
          2,
          who ->
              who == 0
                  ? ports.liveCarts().begin(tenant, Optional.empty(), copy, shop.initialized(copy))
                  : eraseCustomer.erase(tenant, ADA));
      // Whoever began looks at the session again; the next erasure finds what it cannot have seen.
      erase(ADA);
      assertThat(find(ADA).isEmpty()).isTrue();
    }
  }

  @Test
  void a_copy_that_was_on_its_way_while_they_were_erased_is_nobodys() {
    var customer = customer(Buyers.ADA, Optional.empty());
    ports.sessions().add(customer);
    var interrupted =
        new BeginCheckout(
            ports.carts(),
            ports.liveCarts(),
            ports.listings(),
            ports.sessions(),
            new MemorySessionTokens(),
            () -> {
              erase(ADA);
              return ids.next();
            },
            clock,
            Shop.CART_LIFETIME);
    var begun =
        Shop.yes(
            interrupted.begin(template.id(), Optional.of(new Caller.Buyer(tenant, customer.id()))));
    assertThat(begun.session().kind()).isEqualTo(CheckoutSession.Kind.GUEST);
    assertThat(begun.cart().contents().buyer()).isEqualTo(BuyerIdentity.NOBODY);
    assertThat(ports.liveCarts().find(tenant, begun.cart().id())).contains(begun.cart());
    assertThat(find(ADA).isEmpty()).isTrue();
  }

  @Test
  void customers_whom_gateways_keep_leave_and_are_asked_for_until_they_are_gone() {
    var mine = new SavedCustomer(ScriptedGateways.NAME, "cus_1");
    var reference = CustomerReference.allOf(tenant, SEVEN).getFirst();
    ports.gatewayCustomers().add(tenant, mine.gateway(), reference, mine.gatewayId());
    ports.gatewayCustomers().add(tenant, mine.gateway(), "another", "cus_2");
    assertThat(find(SEVEN).saved()).containsExactly(mine);
    assertThat(erase(SEVEN)).isEqualTo(Erased.NOTHING);
    assertThat(ports.gatewayCustomers().find(tenant, mine.gateway(), reference)).isEmpty();
    assertThat(ports.gatewayCustomers().find(tenant, mine.gateway(), "another")).contains("cus_2");

    var lease = Duration.ofMinutes(1);
    var due = ports.leavingCustomers().claimDue(clock.instant(), 10, lease);
    assertThat(due).containsExactly(new LeavingCustomers.Leaving(tenant, mine, 0));
    assertThat(ports.leavingCustomers().claimDue(clock.instant(), 10, lease)).isEmpty();
    ports.leavingCustomers().askAgain(due.getFirst(), clock.instant().plusSeconds(90));
    clock.advance(Duration.ofSeconds(89));
    assertThat(ports.leavingCustomers().claimDue(clock.instant(), 10, lease)).isEmpty();
    clock.advance(Duration.ofSeconds(1));
    var again = ports.leavingCustomers().claimDue(clock.instant(), 10, lease);
    assertThat(again).containsExactly(new LeavingCustomers.Leaving(tenant, mine, 1));
    ports.leavingCustomers().gone(again.getFirst());
    clock.advance(Duration.ofDays(1));
    assertThat(ports.leavingCustomers().claimDue(clock.instant(), 10, lease)).isEmpty();
  }

  @Test
  void answers_that_may_hold_their_data_are_not_repeated_any_more() {
    var cart = shop.ready(shop.begin(template), Buyers.ADA);
    keep("hers", Optional.of(cart.contents().session()));
    keep("nobodys", Optional.empty());
    keep("grace's", Optional.of(new SessionId(ids.next())));
    erase(ADA);
    assertThat(claim("hers")).isInstanceOf(Claim.Held.class);
    assertThat(claim("nobodys")).isInstanceOf(Claim.Replay.class);
    assertThat(claim("grace's")).isInstanceOf(Claim.Replay.class);
  }

  private void keep(String key, Optional<SessionId> about) {
    var answer =
        new StoredAnswer(200, Map.of(), "ada@example.com".getBytes(StandardCharsets.UTF_8), about);
    ports.idempotencyKeys().complete((Claim.Held) claim(key), answer, clock.instant());
  }

  private Claim claim(String key) {
    return ports
        .idempotencyKeys()
        .claim(new IdempotencyKey(tenant, "caller", "POST /", key), new byte[32], clock.instant());
  }

  private void expectNoMoreGoods() {
    clock.advance(CustomerRecords.GOODS_EXPECTED);
  }

  private CheckoutSession customer(Map<BuyerField, String> identity, Optional<String> externalId) {
    var guest = shop.guest();
    return new CheckoutSession(
        guest.id(),
        tenant,
        BuyerIdentity.NOBODY.with(identity),
        externalId,
        Optional.empty(),
        Optional.empty(),
        guest.createdAt(),
        guest.expiresAt());
  }

  private Payment declined(LiveCart.Open cart) {
    var payment = shop.open(cart);
    ports.payments().move(tenant, payment, ended(payment), Optional.empty());
    return ended(payment);
  }

  private static Payment ended(Payment payment) {
    return new Payment.Declined(payment.attempt(), Optional.of("gw"), "card_declined");
  }

  private LiveCart cart(Payment payment) {
    return ports.liveCarts().find(tenant, payment.attempt().cart()).orElseThrow();
  }

  private CustomerRecords find(Person person) {
    return find(tenant, person);
  }

  private CustomerRecords find(Tenant whose, Person person) {
    return ports.customers().find(whose, person, Optional.empty(), 100);
  }

  private Erased erase(Person person) {
    return Shop.yes(eraseCustomer.erase(tenant, person));
  }

  private UnderWay refused(Person person) {
    return switch (eraseCustomer.erase(tenant, person)) {
      case Outcome.Refused<Erased, UnderWay>(var reason) -> reason;
      case Outcome.Accepted<Erased, UnderWay>(var erased) ->
          throw new AssertionError("Erased: " + erased);
    };
  }
}
