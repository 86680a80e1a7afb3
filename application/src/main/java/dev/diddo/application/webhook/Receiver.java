package dev.diddo.application.webhook;

import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.webhook.Answer;
import dev.diddo.domain.webhook.Delivery;
import java.util.Optional;

/** One kind of those who are told: where they are, and what their answers mean. */
public interface Receiver {
  /** Where it takes this one; empty if it takes none any more. */
  Optional<Endpoint> endpoint(Tenant tenant, Delivery delivery);

  /** What is to become of a delivery that was answered so. */
  Delivery judge(Delivery sent, Answer answer);

  /**
   * Draws the consequences of an answer. It is called in the transaction that stores the delivery,
   * and calls nobody outside.
   */
  void follow(Tenant tenant, Delivery after, Answer answer);
}
