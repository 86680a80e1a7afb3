package dev.diddo.application.webhook;

import static dev.diddo.domain.order.CheckoutEvent.Type.CHECKOUT_CANCELLED;
import static dev.diddo.domain.order.CheckoutEvent.Type.CHECKOUT_INITIALIZED;
import static dev.diddo.domain.order.CheckoutEvent.Type.CHECKOUT_SUCCEEDED;
import static dev.diddo.domain.order.CheckoutEvent.Type.ORDER_SUBMITTED;
import static dev.diddo.domain.order.CheckoutEvent.Type.ORDER_UPDATED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diddo.application.Buyers;
import dev.diddo.application.Page;
import dev.diddo.application.PortContract;
import dev.diddo.application.Together;
import dev.diddo.application.order.OrderActs;
import dev.diddo.application.order.RequireAction;
import dev.diddo.application.webhook.Deliveries.Claimed;
import dev.diddo.application.webhook.Deliveries.Logged;
import dev.diddo.domain.cart.Cart;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.id.DeliveryId;
import dev.diddo.domain.id.EventId;
import dev.diddo.domain.id.StoreId;
import dev.diddo.domain.order.CheckoutEvent;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.webhook.Answer;
import dev.diddo.domain.webhook.Attempt;
import dev.diddo.domain.webhook.Delivery;
import dev.diddo.domain.webhook.Message;
import dev.diddo.domain.webhook.Recipient;
import dev.diddo.domain.webhook.SigningSecrets;
import dev.diddo.domain.webhook.Webhook;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What whoever keeps deliveries promises. */
public abstract class DeliveriesContract extends PortContract {
  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final int MANY = 100;

  private final Random random = new Random(7);
  protected Cart template;

  @BeforeEach
  void have_a_template() {
    template = shop.template(shop.variant(shop.store("kits.example"), "Scarf", 1_000));
  }

  protected final Recipient subscribe(CheckoutEvent.Type... events) {
    return new Recipient.OfWebhook(add(events).id());
  }

  private Webhook add(CheckoutEvent.Type... events) {
    var webhook = Subscriptions.to(ids.next(), clock.instant(), events);
    ports.webhooks().add(tenant, webhook, SigningSecrets.of(Subscriptions.secret(1)));
    return webhook;
  }

  private List<Claimed> claim() {
    return claim(MANY, MANY);
  }

  protected final List<Claimed> claim(int atMost, int ofOneRecipient) {
    return ports.deliveries().claimDue(clock.instant(), atMost, ofOneRecipient, LEASE);
  }

  private Claimed claimOne() {
    var claimed = claim();
    assertThat(claimed).hasSize(1);
    return claimed.getFirst();
  }

  private static Message.OfEvent event(Claimed claimed) {
    return (Message.OfEvent) claimed.delivery().message();
  }

  private boolean take(Claimed claimed) {
    var attempt = new Attempt(clock.instant(), OptionalInt.of(204), ms(12), Optional.empty());
    return ports
        .deliveries()
        .record(claimed, claimed.delivery().taken(), Optional.of(attempt))
        .isPresent();
  }

  private Delivery fail(Claimed claimed) {
    var answer = new Answer.None("Connection refused");
    var after = claimed.delivery().notTaken(answer, clock.instant(), random);
    var attempt = Attempt.of(answer, clock.instant(), ms(3));
    assertThat(ports.deliveries().record(claimed, after, Optional.of(attempt))).contains(after);
    return after;
  }

  private static Duration ms(long millis) {
    return Duration.ofMillis(millis);
  }

  private List<Logged> log(Recipient recipient) {
    return ports.deliveries().list(tenant, recipient, Optional.empty(), new Page(100, 0)).items();
  }

