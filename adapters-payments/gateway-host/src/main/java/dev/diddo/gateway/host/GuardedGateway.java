package dev.diddo.gateway.host;

import static dev.diddo.domain.Outcome.refused;

import dev.diddo.application.OutageException;
import dev.diddo.application.payment.GatewayPages;
import dev.diddo.application.payment.Gateways.Abilities;
import dev.diddo.application.payment.Gateways.Customer;
import dev.diddo.application.payment.Gateways.Deletion;
import dev.diddo.application.payment.Gateways.KnownRefund;
import dev.diddo.application.payment.Gateways.Notice;
import dev.diddo.application.payment.Gateways.Unverified;
import dev.diddo.domain.Outcome;
import dev.diddo.domain.money.Money;
import dev.diddo.domain.payment.AmountRule;
import dev.diddo.domain.payment.Attempt;
import dev.diddo.domain.payment.Dispute;
import dev.diddo.domain.payment.Evidence;
import dev.diddo.domain.payment.Movement;
import dev.diddo.domain.payment.Payment;
import dev.diddo.gateway.host.Guard.Answer;
import dev.diddo.gateway.spi.Gateway;
import dev.diddo.gateway.spi.Notifications.RawNotification;
import dev.diddo.gateway.spi.Pages.PageRequest;
import dev.diddo.gateway.spi.PaymentReference;
import dev.diddo.gateway.spi.PaymentState;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connected gateway, behind its guards. */
final class GuardedGateway implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GuardedGateway.class);
  private static final String NOT_SUPPORTED = "not_supported";
  private static final int MAX_REFUNDS = 1_000; // as the SPI has it
  private static final int MAX_DISPUTES = 100;
  private static final int MAX_BODY_BYTES = 1 << 20; // what plugins are promised

  private static final GatewayPages.Page OUT_OF_ORDER =
      new GatewayPages.Page(
          503,
          Map.of("Cache-Control", "no-store", "Retry-After", "5"),
          """
          <!doctype html>
          <html lang="en">
          <head><meta charset="utf-8"><title>Please try again</title></head>
          <body><main><h1>Please try again in a moment</h1>
          <p>The payment provider does not answer. Reload this page to see how your payment is.</p>
          </main></body>
          </html>
          """);

  private final String name;
  private final Gateway gateway;

  private final Abilities abilities;

  /** For calls that ask the provider. */
  private final Guard calls;

  /** For what a plugin answers by itself: it works also while the provider hangs. */
  private final Guard answers;

  GuardedGateway(String name, Gateway gateway, GuardLimits limits, CallListener listener) {
    this.name = name;
    this.gateway = gateway;
    this.calls = Guard.ofCalls(name, gateway, limits, listener);
    this.answers = Guard.ofAnswers(name, gateway, limits, listener);
    this.abilities = Translation.abilities(gateway);
  }

  Evidence open(Attempt attempt) {
    return ask("open", attempt, () -> gateway.open(Translation.request(attempt)));
  }

  Evidence lookUp(Payment payment) {
    return ask("look_up", payment.attempt(), () -> gateway.lookUp(reference(payment)));
  }

  Evidence cancel(Payment payment) {
    return ask("cancel", payment.attempt(), () -> gateway.cancel(reference(payment)));
  }

  /** What it can do, as it said when it was connected. */
  Abilities abilities() {
    return abilities;
  }

  Optional<AmountRule> amounts(Currency currency) {
    return said(answers.call("amounts", () -> gateway.amounts(currency).map(Translation::rule)))
        .flatMap(rule -> rule);
  }

  Optional<String> createCustomer(Customer customer) {
    var wanted = Translation.customer(customer);
    return abilities.customers()
        ? said(
            calls.call(
                "create_customer",
                () ->
                    Translation.id(
                        declared(gateway.customers()).create(wanted, customer.reference()))))
        : Optional.empty();
  }

  Deletion deleteCustomer(String id) {
    if (!abilities.customers()) {
      return Deletion.NOT_OFFERED;
    }
    return said(calls.call("delete_customer", () -> declared(gateway.customers()).delete(id)))
        .map(deleted -> deleted ? Deletion.DONE : Deletion.NOT_OFFERED)
        .orElse(Deletion.UNKNOWN);
  }

  Evidence capture(Payment.Capturing payment) {
    var amount = Translation.money(payment.amount());
    var key = payment.attempt().key("capture");
    return ask(
        "capture",
        payment.attempt(),
        () -> declared(gateway.captures()).capture(reference(payment), amount, key));
  }

  Evidence release(Payment payment) {
    var key = payment.attempt().key("release");
    return ask(
        "release",
        payment.attempt(),
        () -> declared(gateway.captures()).release(reference(payment), key));
  }

  Movement.Evidence refund(Payment payment, Movement refund) {
    var amount = Translation.money(refund.amount());
    return move(
        "refund",
        abilities.refunds(),
        () ->
            Translation.evidence(
                declared(gateway.refunds()).refund(reference(payment), amount, refund.key())));
  }

  Movement.Evidence transfer(Payment payment, Movement transfer, String account) {
    var wanted = Translation.transfer(reference(payment), transfer, account);
    return move(
        "transfer",
        abilities.transfers(),
        () -> Translation.evidence(declared(gateway.transfers()).transfer(wanted)));
  }

  Movement.Evidence reverse(Payment payment, Movement reversal, String transferId) {
    var wanted = Translation.reversal(reference(payment), reversal, transferId);
    return move(
        "reverse",
        abilities.transfers(),
        () -> Translation.evidence(declared(gateway.transfers()).reverse(wanted)));
  }

  Optional<List<KnownRefund>> refunds(Payment payment) {
    return abilities.refunds()
        ? said(
            calls.call(
                "refunds",
                () ->
                    Translation.list(
                        declared(gateway.refunds()).list(reference(payment)),
                        MAX_REFUNDS,
                        Translation::refund)))
        : Optional.empty();
  }

  Optional<List<Dispute>> disputes(Payment payment) {
    return abilities.disputes()
        ? said(
            calls.call(
                "disputes",
                () ->
                    Translation.list(
                        declared(gateway.disputes()).list(reference(payment)),
                        MAX_DISPUTES,
                        Translation::dispute)))
        : Optional.empty();
  }

  private static <T> T declared(Optional<T> facet) {
    return facet.orElseThrow(() -> new NonsenseException("a call that it does not offer"));
  }

  private Movement.Evidence move(
      String operation, boolean isOffered, Callable<Movement.Evidence> call) {
    return isOffered
        ? said(calls.call(operation, call)).orElseGet(Movement.Evidence.None::new)
        : new Movement.Evidence.Failed(NOT_SUPPORTED);
  }

  private static <T> Optional<T> said(Answer<T> answer) {
    return switch (answer) {
      case Answer.Said<T>(var value) -> Optional.of(value);
      case Answer.NotReached<T> _, Answer.Silence<T> _ -> Optional.empty();
    };
  }

  Outcome<Notice, Unverified> verify(Map<String, List<String>> headers, byte[] body) {
    if (body.length > MAX_BODY_BYTES) {
      return refused(new Unverified(false));
    }
    var answer =
        answers.call(
            "verify",
            () ->
                gateway
                    .notifications()
                    .map(them -> them.verify(new RawNotification(lowerCase(headers), body)))
                    .map(notice -> Translation.notice(name, notice)));
    return switch (answer) {
      case Answer.Said<Optional<Notice>>(var notice) ->
          notice
              .map(Outcome::<Notice, Unverified>accepted)
              .orElseGet(() -> refused(new Unverified(true)));
      // Too many at once, so nobody has looked at it: its sender is to come again.
      case Answer.NotReached<Optional<Notice>> _ ->
          throw new OutageException("The gateway " + name + " verifies too much at once");
      case Answer.Silence<Optional<Notice>> _ -> refused(new Unverified(false));
    };
  }

  Optional<GatewayPages.Page> page(String method, String path, Map<String, String> form) {
    var answer =
        answers.call(
            "page",
            () ->
                gateway
                    .pages()
                    .map(pages -> pages.answer(new PageRequest(method, path, form)))
                    .map(
                        page -> new GatewayPages.Page(page.status(), page.headers(), page.body())));
    return switch (answer) {
      case Answer.Said<Optional<GatewayPages.Page>>(var page) -> page;
      case Answer.NotReached<Optional<GatewayPages.Page>> _,
          Answer.Silence<Optional<GatewayPages.Page>> _ ->
          Optional.of(OUT_OF_ORDER);
    };
  }

  @Override
  public void close() {
    answers.call(
        "close",
        () -> {
          gateway.close();
          return name;
        });
  }

  private Evidence ask(String operation, Attempt attempt, Callable<PaymentState> call) {
    return switch (calls.call(operation, () -> Translation.evidence(call.call()))) {
      case Answer.Said<Evidence>(var evidence) -> seen(operation, attempt, evidence);
      case Answer.NotReached<Evidence> _ -> new Evidence.NotReached();
      case Answer.Silence<Evidence> _ -> new Evidence.None();
    };
  }

  /** A payment never takes another amount for its own: that is its rule. People have to know. */
  private Evidence seen(String operation, Attempt attempt, Evidence evidence) {
    var amount =
        switch (evidence) {
          case Evidence.Authorised(_, var authorised) -> Optional.of(authorised);
          case Evidence.Captured(_, var captured) -> Optional.of(captured);
          default -> Optional.<Money>empty();
        };
    if (amount.filter(it -> !fits(evidence, it, attempt.amount())).isPresent()) {
      LOG.error(
          "The gateway {} answered {} of payment {} with another amount than was asked for",
          name,
          operation,
          attempt.reference());
    }
    return evidence;
  }

  /** A part of the total may have been captured; never more of it, nor other money. */
  private static boolean fits(Evidence evidence, Money found, Money total) {
    return found.equals(total)
        || (evidence instanceof Evidence.Captured
            && found.currency().equals(total.currency())
            && found.compareTo(total) < 0);
  }

  private static PaymentReference reference(Payment payment) {
    return Translation.reference(payment.attempt(), payment.knownGatewayId());
  }

  private static Map<String, List<String>> lowerCase(Map<String, List<String>> headers) {
    var lower = new TreeMap<String, List<String>>();
    headers.forEach((header, values) -> lower.put(header.toLowerCase(Locale.ROOT), values));
    return lower;
  }
}
