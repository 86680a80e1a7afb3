package dev.diddo.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * A PostgreSQL that counts the statements it is sent, and is as durable as the service's own. Every
 * service under measurement has a database of its own in it.
 */
final class Database implements AutoCloseable {
  private static final String CALLS =
      """
      select coalesce(sum(calls), 0)
        from pg_stat_statements
        join pg_database on pg_database.oid = dbid
       where datname = ?""";

  private final EmbeddedPostgres postgres;

  private Database(EmbeddedPostgres postgres) {
    this.postgres = postgres;
    run("create extension pg_stat_statements");
  }

  static Database start(Path folder) {
    try {
      return new Database(
          EmbeddedPostgres.builder()
              .setDataDirectory(folder.resolve("postgres"))
              .setServerConfig("shared_preload_libraries", "pg_stat_statements")
              // Made for tests, the library trades durability for speed.
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("max_connections", "100")
              .setServerConfig("autovacuum_naptime", "5s")
              .start());
    } catch (IOException unusable) {
      throw new UncheckedIOException(unusable);
    }
  }

  /** Makes an empty database; answers where it is. */
  String create(String name) {
    run("create database " + name);
    return "postgresql://postgres@127.0.0.1:" + postgres.getPort() + "/" + name;
  }

  /** How many statements that database was sent so far, begin and commit among them. */
  long statements(String name) {
    try (var connection = connect();
        var calls = connection.prepareStatement(CALLS)) {
      calls.setString(1, name);
      try (var rows = calls.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** Runs a statement in that database. */
  void run(String name, String sql) {
    try (var connection = postgres.getDatabase("postgres", name).getConnection();
        var any = connection.createStatement()) {
      any.execute(sql);
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private void run(String sql) {
    try (var connection = connect();
        var any = connection.createStatement()) {
      any.execute(sql);
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private Connection connect() throws SQLException {
    return postgres.getPostgresDatabase().getConnection();
  }

  @Override
  public void close() {
    try {
      postgres.close();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }
}
