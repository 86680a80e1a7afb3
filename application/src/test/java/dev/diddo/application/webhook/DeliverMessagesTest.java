package dev.diddo.application.webhook;

import static dev.diddo.application.webhook.ScriptedSender.status;
import static dev.diddo.domain.order.CheckoutEvent.Type.CHECKOUT_INITIALIZED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diddo.application.Buyers;
import dev.diddo.application.CountingIds;
import dev.diddo.application.MemoryDatabase;
import dev.diddo.application.OutageException;
import dev.diddo.application.Page;
import dev.diddo.application.Ports;
import dev.diddo.application.Shop;
import dev.diddo.application.SteppingClock;
import dev.diddo.application.idempotency.Transactions;
import dev.diddo.application.webhook.Deliveries.Claimed;
import dev.diddo.application.webhook.Deliveries.Logged;
import dev.diddo.application.webhook.ScriptedSender.Sent;
import dev.diddo.domain.Outcome;
import dev.diddo.domain.cart.Cart;
import dev.diddo.domain.id.DeliveryId;
import dev.diddo.domain.id.EventId;
import dev.diddo.domain.id.Ids;
import dev.diddo.domain.order.CheckoutEvent;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.webhook.Answer;
import dev.diddo.domain.webhook.Attempt;
import dev.diddo.domain.webhook.Delivery;
import dev.diddo.domain.webhook.Message;
import dev.diddo.domain.webhook.Recipient;
import dev.diddo.domain.webhook.SigningSecrets;
import dev.diddo.domain.webhook.Webhook;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Telling others, over ports in memory, with a sender that answers as it was taught. */
class DeliverMessagesTest {
  private final SteppingClock clock = new SteppingClock();
  private final Ids ids = new CountingIds();
  private final Ports ports = Ports.inMemory(new MemoryDatabase(), clock, ids);
  private final Shop shop = Shop.in(ports, clock, ids);
  private final ScriptedSender sender = new ScriptedSender();
  private final List<RuntimeException> unwritable = new ArrayList<>();
  private final List<Delivery> heard = new ArrayList<>();
  private boolean keyIsMissing;
  private final DeliverMessages deliverMessages = deliverMessages(ports.transactions());
  private final ManageWebhooks manageWebhooks =
      new ManageWebhooks(
          ports.webhooks(), ports.deliveries(), ports.transactions(), ids, new Random(3), clock);
  private final Cart template =
      shop.template(shop.variant(shop.store("kits.example"), "Scarf", 1_000));

  private DeliverMessages deliverMessages(Transactions transactions) {
    return new DeliverMessages(
        ports.deliveries(),
        new Platforms(ports.webhooks(), ports.deliveries(), this::body, new Random(5), clock),
        new NoStores(),
        sender,
        transactions,
        new DeliveryListener() {
          @Override
          public void delivered(Delivery after, Duration took) {
            heard.add(after);
          }

          @Override
          public void unwritable(Delivery before, RuntimeException why) {
            unwritable.add(why);
          }
        },
        new Random(7),
        clock);
  }

  /** Here nobody but platforms is told. */
  private static final class NoStores implements Receiver {
    @Override
    public Optional<Parcel> parcel(Tenant tenant, Delivery delivery) {
      throw new AssertionError("No store is told of " + delivery);
    }

    @Override
    public Delivery judge(Tenant tenant, Delivery sent, URI asked, Answer answer) {
      throw new AssertionError("No store was told of " + sent);
    }

    @Override
    public Runnable follow(Tenant tenant, Delivery after, URI asked, Answer answer) {
      throw new AssertionError("No store has answered " + after);
    }
  }

  private byte[] body(Message message, Webhook.Format format) {
    if (keyIsMissing || message instanceof Message.Unreadable) {
      throw new IllegalStateException("Nobody can read it");
    }
    return (format.text() + " " + message.type() + " " + message.id().text())
        .getBytes(StandardCharsets.UTF_8);
  }

