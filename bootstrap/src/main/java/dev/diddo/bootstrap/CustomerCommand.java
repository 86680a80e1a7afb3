package dev.diddo.bootstrap;

import dev.diddo.application.customer.ExportCustomer;
import dev.diddo.domain.Outcome;
import dev.diddo.domain.customer.Erased;
import dev.diddo.domain.customer.Person;
import dev.diddo.domain.customer.UnderWay;
import dev.diddo.domain.id.Id;
import dev.diddo.domain.id.OrganizationId;
import dev.diddo.domain.id.SessionId;
import dev.diddo.domain.id.Ulid;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.session.BuyerField;
import dev.diddo.http.customer.CustomerJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** All that is kept of one person, told and taken out: as the service does, for an operator. */
@Command(
    name = "customer",
    description = "Export and erase what is kept of a person.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true)
final class CustomerCommand implements Runnable {
  /** Not all was erased, and it may be asked for again later. */
  static final int TOO_EARLY = 4;

  private static final int MAX_EXTERNAL_ID = 255;
  private static final String STANDARD_INPUT = "-";

  @Spec private CommandSpec spec;

  CustomerCommand() {}

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name what to do: export or erase.");
  }

  /** Who is meant. */
  static final class Named {
    @Option(names = "--organization", required = true, paramLabel = "ID")
    private String organization = "";

    @Option(
        names = "--environment",
        defaultValue = "sandbox",
        description = "sandbox|production; default ${DEFAULT-VALUE}")
    private String environment = "sandbox";

    @Option(
        names = "--email",
        paramLabel = "E",
        description = "everybody on this machine sees it in the list of processes")
    private @Nullable String email;

    @Option(
        names = "--email-file",
        paramLabel = "FILE",
        description = "a file with the email alone; - is the standard input")
    private @Nullable Path emailFile;

    @Option(
        names = "--external-id",
        paramLabel = "ID",
        description = "the platform's own id of them")
    private @Nullable String externalId;

    Named() {}
  }

  @Command(
      name = "export",
      description = "Print all that is kept of a person, a JSON document a line.",
      mixinStandardHelpOptions = true)
  int export(@Mixin Named named) {
    return with(
        named,
        (wiring, whose) -> {
          Optional<SessionId> after = Optional.empty();
          ExportCustomer.Part part;
          do {
            part = wiring.exportCustomer.export(whose.tenant(), whose.person(), after);
            spec.commandLine().getOut().println(CustomerJson.of(part));
            after = part.next();
          } while (after.isPresent());
          return 0;
        });
  }

  @Command(
      name = "erase",
      description = {
        "Take a person out of all that is kept. What was sold and paid stays, by nobody.",
        "Ends with 4, having erased nothing, while a payment is open or goods are to be sent."
      },
      mixinStandardHelpOptions = true)
  int erase(@Mixin Named named) {
    return with(named, this::eraseAll);
  }

  private int eraseAll(Wiring wiring, Whose whose) {
    return switch (wiring.eraseCustomer.erase(whose.tenant(), whose.person())) {
      case Outcome.Accepted<Erased, UnderWay>(var erased) -> {
        spec.commandLine()
            .getOut()
            .printf(
                "erased: %d orders, %d sessions, %d carts, %d payments%n",
                erased.orders(), erased.sessions(), erased.carts(), erased.payments());
        wiring.deleteSavedCustomers.run();
        yield erased.again() ? eraseAll(wiring, whose) : 0;
      }
      case Outcome.Refused<Erased, UnderWay>(var reason) -> {
        tell("payments that have not ended", reason.payments());
        tell("orders that are to be sent", reason.orders());
        yield TOO_EARLY;
      }
    };
  }

  private void tell(String what, List<? extends Id> ids) {
    if (!ids.isEmpty()) {
      var list = ids.stream().map(Id::text).collect(Collectors.joining(" "));
      spec.commandLine().getErr().println(what + ": " + list);
    }
  }

  private record Whose(Tenant tenant, Person person) {}

  private int with(Named named, BiFunction<Wiring, Whose, Integer> work) {
    var whose = new Whose(tenant(named), person(named));
    var environment = Environment.of(System.getenv());
    var config = Config.from(environment);
    try (var administration = Administration.openWhatIsThere()) {
      if (administration.organizations().find(whose.tenant().organization()).isEmpty()) {
        throw wrong("There is no organization " + named.organization + ".");
      }
      var wiring =
          new Wiring(config, environment, administration.url(), Limits.STANDARD.ofACommand());
      try {
        return work.apply(wiring, whose);
      } finally {
        wiring.close();
      }
    }
  }

  private Tenant tenant(Named named) {
    var organization =
        Ulid.parse(named.organization)
            .map(OrganizationId::new)
            .orElseThrow(() -> wrong(named.organization + " is no id."));
    var environment =
        Arrays.stream(dev.diddo.domain.organization.Environment.values())
            .filter(it -> it.text().equals(named.environment))
            .findFirst()
            .orElseThrow(() -> wrong("--environment takes sandbox or production."));
    return new Tenant(organization, environment);
  }

  private Person person(Named named) {
    var email =
        Optional.ofNullable(named.email)
            .or(() -> Optional.ofNullable(named.emailFile).map(this::read))
            .map(String::strip);
    var externalId = Optional.ofNullable(named.externalId);
    if (email.isEmpty() && externalId.isEmpty()) {
      throw wrong("Name somebody by --email-file, --email or --external-id.");
    }
    if (email.filter(it -> it.isBlank() || !BuyerField.EMAIL.accepts(it)).isPresent()) {
      throw wrong("That is no email address.");
    }
    if (externalId.filter(it -> it.isBlank() || it.length() > MAX_EXTERNAL_ID).isPresent()) {
      throw wrong("--external-id takes 1 to 255 characters.");
    }
    return new Person(email, externalId);
  }

  private String read(Path file) {
    try {
      return STANDARD_INPUT.equals(file.toString())
          ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
          : Files.readString(file);
    } catch (IOException unreadable) {
      throw wrong("--email-file cannot be read: " + unreadable.getClass().getSimpleName());
    }
  }

  private ParameterException wrong(String why) {
    return new ParameterException(spec.commandLine(), why);
  }
}
