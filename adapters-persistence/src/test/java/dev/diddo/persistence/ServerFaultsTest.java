package dev.diddo.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diddo.application.Eventually;
import dev.diddo.application.OutageException;
import io.vertx.core.Vertx;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What becomes of callers while a server is ill: it has one of its own, to be made so. */
class ServerFaultsTest {
  private static final PostgresLimits LIMITS =
      new PostgresLimits(
          4, 100, Duration.ofMillis(500), Duration.ofMillis(500), Duration.ofSeconds(5), 3);

  /** What a caller waits at most, with some time for a busy machine. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private static final Vertx VERTX = Vertx.vertx();

  private static EmbeddedPostgres server;
  private static Postgres postgres;

  @BeforeAll
  static void start() throws IOException {
    server = EmbeddedPostgres.start();
    var url =
        DatabaseUrl.parse(
            "postgresql://postgres:postgres@localhost:%d/postgres?sslmode=disable"
                .formatted(server.getPort()));
    postgres = Postgres.open(VERTX, url, LIMITS);
  }

  @AfterAll
  static void stop() throws IOException {
    postgres.close();
    server.close();
    VERTX.close().await();
  }

  @Test
  void a_frozen_server_holds_nobody_and_is_back_when_it_thaws() throws Exception {
    Eventually.holds(ServerFaultsTest::answers);
    var frozen = processes();
    signal("STOP", frozen);
    try {
      for (int i = 0; i < 6; i++) {
        assertThatIsCutShort(() -> postgres.run(c -> c.query("select 1").execute()));
        assertThatIsCutShort(() -> postgres.inOne(() -> 1));
      }
      assertThat(postgres.isWritable()).isFalse();
    } finally {
      signal("CONT", frozen);
    }
    Eventually.holds(ServerFaultsTest::answers);
    Eventually.holds(postgres::isWritable);
  }

  @Test
  void a_transaction_that_a_freeze_interrupts_is_not_there() throws Exception {
    Eventually.holds(ServerFaultsTest::answers);
    postgres.run(c -> c.query("create table if not exists note (id int)").execute());
    var frozen = processes();
    try {
      assertThatThrownBy(
              () ->
                  postgres.inOne(
                      () -> {
                        postgres.run(c -> c.query("insert into note values (1)").execute());
                        signal("STOP", frozen);
                        return postgres.run(c -> c.query("insert into note values (2)").execute());
                      }))
          .isInstanceOf(OutageException.class);
    } finally {
      signal("CONT", frozen);
    }
    Eventually.holds(ServerFaultsTest::answers);
    long left =
        postgres.run(c -> c.query("select count(*) as total from note").execute().map(Rows::total));
    assertThat(left).isZero();
  }

  @Test
  void a_crashed_server_is_found_again_when_it_has_recovered() throws Exception {
    Eventually.holds(ServerFaultsTest::answers);
    int backend =
        postgres.run(
            c ->
                c.query("select pg_backend_pid() as pid")
                    .execute()
                    .map(rows -> rows.iterator().next().getInteger("pid")));
    signal("KILL", Stream.of(ProcessHandle.of(backend).orElseThrow()).toList());
    Eventually.holds(ServerFaultsTest::answers);
    assertThat(postgres.isWritable()).isTrue();
  }

  private static void assertThatIsCutShort(Runnable work) {
    var begun = Instant.now();
    assertThatThrownBy(work::run).isInstanceOf(OutageException.class);
    assertThat(Duration.between(begun, Instant.now())).isLessThan(PATIENCE);
  }

  private static boolean answers() {
    try {
      postgres.run(c -> c.query("select 1").execute());
      return true;
    } catch (OutageException ill) {
      return false;
    }
  }

  /** The server with all that it started. */
  private static List<ProcessHandle> processes() throws IOException {
    var directory =
        postgres.run(
            c ->
                c.query("show data_directory")
                    .execute()
                    .map(rows -> rows.iterator().next().getString(0)));
    var pid = Files.readAllLines(Path.of(directory, "postmaster.pid")).getFirst();
    var server = ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
    return Stream.concat(Stream.of(server), server.descendants()).toList();
  }

  private static void signal(String name, List<ProcessHandle> processes) {
    var command =
        Stream.concat(
            Stream.of("kill", "-" + name),
            processes.stream().map(process -> Long.toString(process.pid())));
    try {
      assertThat(new ProcessBuilder(command.toList()).start().waitFor()).isZero();
    } catch (IOException | InterruptedException failed) {
      throw new IllegalStateException(failed);
    }
  }
}
