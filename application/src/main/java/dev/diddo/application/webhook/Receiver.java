package dev.diddo.application.webhook;

import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.webhook.Answer;
import dev.diddo.domain.webhook.Delivery;
import java.net.URI;
import java.util.Optional;

/** One kind of those who are told: where they are, what they read, and what their answers mean. */
public interface Receiver {
  /** What follows from an answer where nothing does. */
  Runnable NOTHING = () -> {};

  /**
   * What it is sent now; empty if it is to be told of this no more.
   *
   * @throws RuntimeException if the message cannot be written, now or ever
   */
  Optional<Parcel> parcel(Tenant tenant, Delivery delivery);

  /**
   * What is to become of a delivery that was answered so. It is called in the transaction that
   * stores that.
   *
   * @param asked where the answer came from
   */
  Delivery judge(Tenant tenant, Delivery sent, URI asked, Answer answer);

  /** What the owner of the receiver is told of an answer that came and could not be read. */
  default Optional<String> complaint(Delivery sent, Answer answer) {
    return Optional.empty();
  }

  /**
   * Draws the consequences of an answer. It is called in the same transaction, and calls nobody
   * outside; what it returns may, and is run once that is committed.
   */
  Runnable follow(Tenant tenant, Delivery after, URI asked, Answer answer);
}
