package dev.diddo.gateway.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.domain.payment.Evidence;
import dev.diddo.gateway.host.CallListener.Circuit;
import dev.diddo.gateway.host.CallListener.Result;
import dev.diddo.gateway.host.Plugins.Surroundings;
import dev.diddo.gateway.spi.GatewayUnreachableException;
import dev.diddo.gateway.spi.PaymentState;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A wrong gateway and a good one in the same house: the good one notices nothing. */
@Timeout(60)
class NeighboursTest {
  private static final GuardLimits LIMITS =
      new GuardLimits(
          4,
          Duration.ofMillis(20),
          Duration.ofMillis(200),
          new BreakerLimits(3, Duration.ofHours(1), Duration.ofHours(1)));

  @TempDir Path directory;
  private final ScriptedPlugin wrong = new ScriptedPlugin("wrong");
  private final ScriptedPlugin good = new ScriptedPlugin("good");
  private final List<Result> wrongCalls = Collections.synchronizedList(new ArrayList<>());
  private final List<String> circuits = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch end = new CountDownLatch(1);
  private PluginGateways gateways;

  private void connect(GuardLimits limits) {
    good.says = () -> new PaymentState.Pending("p");
    var listener =
        new CallListener() {
          @Override
          public void called(String gateway, String operation, Result result, Duration took) {
            if (gateway.equals("wrong")) {
              wrongCalls.add(result);
            }
          }

          @Override
          public void turned(String gateway, Circuit circuit) {
            circuits.add(gateway + " " + circuit);
          }
        };
    gateways =
        Plugins.of(List.of(wrong, good))
            .connect(
                List.of("wrong", "good"),
                Map.of(),
                new Surroundings(
                    URI.create("https://checkout.example"),
                    directory,
                    InstantSource.fixed(Attempts.NOON),
                    limits,
                    listener));
  }

  @AfterEach
  void close() {
    end.countDown();
    gateways.close();
  }

  private Evidence pay(String gateway) {
    return gateways.open(Attempts.at(gateway));
  }

  private void assertTheGoodOneWorks() {
    assertThat(pay("good")).isEqualTo(new Evidence.Undecided("p"));
  }

  @Test
  void one_that_hangs_is_left_alone_after_a_few_calls() {
    connect(LIMITS);
    wrong.says = this::hang;
    for (int i = 0; i < 3; i++) {
      assertThat(pay("wrong")).isEqualTo(new Evidence.None());
      assertTheGoodOneWorks();
    }
    assertThat(pay("wrong")).isEqualTo(new Evidence.NotReached());
    assertThat(wrongCalls)
        .containsExactly(Result.TIMED_OUT, Result.TIMED_OUT, Result.TIMED_OUT, Result.LEFT_ALONE);
    assertThat(circuits).containsExactly("wrong OPEN");
    assertTheGoodOneWorks();
  }

  private PaymentState hang() {
    var interrupted = false;
    while (end.getCount() > 0) {
      try {
        end.await();
      } catch (InterruptedException deadline) {
        interrupted = true; // and goes on hanging
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return new PaymentState.Missing();
  }

  @Test
  void one_that_dies_of_errors_is_left_alone_after_a_few_calls() {
    connect(LIMITS);
    for (var error :
        List.<Supplier<PaymentState>>of(
            NeighboursTest::recurse, NeighboursTest::lackAClass, NeighboursTest::outOfMemory)) {
      wrong.says = error;
      assertThat(pay("wrong")).isEqualTo(new Evidence.None());
      assertTheGoodOneWorks();
    }
    assertThat(pay("wrong")).isEqualTo(new Evidence.NotReached());
    assertThat(wrongCalls)
        .containsExactly(Result.FAILED, Result.FAILED, Result.FAILED, Result.LEFT_ALONE);
  }

  @SuppressWarnings("InfiniteRecursion") // that is the fault
  private static PaymentState recurse() {
    return recurse();
  }

  private static PaymentState lackAClass() {
    throw new NoClassDefFoundError("com/example/Missing");
  }

  private static PaymentState outOfMemory() {
    throw new OutOfMemoryError("as its own arrays are too large");
  }

  @Test
  void one_that_answers_nothing_or_nonsense_leaves_its_own_payments_unknown() {
    connect(LIMITS);
    wrong.says = () -> null;
    assertThat(pay("wrong")).isEqualTo(new Evidence.None());
    wrong.says = () -> new PaymentState.Pending(null);
    assertThat(pay("wrong")).isEqualTo(new Evidence.None());
    wrong.says = () -> new PaymentState.Pending("\u0000");
    for (int i = 0; i < 5; i++) {
      assertThat(pay("wrong")).isEqualTo(new Evidence.None());
    }
    assertThat(circuits).isEmpty();
    assertTheGoodOneWorks();
  }

  @Test
  void one_that_leaks_threads_answers_and_closes_all_the_same() {
    connect(LIMITS);
    var leaked = new ArrayList<Thread>();
    wrong.says =
        () -> {
          leaked.add(Thread.ofPlatform().daemon().start(this::hang));
          return new PaymentState.Pending("p");
        };
    for (int i = 0; i < 20; i++) {
      assertThat(pay("wrong")).isEqualTo(new Evidence.Undecided("p"));
    }
    assertTheGoodOneWorks();
    gateways.close();
    assertThat(leaked).hasSize(20).allMatch(Thread::isAlive);
    assertThat(wrong.closed).isEqualTo(1);
    assertThat(good.closed).isEqualTo(1);
  }

  @Test
  void an_unreachable_one_is_called_again_after_a_pause() {
    connect(
        new GuardLimits(
            4,
            Duration.ofMillis(20),
            Duration.ofSeconds(10),
            new BreakerLimits(3, Duration.ZERO, Duration.ofHours(1))));
    var calls = new AtomicInteger();
    wrong.says =
        () -> {
          if (calls.incrementAndGet() <= 5) {
            throw new GatewayUnreachableException("down");
          }
          return new PaymentState.Pending("p");
        };
    for (int i = 0; i < 5; i++) {
      assertThat(pay("wrong")).isEqualTo(new Evidence.NotReached());
    }
    assertThat(pay("wrong")).isEqualTo(new Evidence.Undecided("p"));
    assertThat(calls).hasValue(6);
    assertThat(circuits)
        .containsExactly(
            "wrong OPEN",
            "wrong HALF_OPEN",
            "wrong OPEN",
            "wrong HALF_OPEN",
            "wrong OPEN",
            "wrong HALF_OPEN",
            "wrong CLOSED");
  }

  @Test
  void one_that_wants_to_be_left_alone_is() {
    connect(LIMITS);
    wrong.says =
        () -> {
          throw new GatewayUnreachableException("too many requests", Duration.ofMinutes(1));
        };
    assertThat(pay("wrong")).isEqualTo(new Evidence.NotReached());
    assertThat(pay("wrong")).isEqualTo(new Evidence.NotReached());
    assertThat(wrongCalls).containsExactly(Result.UNREACHABLE, Result.LEFT_ALONE);
    assertTheGoodOneWorks();
  }
}
