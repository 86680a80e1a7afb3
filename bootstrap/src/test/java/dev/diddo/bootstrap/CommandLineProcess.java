package dev.diddo.bootstrap;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * What came of one call of the command line, in a process of its own.
 *
 * @param output what it said on standard output
 * @param errors what it said on standard error
 */
record CommandLineProcess(int exit, String output, String errors) {
  private static final int PATIENCE_SECONDS = 90;

  static CommandLineProcess run(Map<String, String> settings, String... arguments) {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.diddo.bootstrap.Main"));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("DIDDO_"));
    builder.environment().putAll(settings);
    try {
      var process = builder.start();
      var _ =
          process
              .onExit()
              .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
              .whenComplete(
                  (_, late) -> {
                    if (late != null) {
                      process.destroyForcibly();
                    }
                  });
      // Both end when the process does, and neither waits for the other.
      var output = CompletableFuture.supplyAsync(() -> all(process.getInputStream()));
      var errors = all(process.getErrorStream());
      return new CommandLineProcess(process.onExit().join().exitValue(), output.join(), errors);
    } catch (IOException unable) {
      throw new UncheckedIOException(unable);
    }
  }

  private static String all(InputStream stream) {
    try {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
