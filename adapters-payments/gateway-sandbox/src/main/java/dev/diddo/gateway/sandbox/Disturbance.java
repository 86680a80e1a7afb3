package dev.diddo.gateway.sandbox;

import dev.diddo.gateway.spi.GatewayUnreachableException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Lets calls go wrong as ordered, and all others through. */
final class Disturbance implements AutoCloseable {
  private static final int MAX_LATE = 1_000; // calls that are done late, after their callers left
  private static final long LOOK_MILLIS = 10; // between two looks at what is left to tell

  private final Faults faults;
  private final Desk desk;
  private final Semaphore lateCalls = new Semaphore(MAX_LATE);
  private final ExecutorService late = Executors.newVirtualThreadPerTaskExecutor();

  Disturbance(Faults faults, Desk desk) {
    this.faults = faults;
    this.desk = desk;
  }

  /**
   * A call that the checkout makes.
   *
   * @param reference of the payment or the customer
   * @param key by which the provider knows it again; the reference where it has none
   */
  record Call(Operation operation, String reference, String key) {}

  /** An honest answer, or another one, where the fault is of the answer. */
  interface Answers<T> {
    T honest();

    /** The effect of the call, if any, and the answer that was ordered. */
    T dishonest(Fault fault);
  }

  <T> T call(Call call, Answers<T> answers) {
    if (faults.isReplayed(call.operation(), call.key())) {
      throw failed();
    }
    var order = faults.next(call.operation(), call.reference());
    return order.isPresent() ? wrong(call, answers, order.get()) : answers.honest();
  }

  /** What is not done yet is not done any more. */
  @Override
  public void close() {
    faults.clear("");
    late.shutdownNow();
  }

  private <T> T wrong(Call call, Answers<T> answers, Faults.Order order) {
    var fault = order.fault();
    return switch (fault.misbehaviour()) {
      case SLOW -> afterwards(fault.millis(), answers::honest);
      case HANG_BEFORE -> throw silence(order);
      case HANG_AFTER -> {
        answers.honest();
        throw silence(order);
      }
      case FAIL_BEFORE -> throw failed();
      case FAIL_AFTER -> {
        answers.honest();
        throw failed();
      }
      case REPLAY_FAILURE -> {
        answers.honest();
        faults.replay(call.operation(), call.key());
        throw failed();
      }
      case UNREACHABLE, DOWN -> throw unreachable(fault);
      case EARLY -> told(call, answers.honest(), fault);
      case WRONG_AMOUNT, WRONG_CURRENCY, PENDING, REFUSE -> answers.dishonest(fault);
      case DUPLICATE, DELAY, OUT_OF_ORDER, DROP ->
          throw new IllegalStateException("No call is disturbed so: " + fault.misbehaviour());
    };
  }

  /** A provider that is slow goes on also when nobody waits for it any more. */
  private <T> T afterwards(long millis, Supplier<T> work) {
    if (!lateCalls.tryAcquire()) {
      throw failed();
    }
    Callable<T> slowly =
        () -> {
          try {
            Thread.sleep(millis);
            return work.get();
          } finally {
            lateCalls.release();
          }
        };
    var answer = late.submit(slowly);
    try {
      return answer.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Nobody waits any more", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    }
  }

  private <T> T told(Call call, T answer, Fault fault) {
    if (call.operation() == Operation.OPEN) { // of which nothing is told by itself
      desk.change(call.reference(), it -> it.telling("payment.opened", desk.clock().instant()));
    }
    var end = System.nanoTime() + Duration.ofMillis(fault.millis()).toNanos();
    try {
      while (hasSomethingToTell(call.reference()) && System.nanoTime() < end) {
        Thread.sleep(LOOK_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return answer;
  }

  private boolean hasSomethingToTell(String reference) {
    return desk.find(reference).filter(it -> !it.undelivered().isEmpty()).isPresent();
  }

  private static RuntimeException silence(Faults.Order order) {
    try {
      order.hang(Duration.ofMillis(order.fault().millis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return new IllegalStateException("The sandbox was told not to answer");
  }

  private static RuntimeException failed() {
    return new IllegalStateException("The sandbox was told to fail");
  }

  private static RuntimeException unreachable(Fault fault) {
    var said = "The sandbox was told not to be reached";
    return fault.millis() == 0
        ? new GatewayUnreachableException(said)
        : new GatewayUnreachableException(said, Duration.ofMillis(fault.millis()));
  }
}
