package dev.diddo.bootstrap;

import dev.diddo.domain.id.OrganizationId;
import dev.diddo.domain.organization.Organization;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Organizations: the platforms that use this service. */
@Command(
    name = "organization",
    description = "Create and list organizations.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true)
final class OrganizationCommand implements Runnable {
  private static final int MAX_NAME = 100;

  @Spec private CommandSpec spec;

  OrganizationCommand() {}

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name what to do: create or list.");
  }

  @Command(
      name = "create",
      description = "Create an organization and print its id.",
      mixinStandardHelpOptions = true)
  void create(@Option(names = "--name", required = true, paramLabel = "N") String name) {
    if (name.isBlank() || name.length() > MAX_NAME) {
      throw new ParameterException(spec.commandLine(), "--name takes 1 to 100 characters.");
    }
    try (var administration = Administration.open()) {
      var id = new OrganizationId(administration.ids().next());
      administration.organizations().add(Organization.named(id, name.strip()));
      spec.commandLine().getOut().println(id.text());
    }
  }

  @Command(
      name = "list",
      description = "List all organizations: the id and the name of each.",
      mixinStandardHelpOptions = true)
  void list() {
    try (var administration = Administration.openWhatIsThere()) {
      var out = spec.commandLine().getOut();
      administration
          .organizations()
          .all()
          .forEach(it -> out.println(it.id().text() + "  " + it.name()));
    }
  }
}
