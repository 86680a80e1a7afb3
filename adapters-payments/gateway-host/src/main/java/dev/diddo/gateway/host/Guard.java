package dev.diddo.gateway.host;

import dev.diddo.gateway.host.Breaker.Leave;
import dev.diddo.gateway.host.CallListener.Circuit;
import dev.diddo.gateway.host.CallListener.Result;
import dev.diddo.gateway.spi.Gateway;
import dev.diddo.gateway.spi.GatewayUnreachableException;
import dev.diddo.gateway.spi.InvalidNotificationException;
import java.time.Duration;
import java.util.Optional;
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
 * calls at all, rather than ever more of them. One that does not answer many times in a row is left
 * alone for a while, so that nobody waits for it in vain.
 */
final class Guard {
  private static final Logger LOG = LoggerFactory.getLogger(Guard.class);

  private final String gateway;
  private final GuardLimits limits;
  private final CallListener listener;
  private final Breaker breaker;
  private final Semaphore permits;
  private final ThreadFactory threads;

  private Guard(
      String name, Gateway gateway, GuardLimits limits, CallListener listener, Breaker breaker) {
    this.gateway = name;
    this.limits = limits;
    this.listener = listener;
    this.breaker = breaker;
    this.permits = new Semaphore(limits.atOnce());
    this.threads = threads(name, gateway.getClass().getClassLoader());
  }

  /** For calls that ask the provider. */
  static Guard ofCalls(String name, Gateway gateway, GuardLimits limits, CallListener listener) {
    var breaker =
        new Breaker(limits.breaker(), System::nanoTime, circuit -> turned(name, circuit, listener));
    return new Guard(name, gateway, limits, listener, breaker);
  }

  /** For what a plugin answers by itself. */
  static Guard ofAnswers(String name, Gateway gateway, GuardLimits limits, CallListener listener) {
    return new Guard(name, gateway, limits, listener, Breaker.neverOpen());
  }

  /** A library that a plugin brings along looks for its own parts by the thread's class loader. */
  private static ThreadFactory threads(String name, ClassLoader code) {
    var threads = Thread.ofVirtual().name("gateway-" + name + "-", 0).factory();
    return work -> {
      var thread = threads.newThread(work);
      thread.setContextClassLoader(code);
      return thread;
    };
  }

  private static void turned(String name, Circuit circuit, CallListener listener) {
    LOG.warn("The circuit to the gateway {} is {}", name, circuit);
    listener.turned(name, circuit);
  }

  /** What came of a call. */
  sealed interface Answer<T> {
    record Said<T>(T value) implements Answer<T> {}

    /** Surely nothing happened at the provider. */
    record NotReached<T>() implements Answer<T> {}

    /** Nobody knows. */
    record Silence<T>() implements Answer<T> {}
  }

  /** A call that is under way. */
  private record Call(String operation, Leave leave, long beganNanos) {}

  /** Makes the call; never throws and never takes longer than patience and deadline together. */
  <T> Answer<T> call(String operation, Callable<T> work) {
    var began = System.nanoTime();
    var leave = breaker.ask();
    if (leave.isEmpty()) {
      report(operation, Result.LEFT_ALONE, began);
      return new Answer.NotReached<>();
    }
    var call = new Call(operation, leave.get(), began);
    try {
      if (!permits.tryAcquire(limits.patience().toNanos(), TimeUnit.NANOSECONDS)) {
        breaker.unused(call.leave);
        report(operation, Result.BUSY, began);
        return new Answer.NotReached<>();
      }
    } catch (InterruptedException e) {
      breaker.unused(call.leave);
      Thread.currentThread().interrupt();
      return new Answer.NotReached<>();
    }
    return await(call, work);
  }

  private <T> Answer<T> await(Call call, Callable<T> work) {
    var answer = new CompletableFuture<T>();
    var thread = threads.newThread(() -> run(work, answer));
    thread.start();
    try {
      var value = answer.get(limits.deadline().toNanos(), TimeUnit.NANOSECONDS);
      answered(call, Result.ANSWERED);
      return new Answer.Said<>(value);
    } catch (ExecutionException e) {
      return failed(call, answer.exceptionNow());
    } catch (TimeoutException e) {
      thread.interrupt();
      silent(call, Result.TIMED_OUT, Optional.empty());
      return new Answer.Silence<>();
    } catch (InterruptedException e) {
      thread.interrupt();
      breaker.unused(call.leave);
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

  private <T> Answer<T> failed(Call call, Throwable cause) {
    return switch (cause) {
      case GatewayUnreachableException unreachable -> {
        silent(call, Result.UNREACHABLE, unreachable.retryAfter());
        yield new Answer.NotReached<>();
      }
      case InvalidNotificationException _ -> { // an answer: somebody else sent it
        answered(call, Result.ANSWERED);
        yield new Answer.Silence<>();
      }
      case NonsenseException nonsense -> {
        LOG.error(
            "The gateway {} answered {} with {}", gateway, call.operation, nonsense.getMessage());
        answered(call, Result.NONSENSE); // its provider speaks, if not well
        yield new Answer.Silence<>();
      }
      default -> {
        // Its message is the plugin's: who knows what it quotes.
        LOG.warn(
            "The gateway {} failed at {}: {}", gateway, call.operation, cause.getClass().getName());
        LOG.debug("How it failed", cause);
        silent(call, Result.FAILED, Optional.empty());
        yield new Answer.Silence<>();
      }
    };
  }

  private void answered(Call call, Result result) {
    breaker.answered(call.leave);
    report(call.operation, result, call.beganNanos);
  }

  private void silent(Call call, Result result, Optional<Duration> retryAfter) {
    breaker.silent(call.leave, retryAfter);
    report(call.operation, result, call.beganNanos);
  }

  private void report(String operation, Result result, long beganNanos) {
    listener.called(gateway, operation, result, Duration.ofNanos(System.nanoTime() - beganNanos));
  }
}
