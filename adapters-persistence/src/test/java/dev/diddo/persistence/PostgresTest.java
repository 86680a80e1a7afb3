package dev.diddo.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diddo.application.OutageException;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresTest {
  @RegisterExtension static final TestDatabase database = TestDatabase.blank();

  /** Little patience, so that nobody waits for the tests either. */
  private static final PostgresLimits IMPATIENT =
      new PostgresLimits(
          2, 4, Duration.ofMillis(500), Duration.ofMillis(500), Duration.ofSeconds(5), 3);

  private final Postgres postgres = database.postgres();

  @BeforeEach
  void an_empty_table() {
    database.sql("drop table if exists note");
    database.sql("create table note (id int primary key, text text)");
  }

  @Test
  void virtual_threads_wait_without_holding_a_carrier() throws Exception {
    var started = Instant.now();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers =
          threads.invokeAll(
              IntStream.range(0, 10)
                  .<java.util.concurrent.Callable<Integer>>mapToObj(
                      i -> () -> postgres.run(c -> slowly(c, 0.3).map(i)))
                  .toList());
      for (int i = 0; i < 10; i++) {
        assertThat(answers.get(i).get()).isEqualTo(i);
      }
    }
    assertThat(Duration.between(started, Instant.now())).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void a_transaction_commits_what_its_ports_wrote_together() {
    int answer =
        postgres.inOne(
            () -> {
              write(1);
              assertThat(count()).isEqualTo("0");
              write(2);
              return postgres.run(PostgresTest::rows);
            });
    assertThat(answer).isEqualTo(2);
    assertThat(count()).isEqualTo("2");
  }

  @Test
  void a_transaction_that_throws_leaves_nothing() {
    assertThatThrownBy(
            () ->
                postgres.inOne(
                    () -> {
                      write(1);
                      throw new IllegalArgumentException("changed my mind");
                    }))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("changed my mind");
    assertThat(count()).isEqualTo("0");
    assertThat(postgres.run(PostgresTest::rows)).isZero();
  }

  @Test
  void a_transaction_within_another_is_a_part_of_it() {
    assertThatThrownBy(
            () ->
                postgres.inOne(
                    () -> {
                      postgres.inOne(() -> write(1));
                      postgres.inTransaction(c -> insert(c, 2));
                      throw new IllegalArgumentException();
                    }))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(count()).isEqualTo("0");
  }

  @Test
  void a_transaction_of_futures_rolls_back_when_one_fails() {
    assertThatThrownBy(() -> postgres.inTransaction(c -> insert(c, 1).compose(_ -> insert(c, 1))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("23505")
        .hasMessageContaining("note_pkey")
        .hasNoCause();
    assertThat(count()).isEqualTo("0");
  }

  @Test
  void what_is_to_follow_a_commit_follows_it() {
    var seen = new ArrayList<String>();
    postgres.inOne(
        () -> {
          postgres.afterCommit(() -> seen.add(count()));
          write(1);
          assertThat(seen).isEmpty();
          return true;
        });
    assertThat(seen).containsExactly("1");
  }

  @Test
  void what_is_to_follow_a_commit_does_not_follow_a_rollback() {
    var seen = new ArrayList<String>();
    assertThatThrownBy(
        () ->
            postgres.inOne(
                () -> {
                  postgres.afterCommit(() -> seen.add("committed"));
                  throw new IllegalArgumentException();
                }));
    assertThat(seen).isEmpty();
    postgres.afterCommit(() -> seen.add("at once"));
    assertThat(seen).containsExactly("at once");
  }

  @Test
  void a_slow_statement_is_cut_off_and_its_connection_replaced() {
    try (var impatient = Postgres.open(database.vertx(), database.url(), IMPATIENT)) {
      for (int i = 0; i < 5; i++) {
        assertThatThrownBy(() -> impatient.run(c -> slowly(c, 3)))
            .isInstanceOf(OutageException.class);
      }
      assertThat(impatient.run(PostgresTest::rows)).isZero();
    }
  }

  @Test
  void a_crowd_is_turned_away_instead_of_waiting_for_ever() throws Exception {
    var outages = new AtomicInteger();
    try (var impatient = Postgres.open(database.vertx(), database.url(), IMPATIENT)) {
      var crowded = new CountDownLatch(20);
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < 20; i++) {
          threads.execute(
              () -> {
                crowded.countDown();
                await(crowded);
                try {
                  impatient.run(c -> slowly(c, 0.4));
                } catch (OutageException tooMany) {
                  outages.incrementAndGet();
                }
              });
        }
        await(crowded);
        assertThat(impatient.isWritable()).as("health while all is busy").isTrue();
      }
      assertThat(outages.get()).isBetween(14, 19);
    }
  }

  @Test
  void a_killed_connection_is_an_outage_once() {
    assertThatThrownBy(
            () ->
                postgres.run(
                    c ->
                        c.query("select pg_terminate_backend(pg_backend_pid())")
                            .execute()
                            .mapEmpty()))
        .isInstanceOf(OutageException.class);
    assertThat(postgres.run(PostgresTest::rows)).isZero();
  }

  @Test
  void a_server_that_is_not_there_is_an_outage() {
    var url = DatabaseUrl.parse("postgresql://nobody:secret@localhost:1/nothing");
    try (var nowhere = Postgres.open(database.vertx(), url, IMPATIENT)) {
      assertThatThrownBy(() -> nowhere.run(PostgresTest::rows))
          .isInstanceOf(OutageException.class)
          .hasMessageNotContaining("secret");
      assertThatThrownBy(() -> nowhere.inOne(() -> 1)).isInstanceOf(OutageException.class);
      assertThat(nowhere.isWritable()).isFalse();
    }
  }

  @Test
  void a_database_that_takes_no_writes_is_an_outage() {
    assertThatThrownBy(
            () ->
                postgres.inTransaction(
                    c -> c.query("set transaction read only").execute().compose(_ -> insert(c, 1))))
        .isInstanceOf(OutageException.class)
        .hasMessageContaining("25006");
  }

  @Test
  void a_database_that_takes_no_writes_is_not_ready() {
    var name = database.url().database();
    assertThat(postgres.isWritable()).isTrue();
    database.sql("alter database " + name + " set default_transaction_read_only = on");
    try (var failedOver = Postgres.open(database.vertx(), database.url(), IMPATIENT)) {
      assertThat(failedOver.isWritable()).isFalse();
      assertThatThrownBy(() -> failedOver.run(c -> insert(c, 1)))
          .isInstanceOf(OutageException.class);
    } finally {
      database.sql("begin read write; alter database %s reset all; commit".formatted(name));
    }
  }

  @Test
  void a_connection_that_is_lost_in_the_commit_leaves_it_unknown() {
    endConnectionsInTheCommit();
    var told = new AtomicInteger();
    assertThatThrownBy(
            () ->
                postgres.inOne(
                    () -> {
                      postgres.afterCommit(told::incrementAndGet);
                      return write(1);
                    }))
        .isInstanceOf(UnknownCommitException.class);
    assertThat(told.get()).as("caches are to forget what may have changed").isEqualTo(1);
    assertThatThrownBy(() -> postgres.inTransaction(c -> insert(c, 2)))
        .isInstanceOf(UnknownCommitException.class);
  }

  @Test
  void a_statement_whose_answer_does_not_come_leaves_it_unknown() {
    try (var impatient = Postgres.open(database.vertx(), database.url(), IMPATIENT)) {
      assertThatThrownBy(() -> impatient.run(c -> slowly(c, 3)))
          .isInstanceOf(UnknownCommitException.class);
      assertThatThrownBy(() -> impatient.inTransaction(c -> slowly(c, 3)))
          .isInstanceOf(OutageException.class)
          .isNotInstanceOf(UnknownCommitException.class);
    }
  }

  private static void endConnectionsInTheCommit() {
    database.sql(
        """
        create or replace function end_me() returns trigger language plpgsql as
        $$ begin perform pg_terminate_backend(pg_backend_pid()); return null; end $$""");
    database.sql(
        """
        create constraint trigger end_me
        after insert on note
        deferrable initially deferred
        for each row execute function end_me()""");
  }

  @Test
  void a_transaction_that_lost_its_connection_before_the_commit_is_done_again() {
    var tries = new AtomicInteger();
    postgres.inOne(
        () -> {
          write(tries.incrementAndGet());
          if (tries.get() == 1) {
            killOthers();
            awaitClosing();
          }
          return true;
        });
    assertThat(database.ask("select id from note")).isEqualTo("2");
  }

  /** The driver hears of it a little later than the server does it. */
  private void awaitClosing() {
    while (true) {
      try {
        postgres.run(PostgresTest::rows);
      } catch (UndoneException closed) {
        return;
      } catch (OutageException closing) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void two_who_lock_in_opposite_order_both_get_through() throws Exception {
    database.sql("insert into note values (1, ''), (2, '')");
    var both = new CyclicBarrier(2);
    var meetings = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var one = threads.submit(() -> touch(List.of(1, 2), both, meetings));
      var other = threads.submit(() -> touch(List.of(2, 1), both, meetings));
      one.get();
      other.get();
    }
    assertThat(database.ask("select string_agg(text, ',' order by id) from note"))
        .isEqualTo("xx,xx");
    assertThat(meetings.get()).as("one of them began anew").isGreaterThanOrEqualTo(3);
  }

  private boolean touch(List<Integer> order, CyclicBarrier both, AtomicInteger meetings) {
    return postgres.inOne(
        () -> {
          mark(order.getFirst());
          if (meetings.incrementAndGet() <= 2) {
            meet(both);
          }
          mark(order.getLast());
          return true;
        });
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  private static void meet(CyclicBarrier both) {
    try {
      both.await();
    } catch (Exception broken) {
      throw new IllegalStateException(broken);
    }
  }

  private void mark(int id) {
    postgres.run(
        c ->
            c.preparedQuery("update note set text = text || 'x' where id = $1")
                .execute(Tuple.of(id)));
  }

  private boolean write(int id) {
    return postgres.run(c -> insert(c, id));
  }

  private static Future<Boolean> insert(SqlConnection connection, int id) {
    return connection
        .preparedQuery("insert into note values ($1, 'x')")
        .execute(Tuple.of(id))
        .map(true);
  }

  private static Future<Integer> rows(SqlConnection connection) {
    return connection
        .query("select count(*) from note")
        .execute()
        .map(rows -> rows.iterator().next().getInteger(0));
  }

  private static Future<Boolean> slowly(SqlConnection connection, double seconds) {
    return connection.preparedQuery("select pg_sleep($1)").execute(Tuple.of(seconds)).map(true);
  }

  private static String count() {
    return database.ask("select count(*) from note");
  }

  private static void killOthers() {
    database.sql(
        """
        select pg_terminate_backend(pid, 2000)
          from pg_stat_activity
         where datname = current_database() and pid <> pg_backend_pid()""");
  }
}
