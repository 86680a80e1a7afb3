package dev.diddo.gateway.host;

import dev.diddo.application.payment.Gateways.Abilities;
import dev.diddo.application.payment.Gateways.Customer;
import dev.diddo.application.payment.Gateways.KnownRefund;
import dev.diddo.application.payment.Gateways.Notice;
import dev.diddo.application.payment.Gateways.Subject;
import dev.diddo.domain.id.PaymentId;
import dev.diddo.domain.id.Ulid;
import dev.diddo.domain.merchant.MerchantSplit;
import dev.diddo.domain.payment.AmountRule;
import dev.diddo.domain.payment.Attempt;
import dev.diddo.domain.payment.Dispute;
import dev.diddo.domain.payment.Evidence;
import dev.diddo.domain.payment.Movement;
import dev.diddo.gateway.spi.Customers;
import dev.diddo.gateway.spi.Disputes;
import dev.diddo.gateway.spi.Gateway;
import dev.diddo.gateway.spi.Handover;
import dev.diddo.gateway.spi.Money;
import dev.diddo.gateway.spi.Notifications;
import dev.diddo.gateway.spi.PaymentReference;
import dev.diddo.gateway.spi.PaymentRequest;
import dev.diddo.gateway.spi.PaymentRequest.Share;
import dev.diddo.gateway.spi.PaymentState;
import dev.diddo.gateway.spi.Refunds;
import dev.diddo.gateway.spi.Refunds.RefundState;
import dev.diddo.gateway.spi.Transfers;
import dev.diddo.gateway.spi.Transfers.TransferState;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Between the checkout's words and a plugin's, with a check of everything that a plugin says. */
final class Translation {
  private static final int MAX_ID_LENGTH = 255;
  private static final int MAX_CLIENT_LENGTH = 8192; // a few keys and secrets
  private static final int MAX_URL_LENGTH = 2048; // what every browser takes
  private static final Pattern REASON = Pattern.compile("[a-z0-9_]{1,64}");

  private Translation() {}

  static PaymentRequest request(Attempt attempt) {
    return new PaymentRequest(
        attempt.key("open"),
        attempt.reference(),
        mode(attempt.mode()),
        money(attempt.amount()),
        attempt.splits().stream().map(Translation::share).toList(),
        attempt.email(),
        attempt.customer(),
        attempt.successUrl(),
        attempt.cancelUrl(),
        attempt.expiresAt());
  }

  static PaymentReference reference(Attempt attempt, Optional<String> gatewayId) {
    return new PaymentReference(attempt.reference(), gatewayId);
  }

  static Money money(dev.diddo.domain.money.Money money) {
    return new Money(money.minorUnits(), money.currency());
  }

  static Evidence evidence(PaymentState state) {
    return switch (state) {
      case PaymentState.Open(var id, var handover) ->
          new Evidence.AwaitsBuyer(id(id), handover(handover), false);
      case PaymentState.ActionRequired(var id, var handover) ->
          new Evidence.AwaitsBuyer(id(id), handover(handover), true);
      case PaymentState.Pending(var id) -> new Evidence.Undecided(id(id));
      case PaymentState.Authorised(var id, var amount) ->
          new Evidence.Authorised(id(id), money(amount));
      case PaymentState.Captured(var id, var amount) ->
          new Evidence.Captured(id(id), money(amount));
      case PaymentState.Declined(var id, var reason) ->
          new Evidence.Declined(id(id), reason(reason));
      case PaymentState.Cancelled(var id) -> new Evidence.Cancelled(id(id));
      case PaymentState.Missing() -> new Evidence.NoSuchPayment();
    };
  }

  static Notice notice(String gateway, Notifications.Notice notice) {
    return new Notice(
        gateway,
        id(notice.eventId()),
        switch (notice.subject()) {
          case Notifications.Subject.Reference(var ours) ->
              Ulid.parse(ours)
                  .map(PaymentId::new)
                  .<Subject>map(Subject.OfPayment::new)
                  .orElseGet(Subject.Nothing::new);
          case Notifications.Subject.GatewayId(var theirs) -> new Subject.OfGatewayId(id(theirs));
          case Notifications.Subject.Nothing() -> new Subject.Nothing();
        });
  }

  private static Share share(MerchantSplit split) {
    return new Share(
        split.merchantOrder().text(),
        split.storeName(),
        split.account(),
        money(split.gross()),
        money(split.net()));
  }

  private static dev.diddo.domain.money.Money money(Money money) {
    if (money.minorUnits() > dev.diddo.domain.money.Money.MAX_MINOR_UNITS) {
      throw new NonsenseException("an amount beyond all amounts");
    }
    return new dev.diddo.domain.money.Money(money.minorUnits(), money.currency());
  }

  static String id(String id) {
    if (id.isBlank() || id.length() > MAX_ID_LENGTH) {
      throw new NonsenseException("an id that is empty or too long");
    }
    if (!id.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new NonsenseException("an id with characters that ids do not have");
    }
    return id;
  }

