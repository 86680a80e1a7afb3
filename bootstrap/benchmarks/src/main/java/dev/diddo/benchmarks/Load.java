package dev.diddo.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * So many pieces of work by so many clients, each of whom takes the next piece when done with one.
 */
record Load(int count, int atOnce) {
  /** Several times what the largest load takes on two cores; a service that hangs ends the run. */
  private static final Duration DEADLINE = Duration.ofMinutes(3);

  /** Fails if one of them fails, or if they are not done at the deadline. */
  Timings run(IntConsumer work) {
    var next = new AtomicInteger();
    long began = System.nanoTime();
    var took = new ArrayList<Duration>(count);
    for (var client : clients(() -> client(work, next, began))) {
      took.addAll(client);
    }
    if (took.size() < count) {
      throw new IllegalStateException("Only %d of %s by the deadline".formatted(took.size(), this));
    }
    return new Timings(took, Duration.ofNanos(System.nanoTime() - began));
  }

  private List<List<Duration>> clients(Callable<List<Duration>> client) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<Future<List<Duration>>>();
      for (int i = 0; i < atOnce; i++) {
        running.add(threads.submit(client));
      }
      var done = new ArrayList<List<Duration>>();
      for (var one : running) {
        done.add(one.get());
      }
      return done;
    } catch (ExecutionException failed) {
      throw new IllegalStateException("One of " + this + " failed", failed.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  private List<Duration> client(IntConsumer work, AtomicInteger next, long began) {
    var took = new ArrayList<Duration>();
    int number = next.getAndIncrement();
    while (number < count && System.nanoTime() - began < DEADLINE.toNanos()) {
      long start = System.nanoTime();
      try {
        work.accept(number);
      } catch (RuntimeException failed) {
        // The others need not go on.
        next.set(count);
        throw failed;
      }
      took.add(Duration.ofNanos(System.nanoTime() - start));
      number = next.getAndIncrement();
    }
    return took;
  }
}
