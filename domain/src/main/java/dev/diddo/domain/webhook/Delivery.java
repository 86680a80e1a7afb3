package dev.diddo.domain.webhook;

import dev.diddo.domain.id.CartId;
import dev.diddo.domain.id.DeliveryId;
import dev.diddo.domain.id.OrderId;
import dev.diddo.domain.id.StoreId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * One message to one receiver, tried until it is taken or given up.
 *
 * @param tries how often it was sent and answered, or not answered
 * @param triesBefore those of them that were before it was last asked for anew
 * @param dueAt when it is to be sent next; empty once nothing more is to be done
 */
public record Delivery(
    DeliveryId id,
    Recipient recipient,
    Message message,
    Status status,
    int tries,
    int triesBefore,
    Optional<Instant> dueAt,
    Instant createdAt) {
  /** The contract's: three days and three hours in all. */
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(5),
          Duration.ofHours(10),
          Duration.ofHours(14),
          Duration.ofHours(20),
          Duration.ofHours(24));

  /** A pause grows by up to this part, so that those who failed together come back apart. */
  private static final int JITTER = 10;

  public Delivery {
    if (dueAt.isPresent() != (status == Status.PENDING)) {
      throw new IllegalArgumentException("What is pending is due some time, and nothing else");
    }
  }

  /** How far it is. */
  public enum Status {
    PENDING("pending"),
    DELIVERED("delivered"),
    FAILED("failed");

    private final String text;

    Status(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  /** A message that was not sent yet. */
  public static Delivery of(DeliveryId id, Recipient recipient, Message message, Instant now) {
    return new Delivery(id, recipient, message, Status.PENDING, 0, 0, Optional.of(now), now);
  }

  /** Whether it tells of this order, or of the checkout that led to it. */
  public boolean isAbout(CartId cart, OrderId order) {
    return message instanceof Message.OfMerchantOrder it
        ? it.order().equals(order)
        : message.place().filter(place -> place.cart().equals(cart)).isPresent();
  }

  public boolean isFor(StoreId store) {
    return recipient.equals(new Recipient.OfStore(store));
  }

  public boolean isOver() {
    return status != Status.PENDING;
  }

  /** It was sent, and taken. */
  public Delivery taken() {
    return after(Status.DELIVERED, tries + 1, Optional.empty());
  }

  /** It was sent, and not taken: it is tried again, unless that was the last time. */
  public Delivery notTaken(Answer answer, Instant now, RandomGenerator random) {
    int retry = tries - triesBefore;
    if (retry >= PAUSES.size()) {
      return after(Status.FAILED, tries + 1, Optional.empty());
    }
    var pause = jittered(PAUSES.get(retry), random);
    var wish = answer instanceof Answer.Received it ? it.wish(now) : Duration.ZERO;
    var wait = wish.compareTo(pause) > 0 ? wish : pause;
    return after(Status.PENDING, tries + 1, Optional.of(now.plus(wait)));
  }

  /** It was sent, not taken, and is tried again then. */
  public Delivery notTaken(Instant again) {
    return after(Status.PENDING, tries + 1, Optional.of(again));
  }

  private static Duration jittered(Duration pause, RandomGenerator random) {
    return pause.plusMillis(random.nextLong(pause.toMillis() / JITTER + 1));
  }

  /** It was sent, not taken, and is not to be sent again. */
  public Delivery refused() {
    return after(Status.FAILED, tries + 1, Optional.empty());
  }

  /** It cannot be sent. */
  public Delivery givenUp() {
    return after(Status.FAILED, tries, Optional.empty());
  }

  /** It is asked for anew, whatever became of it, with all retries before it. */
  public Delivery again(Instant now) {
    return new Delivery(
        id, recipient, message, Status.PENDING, tries, tries, Optional.of(now), createdAt);
  }

  private Delivery after(Status next, int triesNow, Optional<Instant> due) {
    return new Delivery(id, recipient, message, next, triesNow, triesBefore, due, createdAt);
  }
}
