package dev.diddo.bootstrap;

import dev.diddo.gateway.host.GatewayCheck;
import dev.diddo.gateway.host.GatewayCheck.Checked;
import dev.diddo.gateway.host.GatewayReport;
import dev.diddo.gateway.host.GatewayReport.Abilities;
import dev.diddo.gateway.host.GatewayReport.SettingState;
import dev.diddo.gateway.host.Plugins;
import dev.diddo.gateway.spi.InvalidSettingException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks at the payment gateways that there are, without a service around them. */
@Command(
    name = "gateway",
    description = "List the payment gateways, or check one as it is configured.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true)
final class GatewayCommand implements Runnable {
  private final Environment environment;

  @Spec private CommandSpec spec;

  GatewayCommand() {
    this(Environment.of(System.getenv()));
  }

  GatewayCommand(Environment environment) {
    this.environment = environment;
  }

  /** The gateways that this environment has. */
  static Plugins plugins(Environment environment) {
    try {
      return environment
          .get(Config.PLUGINS_DIR)
          .map(Plugins::onClassPathAndIn)
          .orElseGet(Plugins::onClassPath);
    } catch (InvalidSettingException bad) {
      throw new BadSettingException(String.valueOf(bad.getMessage()));
    }
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name what to do: list or check.");
  }

  @Command(
      name = "list",
      description = "List the gateways: where they are from, what they can do, what they need.",
      mixinStandardHelpOptions = true)
  void list() {
    var out = spec.commandLine().getOut();
    var directory = temporary(); // a look leaves nothing behind
    try (var plugins = plugins(environment)) {
      look(plugins, directory).list().forEach(report -> print(out, report));
    } finally {
      delete(directory);
    }
  }

  @Command(
      name = "check",
      description = {
        "Connect a gateway as it is configured, and try what can be tried anywhere:",
        "a smallest payment is opened and cancelled, and no money moves."
      },
      mixinStandardHelpOptions = true)
  int check(@Parameters(paramLabel = "NAME", description = "see: gateway list") String name) {
    var out = spec.commandLine().getOut();
    try (var plugins = plugins(environment)) {
      var directory = Config.dataDir(environment).resolve("gateways");
      var good = look(plugins, directory).check(name, checked -> print(out, checked));
      return good ? ExitCode.OK : ExitCode.SOFTWARE;
    } catch (InvalidSettingException bad) {
      throw new BadSettingException(String.valueOf(bad.getMessage()));
    }
  }

  private GatewayCheck look(Plugins plugins, Path directory) {
    return new GatewayCheck(
        plugins,
        environment.variables(),
        new Plugins.Surroundings(
            Config.publicUrl(environment),
            directory,
            InstantSource.system(),
            Limits.STANDARD.gateways(),
            (_, _, _, _) -> {}));
  }

  private static void print(PrintWriter out, Checked checked) {
    checked
        .failure()
        .ifPresentOrElse(
            why -> out.printf("FAILED  %s: %s%n", checked.sentence(), why),
            () -> out.printf("ok      %s%n", checked.sentence()));
    out.flush();
  }

  private void print(PrintWriter out, GatewayReport report) {
    var used = environment.get(Config.GATEWAYS).contains(report.name());
    out.printf("%s%s%n", report.name(), used ? "" : " (not in DIDDO_GATEWAYS)");
    out.printf("  from      %s%n", report.origin());
    report.abilities().ifPresent(abilities -> print(out, abilities));
    report.settings().forEach(setting -> print(out, setting));
    report.trouble().lines().forEach(line -> out.printf("  trouble   %s%n", line));
  }

  private static void print(PrintWriter out, Abilities abilities) {
    out.printf("  pay       %s%n", words(abilities.modes()));
    out.printf("  can       %s%n", words(abilities.facets()));
  }

  private static void print(PrintWriter out, SettingState setting) {
    var standing =
        switch (setting.standing()) {
          case SET -> "set";
          case DEFAULT -> "default";
          case MISSING -> "missing: " + setting.hint();
          case UNFIT -> "does not fit: " + setting.hint();
        };
    out.printf("  setting   %s  %s%n", setting.variable(), standing);
  }

  private static String words(Collection<? extends Enum<?>> names) {
    return names.isEmpty()
        ? "nothing else"
        : names.stream()
            .map(name -> name.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("diddo-gateways");
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }

  private static void delete(Path directory) {
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException left) {
      throw new UncheckedIOException(left);
    }
  }
}
