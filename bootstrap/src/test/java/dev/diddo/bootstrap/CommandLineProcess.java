package dev.diddo.bootstrap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What came of one call of the command line, in a process of its own.
 *
 * @param errors what it said on standard error
 */
record CommandLineProcess(int exit, String errors) {
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
    var builder = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD);
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
      // Ends when the process does.
      var errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      return new CommandLineProcess(process.onExit().join().exitValue(), errors);
    } catch (IOException unable) {
      throw new UncheckedIOException(unable);
    }
  }
}
