package dev.diddo.bootstrap;

import dev.diddo.bootstrap.actors.Api;
import dev.diddo.bootstrap.actors.Ask;
import dev.diddo.bootstrap.actors.Platform;
import dev.diddo.bootstrap.contract.Contract;
import dev.diddo.bootstrap.faults.Auditor;
import dev.diddo.gateway.sandbox.SandboxLedger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The demo in a process of its own, that can be killed and started again on the same data. */
public final class ChildService implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration END = Duration.ofSeconds(45);
  private static final Duration STEP = Duration.ofMillis(100);

  private final Path dir;
  private final Map<String, String> settings;
  private final int port = RunningService.freePort();
  private final int managementPort = RunningService.freePort();
  private final Api api = new Api(URI.create("http://127.0.0.1:" + port), new Contract());
  private final Api management = new Api(URI.create("http://127.0.0.1:" + managementPort), _ -> {});
  private Process process;

  private ChildService(Path dir, Map<String, String> settings) {
    this.dir = dir;
    this.settings = settings;
    this.process = launch();
  }

  public static ChildService start(Path dir) {
    return start(dir, Map.of());
  }

  /** With more settings than a demo has. */
  public static ChildService start(Path dir, Map<String, String> settings) {
    var child = new ChildService(dir, settings);
    try {
      child.awaitReady();
      return child;
    } catch (AssertionError notStarted) {
      child.close();
      throw notStarted;
    }
  }

  /** On the same data and ports, after it was killed. */
  public void restart() {
    process = launch();
    awaitReady();
  }

  private Process launch() {
    var command =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Xmx512m",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.diddo.bootstrap.Main",
            "demo",
            "--port",
            Integer.toString(port),
            "--management-port",
            Integer.toString(managementPort),
            "--data",
            dir.toString());
    command.environment().putAll(settings);
    var log = ProcessBuilder.Redirect.appendTo(dir.resolve("service.log").toFile());
    try {
      return command.redirectErrorStream(true).redirectOutput(log).start();
    } catch (IOException unable) {
      throw new UncheckedIOException(unable);
    }
  }

  private void awaitReady() {
    long end = System.nanoTime() + START.toNanos();
    while (!isReady()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new AssertionError("The service did not start; see " + dir.resolve("service.log"));
      }
      LockSupport.parkNanos(STEP.toNanos());
    }
  }

  /** Ready, and the demo's organization loaded. */
  private boolean isReady() {
    try {
      return management.trySend(Ask.get("/health/ready"), END).status() == 200
          && api.trySend(Ask.get("/organization").by("dk_sandbox_demo"), END).status() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  public Api api() {
    return api;
  }

  public Platform platform() {
    var organization = api.send(Ask.get("/organization").by("dk_sandbox_demo")).ok();
    return new Platform(api, organization.path("id").asText(), "dk_sandbox_demo");
  }

  public Auditor auditor() {
    return new Auditor(this::connect, sandboxDir());
  }

  /** The provider's own books. */
  public SandboxLedger sandbox() {
    return SandboxLedger.in(sandboxDir());
  }

  private Path sandboxDir() {
    return dir.resolve("gateways").resolve("sandbox");
  }

  private Connection connect() {
    var url = EmbeddedDatabase.urlOfRunning(dir).orElseThrow();
    try {
      return DriverManager.getConnection(
          "jdbc:postgresql://%s:%d/%s".formatted(url.host(), url.port(), url.database()),
          url.user(),
          url.password());
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** Changes what is stored, behind the service's back. */
  public void sql(String statement) {
    try (var connection = connect();
        var any = connection.createStatement()) {
      any.execute(statement);
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** kill -9. */
  public void crash() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** SIGTERM, without waiting. */
  public void terminate() {
    process.destroy();
  }

  public int awaitEnd() {
    try {
      if (!process.waitFor(END.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("The service does not end");
      }
      return process.exitValue();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  /** Whether a database still runs on its data. */
  public boolean hasDatabase() {
    return EmbeddedDatabase.urlOfRunning(dir).isPresent();
  }

  /** Ends it, and the database that a killed one left behind. */
  @Override
  public void close() {
    if (process.isAlive()) {
      terminate();
      awaitEnd();
    }
    if (hasDatabase()) {
      EmbeddedDatabase.start(dir).close();
    }
  }
}