  @Test
  void an_event_makes_a_delivery_to_each_who_wants_it() {
    var one = subscribe();
    var two = subscribe(CHECKOUT_INITIALIZED, ORDER_SUBMITTED);
    var other = subscribe(CHECKOUT_CANCELLED);
    var cart = shop.begin(template);

    var claimed = claim();
    assertThat(claimed)
        .extracting(it -> it.delivery().recipient())
        .containsExactlyInAnyOrder(one, two);
    assertThat(log(other)).isEmpty();
    for (var it : claimed) {
      assertThat(it.tenant()).isEqualTo(tenant);
      assertThat(it.delivery().status()).isEqualTo(Delivery.Status.PENDING);
      assertThat(it.delivery().dueAt()).contains(clock.instant());
      var told = event(it);
      assertThat(told.event().type()).isEqualTo(CHECKOUT_INITIALIZED);
      assertThat(told.event().cart()).isEqualTo(cart.id());
      assertThat(told.event().at()).isEqualTo(clock.instant());
      assertThat(told.sequence()).isEqualTo(1);
      assertThat(told.template()).isEqualTo(template.id());
      assertThat(told.session()).isEqualTo(cart.contents().session());
      assertThat(told.externalCustomerId()).isEmpty();
    }
    assertThat(claimed).extracting(it -> it.delivery().id()).doesNotHaveDuplicates();
  }

  @Test
  void a_customer_whom_the_platform_knows_is_named() {
    subscribe(ORDER_SUBMITTED);
    shop.paidBy("customer-7", template, Buyers.ADA);
    assertThat(event(claimOne()).externalCustomerId()).contains("customer-7");
  }

  @Test
  void of_an_order_it_is_named_as_long_as_the_order_is_there() {
    subscribe(ORDER_SUBMITTED, ORDER_UPDATED);
    var order = shop.paidBy("customer-7", template, Buyers.ADA);
    take(claimOne());
    clock.advance(Duration.ofDays(40));
    ports.sessions().forget(clock.instant(), MANY);
    var wish = new RequireAction.Wish("pick_up", "Please come by", Optional.empty());
    var part = order.merchantOrders().getFirst().id();
    OrderActs.over(ports, ids, clock).requireAction().require(tenant, order.id(), part, wish);

    var updated = event(claimOne());
    assertThat(updated.event().type()).isEqualTo(ORDER_UPDATED);
    assertThat(updated.externalCustomerId()).contains("customer-7");
  }

  @Test
  void neither_who_rests_nor_who_comes_later_nor_anybody_else_is_told() {
    var resting = add();
    ports.webhooks().save(tenant, resting.activated(false));
    ports
        .webhooks()
        .add(
            stranger.tenant(),
            Subscriptions.to(ids.next(), clock.instant()),
            SigningSecrets.of(Subscriptions.secret(2)));
    ports
        .webhooks()
        .add(
            production(),
            Subscriptions.to(ids.next(), clock.instant()),
            SigningSecrets.of(Subscriptions.secret(3)));
    shop.begin(template);
    subscribe();
    assertThat(claim()).isEmpty();
  }

