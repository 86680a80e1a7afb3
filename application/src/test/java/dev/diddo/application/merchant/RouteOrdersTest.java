package dev.diddo.application.merchant;

import static dev.diddo.application.Shop.yes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.Auditor;
import dev.diddo.application.Page;
import dev.diddo.application.Shop;
import dev.diddo.application.Steps;
import dev.diddo.application.merchant.OrderRequests.BrandAnswer;
import dev.diddo.application.payment.DecideOrder;
import dev.diddo.application.payment.ScriptedGateways.Book;
import dev.diddo.application.webhook.DeliverMessages;
import dev.diddo.application.webhook.DeliveryListener;
import dev.diddo.application.webhook.Platforms;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.merchant.Store;
import dev.diddo.domain.order.MerchantOrder;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.organization.AcceptancePolicy;
import dev.diddo.domain.payment.Payment;
import dev.diddo.domain.webhook.Answer;
import dev.diddo.domain.webhook.Attempt;
import dev.diddo.domain.webhook.Delivery;
import dev.diddo.domain.webhook.Message;
import dev.diddo.domain.webhook.Recipient;
import dev.diddo.domain.webhook.WebhookSecret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Brands are asked about their orders, and told what was cancelled. */
class RouteOrdersTest {
  private static final Answer NOTHING = new Answer.None("Nobody answered.");

  private final Steps steps = new Steps();
  private final Shop shop = steps.shop;
  private final Random random = new Random(20_261_129);

  /** What each endpoint got, and what it will answer; the last answer is given again and again. */
  private final List<String> got = new ArrayList<>();

  private final Map<URI, Queue<Answer>> answers = new HashMap<>();

  private final DeliverMessages deliverMessages =
      new DeliverMessages(
          steps.ports.deliveries(),
          new Platforms(
              steps.ports.webhooks(),
              steps.ports.deliveries(),
              (message, _) -> new byte[0],
              random,
              steps.clock),
          new RouteOrders(
              steps.ports.brands(),
              steps.ports.orders(),
              new PlainRequests(),
              steps.decideOrder,
              random,
              steps.clock),
          (url, _, body) -> receive(url, text(body)),
          steps.ports.transactions(),
          new SilentListener(),
          random,
          steps.clock);

  private Store kit;
  private Store boots;
  private LiveCart.Open cart;

  @BeforeEach
  void have_two_brands() {
    shop.policy(AcceptancePolicy.BEST_EFFORT);
    kit = brand("kit.example");
    boots = brand("boots.example");
    cart =
        shop.readyToPay(
            shop.template(
                shop.stocked(kit, "Scarf", 1_000, 5), shop.stocked(boots, "Boots", 9_000, 5)));
  }

  private Store brand(String domain) {
    var store = shop.deciding(domain);
    steps.ports.brands().sign(shop.tenant(), store.id(), WebhookSecret.random(random));
    return store;
  }

  @Test
  void brands_that_accept_are_paid_at_once() {
    answer(kit, ok("accepted"));
    answer(boots, ok("accepted"));
    var order = authorised();
    deliver();
    assertThat(got).containsExactlyInAnyOrder("kit CREATED", "boots CREATED");
    assertThat(payment()).isInstanceOf(Payment.Captured.class);
    assertThat(stored(order).status()).isEqualTo(MerchantOrder.Status.ACCEPTED);
    deliver();
    assertThat(got).hasSize(2);
    Auditor.checkAtRest(steps);
  }

  @Test
  void one_that_rejects_is_not_told_that_it_did_and_the_other_is_told_what_became_of_it() {
    shop.policy(AcceptancePolicy.ALL_OR_NOTHING);
    answer(kit, ok("accepted"));
    answer(boots, ok("rejected Sold out"));
    var order = authorised();
    deliver();
    deliver();
    assertThat(got).containsExactlyInAnyOrder("kit CREATED", "boots CREATED", "kit CANCELLED");
    assertThat(stored(order).merchantOrders())
        .extracting(MerchantOrder::status)
        .containsExactly(MerchantOrder.Status.CANCELLED, MerchantOrder.Status.REJECTED);
    assertThat(steps.cart(cart)).isInstanceOf(LiveCart.Open.class);
    Auditor.checkAtRest(steps);
  }

