package dev.diddo.persistence;

import dev.diddo.application.OutageException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Lets everyone who arrives within a moment share one commit: a disk can do only so many of them in
 * a second, and one of many rows takes hardly longer than one of one row.
 *
 * <p>It has no thread of its own. Whoever comes to an empty room starts one that waits for the
 * others, and that ends with their commit.
 *
 * @param <A> what each brings
 * @param <R> what each is answered
 */
final class GroupCommit<A, R> {
  private final GroupCommitLimits limits;
  private final ToIntFunction<A> weight;
  private final Function<List<A>, List<R>> commit;
  private final BlockingQueue<Arrival<A, R>> room;
  private final Semaphore underWay;
  private final AtomicBoolean gathering = new AtomicBoolean();

  /**
   * @param weight how much of a commit one takes, as {@link GroupCommitLimits#weight} counts it
   * @param commit answers each in the same order, or throws where it has stored nothing; whatever
   *     it throws but an outage is one row's fault, so it is then asked for each alone
   */
  GroupCommit(
      GroupCommitLimits limits, ToIntFunction<A> weight, Function<List<A>, List<R>> commit) {
    this.limits = limits;
    this.weight = weight;
    this.commit = commit;
    this.room = new ArrayBlockingQueue<>(limits.waiting());
    this.underWay = new Semaphore(limits.atOnce());
  }

  private record Arrival<A, R>(A brought, CompletableFuture<R> answer) {}

  /** Answers after the commit. Blocks its virtual thread. */
  R join(A brought) {
    var arrival = new Arrival<>(brought, new CompletableFuture<R>());
    if (!room.offer(arrival)) {
      throw new OutageException("Too many begin at once");
    }
    gather();
    try {
      return arrival.answer().get(limits.patience().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof RuntimeException known
          ? known
          : new IllegalStateException(failed.getCause());
    } catch (TimeoutException late) {
      arrival.answer().cancel(false);
      throw new OutageException("A shared commit takes too long", late);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new OutageException("Interrupted while waiting for a shared commit", stopping);
    }
  }

  private void gather() {
    if (gathering.compareAndSet(false, true)) {
      Thread.ofVirtual().name("group-commit").start(this::lead);
    }
  }

  private void lead() {
    LockSupport.parkNanos(limits.window().toNanos());
    underWay.acquireUninterruptibly();
    try {
      // From here on whoever comes finds a new room, or is taken along.
      gathering.set(false);
      var group = fromRoom();
      if (!room.isEmpty()) {
        gather();
      }
      if (!group.isEmpty()) {
        commit(group);
      }
    } finally {
      underWay.release();
    }
  }

  /** As many as fit, but for those who have given up. */
  private List<Arrival<A, R>> fromRoom() {
    var group = new ArrayList<Arrival<A, R>>();
    long together = 0;
    while (group.size() < limits.batch() && together < limits.weight()) {
      var next = room.poll();
      if (next == null) {
        break;
      }
      if (!next.answer().isDone()) {
        group.add(next);
        together += weight.applyAsInt(next.brought());
      }
    }
    return group;
  }

  private void commit(List<Arrival<A, R>> group) {
    try {
      var answers = commit.apply(group.stream().map(Arrival::brought).toList());
      for (int i = 0; i < group.size(); i++) {
        group.get(i).answer().complete(answers.get(i));
      }
    } catch (OutageException everybodys) {
      fail(group, everybodys);
    } catch (RuntimeException somebodys) {
      if (group.size() == 1) {
        fail(group, somebodys);
      } else {
        alone(group);
      }
    } catch (Error grave) {
      fail(group, grave);
      throw grave;
    }
  }

  /** One by one, so that a bad row harms only itself. */
  private void alone(List<Arrival<A, R>> group) {
    for (var arrival : group) {
      if (!arrival.answer().isDone()) {
        commit(List.of(arrival));
      }
    }
  }

  private void fail(List<Arrival<A, R>> group, Throwable failure) {
    group.forEach(arrival -> arrival.answer().completeExceptionally(failure));
  }
}