  private Webhook subscribe(CheckoutEvent.Type... events) {
    var webhook = Subscriptions.to(ids.next(), clock.instant(), events);
    ports.webhooks().add(shop.tenant(), webhook, SigningSecrets.of(Subscriptions.secret(1)));
    return webhook;
  }

  private Webhook now(Webhook webhook) {
    return ports.webhooks().find(shop.tenant(), webhook.id()).orElseThrow();
  }

  /** All that is due at this moment, and what becomes due by that. */
  private void deliverAll() {
    for (var claimed = claim(); !claimed.isEmpty(); claimed = claim()) {
      claimed.forEach(deliverMessages::deliver);
    }
  }

  private List<Claimed> claim() {
    return deliverMessages.claim(100, DeliverMessages.LEASE);
  }

  /** Lets so much time pass, delivering whatever becomes due on the way. */
  private void pass(Duration time) {
    var end = clock.instant().plus(time);
    while (clock.instant().isBefore(end)) {
      clock.advance(Duration.ofSeconds(30));
      deliverAll();
    }
  }

  private List<Logged> log(Webhook webhook) {
    return ports
        .deliveries()
        .list(
            shop.tenant(),
            new Recipient.OfWebhook(webhook.id()),
            Optional.empty(),
            new Page(100, 0))
        .items();
  }

  @Test
  void what_happens_is_sent_signed_and_logged() {
    var webhook = subscribe();
    shop.begin(template);
    deliverAll();
    var logged = log(webhook).getFirst();
    var sent = sender.sent().getFirst();
    var id = logged.delivery().message().id().text();
    assertThat(sent.url()).isEqualTo(webhook.url());
    assertThat(sent.body()).isEqualTo("standard checkout.initialized " + id);
    assertThat(sent.id()).isEqualTo(id);
    assertThat(sent.headers())
        .containsEntry("webhook-timestamp", Long.toString(clock.instant().getEpochSecond()))
        .containsEntry(
            "webhook-signature",
            Subscriptions.secret(1)
                .sign(id, clock.instant(), sent.body().getBytes(StandardCharsets.UTF_8)));
    assertThat(logged.delivery().status()).isEqualTo(Delivery.Status.DELIVERED);
    var attempt = logged.attempts().getFirst();
    assertThat(logged.attempts()).hasSize(1);
    assertThat(attempt.at()).isEqualTo(clock.instant());
    assertThat(attempt.httpStatus()).hasValue(204);
    assertThat(heard).containsExactly(logged.delivery());
  }

  @Test
  void a_clock_that_is_put_back_makes_no_try_take_less_than_nothing() {
    var webhook = subscribe(CHECKOUT_INITIALIZED);
    sender.answering(
        _ -> {
          clock.advance(Duration.ofMinutes(-5));
          return status(204);
        });
    shop.begin(template);
    deliverAll();
    assertThat(log(webhook).getFirst().attempts().getFirst().took())
        .isBetween(Duration.ZERO, Duration.ofMinutes(1));
  }

  @Test
  @DisplayName("F45: gone for three days, it is given up; then a replay brings all")
  void gone_for_three_days() {
    var gone = subscribe();
    var other = subscribe();
    sender.answering(sent -> status(sent.url().equals(gone.url()) ? 500 : 204));
    var begun = clock.instant();
    shop.paid(template, Buyers.ADA);
    deliverAll();
    assertThat(sender.to(other.url())).hasSize(3);

    pass(Duration.ofHours(76));
    assertThat(now(gone).isActive()).as("within its retries").isTrue();
    shop.begin(template);
    pass(Duration.ofHours(8));

    var disabled = now(gone).disabled().orElseThrow();
    assertThat(disabled.reason()).isEqualTo(Webhook.Reason.FAILING);
    assertThat(Duration.between(begun, disabled.at()))
        .isBetween(Duration.ofHours(75), Duration.ofHours(84));
    assertThat(now(other).isActive()).isTrue();
    assertThat(sender.to(other.url())).as("undisturbed").hasSize(4);
    pass(Duration.ofDays(2));
    assertThat(log(gone))
        .extracting(it -> it.delivery().status())
        .containsOnly(Delivery.Status.FAILED);
    assertThat(
            log(gone).stream()
                .filter(it -> it.attempts().size() == 10)
                .map(it -> it.attempts().stream().map(Attempt::at).toList()))
        .as("the first of them had its nine retries")
        .isNotEmpty();

    shop.begin(template);
    assertThat(log(gone)).as("what happens meanwhile is not kept for it").hasSize(4);
    sender.answering(204);
    manageWebhooks.change(shop.tenant(), gone.id(), it -> it.activated(true));
    int before = sender.to(gone.url()).size();
    assertThat(manageWebhooks.replayMissed(shop.tenant(), gone.id(), begun))
        .isEqualTo(Outcome.accepted(4));
    deliverAll();
    assertThat(log(gone))
        .extracting(it -> it.delivery().status())
        .containsOnly(Delivery.Status.DELIVERED);
    var replayed = sender.to(gone.url()).subList(before, before + 4);
    assertThat(replayed)
        .extracting(Sent::id)
        .isSubsetOf(sender.to(gone.url()).subList(0, before).stream().map(Sent::id).toList());
  }

