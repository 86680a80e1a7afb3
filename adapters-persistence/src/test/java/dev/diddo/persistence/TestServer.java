package dev.diddo.persistence;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * The PostgreSQL server of this JVM's tests: the one that {@code DIDDO_TEST_DATABASE_URL} names,
 * else a container where a Docker engine answers, else an embedded one. It ends with the JVM.
 */
final class TestServer {
  private static final String IMAGE = "postgres:18-alpine";

  private TestServer() {}

  /** Its administrator's database. */
  static DatabaseUrl start() {
    return Optional.ofNullable(System.getenv("DIDDO_TEST_DATABASE_URL"))
        .map(DatabaseUrl::parse)
        .orElseGet(() -> hasDocker() ? inContainer() : embedded());
  }

  private static boolean hasDocker() {
    // Asking Testcontainers alone would fill the log with how it did not find any.
    return (System.getenv("DOCKER_HOST") != null || Files.exists(Path.of("/var/run/docker.sock")))
        && DockerClientFactory.instance().isDockerAvailable();
  }

  @SuppressWarnings("resource") // Testcontainers ends it with the JVM.
  private static DatabaseUrl inContainer() {
    var container = new PostgreSQLContainer(IMAGE);
    container.start();
    return DatabaseUrl.parse(
        "postgresql://%s:%s@%s:%d/%s?sslmode=disable"
            .formatted(
                container.getUsername(),
                container.getPassword(),
                container.getHost(),
                container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
                container.getDatabaseName()));
  }

  private static DatabaseUrl embedded() {
    try {
      var server =
          EmbeddedPostgres.builder()
              .setServerConfig("fsync", "off")
              .setServerConfig("max_connections", "300")
              .start();
      return DatabaseUrl.parse(
          "postgresql://postgres:postgres@localhost:%d/postgres?sslmode=disable"
              .formatted(server.getPort()));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
