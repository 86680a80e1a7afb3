package dev.diddo.bootstrap;

import dev.diddo.gateway.host.BreakerLimits;
import dev.diddo.gateway.host.GuardLimits;
import dev.diddo.persistence.PostgresLimits;
import java.time.Duration;

/**
 * Every bound of the service that is not a rule of the contract, with its reason: a queue, a pool,
 * a wait or a retry that is not here does not exist.
 */
record Limits(
    PostgresLimits postgres,
    PostgresLimits administration,
    int remembered,
    GuardLimits gateways,
    Duration reconcileEvery,
    Duration sweepEvery,
    Duration vitalsEvery,
    int sweepBatch,
    int notificationsAtOnce,
    int importsAtOnce,
    Duration start,
    Duration drain) {

  static final Limits STANDARD =
      new Limits(
          // Two connections a core keep PostgreSQL busy; more only wait inside it. The waiting line
          // is what a second's worth of a stampede needs; those behind it are told to come back.
          new PostgresLimits(
              20, 5_000, Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(30), 3),
          // The command line waits for nobody.
          new PostgresLimits(
              2, 10, Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(30), 3),
          // Templates, listings and keys in memory: some KB each, the least asked for forgotten.
          10_000,
          // A provider that hangs holds so many threads and not one more; buyers give up before it.
          new GuardLimits(
              64,
              Duration.ofSeconds(1),
              Duration.ofSeconds(20),
              // Ten in a row are no accident. A pause as short as a buyer's patience, for payments
              // are to be settled within a minute of a provider's return; of its own wish to be
              // left alone no more than half of that minute is granted.
              new BreakerLimits(10, Duration.ofSeconds(5), Duration.ofSeconds(30))),
          // A payment is found again within a minute of a crash: 30 s until it is due, and this.
          Duration.ofSeconds(2),
          // Nothing waits for an expired row to be marked; it only has to happen.
          Duration.ofSeconds(30),
          // As often as Prometheus comes by.
          Duration.ofSeconds(15),
          500,
          // Messages applied at once after they were acknowledged; the others wait for a sweep.
          64,
          // Each may hold a product as large as its whole file at worst, 64 MiB; 400 MB in all.
          6,
          // Listening is a matter of milliseconds, or does not work at all.
          Duration.ofSeconds(10),
          // What a load balancer and a buyer are given to finish.
          Duration.ofSeconds(25));
}
