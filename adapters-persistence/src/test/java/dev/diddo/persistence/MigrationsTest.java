package dev.diddo.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diddo.application.OutageException;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MigrationsTest {
  @RegisterExtension static final TestDatabase database = TestDatabase.blank();
  @RegisterExtension static final TestDatabase untouched = TestDatabase.blank();

  @Test
  void several_processes_that_start_at_once_migrate_once() throws Exception {
    try (var threads = Executors.newFixedThreadPool(4)) {
      var steps =
          threads
              .invokeAll(
                  IntStream.range(0, 4)
                      .<Callable<Integer>>mapToObj(_ -> () -> Migrations.migrate(database.url()))
                      .toList())
              .stream()
              .mapToInt(Future::resultNow)
              .sum();
      assertThat(database.ask("select count(*) from flyway_schema_history where success"))
          .isEqualTo(Integer.toString(steps));
    }
    assertThat(Migrations.migrate(database.url())).isZero();
  }

  @Test
  void every_table_of_a_tenant_begins_its_keys_with_the_organization() {
    assertThat(
            database.ask(
                """
                select string_agg(table_name, ', ')
                  from information_schema.tables t
                 where exists (
                       select from information_schema.columns c
                        where c.table_name = t.table_name and column_name = 'organization_id')
                   and not exists (
                       select from information_schema.key_column_usage k
                         join information_schema.table_constraints c using (constraint_name)
                        where k.table_name = t.table_name and c.constraint_type = 'PRIMARY KEY'
                          and k.column_name = 'organization_id' and k.ordinal_position = 1)"""))
        .isNull();
  }

  @Test
  void a_database_that_is_not_there_is_an_outage() {
    var away = DatabaseUrl.parse("postgresql://nobody:secret@localhost:1/nothing");
    assertThatThrownBy(() -> Migrations.migrate(away, 0, 17))
        .isInstanceOf(OutageException.class)
        .hasMessageNotContaining("secret");
  }

  @Test
  void a_server_that_is_too_old_is_told_before_anything_is_changed() {
    assertThatThrownBy(() -> Migrations.migrate(untouched.url(), 0, 1_000))
        .isInstanceOf(OldServerException.class)
        .hasMessageMatching("The database is PostgreSQL \\d+; 1000 or newer is needed");
    assertThat(untouched.ask("select to_regclass('flyway_schema_history')")).isNull();
  }
}
