package dev.diddo.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AfterwardsTest {

  @Test
  void what_does_not_fit_is_refused_and_not_dropped() throws InterruptedException {
    var afterwards = new Afterwards(1);
    var begun = new CountDownLatch(1);
    var end = new CountDownLatch(1);
    afterwards.execute(
        () -> {
          begun.countDown();
          await(end);
        });
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
    assertThatThrownBy(() -> afterwards.execute(() -> {}))
        .isInstanceOf(RejectedExecutionException.class);
    end.countDown();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