  @Test
  void what_is_rolled_back_is_never_told() {
    subscribe();
    assertThatThrownBy(
            () ->
                ports
                    .transactions()
                    .inOne(
                        () -> {
                          shop.begin(template);
                          throw new IllegalStateException("broken off");
                        }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(claim()).isEmpty();
  }

  @Test
  void all_events_of_a_cart_are_told_in_order_each_after_the_answer_to_the_last() {
    subscribe();
    var order = shop.paid(template, Buyers.ADA);
    var initialized = claimOne();
    assertThat(event(initialized).sequence()).isEqualTo(1);
    assertThat(claim()).as("before it is answered").isEmpty();
    assertThat(take(initialized)).isTrue();

    var succeeded = claimOne();
    assertThat(event(succeeded).event().type()).isEqualTo(CHECKOUT_SUCCEEDED);
    assertThat(event(succeeded).sequence()).isEqualTo(2);
    fail(succeeded);

    var submitted = claimOne();
    assertThat(event(submitted).event().type()).isEqualTo(ORDER_SUBMITTED);
    assertThat(event(submitted).event().cart()).isEqualTo(order.cart());
    assertThat(event(submitted).sequence()).as("a retry holds nobody up").isEqualTo(3);
  }

  @Test
  void one_that_waits_for_its_recipient_keeps_no_other_recipients_waiting() {
    var one = subscribe();
    var two = subscribe();
    shop.paid(template, Buyers.ADA);
    var first = claim();
    assertThat(first).hasSize(2);
    first.stream()
        .filter(it -> it.delivery().recipient().equals(two))
        .forEach(it -> assertThat(take(it)).isTrue());
    var next = claimOne();
    assertThat(next.delivery().recipient()).isEqualTo(two).isNotEqualTo(one);
    assertThat(event(next).sequence()).isEqualTo(2);
  }

  @Test
  void of_one_recipient_only_a_few_are_under_way() {
    subscribe();
    for (int i = 0; i < 6; i++) {
      shop.begin(template);
    }
    var first = claim(MANY, 4);
    assertThat(first).hasSize(4);
    assertThat(claim(MANY, 4)).isEmpty();
    take(first.getFirst());
    assertThat(claim(MANY, 4)).hasSize(1);
  }

  @Test
  void a_crowd_for_one_leaves_room_for_others() {
    subscribe(CHECKOUT_INITIALIZED);
    for (int i = 0; i < 6; i++) {
      shop.begin(template);
    }
    assertThat(claim(4, 4)).hasSize(4);
    clock.advance(Duration.ofSeconds(1));
    var other = subscribe(CHECKOUT_INITIALIZED);
    shop.begin(template);
    assertThat(claim(MANY, 4)).extracting(it -> it.delivery().recipient()).containsExactly(other);
  }

  @Test
  void no_more_are_taken_than_were_asked_for() {
    subscribe();
    for (int i = 0; i < 5; i++) {
      shop.begin(template);
    }
    assertThat(claim(2, MANY)).hasSize(2);
    assertThat(claim()).hasSize(3);
  }

  @Test
  void several_who_claim_at_once_share_the_work() {
    subscribe();
    for (int i = 0; i < 12; i++) {
      shop.begin(template);
    }
    var claimed = Together.run(6, _ -> claim(4, MANY)).stream().flatMap(List::stream).toList();
    assertThat(claimed).extracting(it -> it.delivery().id()).doesNotHaveDuplicates();
    assertThat(claimed.size() + claim().size()).isEqualTo(12);
  }

  @Test
  void who_comes_back_after_its_lease_changes_nothing() {
    var recipient = subscribe();
    shop.begin(template);
    var late = claimOne();
    assertThat(claim()).isEmpty();
    clock.advance(LEASE);
    var second = claimOne();
    assertThat(second.fence()).isNotEqualTo(late.fence());
    assertThat(second.delivery()).isEqualTo(late.delivery());

    assertThat(take(late)).isFalse();
    assertThat(log(recipient).getFirst().delivery()).isEqualTo(second.delivery());
    assertThat(log(recipient).getFirst().attempts()).isEmpty();
    var after = fail(second);
    assertThat(take(late)).isFalse();
    assertThat(log(recipient).getFirst().delivery()).isEqualTo(after);
    assertThat(log(recipient).getFirst().attempts()).hasSize(1);
  }

  @Test
  void one_is_due_again_when_it_was_said_to_be_and_never_once_it_is_over() {
    subscribe();
    shop.begin(template);
    var after = fail(claimOne());
    var wait = Duration.between(clock.instant(), after.dueAt().orElseThrow());
    clock.advance(wait.minusMillis(1));
    assertThat(claim()).isEmpty();
    clock.advance(ms(1));
    var second = claimOne();
    assertThat(second.delivery()).isEqualTo(after);
    assertThat(take(second)).isTrue();
    clock.advance(Duration.ofDays(1));
    assertThat(claim()).isEmpty();
  }

  @Test
  void it_is_known_whether_a_recipient_took_anything_since_a_message_was_first_tried() {
    var recipient = subscribe();
    shop.begin(template);
    take(claimOne());
    clock.advance(Duration.ofSeconds(1));
    shop.begin(template);
    var refused = fail(claimOne());
    assertThat(ports.deliveries().tookAnySince(tenant, refused)).as("only before").isFalse();
    clock.advance(Duration.ofSeconds(1));
    shop.begin(template);
    take(claimOne());
    assertThat(ports.deliveries().tookAnySince(tenant, refused)).isTrue();
    assertThat(ports.deliveries().tookAnySince(stranger.tenant(), refused)).isFalse();

    clock.advance(Duration.ofDays(1));
    assertThat(replay(recipient, refused.id())).isTrue();
    var again = fail(claimOne());
    assertThat(ports.deliveries().tookAnySince(tenant, again)).as("asked for anew").isFalse();
  }

  @Test
  void the_log_tells_how_each_try_went_newest_delivery_first() {
    var recipient = subscribe();
    var first = shop.begin(template);
    var failed = fail(claimOne());
    clock.advance(Duration.ofSeconds(6));
    assertThat(take(claimOne())).isTrue();
    clock.advance(Duration.ofSeconds(1));
    var second = shop.begin(template);

    var log = log(recipient);
    assertThat(log)
        .extracting(it -> ((Message.OfEvent) it.delivery().message()).event().cart())
        .containsExactly(second.id(), first.id());
    var delivered = log.get(1);
    assertThat(delivered.delivery().status()).isEqualTo(Delivery.Status.DELIVERED);
    assertThat(delivered.delivery().tries()).isEqualTo(2);
    assertThat(delivered.attempts())
        .containsExactly(
            new Attempt(
                failed.createdAt(), OptionalInt.empty(), ms(3), Optional.of("Connection refused")),
            new Attempt(
                clock.instant().minusSeconds(1), OptionalInt.of(204), ms(12), Optional.empty()));
    var pending =
        ports
            .deliveries()
            .list(tenant, recipient, Optional.of(Delivery.Status.PENDING), new Page(1, 0));
    assertThat(pending.total()).isEqualTo(1);
    assertThat(pending.items().getFirst().delivery()).isEqualTo(log.getFirst().delivery());
    var page = ports.deliveries().list(tenant, recipient, Optional.empty(), new Page(1, 1));
    assertThat(page.items()).containsExactly(delivered);
    assertThat(page.total()).isEqualTo(2);
  }

  @Test
  void of_an_order_it_is_told_who_was_told_brands_and_platforms_alike() {
    var webhook = subscribe(ORDER_SUBMITTED);
    var order = shop.paid(template, Buyers.ADA);
    shop.paid(template, Buyers.GRACE);
    var store = order.merchantOrders().getFirst().part().store();
    var message =
        new Message.OfMerchantOrder(
            new EventId(ids.next()),
            Message.OfMerchantOrder.Kind.CREATED,
            order.cart(),
            order.id(),
            order.merchantOrders().getFirst().id(),
            clock.instant());
    var asked =
        Delivery.of(
            new DeliveryId(ids.next()), new Recipient.OfStore(store), message, clock.instant());
    ports.deliveries().add(tenant, asked);

    assertThat(ofOrder(tenant, order, Optional.empty()))
        .extracting(Delivery::recipient)
        .containsExactlyInAnyOrder(new Recipient.OfStore(store), webhook);
    assertThat(ofOrder(tenant, order, Optional.of(store))).containsExactly(asked);
    assertThat(ofOrder(stranger.tenant(), order, Optional.empty())).isEmpty();
    assertThat(ports.deliveries().find(tenant, asked.id())).contains(asked);
    assertThat(ports.deliveries().find(stranger.tenant(), asked.id())).isEmpty();
  }

  private List<Delivery> ofOrder(Tenant owner, Order order, Optional<StoreId> store) {
    return ports
        .deliveries()
        .ofOrder(owner, order.cart(), order.id(), store, new Page(100, 0))
        .items()
        .stream()
        .map(Logged::delivery)
        .toList();
  }

  @Test
  void of_very_many_tries_the_newest_are_told() {
    var recipient = subscribe();
    shop.begin(template);
    int tries = Deliveries.ATTEMPTS_KEPT + 3;
    for (int i = 0; i < tries; i++) {
      var claimed = claimOne();
      take(claimed);
      assertThat(replay(recipient, claimed.delivery().id())).isTrue();
      clock.advance(Duration.ofSeconds(1));
    }
    var attempts = log(recipient).getFirst().attempts();
    assertThat(attempts).hasSize(Deliveries.ATTEMPTS_KEPT);
    assertThat(attempts.getLast().at()).isEqualTo(clock.instant().minusSeconds(1));
  }

  private boolean replay(Recipient recipient, DeliveryId id) {
    return ports.deliveries().replay(tenant, recipient, id, clock.instant());
  }

  @Test
  void what_is_asked_for_anew_is_the_same_message_with_all_its_retries() {
    var recipient = subscribe();
    shop.begin(template);
    var claimed = claimOne();
    var gaveUp = claimed.delivery().refused();
    ports.deliveries().record(claimed, gaveUp, Optional.empty());
    clock.advance(Duration.ofDays(2));
    assertThat(replay(recipient, gaveUp.id())).isTrue();

    var again = claimOne().delivery();
    assertThat(again).isEqualTo(gaveUp.again(clock.instant()));
    assertThat(again.message()).isEqualTo(claimed.delivery().message());
    assertThat(replay(recipient, new DeliveryId(ids.next()))).isFalse();
    assertThat(replay(subscribe(), gaveUp.id())).isFalse();
  }

  @Test
  void what_is_asked_for_anew_while_it_is_sent_stays_so_unless_it_is_taken() {
    var recipient = subscribe();
    shop.begin(template);
    var claimed = claimOne();
    clock.advance(Duration.ofSeconds(1));
    assertThat(replay(recipient, claimed.delivery().id())).isTrue();
    assertThat(claim()).as("not twice at a time").isEmpty();
    var refused = claimed.delivery().refused();
    var attempt = new Attempt(clock.instant(), OptionalInt.of(410), ms(3), Optional.empty());
    var again = refused.again(clock.instant());
    assertThat(ports.deliveries().record(claimed, refused, Optional.of(attempt))).contains(again);
    assertThat(log(recipient)).containsExactly(new Logged(again, List.of(attempt)));

    var second = claimOne();
    assertThat(second.delivery()).isEqualTo(again);
    clock.advance(Duration.ofSeconds(1));
    assertThat(replay(recipient, again.id())).isTrue();
    assertThat(take(second)).isTrue();
    assertThat(log(recipient).getFirst().delivery()).isEqualTo(second.delivery().taken());
    assertThat(claim()).isEmpty();
  }

  @Test
  void all_that_failed_since_then_are_asked_for_anew_in_their_order() {
    var recipient = subscribe();
    giveUp(shop.begin(template));
    clock.advance(Duration.ofHours(1));
    var since = clock.instant();
    var second = shop.begin(template);
    giveUp(second);
    var third = shop.begin(template);
    giveUp(third);
    shop.begin(template);
    take(claimOne());

    assertThat(replayMissed(recipient, 1)).isEqualTo(1);
    assertThat(event(claimOne()).event().cart()).isEqualTo(second.id());
    assertThat(ports.deliveries().replayMissed(tenant, recipient, since, clock.instant(), MANY))
        .isEqualTo(1);
    assertThat(event(claimOne()).event().cart()).isEqualTo(third.id());
    assertThat(
            ports
                .deliveries()
                .replayMissed(stranger.tenant(), recipient, since, clock.instant(), MANY))
        .isZero();
  }

  @Test
  void what_waits_for_another_try_is_sent_now_with_all_its_retries() {
    var recipient = subscribe();
    shop.begin(template);
    var earlier = fail(claimOne());
    clock.advance(Duration.ofSeconds(1));
    var since = clock.instant();
    shop.begin(template);
    var putOff = fail(claimOne());
    shop.begin(template);
    var underWay = claimOne();

    assertThat(ports.deliveries().replayMissed(tenant, recipient, since, clock.instant(), MANY))
        .isEqualTo(1);
    assertThat(claimOne().delivery()).isEqualTo(putOff.again(clock.instant()));
    assertThat(log(recipient)).extracting(Logged::delivery).contains(earlier, underWay.delivery());
  }

  private int replayMissed(Recipient recipient, int atMost) {
    return ports
        .deliveries()
        .replayMissed(tenant, recipient, clock.instant().minusSeconds(60), clock.instant(), atMost);
  }

  private void giveUp(LiveCart cart) {
    var claimed = claimOne();
    assertThat(event(claimed).event().cart()).isEqualTo(cart.id());
    ports.deliveries().record(claimed, claimed.delivery().givenUp(), Optional.empty());
  }

  @Test
  void a_message_without_an_event_is_delivered_too() {
    var recipient = subscribe();
    var message = new Message.Test(new EventId(ids.next()), clock.instant());
    var delivery = Delivery.of(new DeliveryId(ids.next()), recipient, message, clock.instant());
    ports.deliveries().add(tenant, delivery);
    assertThat(claimOne().delivery()).isEqualTo(delivery);
    assertThat(log(recipient)).extracting(Logged::delivery).containsExactly(delivery);
  }

  @Test
  void what_is_over_is_forgotten_after_a_while_the_oldest_first() {
    var recipient = subscribe();
    shop.begin(template);
    take(claimOne());
    clock.advance(Duration.ofSeconds(1));
    shop.begin(template);
    take(claimOne());
    clock.advance(Duration.ofSeconds(1));
    shop.begin(template);
    var before = clock.instant().plusSeconds(1);
    assertThat(ports.deliveries().forget(before, 1)).isEqualTo(1);
    assertThat(log(recipient)).hasSize(2);
    assertThat(ports.deliveries().forget(before, MANY)).isEqualTo(1);
    assertThat(log(recipient))
        .extracting(it -> it.delivery().status())
        .containsExactly(Delivery.Status.PENDING);
  }

  @Test
  void how_it_goes_is_told() {
    var webhook = add();
    add();
    assertThat(ports.deliveries().vitals(clock.instant()))
        .isEqualTo(new Deliveries.Vitals(Duration.ZERO, 0, 0));
    shop.begin(template);
    claim().forEach(this::fail);
    clock.advance(Duration.ofMinutes(1));
    ports.webhooks().save(tenant, webhook.disabled(Webhook.Reason.GONE, clock.instant()));
    var vitals = ports.deliveries().vitals(clock.instant());
    assertThat(vitals.lag()).isBetween(Duration.ofSeconds(54), Duration.ofSeconds(55));
    assertThat(vitals.failing()).isEqualTo(2);
    assertThat(vitals.disabled()).isEqualTo(1);
  }

  @Test
  void nobody_else_sees_or_repeats_it() {
    var recipient = subscribe();
    shop.begin(template);
    var claimed = claimOne();
    for (var other : List.of(stranger.tenant(), production())) {
      assertThat(
              ports.deliveries().list(other, recipient, Optional.empty(), new Page(10, 0)).items())
          .isEmpty();
      assertThat(
              ports.deliveries().replay(other, recipient, claimed.delivery().id(), clock.instant()))
          .isFalse();
      var theirs = new Claimed(other, claimed.delivery(), claimed.fence());
      assertThat(ports.deliveries().record(theirs, claimed.delivery().taken(), Optional.empty()))
          .isEmpty();
    }
    assertThat(log(recipient).getFirst().delivery()).isEqualTo(claimed.delivery());
  }
}
