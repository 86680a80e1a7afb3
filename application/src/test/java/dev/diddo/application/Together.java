package dev.diddo.application;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;

/** Lets many do the same thing at the same moment, each in a thread of its own. */
public final class Together {
  private static final int PATIENCE_SECONDS = 120;

  private Together() {}

  /** What each of them got, in no order that means anything. */
  public static <T> List<T> run(int count, IntFunction<T> work) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var start = new CountDownLatch(1);
      var futures = new ArrayList<Future<T>>();
      for (int i = 0; i < count; i++) {
        int number = i;
        futures.add(
            threads.submit(
                () -> {
                  start.await();
                  return work.apply(number);
                }));
      }
      start.countDown();
      var results = new ArrayList<T>();
      for (var future : futures) {
        results.add(future.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
      }
      return results;
    } catch (InterruptedException | TimeoutException late) {
      throw new AssertionError("They did not all come to an end", late);
    } catch (ExecutionException failed) {
      throw new AssertionError("One of them failed", failed.getCause());
    }
  }
}
