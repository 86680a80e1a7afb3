package dev.diddo.bootstrap;

import dev.diddo.application.payment.AuditPayments;
import dev.diddo.application.payment.AuditPayments.Finding;
import dev.diddo.application.payment.Payments;
import dev.diddo.domain.id.PaymentId;
import dev.diddo.domain.id.Ulid;
import dev.diddo.gateway.sandbox.SandboxLedger;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Holds our books against those of the gateways, and says what differs. */
@Command(
    name = "audit",
    description = {
      "Compare payments, orders and ledger with what the gateways say of them.",
      "Changes nothing; ends with 1 if anything differs, with 3 if that cannot be told."
    },
    exitCodeOnExecutionException = AuditCommand.UNTOLD,
    mixinStandardHelpOptions = true)
final class AuditCommand implements Callable<Integer> {
  static final int UNTOLD = 3;
  private static final int DIFFERS = 1;
  private static final String SANDBOX = "sandbox";

  @Spec private CommandSpec spec;

  @Option(
      names = "--since",
      paramLabel = "PT24H",
      defaultValue = "PT24H",
      description = "how far back, ISO 8601; default ${DEFAULT-VALUE}")
  private String since = "PT24H";

  private final AtomicLong differences = new AtomicLong();

  AuditCommand() {}

  @Override
  public Integer call() {
    var from = Instant.now().minus(duration());
    var environment = Environment.of(System.getenv());
    var config = Config.from(environment);
    try (var administration = Administration.openWhatIsThere()) {
      var wiring =
          new Wiring(config, environment, administration.url(), Limits.STANDARD.ofACommand());
      try {
        audit(wiring, config, from);
      } finally {
        wiring.close();
      }
    }
    return differences.get() == 0 ? ExitCode.OK : DIFFERS;
  }

  private void audit(Wiring wiring, Config config, Instant from) {
    var audit =
        new AuditPayments(
            wiring.payments,
            wiring.orders,
            wiring.movements,
            wiring.ledger,
            wiring.gateways,
            wiring.clock);
    long checked = audit.audit(from, this::tell);
    if (config.gateways().contains(SANDBOX)) {
      findStrangers(SandboxLedger.in(config.gatewayDirectory(SANDBOX)), wiring.payments, from);
    }
    spec.commandLine()
        .getOut()
        .printf("%d payments checked, %d differences%n", checked, differences.get());
  }

  /** What the sandbox has taken for payments that we never made, or have lost. */
  private void findStrangers(SandboxLedger books, Payments payments, Instant from) {
    books.forEach(
        entry -> {
          var isKnown =
              Ulid.parse(entry.reference())
                  .map(PaymentId::new)
                  .flatMap(payments::locate)
                  .isPresent();
          if (!isKnown && entry.captured() > entry.refunded() && !entry.openedAt().isBefore(from)) {
            tell("MONEY_WITHOUT_ORDER", entry.reference(), "the sandbox has it, we have not");
          }
        });
  }

  private void tell(Finding finding) {
    tell(finding.kind().name(), finding.payment().text(), finding.detail());
  }

  private void tell(String kind, String payment, String detail) {
    differences.incrementAndGet();
    spec.commandLine().getOut().printf("%-20s %s  %s%n", kind, payment, detail);
  }

  private Duration duration() {
    try {
      var duration = Duration.parse(since);
      if (duration.isPositive()) {
        return duration;
      }
    } catch (DateTimeParseException notOne) {
      // told below
    }
    throw new ParameterException(
        spec.commandLine(), "--since takes a duration such as PT24H or P7D.");
  }
}
