package dev.diddo.persistence;

import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A database of a test class's own, migrated and empty.
 *
 * <pre>{@code
 * @RegisterExtension static final TestDatabase database = TestDatabase.fresh();
 * }</pre>
 */
public final class TestDatabase implements AfterAllCallback {
  private static final AtomicInteger COUNT = new AtomicInteger();

  /** A machine that is busy with many builds is slow, but not broken. */
  static final PostgresLimits PATIENT =
      new PostgresLimits(
          20, 1_000, Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(60), 3);

  /** The JVM's server with a migrated template, from which databases are copied in no time. */
  private static final class Server {
    static final Vertx VERTX = Vertx.vertx();
    static final DatabaseUrl ADMIN = TestServer.start();
    static final String PREFIX = "diddo_test_" + ProcessHandle.current().pid() + "_";
    static final String TEMPLATE = template();

    private static String template() {
      var name = PREFIX + "template";
      sql("create database " + name);
      Migrations.migrate(ADMIN.withDatabase(name));
      Runtime.getRuntime().addShutdownHook(new Thread(() -> drop(name)));
      return name;
    }

    static void drop(String name) {
      try {
        sql("drop database if exists " + name + " with (force)");
      } catch (IllegalStateException serverIsGone) {
        // Then so is the database.
      }
    }

    static void sql(String statement) {
      try (var connection = connect(ADMIN);
          var any = connection.createStatement()) {
        any.execute(statement);
      } catch (SQLException failed) {
        throw new IllegalStateException(failed);
      }
    }
  }

  private final DatabaseUrl url;
  private final Postgres postgres;
  private final List<AutoCloseable> users = new CopyOnWriteArrayList<>();

  private TestDatabase(DatabaseUrl url) {
    this.url = url;
    this.postgres = Postgres.open(Server.VERTX, url, PATIENT);
  }

  public static TestDatabase fresh() {
    return copyOf(Server.TEMPLATE);
  }

  /** Without any schema. */
  static TestDatabase blank() {
    return copyOf("template1");
  }

  private static TestDatabase copyOf(String template) {
    var name = Server.PREFIX + COUNT.incrementAndGet();
    Server.sql("create database " + name + " template " + template);
    return new TestDatabase(Server.ADMIN.withDatabase(name));
  }

  public DatabaseUrl url() {
    return url;
  }

  public Postgres postgres() {
    return postgres;
  }

  /** The Vert.x of all tests. */
  public Vertx vertx() {
    return Server.VERTX;
  }

  /** A connection of the JDBC driver, to look and to break things with. */
  public Connection connect() {
    return connect(url);
  }

  private static Connection connect(DatabaseUrl url) {
    try {
      return DriverManager.getConnection(url.jdbc(), url.user(), url.password());
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** Runs a statement past everything that is under test. */
  public void sql(String statement) {
    try (var connection = connect();
        var any = connection.createStatement()) {
      any.execute(statement);
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** As it was when it was fresh. */
  void empty() {
    sql(
        """
        do $$
        declare tables text;
        begin
          select string_agg(quote_ident(tablename), ', ') into tables
            from pg_tables
           where schemaname = 'public' and tablename <> 'flyway_schema_history';
          execute 'truncate ' || tables;
        end $$""");
  }

  /** The first column of the first row. */
  public String ask(String query) {
    return askAll(query).getFirst();
  }

  /**
   * How a statement is carried out by a plan that was made without knowing its parameters.
   *
   * @param values of the parameters, in parentheses
   */
  String genericPlan(String statement, String values) {
    try (var connection = connect();
        var any = connection.createStatement()) {
      any.execute("set plan_cache_mode = force_generic_plan");
      any.execute("do $do$ begin execute $sql$prepare it as " + statement + "$sql$; end $do$");
      try (var rows = any.executeQuery("explain execute it " + values)) {
        var plan = new StringBuilder();
        while (rows.next()) {
          plan.append(rows.getString(1)).append('\n');
        }
        return plan.toString();
      }
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /**
   * How often a prepared statement is planned for its parameters alone, when it is carried out so
   * many times.
   *
   * @param values of the parameters, in parentheses
   */
  int plannedAnew(int times, String statement, String values) {
    try (var connection = connect();
        var any = connection.createStatement()) {
      any.execute("do $do$ begin execute $sql$prepare it as " + statement + "$sql$; end $do$");
      for (int i = 0; i < times; i++) {
        any.execute("execute it " + values);
      }
      try (var rows = any.executeQuery("select custom_plans from pg_prepared_statements")) {
        rows.next();
        return rows.getInt(1);
      }
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** The first column of all rows. */
  List<String> askAll(String query) {
    try (var connection = connect();
        var any = connection.createStatement();
        var rows = any.executeQuery(query)) {
      var all = new ArrayList<String>();
      while (rows.next()) {
        all.add(rows.getString(1));
      }
      return all;
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** Ends this before the database goes. */
  <T extends AutoCloseable> T closing(T used) {
    users.add(used);
    return used;
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    for (var user : users) {
      user.close();
    }
    close();
  }

  public void close() {
    postgres.close();
    Server.drop(url.database());
  }
}
