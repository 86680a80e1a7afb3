package dev.diddo.gateway.kit;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Callers who all come at the same moment. */
final class Threads {
  /** As many as impatient buyers and a reconciler make at the very worst. */
  static final int MANY = 50;

  private Threads() {}

  /** What the same call answers on {@link #MANY} threads. */
  static <T> List<T> atOnce(Callable<T> call) throws Exception {
    return atOnce(Collections.nCopies(MANY, call));
  }

  /** What so many calls answer, each of which knows its number. */
  static <T> List<T> atOnce(int calls, Numbered<T> call) throws Exception {
    return atOnce(
        IntStream.range(0, calls).<Callable<T>>mapToObj(i -> () -> call.make(i)).toList());
  }

  private static <T> List<T> atOnce(Collection<Callable<T>> calls) throws Exception {
    var together = new CyclicBarrier(calls.size());
    var started =
        calls.stream()
            .<Callable<T>>map(
                call ->
                    () -> {
                      together.await();
                      return call.call();
                    })
            .toList();
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      return pool.invokeAll(started).stream().map(Future::resultNow).toList();
    }
  }

  /** One of several calls. */
  @FunctionalInterface
  interface Numbered<T> {
    T make(int number) throws Exception;
  }
}
