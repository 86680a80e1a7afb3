package dev.diddo.persistence;

import dev.diddo.application.OutageException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.internal.exception.FlywaySqlException;

/**
 * Brings the database to the schema that this version knows. Several processes may do so at once:
 * one works, the others wait for it. Each step leaves the version before able to serve.
 */
public final class Migrations {
  private static final int CONNECT_RETRIES = 5;
  private static final int CONNECT_RETRY_SECONDS = 2;

  private Migrations() {}

  /**
   * Runs the steps that are missing.
   *
   * @return how many those were
   * @throws OutageException if the database cannot be reached
   */
  public static int migrate(DatabaseUrl url) {
    return migrate(url, CONNECT_RETRIES);
  }

  static int migrate(DatabaseUrl url, int connectRetries) {
    try {
      return Flyway.configure()
          .dataSource(url.jdbc(), url.user(), url.password())
          .locations("classpath:db/migration")
          .connectRetries(connectRetries)
          .connectRetriesInterval(CONNECT_RETRY_SECONDS)
          .validateMigrationNaming(true)
          .load()
          .migrate()
          .migrationsExecuted;
    } catch (FlywaySqlException unreachable) {
      throw new OutageException("The database cannot be reached to migrate it", unreachable);
    } catch (FlywayException broken) {
      throw new IllegalStateException("The schema cannot be migrated", broken);
    }
  }
}
