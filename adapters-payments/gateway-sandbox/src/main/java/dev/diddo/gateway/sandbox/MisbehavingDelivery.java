package dev.diddo.gateway.sandbox;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Notifications that arrive twice, late, in another order, or never. What is held back to be
 * overtaken is in memory only: a restart loses it.
 */
final class MisbehavingDelivery implements AutoCloseable {
  private static final Logger LOG = System.getLogger(MisbehavingDelivery.class.getName());

  private final Faults faults;
  private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  MisbehavingDelivery(Faults faults) {
    this.faults = faults;
  }

  /** This way to the checkout, but for what goes wrong on it. */
  Delivery over(Delivery honest) {
    return message -> bring(message, honest);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private boolean bring(Delivery.Message message, Delivery honest) throws InterruptedException {
    if (faults.isDown()) {
      return false;
    }
    var order = faults.next(Operation.NOTIFICATION, message.reference());
    return order.isPresent() ? wrong(message, honest, order.get()) : straight(message, honest);
  }

  private boolean wrong(Delivery.Message message, Delivery honest, Faults.Order order)
      throws InterruptedException {
    var fault = order.fault();
    return switch (fault.misbehaviour()) {
      case DROP -> true;
      case DELAY -> {
        order.hang(Duration.ofMillis(fault.millis()));
        yield straight(message, honest);
      }
      case DUPLICATE -> {
        var acknowledged = copies(message, honest, fault.copies()) > 0;
        letGo(message.reference());
        yield acknowledged;
      }
      case OUT_OF_ORDER -> {
        hold(message, honest, fault);
        yield true;
      }
      case SLOW,
          HANG_BEFORE,
          HANG_AFTER,
          FAIL_BEFORE,
          FAIL_AFTER,
          REPLAY_FAILURE,
          UNREACHABLE,
          DOWN,
          WRONG_AMOUNT,
          WRONG_CURRENCY,
          EARLY,
          PENDING,
          REFUSE ->
          throw new IllegalStateException("No notification goes so: " + fault.misbehaviour());
    };
  }

  /** So many times at once; answers how many of them were acknowledged. */
  static int copies(Delivery.Message message, Delivery honest, int copies)
      throws InterruptedException {
    Callable<Boolean> one = () -> honest.bring(message);
    try (var together = Executors.newVirtualThreadPerTaskExecutor()) {
      return (int)
          together.invokeAll(Collections.nCopies(copies, one)).stream()
              .filter(it -> it.state() == Future.State.SUCCESS && it.resultNow())
              .count();
    }
  }

  private boolean straight(Delivery.Message message, Delivery honest) throws InterruptedException {
    var acknowledged = honest.bring(message);
    letGo(message.reference());
    return acknowledged;
  }

  private void hold(Delivery.Message message, Delivery honest, Fault fault) {
    var overtaken = held.computeIfAbsent(message.reference(), _ -> new CountDownLatch(1));
    Callable<Boolean> later =
        () -> {
          var _ = overtaken.await(fault.millis(), TimeUnit.MILLISECONDS);
          held.remove(message.reference(), overtaken);
          var acknowledged = honest.bring(message);
          LOG.log(Level.DEBUG, "A message was overtaken, and acknowledged: {0}", acknowledged);
          return acknowledged;
        };
    var _ = threads.submit(later);
  }

  private void letGo(String reference) {
    var overtaken = held.remove(reference);
    if (overtaken != null) {
      overtaken.countDown();
    }
  }
}
