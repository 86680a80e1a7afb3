package dev.diddo.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.IntConsumer;

/** What one service does in a second, how long each takes, and what it asks of the database. */
record Figures(Shop shop) {
  // More clients than connections to the database, as in a stampede.
  private static final Load BEGINS = new Load(6_000, 64);
  private static final Load READS = new Load(10_000, 32);
  // Each is six requests and a provider's work.
  private static final Load CHECKOUTS = new Load(1_500, 16);
  // One buyer alone: nobody shares a commit, and every step's statements are its own.
  private static final int ALONE = 50;

  /** The code of a JVM is as fast as it gets only after some thousand calls. */
  static void warmUp(Shop shop) {
    var _ = new Load(1_000, 16).run(_ -> new Checkout(shop).walk((_, _) -> {}));
  }

  List<Row> measure() {
    var rows = new ArrayList<Row>();
    rows.add(row("begin", BEGINS, _ -> shop.begin()));
    rows.add(polls());
    rows.add(row("template cart", READS, _ -> shop.read()));
    rows.addAll(checkouts());
    return rows;
  }

  private Row polls() {
    var waiting = new Checkout(shop);
    waiting.take(Step.BEGIN);
    var tag = waiting.statusTag();
    return row("status, unchanged", READS, _ -> waiting.pollUnchanged(tag));
  }

  /** Runs a tenth of it first, which is not measured. */
  private Row row(String what, Load load, IntConsumer work) {
    var _ = new Load(load.count() / 10, load.atOnce()).run(work);
    long before = shop.service().statements();
    var timings = load.run(work);
    double statements = shop.service().statements() - before;
    return Row.of(what, load, timings, statements / load.count());
  }

  private List<Row> checkouts() {
    // In the order of the steps, and written by every client.
    var took = new ConcurrentSkipListMap<Step, Queue<Duration>>();
    var statements = alone();
    long before = shop.service().statements();
    var whole =
        CHECKOUTS.run(_ -> new Checkout(shop).walk((step, time) -> at(took, step).add(time)));
    double all = shop.service().statements() - before;
    var rows = new ArrayList<Row>();
    rows.add(Row.of("checkout", CHECKOUTS, whole, all / CHECKOUTS.count()));
    took.forEach(
        (step, times) -> {
          var timings = new Timings(List.copyOf(times), whole.all());
          var each = statements.getOrDefault(step, 0.0);
          rows.add(Row.of("  " + step.label(), CHECKOUTS, timings, each));
        });
    return rows;
  }

  private static Queue<Duration> at(ConcurrentMap<Step, Queue<Duration>> took, Step step) {
    return took.computeIfAbsent(step, _ -> new ConcurrentLinkedQueue<>());
  }

  /** How many statements a step takes when nothing else happens: all buyers, step by step. */
  private Map<Step, Double> alone() {
    var statements = new EnumMap<Step, Double>(Step.class);
    var buyers = new ArrayList<Checkout>();
    for (int i = 0; i < ALONE; i++) {
      buyers.add(new Checkout(shop));
    }
    for (var step : Step.values()) {
      long before = shop.service().statements();
      buyers.forEach(buyer -> buyer.take(step));
      statements.put(step, (shop.service().statements() - before) / (double) ALONE);
    }
    return statements;
  }
}