  /** The answer to a movement that is asked for by a call of its own. */
  static Movement.Evidence evidence(RefundState state) {
    return switch (state) {
      case RefundState.Pending(var id) -> new Movement.Evidence.Pending(id(id));
      case RefundState.Succeeded(var id) -> new Movement.Evidence.Succeeded(id(id));
      case RefundState.Failed(var reason) -> new Movement.Evidence.Failed(reason(reason));
    };
  }

  static Movement.Evidence evidence(TransferState state) {
    return switch (state) {
      case TransferState.Succeeded(var id) -> new Movement.Evidence.Succeeded(id(id));
      case TransferState.Failed(var reason) -> new Movement.Evidence.Failed(reason(reason));
    };
  }

  static Transfers.Transfer transfer(PaymentReference payment, Movement transfer, String account) {
    return new Transfers.Transfer(
        payment,
        transfer.merchantOrder().orElseThrow().text(),
        account,
        money(transfer.amount()),
        transfer.key());
  }

  static Transfers.Reversal reversal(
      PaymentReference payment, Movement reversal, String transferId) {
    return new Transfers.Reversal(payment, transferId, money(reversal.amount()), reversal.key());
  }

  static KnownRefund refund(Refunds.Refund refund) {
    return new KnownRefund(
        id(refund.gatewayId()),
        refund.idempotencyKey(),
        money(refund.amount()),
        evidence(refund.state()));
  }

  static Dispute dispute(Disputes.Dispute dispute) {
    var status =
        switch (dispute.status()) {
          case NEEDS_RESPONSE -> Dispute.Status.NEEDS_RESPONSE;
          case UNDER_REVIEW -> Dispute.Status.UNDER_REVIEW;
          case WON -> Dispute.Status.WON;
          case LOST -> Dispute.Status.LOST;
        };
    return new Dispute(
        id(dispute.gatewayId()),
        money(dispute.amount()),
        reason(dispute.reason()),
        status,
        dispute.respondBy());
  }

  static Abilities abilities(Gateway gateway) {
    var modes = new LinkedHashSet<dev.diddo.domain.payment.Handover.Mode>();
    gateway.modes().forEach(mode -> modes.add(mode(mode)));
    if (modes.isEmpty()) {
      throw new NonsenseException("no way to pay at all");
    }
    return new Abilities(
        gateway.isLive(),
        Collections.unmodifiableSequencedSet(modes),
        gateway.captures().isPresent(),
        gateway.refunds().isPresent(),
        gateway.transfers().isPresent(),
        gateway.disputes().isPresent(),
        gateway.customers().isPresent());
  }

  static <A, B> List<B> list(List<A> all, int most, Function<A, B> each) {
    if (all.size() > most) {
      throw new NonsenseException("a list without end");
    }
    return all.stream().map(each).toList();
  }

  static AmountRule rule(dev.diddo.gateway.spi.AmountRule rule) {
    return new AmountRule(rule.least(), rule.most(), rule.step());
  }

  static Customers.Customer customer(Customer customer) {
    return new Customers.Customer(customer.reference(), customer.email(), customer.name());
  }

  private static Handover.Mode mode(dev.diddo.domain.payment.Handover.Mode mode) {
    return switch (mode) {
      case HOSTED -> Handover.Mode.HOSTED;
      case EMBEDDED -> Handover.Mode.EMBEDDED;
    };
  }

  private static dev.diddo.domain.payment.Handover.Mode mode(Handover.Mode mode) {
    return switch (mode) {
      case HOSTED -> dev.diddo.domain.payment.Handover.Mode.HOSTED;
      case EMBEDDED -> dev.diddo.domain.payment.Handover.Mode.EMBEDDED;
    };
  }

  private static dev.diddo.domain.payment.Handover handover(Handover handover) {
    return switch (handover) {
      case Handover.Hosted(var url) -> new dev.diddo.domain.payment.Handover.Hosted(url(url));
      case Handover.Embedded(var client) -> embedded(client);
    };
  }

  private static dev.diddo.domain.payment.Handover embedded(Map<String, String> client) {
    int chars = client.entrySet().stream().mapToInt(Translation::chars).sum();
    if (client.isEmpty() || chars > MAX_CLIENT_LENGTH) {
      throw new NonsenseException("nothing, or far too much, for the page that is to pay");
    }
    return new dev.diddo.domain.payment.Handover.Embedded(client);
  }

  private static int chars(Map.Entry<String, String> entry) {
    return entry.getKey().length() + entry.getValue().length();
  }

  private static String reason(String reason) {
    return REASON.matcher(reason).matches() ? reason : "declined";
  }

  private static URI url(URI url) {
    var http = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
    if (!http || url.getHost() == null || url.toString().length() > MAX_URL_LENGTH) {
      throw new NonsenseException("a page that no browser can open");
    }
    return url;
  }
}
