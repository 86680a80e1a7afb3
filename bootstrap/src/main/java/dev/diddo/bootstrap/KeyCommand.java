package dev.diddo.bootstrap;

import dev.diddo.application.organization.IssueKey;
import dev.diddo.domain.id.ApiKeyId;
import dev.diddo.domain.id.Id;
import dev.diddo.domain.id.OrganizationId;
import dev.diddo.domain.id.StoreId;
import dev.diddo.domain.id.Ulid;
import dev.diddo.domain.organization.ApiKey;
import dev.diddo.domain.organization.Environment;
import dev.diddo.domain.organization.Scope;
import dev.diddo.domain.organization.Tenant;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Platform keys: made, listed and revoked here alone. */
@Command(
    name = "key",
    description = "Create, list and revoke platform keys.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true)
final class KeyCommand implements Runnable {
  @Spec private CommandSpec spec;

  KeyCommand() {}

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name what to do: create, list or revoke.");
  }

  @Command(
      name = "create",
      description = "Create a key and print its id and, only now, the key itself.",
      mixinStandardHelpOptions = true)
  void create(
      @Option(names = "--organization", required = true, paramLabel = "ID") String organization,
      @Option(
              names = "--environment",
              defaultValue = "sandbox",
              description = "sandbox|production; default ${DEFAULT-VALUE}")
          String environment,
      @Option(names = "--expires", paramLabel = "P90D", description = "a period; absent: never")
          @Nullable String expires,
      @Option(names = "--scopes", split = ",", description = "orders:read,…; absent: all")
          @Nullable List<String> scopes,
      @Option(names = "--store", paramLabel = "ID", description = "reach one store's orders only")
          @Nullable String store) {
    var tenant = new Tenant(new OrganizationId(id(organization)), environment(environment));
    var wanted = scopes(scopes == null ? List.of() : scopes);
    var onlyStore = Optional.ofNullable(store).map(this::id).map(StoreId::new);
    var end = Optional.ofNullable(expires).map(this::end);
    try (var administration = Administration.open()) {
      if (administration.organizations().find(tenant.organization()).isEmpty()) {
        throw wrong("There is no organization " + organization + ".");
      }
      if (onlyStore.isPresent()
          && administration.stores().find(tenant, onlyStore.get()).isEmpty()) {
        throw wrong("There is no store " + store + " in that organization and environment.");
      }
      var issued =
          new IssueKey(administration.keys(), administration.ids(), new SecureRandom())
              .issue(tenant, wanted, onlyStore, end);
      print("id", issued.key().id().text());
      print("key", issued.secret());
    }
  }

  @Command(
      name = "list",
      description = "List the keys of an organization.",
      mixinStandardHelpOptions = true)
  void list(
      @Parameters(paramLabel = "ORGANIZATION", arity = "0..1") @Nullable String organization,
      @Option(names = "--organization", paramLabel = "ID", description = "the same, as for create")
          @Nullable String named) {
    if ((organization == null) == (named == null)) {
      throw wrong("Name one organization: key list --organization ID. See: organization list.");
    }
    var wanted = new OrganizationId(id(organization == null ? named : organization));
    try (var administration = Administration.open()) {
      administration.keys().list(wanted).stream()
          .map(KeyCommand::line)
          .forEach(spec.commandLine().getOut()::println);
    }
  }

  @Command(
      name = "revoke",
      description = "End a key: within seconds it opens nothing.",
      mixinStandardHelpOptions = true)
  void revoke(@Parameters(paramLabel = "ID") String key) {
    try (var administration = Administration.open()) {
      if (!administration.keys().revoke(new ApiKeyId(id(key)), Instant.now())) {
        throw wrong("There is no key " + key + ".");
      }
      print("revoked", key);
    }
  }

  private static String line(ApiKey key) {
    var scopes = key.scopes().stream().map(Scope::text).sorted().collect(Collectors.joining(","));
    return "%s  %-10s  %s%s%s%s"
        .formatted(
            key.id().text(),
            key.tenant().environment().text(),
            scopes.isEmpty() ? "all" : scopes,
            key.store().map(Id::text).map(store -> "  store " + store).orElse(""),
            key.expiresAt().map(at -> "  expires " + at).orElse(""),
            key.revokedAt().map(at -> "  revoked " + at).orElse(""));
  }

  private Instant end(String period) {
    try {
      var now = Instant.now();
      var end = now.atZone(ZoneOffset.UTC).plus(Period.parse(period)).toInstant();
      if (!end.isAfter(now)) {
        throw wrong("--expires takes a period to come, such as P90D.");
      }
      return end;
    } catch (DateTimeParseException notOne) {
      throw wrong("--expires takes a period such as P90D.");
    }
  }

  private Set<Scope> scopes(List<String> names) {
    var scopes = new HashSet<Scope>();
    for (var name : names) {
      scopes.add(
          Scope.parse(name.strip().toLowerCase(Locale.ROOT))
              .orElseThrow(
                  () -> wrong("No such scope: " + name + ". They look like orders:read.")));
    }
    return scopes;
  }

  private Environment environment(String text) {
    return Arrays.stream(Environment.values())
        .filter(environment -> environment.text().equals(text))
        .findFirst()
        .orElseThrow(() -> wrong("--environment takes sandbox or production."));
  }

  private UUID id(String text) {
    return Ulid.parse(text).orElseThrow(() -> wrong(text + " is no id."));
  }

  private ParameterException wrong(String why) {
    return new ParameterException(spec.commandLine(), why);
  }

  private void print(String name, String value) {
    spec.commandLine().getOut().printf("%-8s %s%n", name, value);
  }
}
