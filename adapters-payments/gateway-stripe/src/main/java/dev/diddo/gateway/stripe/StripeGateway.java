package dev.diddo.gateway.stripe;

import com.stripe.net.ApiResource;
import dev.diddo.gateway.spi.AmountRule;
import dev.diddo.gateway.spi.Captures;
import dev.diddo.gateway.spi.Customers;
import dev.diddo.gateway.spi.Disputes;
import dev.diddo.gateway.spi.Gateway;
import dev.diddo.gateway.spi.GatewayUnreachableException;
import dev.diddo.gateway.spi.Handover;
import dev.diddo.gateway.spi.Notifications;
import dev.diddo.gateway.spi.PaymentReference;
import dev.diddo.gateway.spi.PaymentRequest;
import dev.diddo.gateway.spi.PaymentState;
import dev.diddo.gateway.spi.Refunds;
import dev.diddo.gateway.spi.Transfers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.UUID;

/** One account at Stripe. */
final class StripeGateway implements Gateway {
  /** What a buyer or a shop can mend: an answer. Any other refusal is a fault of ours. */
  private static final Set<String> DECLINES =
      Set.of(
          "amount_too_small",
          "amount_too_large",
          "email_invalid",
          "invalid_customer_email",
          "currency_not_supported");

  private final Account account;
  private final Calls calls;
  private final Payments payments;
  private final States states;
  private final InstantSource clock;

  private StripeGateway(
      Account account, Calls calls, Payments payments, States states, InstantSource clock) {
    this.account = account;
    this.calls = calls;
    this.payments = payments;
    this.states = states;
    this.clock = clock;
  }

  static StripeGateway connect(Account account, InstantSource clock, StripeLimits limits) {
    var calls = new Calls(account, limits);
    var payments = new Payments(calls, clock, limits, account.publishableKey().isPresent());
    var states = new States(account.publishableKey());
    return new StripeGateway(account, calls, payments, states, clock);
  }

  @Override
  public PaymentState open(PaymentRequest request) {
    if (!clock.instant().isBefore(request.expiresAt())) {
      // Its key may be forgotten by now: posted again, it would open a second payment.
      return lookUp(new PaymentReference(request.reference(), Optional.empty()));
    }
    var total = Amounts.toStripe(request.amount());
    if (total.isEmpty()) {
      return new PaymentState.Declined(request.reference(), "amount_not_supported");
    }
    try {
      return switch (request.mode()) {
        case HOSTED -> openPage(request, total.get());
        case EMBEDDED -> openIntent(request, total.get());
      };
    } catch (RefusedException e) {
      return new PaymentState.Declined(request.reference(), declined(request, e));
    }
  }

  /** Of all ids that are sent only a customer's may be one that Stripe has deleted. */
  private static String declined(PaymentRequest request, RefusedException refused) {
    if (request.customer().isPresent() && "resource_missing".equals(refused.reason())) {
      return Customers.UNKNOWN;
    }
    if (DECLINES.contains(refused.reason())) {
      return refused.reason();
    }
    throw refused;
  }

  @Override
  public PaymentState lookUp(PaymentReference reference) {
    return payments
        .find(reference)
        .map(
            payment -> {
              var state = states.of(payment);
              return waits(state) && isOver(payment) ? end(payment) : state;
            })
        .orElseGet(PaymentState.Missing::new);
  }

  @Override
  public PaymentState cancel(PaymentReference reference) {
    return payments
        .find(reference)
        .map(
            payment -> {
              var state = states.of(payment);
              return waits(state) ? end(payment) : state;
            })
        .orElseGet(PaymentState.Missing::new);
  }

  @Override
  public boolean isLive() {
    return account.live();
  }

  @Override
  public SequencedSet<Handover.Mode> modes() {
    var modes = new LinkedHashSet<>(List.of(Handover.Mode.HOSTED));
    if (account.publishableKey().isPresent()) {
      modes.add(Handover.Mode.EMBEDDED);
    }
    return modes;
  }

  @Override
  public Optional<AmountRule> amounts(Currency currency) {
    return Amounts.rule(currency);
  }

