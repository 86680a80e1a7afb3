package dev.diddo.gateway.host;

import dev.diddo.gateway.host.CallListener.Result;
import dev.diddo.gateway.spi.GatewayUnreachableException;
import dev.diddo.gateway.spi.InvalidNotificationException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between the service and the code of a plugin. Each call runs on a virtual thread of its
 * own, so that the caller's patience ends at the deadline even if the plugin's call never does. A
 * call that was given up keeps its permit until it ends: a gateway that hangs for good soon gets no
 * calls at all, rather than ever more of them.
 */
final class Guard {
  private static final Logger LOG = LoggerFactory.getLogger(Guard.class);

  private final String gateway;
  private final GuardLimits limits;
  private final CallListener listener;
  private final Semaphore permits;
  private final ThreadFactory threads;

  Guard(String gateway, GuardLimits limits, CallListener listener) {
    this.gateway = gateway;
    this.limits = limits;
    this.listener = listener;
    this.permits = new Semaphore(limits.atOnce());
    this.threads = Thread.ofVirtual().name("gateway-" + gateway + "-", 0).factory();
  }

  /** What came of a call. */
  sealed interface Answer<T> {
    record Said<T>(T value) implements Answer<T> {}

    /** Surely nothing happened at the provider. */
    record NotReached<T>() implements Answer<T> {}

    /** Nobody knows. */
    record Silence<T>() implements Answer<T> {}
  }

  /** Makes the call; never throws and never takes longer than patience and deadline together. */
  <T> Answer<T> call(String operation, Callable<T> work) {
    var began = System.nanoTime();
    try {
      if (!permits.tryAcquire(limits.patience().toNanos(), TimeUnit.NANOSECONDS)) {
        report(operation, Result.BUSY, began);
        return new Answer.NotReached<>();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer.NotReached<>();
    }
    return await(operation, work, began);
  }

  private <T> Answer<T> await(String operation, Callable<T> work, long began) {
    var answer = new CompletableFuture<T>();
    var thread = threads.newThread(() -> run(work, answer));
    thread.start();
    try {
      var value = answer.get(limits.deadline().toNanos(), TimeUnit.NANOSECONDS);
      report(operation, Result.ANSWERED, began);
      return new Answer.Said<>(value);
    } catch (ExecutionException e) {
      return failed(operation, answer.exceptionNow(), began);
    } catch (TimeoutException e) {
      thread.interrupt();
      report(operation, Result.TIMED_OUT, began);
      return new Answer.Silence<>();
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      return new Answer.Silence<>();
    }
  }

  private <T> void run(Callable<T> work, CompletableFuture<T> answer) {
    try {
      answer.complete(work.call());
    } catch (Throwable e) { // a plugin may also lack a class or overflow the stack
      answer.completeExceptionally(e);
    } finally {
      permits.release();
    }
  }

  private <T> Answer<T> failed(String operation, Throwable cause, long began) {
    return switch (cause) {
      case GatewayUnreachableException _ -> {
        report(operation, Result.UNREACHABLE, began);
        yield new Answer.NotReached<>();
      }
      case InvalidNotificationException _ -> { // an answer: somebody else sent it
        report(operation, Result.ANSWERED, began);
        yield new Answer.Silence<>();
      }
      case NonsenseException nonsense -> {
        LOG.error("The gateway {} answered {} with {}", gateway, operation, nonsense.getMessage());
        report(operation, Result.NONSENSE, began);
        yield new Answer.Silence<>();
      }
      default -> {
        // Its message is the plugin's: who knows what it quotes.
        LOG.warn("The gateway {} failed at {}: {}", gateway, operation, cause.getClass().getName());
        LOG.debug("How it failed", cause);
        report(operation, Result.FAILED, began);
        yield new Answer.Silence<>();
      }
    };
  }

  private void report(String operation, Result result, long began) {
    listener.called(gateway, operation, result, Duration.ofNanos(System.nanoTime() - began));
  }
}
