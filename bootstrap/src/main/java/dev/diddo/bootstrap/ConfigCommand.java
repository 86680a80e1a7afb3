package dev.diddo.bootstrap;

import dev.diddo.gateway.host.DeclaredSetting;
import dev.diddo.gateway.host.GatewayReport.SettingState;
import dev.diddo.gateway.host.GatewayReport.Standing;
import dev.diddo.gateway.host.Plugins;
import dev.diddo.gateway.spi.InvalidSettingException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists what can be set and what is, and holds all of it against what it has to be. */
@Command(
    name = "config",
    description = "List every setting with its default and what it is set to, and check them all.",
    mixinStandardHelpOptions = true)
final class ConfigCommand implements Callable<Integer> {
  private final Environment environment;
  @Spec private CommandSpec spec;

  ConfigCommand() {
    this(Environment.of(System.getenv()));
  }

  ConfigCommand(Environment environment) {
    this.environment = environment;
  }

  /** Ends with 1 if something does not fit. */
  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    out.printf("%-24s %-12s %s%n", "setting", "default", "");
    Config.settings().forEach(setting -> print(out, setting));
    var faults = new ArrayList<>(environment.faults(Config.settings()));
    try (var plugins = plugins(faults)) {
      for (var name : plugins.names()) {
        faults.addAll(print(out, plugins, name));
      }
      out.println();
      out.println("Settings come from the environment. A secret may come from the file that");
      out.println("its name with _FILE names, such as DIDDO_DATABASE_URL_FILE.");
      faults.addAll(together(faults));
      tell(faults, Misspelled.in(environment, plugins.settings(plugins.names())));
    }
    return faults.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  /** A directory of plugins that does not fit is told with the others. */
  private Plugins plugins(List<String> faults) {
    try {
      return GatewayCommand.plugins(environment);
    } catch (BadSettingException bad) {
      faults.add(String.valueOf(bad.getMessage()));
      return Plugins.onClassPath();
    }
  }

  private void tell(List<String> faults, List<String> misspelled) {
    var err = spec.commandLine().getErr();
    misspelled.forEach(err::println);
    faults.forEach(err::println);
  }

  /** What fits alone and not with the rest, once everything fits alone. */
  private List<String> together(List<String> faults) {
    if (!faults.isEmpty()) {
      return List.of();
    }
    try {
      Config.check(environment);
      return List.of();
    } catch (BadSettingException bad) {
      return List.of(String.valueOf(bad.getMessage()));
    }
  }

  private void print(PrintWriter out, Setting<?> setting) {
    var value = setting.defaultValue().isEmpty() ? "(none)" : setting.defaultValue();
    out.printf("%-24s %-12s %s%n", setting.name(), value, setting.description());
    printSet(out, setting.name(), setting.secret());
  }

  private void printSet(PrintWriter out, String name, boolean secret) {
    if (environment.isSet(name, secret)) {
      var shown = secret ? "(a secret)" : environment.variables().getOrDefault(name, "").strip();
      out.printf("%-24s = %s%n", "", shown);
    }
  }

  /** Answers a line for each of its settings that does not fit. */
  private List<String> print(PrintWriter out, Plugins plugins, String gateway) {
    var settings = plugins.settings(List.of(gateway));
    if (!settings.isEmpty()) {
      out.printf("%nThe gateway %s%n", gateway);
    }
    settings.forEach(setting -> print(out, setting));
    try {
      return plugins.states(gateway, environment.variables()).stream()
          .filter(state -> isAtFault(state, gateway))
          .map(state -> state.variable() + " has to be " + state.hint())
          .toList();
    } catch (InvalidSettingException unreadable) {
      return List.of(String.valueOf(unreadable.getMessage()));
    }
  }

  /** What is missing matters where the gateway is used. */
  private boolean isAtFault(SettingState state, String gateway) {
    return state.standing() == Standing.UNFIT
        || (state.standing() == Standing.MISSING
            && environment.get(Config.GATEWAYS).contains(gateway));
  }

  private void print(PrintWriter out, DeclaredSetting setting) {
    var value = setting.defaultValue().map(it -> it.isEmpty() ? "(none)" : it).orElse("(needed)");
    out.printf("%-24s %-12s %s%n", setting.variable(), value, setting.description());
    printSet(out, setting.variable(), setting.secret());
  }
}
