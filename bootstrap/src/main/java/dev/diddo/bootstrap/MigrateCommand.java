package dev.diddo.bootstrap;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Brings the database to this version's schema, and nothing else. */
@Command(
    name = "migrate",
    description = "Bring the database to this version's schema.",
    mixinStandardHelpOptions = true)
final class MigrateCommand implements Runnable {
  @Spec private CommandSpec spec;

  MigrateCommand() {}

  @Override
  public void run() {
    try (var administration = Administration.open()) {
      spec.commandLine().getOut().println("Steps run: " + administration.migrated());
    }
  }
}
