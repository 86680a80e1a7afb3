package dev.diddo.application.idempotency;

import java.time.Duration;
import java.time.Instant;

/** Where clients' idempotency keys are kept, for a week. */
public interface IdempotencyKeys {
  /** A claim whose holder is silent for so long may be taken over. */
  Duration LEASE = Duration.ofSeconds(60);

  /** How long an answer is repeated. */
  Duration RETENTION = Duration.ofDays(7);

  /**
   * Claims the key before any work is done, in a commit of its own.
   *
   * @param request a hash of what is asked for
   */
  Claim claim(IdempotencyKey key, byte[] request, Instant now);

  /**
   * Keeps the answer: in the transaction that holds the effect, where one is under way.
   *
   * @throws dev.diddo.application.OutageException if the claim was taken over: the effect must not
   *     be committed, for somebody else has its own
   */
  void complete(Claim.Held claim, StoredAnswer answer, Instant now);

  /**
   * Nothing came of it: the key may be used again. It stays tied to its payment, if it has one. A
   * claim that was taken over releases nothing.
   */
  void release(Claim.Held claim);

  /** Forgets keys that are older than the retention; answers how many it forgot. */
  int forget(Instant now, int atMost);
}