  @Test
  void one_that_wants_to_think_decides_later() {
    answer(kit, ok("pending"));
    answer(boots, ok("accepted"));
    var order = authorised();
    deliver();
    assertThat(payment()).isInstanceOf(Payment.Authorised.class);
    advance(Duration.ofSeconds(10));
    assertThat(got).hasSize(2);
    yes(
        steps.decide(
            shop.tenant(), order.id(), part(order, 0).id(), new DecideOrder.Answer.Accepted()));
    assertThat(payment()).isInstanceOf(Payment.Captured.class);
    Auditor.checkAtRest(steps);
  }

  @Test
  void one_that_does_not_answer_is_asked_again_while_there_is_time() {
    answer(kit, NOTHING, received(500, ""), ok("what?"), ok("accepted"));
    answer(boots, ok("accepted"));
    authorised();
    deliver();
    advance(Duration.ofSeconds(6));
    assertThat(got).filteredOn("kit CREATED"::equals).hasSize(2);
    advance(Duration.ofMinutes(6));
    advance(Duration.ofMinutes(40));
    assertThat(got).filteredOn("kit CREATED"::equals).hasSize(4);
    assertThat(payment()).isInstanceOf(Payment.Captured.class);
    Auditor.checkAtRest(steps);
  }

  @Test
  void one_whose_answer_cannot_be_read_is_told_so_in_the_log() {
    answer(kit, ok("what?"), ok("accepted"));
    answer(boots, ok("accepted"));
    authorised();
    deliver();
    advance(Duration.ofSeconds(6));
    var log =
        steps
            .ports
            .deliveries()
            .list(shop.tenant(), new Recipient.OfStore(kit.id()), Optional.empty(), new Page(10, 0))
            .items()
            .getFirst();
    assertThat(log.attempts())
        .extracting(Attempt::error)
        .containsExactly(
            Optional.of("It answered neither accepted, rejected nor pending."), Optional.empty());
    assertThat(log.attempts()).allMatch(it -> it.httpStatus().orElseThrow() == 200);
  }

  @Test
  void one_that_stays_silent_is_asked_no_more_and_told_until_it_has_heard() {
    answer(kit, NOTHING);
    answer(boots, ok("accepted"));
    var order = authorised();
    deliver();
    advance(Shop.STORES_DECIDE);
    steps.reconcilePayments.run();
    steps.reconcilePayments.run();
    assertThat(part(stored(order), 0).status()).isEqualTo(MerchantOrder.Status.REJECTED);
    got.clear();
    for (int day = 0; day < 10; day++) {
      advance(Duration.ofDays(1));
    }
    assertThat(got).hasSizeGreaterThan(8).containsOnly("kit CANCELLED");
    answer(kit, received(204, ""));
    advance(Duration.ofDays(2));
    got.clear();
    advance(Duration.ofDays(2));
    assertThat(got).isEmpty();
    Auditor.checkAtRest(steps);
  }

  @Test
  void an_answer_that_comes_too_late_changes_nothing() {
    answer(boots, ok("accepted"));
    answer(kit, ok("accepted"));
    meanwhile =
        () -> {
          steps.clock.advance(Shop.STORES_DECIDE.plusSeconds(1));
          steps.reconcilePayments.run();
          steps.reconcilePayments.run();
        };
    var order = authorised();
    deliver();
    assertThat(stored(order).merchantOrders())
        .extracting(MerchantOrder::status)
        .containsOnly(MerchantOrder.Status.REJECTED);
    deliver();
    assertThat(got).contains("kit CANCELLED", "boots CANCELLED");
    Auditor.checkAtRest(steps);
  }

  @Test
  void one_whose_accepted_order_is_cancelled_is_told() {
    answer(kit, ok("accepted"));
    answer(boots, ok("accepted"));
    var order = authorised();
    deliver();
    var id = part(order, 1).id();
    var recorded = yes(steps.cancelOrder.record(shop.tenant(), order.id(), id, "Out of season"));
    steps.cancelOrder.carryOut(shop.tenant(), recorded);
    deliver();
    assertThat(got).endsWith("boots CANCELLED");
    Auditor.checkAtRest(steps);
  }

