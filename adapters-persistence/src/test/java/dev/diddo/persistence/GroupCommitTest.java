package dev.diddo.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diddo.application.Eventually;
import dev.diddo.application.OutageException;
import dev.diddo.application.Together;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GroupCommitTest {
  private static final GroupCommitLimits LIMITS =
      new GroupCommitLimits(Duration.ofMillis(20), 50, 100, 2, 1_000, Duration.ofSeconds(20));

  private final AtomicInteger commits = new AtomicInteger();

  @Test
  void each_gets_an_answer_of_its_own() {
    var group = new GroupCommit<Integer, Integer>(LIMITS, _ -> 1, this::doubled);
    var answers = Together.run(500, group::join);
    for (int i = 0; i < 500; i++) {
      assertThat(answers.get(i)).isEqualTo(2 * i);
    }
  }

  @Test
  void those_who_come_together_share_a_commit() {
    var group = new GroupCommit<Integer, Integer>(LIMITS, _ -> 1, this::doubled);
    Together.run(500, group::join);
    assertThat(commits.get()).isBetween(10, 100);
  }

  @Test
  void no_group_is_larger_than_it_may_be() {
    var largest = new AtomicInteger();
    var group =
        new GroupCommit<Integer, Integer>(
            LIMITS,
            _ -> 1,
            all -> {
              largest.accumulateAndGet(all.size(), Math::max);
              return all;
            });
    Together.run(500, group::join);
    assertThat(largest.get()).isLessThanOrEqualTo(50);
  }

  @Test
  void few_heavy_ones_make_a_group() {
    var largest = new AtomicInteger();
    var group =
        new GroupCommit<Integer, Integer>(
            LIMITS,
            _ -> 40,
            all -> {
              largest.accumulateAndGet(all.size(), Math::max);
              return all;
            });
    Together.run(100, group::join);
    assertThat(largest.get()).isLessThanOrEqualTo(3);
  }

  @Test
  void whoever_is_at_fault_fails_alone() {
    var group =
        new GroupCommit<Integer, Integer>(
            LIMITS,
            _ -> 1,
            all -> {
              if (all.contains(17)) {
                throw new IllegalStateException("as planned");
              }
              return doubled(all);
            });
    var answers = Together.run(100, i -> i == 17 ? failureOf(group, i) : group.join(i));
    assertThat(answers.get(17)).isEqualTo(-1);
    assertThat(answers.get(18)).isEqualTo(36);
  }

  private static int failureOf(GroupCommit<Integer, Integer> group, int i) {
    assertThatThrownBy(() -> group.join(i))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("as planned");
    return -1;
  }

  @Test
  void an_outage_is_everybodys_and_not_tried_again() {
    var group =
        new GroupCommit<Integer, Integer>(
            LIMITS,
            _ -> 1,
            _ -> {
              commits.incrementAndGet();
              throw new OutageException("away");
            });
    Together.run(
        100,
        i -> {
          assertThatThrownBy(() -> group.join(i)).isInstanceOf(OutageException.class);
          return i;
        });
    assertThat(commits.get()).isLessThan(50);
  }

  @Test
  void whoever_finds_no_room_is_turned_away_at_once_and_whoever_waits_too_long_after_a_while()
      throws Exception {
    var stuck = new CountDownLatch(1);
    var narrow = new GroupCommitLimits(Duration.ofMillis(1), 1, 1, 1, 1, Duration.ofMillis(500));
    var group =
        new GroupCommit<Integer, Integer>(
            narrow,
            _ -> 1,
            all -> {
              commits.incrementAndGet();
              awaitQuietly(stuck);
              return all;
            });
    var first = Thread.ofVirtual().start(() -> fails(group));
    Eventually.holds(() -> commits.get() == 1);
    var second = Thread.ofVirtual().start(() -> fails(group));
    Eventually.holds(() -> second.getState() == Thread.State.TIMED_WAITING);
    assertThatThrownBy(() -> group.join(3))
        .isInstanceOf(OutageException.class)
        .hasMessage("Too many begin at once");
    first.join();
    second.join();
    stuck.countDown();
    // The one that gave up while it waited is left out, and the room is free again.
    Eventually.holds(() -> answers(group));
    assertThat(commits.get()).isGreaterThanOrEqualTo(2);
  }

  private static boolean answers(GroupCommit<Integer, Integer> group) {
    try {
      return group.join(4) == 4;
    } catch (OutageException notYet) {
      return false;
    }
  }

  private static void fails(GroupCommit<Integer, Integer> group) {
    assertThatThrownBy(() -> group.join(1)).isInstanceOf(OutageException.class);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private List<Integer> doubled(List<Integer> all) {
    commits.incrementAndGet();
    return all.stream().map(i -> 2 * i).toList();
  }
}
