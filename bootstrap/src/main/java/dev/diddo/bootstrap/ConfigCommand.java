package dev.diddo.bootstrap;

import java.io.PrintWriter;
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
    out.println();
    out.println("Settings come from the environment. A secret may come from the file that");
    out.println("its name with _FILE names, such as DIDDO_DATABASE_URL_FILE.");
  }

  private static void print(PrintWriter out, Setting<?> setting) {
    var value = setting.defaultValue().isEmpty() ? "(none)" : setting.defaultValue();
    out.printf("%-24s %-12s %s%n", setting.name(), value, setting.description());
  }
}
