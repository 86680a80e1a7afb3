package dev.diddo.bootstrap;

import dev.diddo.application.webhook.DeliverMessages;
import dev.diddo.gateway.host.BreakerLimits;
import dev.diddo.gateway.host.GuardLimits;
import dev.diddo.http.HttpLimits;
import dev.diddo.persistence.CartStatusesLimits;
import dev.diddo.persistence.GroupCommitLimits;
import dev.diddo.persistence.PostgresLimits;
import java.time.Duration;

/**
 * How much the service takes on, how long it waits and how often it looks, each with its reason.
 *
 * <p>Not here are the rules of the contract, such as the size of a body, and what belongs to one
 * mechanism alone, such as how old a remembered price may be or how often a stored notification is
 * tried: those stand beside the code that keeps to them.
 *
 * @param notice how long the doors stay open once the service says that it is not ready
 */
record Limits(
    PostgresLimits postgres,
    PostgresLimits administration,
    int remembered,
    CartStatusesLimits statuses,
    GroupCommitLimits beginnings,
    HttpLimits http,
    int clients,
    GuardLimits gateways,
    Duration reconcileEvery,
    Duration sweepEvery,
    Duration analyzeEvery,
    Duration vitalsEvery,
    int sweepBatch,
    Duration checkoutsKept,
    Duration noticesKept,
    int notificationsAtOnce,
    int importsAtOnce,
    int deliveriesAtOnce,
    Duration deliverEvery,
    Duration deliveryLease,
    Duration deliveriesKept,
    Duration refusedSignInsKept,
    int passwordsAtOnce,
    Duration start,
    Duration notice,
    Duration drain) {

  static final Limits STANDARD =
      new Limits(
          // Two connections a core keep PostgreSQL busy; more only wait inside it. The waiting line
          // is what a second's worth of a stampede needs; those behind it are told to come back.
          new PostgresLimits(
              20, 5_000, Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(30), 3),
          // The command line waits for nobody; an audit beside a busy service waits for its
          // answers.
          new PostgresLimits(
              2, 10, Duration.ofSeconds(15), Duration.ofSeconds(30), Duration.ofSeconds(30), 3),
          // Templates, listings, keys and frames in memory: some KB each, the least asked for
          // forgotten.
          10_000,
          // A remembered cart takes some 10 KB. A change shows within a second, looked for twice in
          // it; a statement for 2,000 carts takes the database some 10 ms.
          new CartStatusesLimits(
              20_000, 20_000, Duration.ofSeconds(60), Duration.ofMillis(500), 2_000),
          // A full stadium is let in within a few seconds; whoever waits longer is told to come
          // back. Weighed are lines of carts, some 600 bytes each: about a megabyte makes a commit.
          new GroupCommitLimits(Duration.ofMillis(2), 200, 2_000, 2, 8_000, Duration.ofSeconds(4)),
          new HttpLimits(
              // Each may hold a body of 64 KiB, so 640 MB at worst.
              10_000,
              // A stampede waits here until the event loops get round to it.
              4_096,
              // A stampede of 5,000 fits almost whole; each costs a virtual thread of a few KB.
              4_096,
              // Each costs a timer and a connection.
              5_000,
              // Browsers and proxies stay below.
              16 << 10,
              Duration.ofSeconds(10),
              Duration.ofSeconds(10),
              // 64 MiB come through 1 Mbit/s in this time.
              Duration.ofMinutes(10),
              // Longer than an event stream's comments are apart.
              Duration.ofSeconds(60),
              // Proxies cut what is silent for 30 s.
              Duration.ofSeconds(15),
              // Orchestrators kill after 30 s.
              Duration.ofSeconds(20)),
          // Addresses, keys and sessions whose calls are counted: some 20 MB when full. Who is
          // crowded out starts anew.
          200_000,
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
          // Where a round had it already, after its lease: as long as its calls may take.
          Duration.ofSeconds(2),
          // Nothing waits for an expired row to be marked; it only has to happen.
          Duration.ofSeconds(30),
          // Costs nothing until the catalogue has doubled; then a search is slow until it is done.
          Duration.ofSeconds(2),
          // As often as Prometheus comes by.
          Duration.ofSeconds(15),
          500,
          // Long enough to come back to a bill; whoever never paid is nobody's business after it.
          Duration.ofDays(30),
          // No provider tells again of what is older; until then a copy is known for one.
          Duration.ofDays(90),
          // Messages applied at once after they were acknowledged; the others wait for a sweep.
          64,
          // Each may hold a product as large as its whole file at worst, 64 MiB; 400 MB in all.
          6,
          // Each holds a connection and 64 KiB of an answer at worst. So many receivers may be slow
          // at a time before others wait for them.
          256,
          // What this process stores is sent at once; this is for what others did not come to.
          Duration.ofSeconds(1),
          DeliverMessages.LEASE,
          // Longer than the three days of retries, for whoever looks what went wrong; shorter than
          // what it tells of is kept.
          Duration.ofDays(15),
          // As long as it may take until somebody asks who was at the door; whoever is refused can
          // make as many of them as they like.
          Duration.ofDays(90),
          // A password keeps a core busy for some 200 ms; checkouts want the others.
          2,
          // Listening is a matter of milliseconds, or does not work at all.
          Duration.ofSeconds(10),
          // A load balancer that asks every second has heard of it by then.
          Duration.ofSeconds(3),
          // What a load balancer and a buyer are given to finish: a little more than the doors'
          // own.
          Duration.ofSeconds(21));

  /** The same where nobody stands before the service who had to be told that it ends. */
  Limits withoutNotice() {
    return ending(Duration.ZERO, drain);
  }

  /** The same for a command, which waits longer for the database than a buyer would. */
  Limits ofACommand() {
    return with(
        administration, gateways, reconcileEvery, deliverEvery, deliveryLease, notice, drain);
  }

  /** The same with other patience with providers, and other rounds of the reconciler. */
  Limits asking(GuardLimits gateways, Duration reconcileEvery) {
    return with(postgres, gateways, reconcileEvery, deliverEvery, deliveryLease, notice, drain);
  }

  /** The same with other rounds of whoever tells others. */
  Limits delivering(Duration deliverEvery, Duration deliveryLease) {
    return with(postgres, gateways, reconcileEvery, deliverEvery, deliveryLease, notice, drain);
  }

  /** The same with another end. */
  Limits ending(Duration notice, Duration drain) {
    return with(postgres, gateways, reconcileEvery, deliverEvery, deliveryLease, notice, drain);
  }

  private Limits with(
      PostgresLimits postgres,
      GuardLimits gateways,
      Duration reconcileEvery,
      Duration deliverEvery,
      Duration deliveryLease,
      Duration notice,
      Duration drain) {
    return new Limits(
        postgres,
        administration,
        remembered,
        statuses,
        beginnings,
        http,
        clients,
        gateways,
        reconcileEvery,
        sweepEvery,
        analyzeEvery,
        vitalsEvery,
        sweepBatch,
        checkoutsKept,
        noticesKept,
        notificationsAtOnce,
        importsAtOnce,
        deliveriesAtOnce,
        deliverEvery,
        deliveryLease,
        deliveriesKept,
        refusedSignInsKept,
        passwordsAtOnce,
        start,
        notice,
        drain);
  }
}