  @Test
  @DisplayName("F47: 410 ends it at once, and what waits for it is not sent")
  void gone_for_good() {
    var webhook = subscribe();
    sender.answering(410);
    shop.paid(template, Buyers.ADA);
    deliverAll();
    assertThat(sender.sent()).hasSize(1);
    assertThat(now(webhook).disabled())
        .contains(new Webhook.State.Disabled(Webhook.Reason.GONE, clock.instant()));
    assertThat(log(webhook))
        .extracting(it -> it.delivery().status())
        .containsOnly(Delivery.Status.FAILED);
    assertThat(log(webhook)).extracting(it -> it.attempts().size()).containsExactly(0, 0, 1);
  }

  @Test
  void one_message_that_is_never_taken_ends_not_those_that_are() {
    var webhook = subscribe(CHECKOUT_INITIALIZED);
    shop.begin(template);
    var refused = log(webhook).getFirst().delivery().message().id().text();
    sender.answering(sent -> status(sent.id().equals(refused) ? 500 : 204));
    deliverAll();
    clock.advance(Duration.ofHours(1));
    shop.begin(template);
    pass(Duration.ofHours(84));
    assertThat(log(webhook))
        .extracting(it -> it.delivery().status())
        .containsExactly(Delivery.Status.DELIVERED, Delivery.Status.FAILED);
    assertThat(now(webhook).isActive()).isTrue();
  }

  @Test
  void what_has_moved_meanwhile_is_not_gone_and_is_told_at_its_new_place() {
    var webhook = subscribe(CHECKOUT_INITIALIZED);
    var moved =
        new Webhook(
            webhook.id(),
            URI.create("https://hooks.example/moved"),
            webhook.events(),
            webhook.description(),
            webhook.format(),
            webhook.state(),
            webhook.createdAt());
    sender.answering(
        sent -> {
          ports.webhooks().save(shop.tenant(), moved);
          return status(sent.url().equals(moved.url()) ? 204 : 410);
        });
    shop.begin(template);
    deliverAll();
    assertThat(log(webhook).getFirst().delivery().status()).isEqualTo(Delivery.Status.PENDING);
    pass(Duration.ofSeconds(30));
    assertThat(log(webhook).getFirst().delivery().status()).isEqualTo(Delivery.Status.DELIVERED);
    assertThat(sender.to(moved.url())).hasSize(1);
    assertThat(now(webhook)).isEqualTo(moved);
  }

  @Test
  void what_is_asked_for_anew_while_it_is_sent_for_the_last_time_is_sent_again() {
    var webhook = subscribe(CHECKOUT_INITIALIZED);
    shop.begin(template);
    sender.answering(
        sent -> {
          clock.advance(Duration.ofSeconds(1));
          manageWebhooks.replay(
              shop.tenant(), webhook.id(), log(webhook).getFirst().delivery().id());
          sender.answering(204);
          return status(410);
        });
    deliverAll();
    assertThat(log(webhook).getFirst().delivery().status()).isEqualTo(Delivery.Status.DELIVERED);
    assertThat(log(webhook).getFirst().attempts()).hasSize(2);
    assertThat(now(webhook).isActive()).isTrue();
  }

