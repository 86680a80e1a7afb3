package dev.diddo.persistence;

import java.time.Duration;

/**
 * How much of the database this process takes, and how long it waits for it.
 *
 * @param connections at most so many are open for the checkout's own work
 * @param waiting callers that may wait for one; the next one is turned away at once
 * @param acquire how long one of them waits
 * @param operation how long a statement or a transaction may take, its commit included; then its
 *     connection is closed, for a frozen server obeys no timeout of its own
 * @param batch the same for the work on many rows that nobody at a till waits for
 * @param retries how often work is repeated that the database broke off because of a deadlock, a
 *     lock or a conflict
 */
public record PostgresLimits(
    int connections,
    int waiting,
    Duration acquire,
    Duration operation,
    Duration batch,
    int retries) {

  public PostgresLimits {
    if (connections < 1 || waiting < 0 || retries < 0) {
      throw new IllegalArgumentException("Limits that let nobody in");
    }
  }

  /** The same patience with a single connection. */
  PostgresLimits ofOneConnection() {
    return new PostgresLimits(1, waiting, acquire, operation, batch, retries);
  }
}
