package dev.diddo.application.webhook;

import dev.diddo.application.Listed;
import dev.diddo.application.Page;
import dev.diddo.domain.id.CartId;
import dev.diddo.domain.id.DeliveryId;
import dev.diddo.domain.id.OrderId;
import dev.diddo.domain.id.StoreId;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.webhook.Attempt;
import dev.diddo.domain.webhook.Delivery;
import dev.diddo.domain.webhook.Recipient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is to be told to others, and was. Whoever stores an event thereby stores a delivery to each
 * active webhook that wants it, both or neither.
 */
public interface Deliveries {
  /** Attempts of which it is still told how they went: the newest of one delivery. */
  int ATTEMPTS_KEPT = 50;

  /** Stores one that no event made. */
  void add(Tenant tenant, Delivery delivery);

  /**
   * Takes some that are due; until the lease ends nobody else gets them. Of one recipient's at most
   * so many are taken at a time, so that one that is slow keeps nobody else's waiting; and of one
   * recipient and cart none that was never sent while an earlier one is not answered for the first
   * time.
   */
  List<Claimed> claimDue(Instant now, int atMost, int ofOneRecipient, Duration lease);

  /**
   * A delivery to be made.
   *
   * @param fence tells this claim from others of the same delivery
   */
  record Claimed(Tenant tenant, Delivery delivery, int fence) {}

  /**
   * Stores how it went. What was asked for anew since it was claimed stays so, unless it was taken.
   *
   * @param attempt empty if nothing was sent
   * @return what is stored; empty if somebody else has claimed it meanwhile, and then nothing is
   */
  Optional<Delivery> record(Claimed claimed, Delivery after, Optional<Attempt> attempt);

  /** One delivery of a recipient, with how it went, the first attempt first. */
  record Logged(Delivery delivery, List<Attempt> attempts) {}

  /**
   * Whether its recipient took anything since this one was first tried, of the tries since it was
   * last asked for.
   */
  boolean tookAnySince(Tenant tenant, Delivery tried);

  /** Newest first, and {@linkplain Listed#counted counted up to a bound}. */
  Listed<Logged> list(
      Tenant tenant, Recipient recipient, Optional<Delivery.Status> status, Page page);

  Optional<Delivery> find(Tenant tenant, DeliveryId id);

  /**
   * What was told of an order and of the checkout that led to it, to whomever, newest first, and
   * counted as {@link #list} is.
   *
   * @param store the only one whose messages are wanted; empty for all recipients
   */
  Listed<Logged> ofOrder(
      Tenant tenant, CartId cart, OrderId order, Optional<StoreId> store, Page page);

  /** Has it sent once more, whatever became of it; false if the recipient has no such delivery. */
  boolean replay(Tenant tenant, Recipient recipient, DeliveryId id, Instant now);

  /**
   * The same for those made since then that failed, oldest first, and then for those that wait for
   * another try, the next first; answers how many.
   */
  int replayMissed(Tenant tenant, Recipient recipient, Instant since, Instant now, int atMost);

  /** Deletes those that are over and were made before this; answers how many. */
  int forget(Instant before, int atMost);

  Vitals vitals(Instant now);

  /**
   * How telling goes.
   *
   * @param lag how long the longest waiting has been due
   * @param failing recipients that did not take a message, which is to be tried again
   * @param disabled webhooks that were given up
   */
  record Vitals(Duration lag, long failing, long disabled) {}
}
