package dev.diddo.gateway.sandbox;

import dev.diddo.gateway.sandbox.Payment.Part;
import dev.diddo.gateway.sandbox.Payment.Terms;
import dev.diddo.gateway.spi.Captures;
import dev.diddo.gateway.spi.Customers;
import dev.diddo.gateway.spi.Disputes;
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
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The provider's side of the contract: finds the payment in the books, makes the move, tells. */
final class SandboxGateway implements Gateway, Captures {
  private final Desk desk;
  private final MoneyMovements movements;
  private final CustomerBook customers;
  private final SignedNotifications notifications;
  private final Notifier notifier;
  private final HttpDelivery post;
  private final URI pagesUrl;

  private SandboxGateway(
      Ledger ledger,
      CustomerBook customers,
      SignedNotifications notifications,
      HttpDelivery post,
      UnaryOperator<Delivery> way,
      GatewayContext context,
      List<Duration> delays) {
    this.notifications = notifications;
    this.post = post;
    this.notifier = new Notifier(ledger, way.apply(post), delays);
    this.desk = new Desk(ledger, notifier, context.clock());
    this.movements = new MoneyMovements(desk);
    this.customers = customers;
    this.pagesUrl = context.pagesUrl();
  }

  static SandboxGateway connect(GatewayContext context, List<Duration> delays) {
    return connect(context, delays, UnaryOperator.identity());
  }

  /**
   * @param way what notifications go through on their way to the checkout
   */
  static SandboxGateway connect(
      GatewayContext context, List<Duration> delays, UnaryOperator<Delivery> way) {
    try {
      var secrets =
          NotificationSecret.of(
              context.setting(SandboxPlugin.NOTIFICATION_SECRET), context.directory());
      var notifications = new SignedNotifications(secrets, context.clock());
      return new SandboxGateway(
          new Ledger(context.directory(), context.clock()),
          new CustomerBook(context.directory()),
          notifications,
          new HttpDelivery(notifications, context.notificationsUrl()),
          way,
          context,
          delays);
    } catch (IOException e) {
      throw new InvalidSettingException(
          "The sandbox cannot keep its books in " + context.directory(), e);
    }
  }

  @Override
  public PaymentState open(PaymentRequest request) {
    var payment = desk.open(terms(request));
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
    return move(reference, payment -> payment.cancel(desk.clock().instant()));
  }

  @Override
  public PaymentState capture(PaymentReference reference, Money amount, String idempotencyKey) {
    return move(reference, payment -> payment.capture(amount, desk.clock().instant()));
  }

  @Override
  public PaymentState release(PaymentReference reference, String idempotencyKey) {
    return move(reference, payment -> payment.release(desk.clock().instant()));
  }

  @Override
  public Optional<Captures> captures() {
    return Optional.of(this);
  }

  @Override
  public Optional<Refunds> refunds() {
    return Optional.of(movements);
  }

  @Override
  public Optional<Transfers> transfers() {
    return Optional.of(movements);
  }

  @Override
  public Optional<Disputes> disputes() {
    return Optional.of(movements::disputes);
  }

  @Override
  public Optional<Customers> customers() {
    return Optional.of(customers);
  }

  @Override
  public Optional<Notifications> notifications() {
    return Optional.of(notifications);
  }

  @Override
  public Optional<Pages> pages() {
    return Optional.of(new HostedPages(desk, customers, pagesUrl));
  }

  @Override
  public void close() {
    notifier.close();
    post.close();
  }

  /** Where this provider's payments are changed. */
  Desk desk() {
    return desk;
  }

  /** Refunds and transfers, also with an outcome that somebody ordered. */
  MoneyMovements movements() {
    return movements;
  }

  /** The honest way to the checkout. */
  Delivery post() {
    return post;
  }

  private PaymentState move(PaymentReference reference, UnaryOperator<Payment> move) {
    return desk.change(reference.reference(), move)
        .map(this::state)
        .orElseGet(PaymentState.Missing::new);
  }

  private PaymentState state(Payment payment) {
    var terms = payment.terms();
    return switch (payment.status()) {
      case OPEN -> new PaymentState.Open(terms.id(), handover(payment));
      case CHALLENGED -> new PaymentState.ActionRequired(terms.id(), handover(payment));
      case AUTHORISED -> new PaymentState.Authorised(terms.id(), terms.total());
      case CAPTURED ->
          new PaymentState.Captured(terms.id(), new Money(payment.captured(), terms.currency()));
      case DECLINED -> new PaymentState.Declined(terms.id(), payment.reason());
      case CANCELLED -> new PaymentState.Cancelled(terms.id());
    };
  }

  private Handover handover(Payment payment) {
    return new Handover.Hosted(PageToken.of(payment).below(pagesUrl));
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
        request.customer().orElse(""),
        request.successUrl(),
        request.cancelUrl(),
        desk.clock().instant().toEpochMilli(),
        request.expiresAt().toEpochMilli());
  }
}
