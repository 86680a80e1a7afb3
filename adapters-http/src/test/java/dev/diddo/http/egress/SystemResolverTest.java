package dev.diddo.http.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diddo.application.Eventually;
import dev.diddo.application.OutageException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SystemResolverTest {
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final List<InetAddress> FOUND = List.of(InetAddress.ofLiteral("93.184.215.14"));

  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE);
  private final CountDownLatch end = new CountDownLatch(1);
  private volatile boolean isGone;
  private final SystemResolver resolver = new SystemResolver(this::system, nanos::get);

  @AfterEach
  void let_all_go_on() {
    end.countDown();
    resolver.close();
  }

  /** Names of domains that begin with "hang" have no answer until the end, and "none" has none. */
  private List<InetAddress> system(String host) {
    asked.incrementAndGet();
    if (host.contains("hang")) {
      try {
        end.await();
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
      }
    }
    return host.contains("none") || isGone ? List.of() : FOUND;
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  /** As many as may be, so that whoever else wants something waits. */
  private void hangAll() {
    for (int i = 0; i < SystemResolver.THREADS; i++) {
      ask("hooks.hang-" + i + ".example");
    }
  }

  /** Has the system asked for it, and does not wait for what it says. */
  private void ask(String host) {
    int before = asked.get();
    Thread.ofVirtual().start(() -> resolver.addresses(host, LONG));
    Eventually.holds(() -> asked.get() > before);
  }

  @Test
  void who_lets_its_names_hang_holds_up_nobody_else() {
    for (int i = 0; i < 4; i++) {
      ask(i + ".hang.example");
    }
    for (int i = 4; i < 20; i++) {
      var host = i + ".hang.example";
      assertThatThrownBy(() -> resolver.addresses(host, LONG)).isInstanceOf(OutageException.class);
    }
    assertThat(resolver.addresses("hooks.example", LONG)).isEqualTo(FOUND);
  }

  @Test
  void who_wants_the_same_name_waits_for_the_same_question() {
    ask("a.hang.example");
    for (int i = 0; i < 20; i++) {
      assertThat(resolver.addresses("a.hang.example", Duration.ofMillis(1))).isEmpty();
    }
    assertThat(asked).hasValue(1);
    end.countDown();
    assertThat(resolver.addresses("a.hang.example", LONG)).isEqualTo(FOUND);
  }

  @Test
  void a_name_that_nobody_was_asked_for_is_not_one_that_is_not_there() {
    hangAll();
    assertThatThrownBy(() -> resolver.addresses("hooks.fine.example", SHORT))
        .isInstanceOf(OutageException.class);
    end.countDown();
    assertThat(resolver.addresses("hooks.fine.example", LONG)).isEqualTo(FOUND);
  }

  @Test
  void who_was_found_is_not_asked_for_again_for_a_while() {
    for (int i = 0; i < 3; i++) {
      assertThat(resolver.addresses("hooks.example", LONG)).isEqualTo(FOUND);
    }
    assertThat(asked).hasValue(1);
    pass(SystemResolver.FRESH);
    assertThat(resolver.addresses("hooks.example", LONG)).isEqualTo(FOUND);
    assertThat(asked).hasValue(2);
  }

  @Test
  void whoever_lets_names_hang_keeps_nobody_from_being_found_who_was_before() {
    resolver.addresses("hooks.example", LONG);
    hangAll();
    assertThat(resolver.addresses("hooks.example", LONG)).isEqualTo(FOUND);
    pass(SystemResolver.STALE.minusSeconds(1));
    assertThat(resolver.addresses("hooks.example", LONG)).isEqualTo(FOUND);
    pass(Duration.ofSeconds(1));
    assertThatThrownBy(() -> resolver.addresses("hooks.example", SHORT))
        .isInstanceOf(OutageException.class);
  }

  @Test
  void who_is_not_there_any_more_is_not_found() {
    resolver.addresses("hooks.example", LONG);
    isGone = true;
    pass(SystemResolver.FRESH);
    for (int i = 0; i < 2; i++) {
      assertThat(resolver.addresses("hooks.example", LONG)).isEmpty();
    }
    assertThat(asked).as("for the system remembers what is not there").hasValue(3);
  }

  @Test
  void what_hung_and_came_to_nothing_is_not_asked_for_again_at_once() {
    ask("none.hang.example");
    pass(SystemResolver.SOON);
    end.countDown();
    for (int i = 0; i < 3; i++) {
      assertThat(resolver.addresses("none.hang.example", LONG)).isEmpty();
    }
    assertThat(asked).hasValue(1);
    pass(SystemResolver.FRESH);
    assertThat(resolver.addresses("none.hang.example", LONG)).isEmpty();
    assertThat(asked).hasValue(2);
  }

  @Test
  void below_a_country_each_has_its_own_part() {
    for (int i = 0; i < 5; i++) {
      ask("hooks.hang-" + i + ".co.uk");
    }
    assertThat(resolver.addresses("hooks.fine.co.uk", LONG)).isEqualTo(FOUND);
  }
}
