package dev.diddo.application.webhook;

import dev.diddo.application.OutageException;
import dev.diddo.application.idempotency.Transactions;
import dev.diddo.application.webhook.Deliveries.Claimed;
import dev.diddo.domain.webhook.Answer;
import dev.diddo.domain.webhook.Attempt;
import dev.diddo.domain.webhook.Delivery;
import dev.diddo.domain.webhook.Message;
import dev.diddo.domain.webhook.Recipient;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Sends what is due, as Standard Webhooks 1.0 has it. Any number of processes may run it: leases
 * keep them apart, and whoever comes back after its lease changes nothing. Who ends between sending
 * and storing has it sent again, with the same id.
 */
public final class DeliverMessages {
  /** Longer than a receiver may take, with what is read and stored before and after. */
  public static final Duration LEASE = Duration.ofSeconds(60);

  /** A few at a time of one recipient: enough for a crowd, and no crowd for it. */
  static final int OF_ONE_RECIPIENT = 4;

  private final Deliveries deliveries;
  private final Receiver platforms;
  private final Receiver stores;
  private final Sender sender;
  private final Transactions transactions;
  private final DeliveryListener listener;
  private final RandomGenerator random;
  private final InstantSource clock;

  public DeliverMessages(
      Deliveries deliveries,
      Receiver platforms,
      Receiver stores,
      Sender sender,
      Transactions transactions,
      DeliveryListener listener,
      RandomGenerator random,
      InstantSource clock) {
    this.deliveries = deliveries;
    this.platforms = platforms;
    this.stores = stores;
    this.sender = sender;
    this.transactions = transactions;
    this.listener = listener;
    this.random = random;
    this.clock = clock;
  }

  /**
   * Takes some that are due; each is to be delivered at once.
   *
   * @param lease usually {@link #LEASE}
   */
  public List<Claimed> claim(int atMost, Duration lease) {
    return deliveries.claimDue(clock.instant(), atMost, OF_ONE_RECIPIENT, lease);
  }

  /** Sends one that was claimed and stores how it went. */
  public void deliver(Claimed claimed) {
    var delivery = claimed.delivery();
    Optional<Parcel> parcel;
    try {
      parcel = receiver(delivery).parcel(claimed.tenant(), delivery);
    } catch (OutageException later) {
      throw later;
    } catch (RuntimeException unwritable) {
      unwritten(claimed, unwritable);
      return;
    }
    if (parcel.isPresent()) {
      send(claimed, parcel.get());
    } else {
      // Nobody takes it: it is set aside, and may be asked for anew.
      deliveries
          .record(claimed, delivery.givenUp(), Optional.empty())
          .ifPresent(after -> listener.delivered(after, Duration.ZERO));
    }
  }

  /**
   * A try that came to nothing, and no fault of the receiver's. A key that is missing here may be
   * there the next time; what nobody can ever write is set aside after its retries.
   */
  private void unwritten(Claimed claimed, RuntimeException why) {
    var delivery = claimed.delivery();
    var at = clock.instant();
    var answer = new Answer.None("We could not write it.");
    var attempt = Attempt.of(answer, at, Duration.ZERO);
    deliveries
        .record(claimed, delivery.notTaken(answer, at, random), Optional.of(attempt))
        .ifPresent(
            after -> {
              listener.unwritable(delivery, why);
              listener.delivered(after, Duration.ZERO);
            });
  }

  private Receiver receiver(Delivery delivery) {
    return switch (delivery.recipient()) {
      case Recipient.OfWebhook _ -> platforms;
      case Recipient.OfStore _ -> stores;
    };
  }

  private void send(Claimed claimed, Parcel parcel) {
    var delivery = claimed.delivery();
    var at = clock.instant();
    var headers = headers(delivery.message(), parcel, at);
    long began = System.nanoTime();
    var answer = sender.post(parcel.url(), headers, parcel.body());
    var took = Duration.ofNanos(System.nanoTime() - began); // the clock may be put back meanwhile
    var told = Attempt.of(answer, at, took);
    var attempt = receiver(delivery).complaint(delivery, answer).map(told::unread).orElse(told);
    transactions
        .inOne(() -> record(claimed, attempt, parcel.url(), answer))
        .ifPresent(
            it -> {
              listener.delivered(it.after(), took);
              it.following().run();
            });
  }

  private Optional<Recorded> record(Claimed claimed, Attempt attempt, URI asked, Answer answer) {
    var receiver = receiver(claimed.delivery());
    var judged = receiver.judge(claimed.tenant(), claimed.delivery(), asked, answer);
    return deliveries
        .record(claimed, judged, Optional.of(attempt))
        .map(after -> new Recorded(after, receiver.follow(claimed.tenant(), after, asked, answer)));
  }

  private record Recorded(Delivery after, Runnable following) {}

  private static Map<String, String> headers(Message message, Parcel parcel, Instant at) {
    var id = message.id().text();
    var signatures =
        parcel.secrets().stream()
            .map(secret -> secret.sign(id, at, parcel.body()))
            .collect(Collectors.joining(" "));
    return Map.of(
        "webhook-id",
        id,
        "webhook-timestamp",
        Long.toString(at.getEpochSecond()),
        "webhook-signature",
        signatures);
  }
}
