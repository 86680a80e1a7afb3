package dev.diddo.bootstrap;

import dev.diddo.application.OutageException;
import dev.diddo.persistence.OldServerException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line: {@code ./diddo --help} tells what there is. */
@Command(
    name = "diddo",
    description = "The checkout that can live anywhere.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = "In a checkout also: test, which runs every check, and bench.",
    subcommands = {
      DemoCommand.class,
      ServeCommand.class,
      MigrateCommand.class,
      ConfigCommand.class,
      GatewayCommand.class,
      OrganizationCommand.class,
      KeyCommand.class,
      OperatorCommand.class,
      CustomerCommand.class,
      AuditCommand.class
    })
public final class Main implements Runnable {
  @Spec private CommandSpec spec;

  Main() {}

  /** Ends the process with 0, with 1 for what an operator has to mend, or with 2 for a bad call. */
  public static void main(String[] arguments) {
    var line = new CommandLine(new Main()).setExecutionExceptionHandler(briefly());
    System.exit(line.execute(arguments));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name a command.");
  }

  /** An operator's mistake deserves a line, not a stack trace. */
  private static IExecutionExceptionHandler briefly() {
    return (failure, line, _) -> {
      switch (failure) {
        case BadSettingException bad -> line.getErr().println(bad.getMessage());
        case OldServerException old -> line.getErr().println(old.getMessage());
        case OutageException away -> line.getErr().println(away.getMessage() + reason(away));
        default -> failure.printStackTrace(line.getErr());
      }
      return line.getCommandSpec().exitCodeOnExecutionException();
    };
  }

  /** The database's own words, which name no password. */
  private static String reason(Throwable failure) {
    var root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root == failure ? "" : ": " + root.getMessage();
  }
}