  @Test
  void one_in_whose_place_somebody_accepted_still_gets_its_order() {
    answer(kit, NOTHING, ok("accepted"));
    answer(boots, ok("accepted"));
    var order = authorised();
    deliver();
    decideFor(order, new DecideOrder.Answer.Accepted());
    assertThat(payment()).isInstanceOf(Payment.Captured.class);
    advance(Duration.ofSeconds(10));
    assertThat(got).filteredOn("kit CREATED"::equals).hasSize(2);
    assertThat(part(stored(order), 0).status()).isEqualTo(MerchantOrder.Status.ACCEPTED);
    Auditor.checkAtRest(steps);
  }

  @Test
  void one_in_whose_place_somebody_rejected_is_told() {
    answer(kit, ok("pending"));
    answer(boots, ok("accepted"));
    var order = authorised();
    deliver();
    decideFor(order, new DecideOrder.Answer.Rejected("Not today"));
    deliver();
    assertThat(got).endsWith("kit CANCELLED");
    Auditor.checkAtRest(steps);
  }

  /** By the platform, of the first store. */
  private void decideFor(Order order, DecideOrder.Answer answer) {
    var recorded =
        yes(
            steps.decideOrder.record(
                shop.tenant(), order.id(), part(order, 0).id(), answer, DecideOrder.By.PLATFORM));
    steps.decideOrder.carryOut(shop.tenant(), recorded);
  }

  @Test
  void one_that_takes_no_orders_there_any_more_is_not_asked() {
    answer(boots, ok("accepted"));
    var order = authorised();
    steps.ports.stores().save(shop.tenant(), kit.takingOrdersAt(Optional.empty()));
    deliver();
    assertThat(got).containsExactly("boots CREATED");
    assertThat(part(stored(order), 0).isUndecided()).isTrue();
  }

  private Runnable meanwhile = () -> {};

  private Answer receive(URI url, String text) {
    var domain = url.getHost().replaceAll("\\.example$", "").replaceAll(".*\\.", "");
    got.add(domain + " " + text);
    var happening = meanwhile;
    meanwhile = () -> {};
    happening.run();
    var queue = answers.getOrDefault(url, new ArrayDeque<>(List.of(NOTHING)));
    return queue.size() > 1 ? queue.remove() : queue.element();
  }

  private void answer(Store store, Answer... inThisOrder) {
    answers.put(store.orderEndpoint().orElseThrow(), new ArrayDeque<>(List.of(inThisOrder)));
  }

  private static Answer ok(String body) {
    return received(200, body);
  }

  private static Answer received(int status, String body) {
    return new Answer.Received(status, Optional.empty(), body.getBytes(StandardCharsets.UTF_8));
  }

  private void advance(Duration time) {
    steps.clock.advance(time);
    deliver();
  }

  private void deliver() {
    for (var claimed = deliverMessages.claim(100, DeliverMessages.LEASE);
        !claimed.isEmpty();
        claimed = deliverMessages.claim(100, DeliverMessages.LEASE)) {
      claimed.forEach(deliverMessages::deliver);
    }
  }

  private Order authorised() {
    var open = yes(steps.pay(cart));
    steps.gateways.decide(open.id(), Book.AUTHORISED);
    steps.settlePayment.settle(shop.tenant(), open.id());
    return steps.ports.orders().ofPayment(shop.tenant(), open.id()).orElseThrow();
  }

  private Payment payment() {
    return steps.paymentOf(cart);
  }

  private Order stored(Order order) {
    return steps.ports.orders().find(shop.tenant(), order.id()).orElseThrow();
  }

  private static MerchantOrder part(Order order, int store) {
    return order.merchantOrders().get(store);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Requests and answers as plain words. */
  private static final class PlainRequests implements OrderRequests {
    @Override
    public byte[] of(Message.OfMerchantOrder message, Order order, MerchantOrder part) {
      return message.kind().name().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Optional<BrandAnswer> read(byte[] body) {
      var words = text(body).split(" ", 2);
      return switch (words[0]) {
        case "accepted" -> Optional.of(new BrandAnswer.Accepted());
        case "rejected" -> Optional.of(new BrandAnswer.Rejected(Optional.of(words[1])));
        case "pending" -> Optional.of(new BrandAnswer.Pending());
        default -> Optional.empty();
      };
    }
  }

  private static final class SilentListener implements DeliveryListener {
    @Override
    public void delivered(Delivery after, Duration took) {}

    @Override
    public void unwritable(Delivery before, RuntimeException why) {
      throw new AssertionError(why);
    }
  }
}
