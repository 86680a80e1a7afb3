package dev.diddo.bootstrap;

import dev.diddo.gateway.host.DeclaredSetting;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists what can be set, and holds what is set against it. */
@Command(
    name = "config",
    description = "List every setting with its default, and check those that are set.",
    mixinStandardHelpOptions = true)
final class ConfigCommand implements Runnable {
  @Spec private CommandSpec spec;

  ConfigCommand() {}

  @Override
  public void run() {
    var environment = Environment.of(System.getenv());
    var out = spec.commandLine().getOut();
    for (var setting : Config.settings()) {
      print(out, setting);
      environment.get(setting);
    }
    printGateways(out, environment);
    out.println();
    out.println("Settings come from the environment. A secret may come from the file that");
    out.println("its name with _FILE names, such as DIDDO_DATABASE_URL_FILE.");
  }

  private static void print(PrintWriter out, Setting<?> setting) {
    var value = setting.defaultValue().isEmpty() ? "(none)" : setting.defaultValue();
    out.printf("%-24s %-12s %s%n", setting.name(), value, setting.description());
  }

  private static void printGateways(PrintWriter out, Environment environment) {
    try (var plugins = GatewayCommand.plugins(environment)) {
      for (var name : plugins.names()) {
        var settings = plugins.settings(List.of(name));
        if (!settings.isEmpty()) {
          out.printf("%nThe gateway %s%n", name);
        }
        settings.forEach(setting -> print(out, setting));
      }
    }
  }

  private static void print(PrintWriter out, DeclaredSetting setting) {
    var value = setting.defaultValue().map(it -> it.isEmpty() ? "(none)" : it).orElse("(needed)");
    out.printf("%-24s %-12s %s%n", setting.variable(), value, setting.description());
  }
}
