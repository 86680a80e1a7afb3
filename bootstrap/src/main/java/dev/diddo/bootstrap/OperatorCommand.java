package dev.diddo.bootstrap;

import dev.diddo.application.organization.PasswordHash;
import dev.diddo.domain.id.OperatorId;
import dev.diddo.domain.id.OrganizationId;
import dev.diddo.domain.id.Ulid;
import dev.diddo.domain.organization.Operator;
import dev.diddo.domain.session.BuyerField;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The people who help buyers in the support dashboard. */
@Command(
    name = "operator",
    description = "Create operators of the support dashboard.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true)
final class OperatorCommand implements Runnable {
  private static final int MIN_PASSWORD = 12;

  @Spec private CommandSpec spec;

  OperatorCommand() {}

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name what to do: create.");
  }

  @Command(
      name = "create",
      description = "Create an operator, or give one a new password and role.",
      mixinStandardHelpOptions = true)
  void create(
      @Option(names = "--organization", required = true, paramLabel = "ID") String organization,
      @Option(names = "--email", required = true) String email,
      @Option(names = "--role", defaultValue = "support", description = "viewer|support|admin")
          String role,
      @Option(
              names = "--password",
              interactive = true,
              arity = "0..1",
              description = "asked for where it is not given; here it stands in the process list")
          char @Nullable [] given) {
    var password = given == null ? asked() : given;
    if (password.length < MIN_PASSWORD) {
      throw wrong("A password has 12 characters or more.");
    }
    if (!BuyerField.EMAIL.accepts(email)) {
      throw wrong("--email takes an email address.");
    }
    var id = new OrganizationId(Ulid.parse(organization).orElseThrow(() -> wrong("No such id.")));
    try (var administration = Administration.open()) {
      if (administration.organizations().find(id).isEmpty()) {
        throw wrong("There is no organization " + organization + ".");
      }
      var operator =
          new Operator(new OperatorId(administration.ids().next()), id, email, role(role));
      administration.operators().put(operator, PasswordHash.of(password, new SecureRandom()));
      spec.commandLine().getOut().println(operator.id().text());
    } finally {
      Arrays.fill(password, ' ');
    }
  }

  private char[] asked() {
    var console = Objects.requireNonNull(System.console());
    if (!console.isTerminal()) {
      throw wrong("Run this in a terminal to be asked for the password, or give --password.");
    }
    var typed = console.readPassword("Password: ");
    return typed == null ? new char[0] : typed;
  }

  private Operator.Role role(String text) {
    return Arrays.stream(Operator.Role.values())
        .filter(role -> role.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst()
        .orElseThrow(() -> wrong("--role takes viewer, support or admin."));
  }

  private ParameterException wrong(String why) {
    return new ParameterException(spec.commandLine(), why);
  }
}
