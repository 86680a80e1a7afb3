package dev.diddo.bootstrap;

import dev.diddo.bootstrap.actors.Answer;
import dev.diddo.bootstrap.actors.Api;
import dev.diddo.bootstrap.actors.Ask;
import dev.diddo.bootstrap.actors.Platform;
import dev.diddo.bootstrap.contract.Contract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** A copy of the service in a process of its own, which can be frozen and wakes up again. */
public final class OtherProcess implements AutoCloseable {
  /** What it claims is its own for no longer than this, so that a test need not wait a minute. */
  public static final Duration LEASE = Duration.ofSeconds(3);

  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration STEP = Duration.ofMillis(100);

  private final Process process;
  private final Api api;
  private final Api management;

  private OtherProcess(Process process, Map<String, String> settings) {
    this.process = process;
    this.api = api(port(settings, "DIDDO_HTTP_PORT"), new Contract());
    this.management = api(port(settings, "DIDDO_MANAGEMENT_PORT"), _ -> {});
  }

  private static String port(Map<String, String> settings, String name) {
    return Objects.requireNonNull(settings.get(name));
  }

  private static Api api(String port, Consumer<Answer> seen) {
    return new Api(URI.create("http://127.0.0.1:" + port), seen);
  }

  /** What runs in it. */
  public static void main(String[] none) {
    var environment = Environment.of(System.getenv());
    var limits = Limits.STANDARD.withoutNotice();
    Service.start(
            Config.from(environment), environment, limits.delivering(limits.deliverEvery(), LEASE))
        .awaitEnd();
  }

  static OtherProcess start(Map<String, String> settings) {
    var command =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Xmx512m",
            "-cp",
            System.getProperty("java.class.path"),
            OtherProcess.class.getName());
    command.environment().putAll(settings);
    try {
      var started =
          command.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
      var other = new OtherProcess(started, settings);
      other.awaitReady();
      return other;
    } catch (IOException unable) {
      throw new UncheckedIOException(unable);
    }
  }

  private void awaitReady() {
    long end = System.nanoTime() + START.toNanos();
    while (!isReady()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        close();
        throw new AssertionError("The other process did not start");
      }
      LockSupport.parkNanos(STEP.toNanos());
    }
  }

  private boolean isReady() {
    try {
      return management.trySend(Ask.get("/health/ready"), START).status() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** The same platform, as it calls this process. */
  public Platform serving(Platform platform) {
    return new Platform(api, platform.organization(), platform.key());
  }

  /** As a machine does that has no memory left, or moves its guest elsewhere. */
  public void freeze() {
    signal("STOP");
  }

  public void wake() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      var kill = List.of("kill", "-" + name, Long.toString(process.pid()));
      if (new ProcessBuilder(kill).inheritIO().start().waitFor() != 0) {
        throw new IllegalStateException("kill -" + name + " failed");
      }
    } catch (IOException unable) {
      throw new UncheckedIOException(unable);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  @Override
  public void close() {
    // Also one that is frozen.
    process.destroyForcibly();
    process.onExit().join();
  }
}
