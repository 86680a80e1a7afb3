package dev.diddo.application.idempotency;

import dev.diddo.domain.id.PaymentId;
import java.util.Optional;

/** What a request with an {@code Idempotency-Key} is told before it does anything. */
public sealed interface Claim {

  /**
   * Nobody did this yet, or whoever began died: do it.
   *
   * @param fence tells this claim from those before it, so that an overtaken one writes nothing
   * @param payment the attempt that an earlier try has opened: go on with it
   */
  record Held(IdempotencyKey key, int fence, Optional<PaymentId> payment) implements Claim {}

  /** It was done: this is the answer. */
  record Replay(StoredAnswer answer) implements Claim {}

  /** The key was used for something else. */
  record Conflict() implements Claim {}

  /** Somebody is at it. */
  record InFlight() implements Claim {}
}
