package dev.diddo.persistence;

import dev.diddo.application.OutageException;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.internal.exception.FlywaySqlException;
import org.flywaydb.core.internal.jdbc.JdbcUtils;

/**
 * Brings the database to the schema that this version knows. Several processes may do so at once:
 * one works, the others wait for it. Each step leaves the version before able to serve.
 */
public final class Migrations {
  private static final int CONNECT_RETRIES = 5;
  private static final int CONNECT_RETRY_SECONDS = 2;

  /** The first with a collation of its own that folds emails the same on every machine. */
  private static final int OLDEST_SERVER = 17;

  private Migrations() {}

  /**
   * Runs the steps that are missing.
   *
   * @return how many those were
   * @throws OutageException if the database cannot be reached
   * @throws OldServerException if its server is too old; nothing was changed
   */
  public static int migrate(DatabaseUrl url) {
    return migrate(url, CONNECT_RETRIES, OLDEST_SERVER);
  }

  static int migrate(DatabaseUrl url, int connectRetries, int oldestServer) {
    try {
      var flyway =
          Flyway.configure()
              .dataSource(url.jdbc(), url.user(), url.password())
              .locations("classpath:db/migration")
              .connectRetries(connectRetries)
              .connectRetriesInterval(CONNECT_RETRY_SECONDS)
              .validateMigrationNaming(true)
              .load();
      refuseOlder(flyway.getConfiguration(), oldestServer);
      return flyway.migrate().migrationsExecuted;
    } catch (FlywaySqlException | SQLException unreachable) {
      throw new OutageException("The database cannot be reached to migrate it", unreachable);
    } catch (FlywayException broken) {
      throw new IllegalStateException("The schema cannot be migrated", broken);
    }
  }

  private static void refuseOlder(Configuration flyway, int oldestServer) throws SQLException {
    try (var connection =
        JdbcUtils.openConnection(
            flyway.getDataSource(),
            flyway.getConnectRetries(),
            flyway.getConnectRetriesInterval())) {
      int found = connection.getMetaData().getDatabaseMajorVersion();
      if (found < oldestServer) {
        throw new OldServerException(found, oldestServer);
      }
    }
  }
}