  @Test
  @DisplayName("F47: who asks for a pause gets it")
  void a_pause() {
    subscribe();
    sender.answering(_ -> new Answer.Received(429, Optional.of("120"), new byte[0]));
    shop.begin(template);
    deliverAll();
    clock.advance(Duration.ofSeconds(119));
    deliverAll();
    assertThat(sender.sent()).hasSize(1);
    clock.advance(Duration.ofSeconds(2));
    deliverAll();
    assertThat(sender.sent()).hasSize(2);
  }

  @Test
  @DisplayName("F48: what cannot be written is set aside after its retries, and the rest flows")
  void poison() {
    var webhook = subscribe();
    var poison =
        Delivery.of(
            new DeliveryId(ids.next()),
            new Recipient.OfWebhook(webhook.id()),
            new Message.Unreadable(new EventId(ids.next()), "order.eaten", clock.instant()),
            clock.instant());
    ports.deliveries().add(shop.tenant(), poison);
    shop.begin(template);
    deliverAll();
    assertThat(unwritable).hasSize(1);
    assertThat(sender.sent()).hasSize(1);
    assertThat(log(webhook))
        .extracting(it -> it.delivery().status())
        .containsExactlyInAnyOrder(Delivery.Status.PENDING, Delivery.Status.DELIVERED);
    pass(Duration.ofHours(84));
    assertThat(log(webhook))
        .extracting(it -> it.delivery().status())
        .containsExactlyInAnyOrder(Delivery.Status.FAILED, Delivery.Status.DELIVERED);
    assertThat(sender.sent()).hasSize(1);
    assertThat(now(webhook).isActive()).as("which is no fault of its").isTrue();
  }

  @Test
  void what_cannot_be_written_here_and_now_is_sent_once_it_can() {
    var webhook = subscribe(CHECKOUT_INITIALIZED);
    shop.begin(template);
    keyIsMissing = true;
    deliverAll();
    assertThat(sender.sent()).isEmpty();
    assertThat(log(webhook).getFirst().attempts())
        .extracting(Attempt::error)
        .containsExactly(Optional.of("We could not write it."));
    keyIsMissing = false;
    pass(Duration.ofSeconds(30));
    assertThat(sender.sent()).hasSize(1);
    assertThat(log(webhook).getFirst().delivery().status()).isEqualTo(Delivery.Status.DELIVERED);
    assertThat(now(webhook).isActive()).isTrue();
  }

  @Test
  @DisplayName("F49: who ends between sending and storing has it sent again, under the same id")
  void crash_between_sending_and_storing() {
    var webhook = subscribe();
    shop.begin(template);
    var dying =
        deliverMessages(
            new Transactions() {
              @Override
              public <T> T inOne(Supplier<T> work) {
                throw new OutageException("The process ended here");
              }
            });
    var claimed = claim().getFirst();
    assertThatThrownBy(() -> dying.deliver(claimed)).isInstanceOf(OutageException.class);
    assertThat(sender.sent()).hasSize(1);
    deliverAll();
    assertThat(sender.sent()).as("while its lease lasts").hasSize(1);
    clock.advance(DeliverMessages.LEASE);
    deliverAll();
    assertThat(sender.sent()).hasSize(2);
    assertThat(sender.sent().get(1).id()).isEqualTo(sender.sent().get(0).id());
    assertThat(sender.sent().get(1).body()).isEqualTo(sender.sent().get(0).body());
    assertThat(log(webhook).getFirst().attempts()).hasSize(1);
  }

