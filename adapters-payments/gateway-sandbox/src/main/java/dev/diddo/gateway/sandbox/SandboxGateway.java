package dev.diddo.gateway.sandbox;

import dev.diddo.gateway.sandbox.Payment.Movement;
import dev.diddo.gateway.sandbox.Payment.Part;
import dev.diddo.gateway.sandbox.Payment.Terms;
import dev.diddo.gateway.spi.Captures;
import dev.diddo.gateway.spi.Gateway;
import dev.diddo.gateway.spi.GatewayContext;
import dev.diddo.gateway.spi.Handover;
import dev.diddo.gateway.spi.InvalidSettingException;
import dev.diddo.gateway.spi.Money;
import dev.diddo.gateway.spi.Notifications;
import dev.diddo.gateway.spi.Pages;
import dev.diddo.gateway.spi.PaymentReference;
import dev.diddo.gateway.spi.PaymentRequest;
import dev.diddo.gateway.spi.PaymentState;
import dev.diddo.gateway.spi.Refunds;
import dev.diddo.gateway.spi.Transfers;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The provider's side of the contract: finds the payment in the books, makes the move, tells. */
final class SandboxGateway implements Gateway, Captures, Refunds, Transfers {
  private final Ledger ledger;
  private final SignedNotifications notifications;
  private final Notifier notifier;
  private final URI pagesUrl;
  private final InstantSource clock;

  private SandboxGateway(
      Ledger ledger,
      SignedNotifications notifications,
      Notifier notifier,
      URI pagesUrl,
      InstantSource clock) {
    this.ledger = ledger;
    this.notifications = notifications;
    this.notifier = notifier;
    this.pagesUrl = pagesUrl;
    this.clock = clock;
  }

  static SandboxGateway connect(GatewayContext context, List<Duration> delays) {
    try {
      var secrets =
          NotificationSecret.of(
              context.setting(SandboxPlugin.NOTIFICATION_SECRET), context.directory());
      var ledger = new Ledger(context.directory(), context.clock());
      var notifications = new SignedNotifications(secrets, context.clock());
      var notifier = new Notifier(ledger, notifications, context.notificationsUrl(), delays);
      return new SandboxGateway(
          ledger, notifications, notifier, context.pagesUrl(), context.clock());
    } catch (IOException e) {
      throw new InvalidSettingException(
          "The sandbox cannot keep its books in " + context.directory(), e);
    }
  }

  @Override
  public PaymentState open(PaymentRequest request) {
    var payment =
        ledger.findOrOpen(Ids.fileName(request.reference()), () -> Payment.opened(terms(request)));
    if (!payment.terms().idempotencyKey().equals(request.idempotencyKey())
        || !payment.terms().total().equals(request.amount())) {
      throw new IllegalArgumentException("The reference names another payment");
    }
    return state(payment);
  }

  @Override
  public PaymentState lookUp(PaymentReference reference) {
    return move(reference, UnaryOperator.identity());
  }

  @Override
  public PaymentState cancel(PaymentReference reference) {
    return move(reference, payment -> payment.cancel(clock.instant()));
  }

  @Override
  public PaymentState capture(PaymentReference reference, Money amount, String idempotencyKey) {
    return move(reference, payment -> payment.capture(amount, clock.instant()));
  }

  @Override
  public PaymentState release(PaymentReference reference, String idempotencyKey) {
    return move(reference, payment -> payment.release(clock.instant()));
  }

  @Override
  public RefundState refund(PaymentReference reference, Money amount, String idempotencyKey) {
    return change(
            Ids.fileName(reference.reference()),
            payment -> payment.refund(amount, idempotencyKey, clock.instant()))
        .map(payment -> refundState(payment, idempotencyKey))
        .orElseGet(() -> new RefundState.Failed("payment_unknown"));
  }

  @Override
  public List<Refund> list(PaymentReference reference) {
    return ledger.find(Ids.fileName(reference.reference())).stream()
        .flatMap(
            payment ->
                payment.refunds().stream().map(made -> refund(made, payment.terms().currency())))
        .toList();
  }