  @Override
  public Optional<Captures> captures() {
    return Optional.of(new StripeCaptures(calls, payments, states));
  }

  @Override
  public Optional<Refunds> refunds() {
    return Optional.of(new StripeRefunds(calls, payments));
  }

  @Override
  public Optional<Transfers> transfers() {
    return Optional.of(new StripeTransfers(calls, payments));
  }

  @Override
  public Optional<Disputes> disputes() {
    return Optional.of(new StripeDisputes(calls, payments));
  }

  @Override
  public Optional<Customers> customers() {
    return Optional.of(new StripeCustomers(calls));
  }

  @Override
  public Optional<Notifications> notifications() {
    return account.webhookSecrets().isEmpty()
        ? Optional.empty()
        : Optional.of(new StripeNotifications(account.webhookSecrets(), account.live(), clock));
  }

  @Override
  public void close() {
    calls.close();
  }

  private PaymentState openPage(PaymentRequest request, long total) {
    var life = Duration.between(clock.instant(), request.expiresAt());
    var params = HostedPages.session(request, total, life.compareTo(HostedPages.LONGEST_LIFE) > 0);
    var session =
        calls.post(
            "open a page",
            request.idempotencyKey(),
            (stripe, options) -> stripe.checkout().sessions().create(params, options));
    return opened(new Stored.Hosted(session), session);
  }

  private PaymentState openIntent(PaymentRequest request, long total) {
    var params = Parameters.intent(request, total);
    var intent =
        calls.post(
            "open a payment",
            request.idempotencyKey(),
            (stripe, options) -> stripe.paymentIntents().create(params, options));
    return withSavedCards(opened(new Stored.Direct(intent), intent), request);
  }

  /** A repeated answer is of the time when the payment was opened: what is it now? */
  private PaymentState opened(Stored payment, ApiResource answer) {
    return Calls.replayed(answer)
        ? Calls.afterwards(() -> states.of(payments.again(payment)))
        : states.of(payment);
  }

  /** Without them the buyer types a card, so no failure here is one of the payment. */
  private PaymentState withSavedCards(PaymentState state, PaymentRequest request) {
    if (request.customer().isEmpty()
        || !(state instanceof PaymentState.Open(var id, Handover.Embedded(var client)))) {
      return state;
    }
    var params = Parameters.savedCards(request.customer().get());
    try {
      var session =
          calls.post(
              "show saved cards",
              request.idempotencyKey() + "-cards",
              (stripe, options) -> stripe.customerSessions().create(params, options));
      var more = new HashMap<>(client);
      more.put(States.SAVED_CARDS, Calls.said(session.getClientSecret(), "show saved cards"));
      return new PaymentState.Open(id, new Handover.Embedded(more));
    } catch (RefusedException | UnclearException | GatewayUnreachableException e) {
      return state;
    }
  }

  /** Ends it at Stripe; what happened at the same moment counts instead. */
  private PaymentState end(Stored payment) {
    var key = UUID.randomUUID().toString(); // ending twice does no harm, a stored failure would
    try {
      switch (payment) {
        case Stored.Hosted(var session) ->
            calls.post(
                "expire a page",
                key,
                (stripe, options) -> stripe.checkout().sessions().expire(session.getId(), options));
        case Stored.Direct(var intent) ->
            calls.post(
                "cancel a payment",
                key,
                (stripe, options) -> stripe.paymentIntents().cancel(intent.getId(), options));
      }
    } catch (RefusedException changedMeanwhile) {
      return states.of(payments.again(payment));
    }
    return Calls.afterwards(() -> states.of(payments.again(payment)));
  }

  private static boolean waits(PaymentState state) {
    return state instanceof PaymentState.Open || state instanceof PaymentState.ActionRequired;
  }

  private boolean isOver(Stored payment) {
    return Optional.ofNullable(payment.metadata().get(Stored.EXPIRES_AT))
        .filter(seconds -> seconds.matches("[0-9]{1,11}"))
        .map(seconds -> Instant.ofEpochSecond(Long.parseLong(seconds)))
        .filter(end -> end.isBefore(clock.instant()))
        .isPresent();
  }
}