  @Test
  @DisplayName("F50: who was stopped past its lease changes nothing any more")
  void stopped_past_the_lease() {
    var webhook = subscribe();
    sender.answering(410);
    shop.begin(template);
    var stopped = claim().getFirst();
    clock.advance(DeliverMessages.LEASE);
    sender.answering(204);
    deliverAll();
    assertThat(log(webhook).getFirst().delivery().status()).isEqualTo(Delivery.Status.DELIVERED);
    sender.answering(410);
    deliverMessages.deliver(stopped);
    assertThat(log(webhook).getFirst().delivery().status()).isEqualTo(Delivery.Status.DELIVERED);
    assertThat(log(webhook).getFirst().attempts()).hasSize(1);
    assertThat(now(webhook).isActive()).isTrue();
  }

  @Test
  void one_that_is_deleted_or_rests_is_sent_nothing() {
    var deleted = subscribe(CHECKOUT_INITIALIZED);
    var resting = subscribe(CHECKOUT_INITIALIZED);
    shop.begin(template);
    ports.webhooks().remove(shop.tenant(), deleted.id());
    manageWebhooks.change(shop.tenant(), resting.id(), it -> it.activated(false));
    deliverAll();
    assertThat(sender.sent()).isEmpty();
    assertThat(log(resting).getFirst().delivery().status()).isEqualTo(Delivery.Status.FAILED);
    assertThat(now(resting).disabled()).as("its owner wanted that").isEmpty();
  }

  @Test
  void what_waited_for_one_that_rested_can_be_had_as_soon_as_it_is_active_again() {
    var webhook = subscribe(CHECKOUT_INITIALIZED);
    sender.answering(_ -> status(500));
    shop.begin(template);
    deliverAll();
    manageWebhooks.change(shop.tenant(), webhook.id(), it -> it.activated(false));
    manageWebhooks.change(shop.tenant(), webhook.id(), it -> it.activated(true));
    sender.answering(_ -> status(204));
    assertThat(manageWebhooks.replayMissed(shop.tenant(), webhook.id(), Instant.EPOCH))
        .isEqualTo(Outcome.accepted(1));
    deliverAll();
    assertThat(log(webhook).getFirst().delivery().status()).isEqualTo(Delivery.Status.DELIVERED);
  }

  @Test
  void a_test_and_a_replay_are_for_those_who_take_something() {
    var webhook = subscribe();
    assertThat(manageWebhooks.test(shop.tenant(), webhook.id()))
        .isInstanceOf(Outcome.Accepted.class);
    deliverAll();
    assertThat(sender.sent().getFirst().body()).startsWith("standard webhook.test ");
    var delivery = log(webhook).getFirst().delivery().id();
    assertThat(manageWebhooks.replay(shop.tenant(), webhook.id(), delivery))
        .isEqualTo(Outcome.accepted(delivery));
    deliverAll();
    assertThat(sender.sent()).hasSize(2);

    manageWebhooks.change(shop.tenant(), webhook.id(), it -> it.activated(false));
    assertThat(manageWebhooks.replay(shop.tenant(), webhook.id(), delivery))
        .isEqualTo(Outcome.refused(WebhookRefusal.NOT_ACTIVE));
    assertThat(manageWebhooks.test(shop.tenant(), webhook.id()))
        .isEqualTo(Outcome.refused(WebhookRefusal.NOT_ACTIVE));
    assertThat(manageWebhooks.replayMissed(shop.tenant(), webhook.id(), Instant.EPOCH))
        .isEqualTo(Outcome.refused(WebhookRefusal.NOT_ACTIVE));
    assertThat(manageWebhooks.test(shop.production().tenant(), webhook.id()))
        .isEqualTo(Outcome.refused(WebhookRefusal.UNKNOWN));
  }

  @Test
  void after_a_change_of_the_secret_both_sign_for_a_day() {
    var webhook = subscribe(CHECKOUT_INITIALIZED);
    assertThat(manageWebhooks.rotate(shop.tenant(), webhook.id())).isPresent();
    shop.begin(template);
    deliverAll();
    clock.advance(Duration.ofHours(24));
    shop.begin(template);
    deliverAll();
    assertThat(sender.sent())
        .extracting(sent -> sent.headers().get("webhook-signature").split(" ").length)
        .containsExactly(2, 1);
  }
}