  @Override
  public TransferState transfer(Transfer transfer) {
    var key = transfer.idempotencyKey();
    return change(
            Ids.fileName(transfer.payment().reference()),
            payment -> payment.transfer(transfer.amount(), transfer.account(), key))
        .flatMap(payment -> Payment.find(payment.transfers(), key))
        .map(SandboxGateway::transferState)
        .orElseGet(() -> new TransferState.Failed("payment_unknown"));
  }

  @Override
  public TransferState reverse(Reversal reversal) {
    var key = reversal.idempotencyKey();
    return change(
            Ids.fileName(reversal.payment().reference()),
            payment -> payment.reverse(reversal.transferId(), reversal.amount(), key))
        .flatMap(payment -> Payment.find(payment.reversals(), key))
        .map(SandboxGateway::transferState)
        .orElseGet(() -> new TransferState.Failed("payment_unknown"));
  }

  @Override
  public boolean isLive() {
    return false;
  }

  @Override
  public Optional<Captures> captures() {
    return Optional.of(this);
  }

  @Override
  public Optional<Refunds> refunds() {
    return Optional.of(this);
  }

  @Override
  public Optional<Transfers> transfers() {
    return Optional.of(this);
  }

  @Override
  public Optional<Notifications> notifications() {
    return Optional.of(notifications);
  }

  @Override
  public Optional<Pages> pages() {
    return Optional.of(new HostedPages(this, pagesUrl, clock));
  }

  @Override
  public void close() {
    notifier.close();
  }

  /** The payment that this token's page belongs to; empty if nobody was given the token. */
  Optional<Payment> find(PageToken token) {
    return change(token.fileName(), UnaryOperator.identity()).filter(token::opens);
  }

  /** Makes a buyer's move; empty if there is no such payment. */
  Optional<Payment> change(String name, UnaryOperator<Payment> move) {
    var changed = ledger.change(name, move);
    changed.filter(payment -> !payment.undelivered().isEmpty()).ifPresent(_ -> notifier.wake(name));
    return changed;
  }

  /** Where the buyer of this payment pays. */
  URI url(Payment payment) {
    return URI.create(pagesUrl + "/" + PageToken.of(payment).text());
  }

  private PaymentState move(PaymentReference reference, UnaryOperator<Payment> move) {
    return change(Ids.fileName(reference.reference()), move)
        .map(this::state)
        .orElseGet(PaymentState.Missing::new);
  }

  private PaymentState state(Payment payment) {
    var terms = payment.terms();
    return switch (payment.status()) {
      case OPEN -> new PaymentState.Open(terms.id(), new Handover.Hosted(url(payment)));
      case CHALLENGED ->
          new PaymentState.ActionRequired(terms.id(), new Handover.Hosted(url(payment)));
      case AUTHORISED -> new PaymentState.Authorised(terms.id(), terms.total());
      case CAPTURED ->
          new PaymentState.Captured(terms.id(), new Money(payment.captured(), terms.currency()));
      case DECLINED -> new PaymentState.Declined(terms.id(), payment.reason());
      case CANCELLED -> new PaymentState.Cancelled(terms.id());
    };
  }

  private static RefundState refundState(Payment payment, String key) {
    return refundState(Payment.find(payment.refunds(), key).orElseThrow());
  }

  private static RefundState refundState(Movement refund) {
    return refund.moved()
        ? new RefundState.Succeeded(refund.id())
        : new RefundState.Failed(refund.failure());
  }

  private static Refund refund(Movement made, Currency currency) {
    return new Refund(
        made.id(),
        Optional.of(made.idempotencyKey()),
        new Money(made.amount(), currency),
        refundState(made));
  }

  private static TransferState transferState(Movement transfer) {
    return transfer.moved()
        ? new TransferState.Succeeded(transfer.id())
        : new TransferState.Failed(transfer.failure());
  }

  private Terms terms(PaymentRequest request) {
    return new Terms(
        Ids.random("pay_"),
        request.reference(),
        request.idempotencyKey(),
        Ids.random(""),
        request.amount().minorUnits(),
        request.amount().currency(),
        request.shares().stream()
            .map(share -> new Part(share.merchantName(), share.gross().minorUnits()))
            .toList(),
        request.successUrl(),
        request.cancelUrl(),
        clock.instant().toEpochMilli(),
        request.expiresAt().toEpochMilli());
  }
}
