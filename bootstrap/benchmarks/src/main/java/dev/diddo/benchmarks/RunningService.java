package dev.diddo.benchmarks;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A built service in a JVM of its own, on ports and in a database of its own. */
final class RunningService implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration STOP = Duration.ofSeconds(30);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  private final Path build;
  private final Path folder;
  private final String name;
  private final Database database;
  private final Map<String, String> settings;
  private final Web web;
  private final Process process;

  private RunningService(Path build, Path folder, String name, Database database) {
    this.build = build;
    this.folder = folder.resolve(name);
    this.name = name;
    this.database = database;
    int port = freePort();
    this.settings = settings(database.create(name), port);
    this.web = new Web(URI.create("http://127.0.0.1:" + port));
    this.process = start(List.of("serve"), ProcessBuilder.Redirect.appendTo(file("out")));
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
  }

  /**
   * Starts the service of a build and waits until it is ready.
   *
   * @param build a folder of jars
   * @param folder where its data and its log go
   * @param name of its database, and of its folder
   */
  static RunningService start(Path build, Path folder, String name, Database database) {
    var service = new RunningService(build, folder, name, database);
    service.awaitReady();
    return service;
  }

  private Map<String, String> settings(String databaseUrl, int port) {
    var key = "k1:" + Base64.getEncoder().encodeToString(new byte[32]);
    return Map.of(
        "DIDDO_HTTP_HOST",
        "127.0.0.1",
        "DIDDO_HTTP_PORT",
        Integer.toString(port),
        "DIDDO_MANAGEMENT_PORT",
        Integer.toString(freePort()),
        "DIDDO_DATABASE_URL",
        databaseUrl,
        "DIDDO_DATA_DIR",
        folder.toString(),
        "DIDDO_TOKEN_KEYS",
        key,
        "DIDDO_DATA_KEYS",
        key,
        // All clients have one address.
        "DIDDO_RATE_LIMIT_SCALE",
        "0");
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException noneLeft) {
      throw new UncheckedIOException(noneLeft);
    }
  }

  private File file(String what) {
    return folder.resolve(what + ".log").toFile();
  }

  private Process start(List<String> arguments, ProcessBuilder.Redirect output) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.addAll(List.of("-cp", build.resolve("*").toString(), "dev.diddo.bootstrap.Main"));
    command.addAll(arguments);
    var builder = new ProcessBuilder(command).redirectOutput(output);
    builder.redirectError(ProcessBuilder.Redirect.appendTo(file("err")));
    builder.environment().keySet().removeIf(variable -> variable.startsWith("DIDDO_"));
    builder.environment().putAll(settings);
    try {
      Files.createDirectories(folder);
      return builder.start();
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  private void awaitReady() {
    var ready =
        new Web(URI.create("http://127.0.0.1:" + settings.get("DIDDO_MANAGEMENT_PORT")))
            .get("/health/ready");
    long end = System.nanoTime() + START.toNanos();
    while (true) {
      try {
        Web.send(200, ready);
        return;
      } catch (UncheckedIOException | IllegalStateException notYet) {
        if (!process.isAlive() || System.nanoTime() > end) {
          throw new IllegalStateException("The service did not start: " + file("err"), notYet);
        }
        LockSupport.parkNanos(LOOK_AGAIN.toNanos());
      }
    }
  }

  Web web() {
    return web;
  }

  /** How many statements it has sent to its database so far. */
  long statements() {
    return database.statements(name);
  }

  /** Runs a statement in its database. */
  void sql(String statement) {
    database.run(name, statement);
  }

  /** Runs a command of the service's command line: the last word of what it prints. */
  String command(String... arguments) {
    var command = start(List.of(arguments), ProcessBuilder.Redirect.PIPE);
    try (var out = command.inputReader()) {
      var printed = out.readAllAsString().strip();
      if (!command.waitFor(STOP.toSeconds(), TimeUnit.SECONDS) || command.exitValue() != 0) {
        throw new IllegalStateException(List.of(arguments) + " failed: " + file("err"));
      }
      return printed.replaceFirst("(?s).*\\s", "");
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
