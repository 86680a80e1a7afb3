package dev.diddo.bootstrap;

import dev.diddo.application.catalog.Stores;
import dev.diddo.application.organization.ApiKeys;
import dev.diddo.application.organization.Operators;
import dev.diddo.application.organization.Organizations;
import dev.diddo.domain.id.Ids;
import dev.diddo.domain.id.TimeOrderedIds;
import dev.diddo.persistence.DatabaseUrl;
import dev.diddo.persistence.Migrations;
import dev.diddo.persistence.PgApiKeys;
import dev.diddo.persistence.PgListings;
import dev.diddo.persistence.PgOperators;
import dev.diddo.persistence.PgOrganizations;
import dev.diddo.persistence.PgStores;
import dev.diddo.persistence.Postgres;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

/**
 * What the command line works on: the database of the environment, or the embedded one of the data
 * directory, be it that of a running service or started just for this.
 */
final class Administration implements AutoCloseable {
  private static final int REMEMBERED = 10;

  private final Optional<EmbeddedDatabase> startedHere;
  private final Vertx vertx;
  private final DatabaseUrl url;
  private final Postgres postgres;
  private final int migrated;

  private Administration(Optional<EmbeddedDatabase> startedHere, DatabaseUrl url) {
    this.startedHere = startedHere;
    this.url = url;
    this.migrated = Migrations.migrate(url);
    this.vertx = Vertx.vertx();
    this.postgres = Postgres.open(vertx, url, Limits.STANDARD.administration());
  }

  static Administration open() {
    var environment = Environment.of(System.getenv());
    var given = environment.get(Config.DATABASE_URL);
    var dataDir = environment.get(Config.DATA_DIR).toAbsolutePath();
    var running = given.or(() -> EmbeddedDatabase.urlOfRunning(dataDir));
    if (running.isPresent()) {
      return of(running.get());
    }
    var started = EmbeddedDatabase.start(dataDir);
    return new Administration(Optional.of(started), started.url());
  }

  /** The same, but for one that is not there yet: to look at nothing would tell nothing. */
  static Administration openWhatIsThere() {
    var environment = Environment.of(System.getenv());
    var dataDir = environment.get(Config.DATA_DIR).toAbsolutePath();
    if (environment.get(Config.DATABASE_URL).isEmpty() && !EmbeddedDatabase.isThere(dataDir)) {
      throw new BadSettingException(
          "There is no database in "
              + dataDir
              + ": name the right one by DIDDO_DATA_DIR or DIDDO_DATABASE_URL");
    }
    return open();
  }

  static Administration of(DatabaseUrl url) {
    return new Administration(Optional.empty(), url);
  }

  DatabaseUrl url() {
    return url;
  }

  /** How many steps of the schema were missing. */
  int migrated() {
    return migrated;
  }

  Ids ids() {
    return new TimeOrderedIds(Clock.systemUTC(), new SecureRandom());
  }

  Organizations organizations() {
    return new PgOrganizations(postgres);
  }

  ApiKeys keys() {
    return new PgApiKeys(postgres, REMEMBERED);
  }

  Operators operators() {
    return new PgOperators(postgres);
  }

  Stores stores() {
    return new PgStores(postgres, new PgListings(postgres, REMEMBERED));
  }

  @Override
  public void close() {
    postgres.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
    startedHere.ifPresent(EmbeddedDatabase::close);
  }
}
