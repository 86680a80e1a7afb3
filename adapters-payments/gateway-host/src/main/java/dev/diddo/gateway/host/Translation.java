package dev.diddo.gateway.host;

import dev.diddo.application.payment.Gateways.Notice;
import dev.diddo.domain.id.PaymentId;
import dev.diddo.domain.id.Ulid;
import dev.diddo.domain.merchant.MerchantSplit;
import dev.diddo.domain.payment.Attempt;
import dev.diddo.domain.payment.Evidence;
import dev.diddo.gateway.spi.Handover;
import dev.diddo.gateway.spi.Money;
import dev.diddo.gateway.spi.Notifications;
import dev.diddo.gateway.spi.PaymentReference;
import dev.diddo.gateway.spi.PaymentRequest;
import dev.diddo.gateway.spi.PaymentRequest.Share;
import dev.diddo.gateway.spi.PaymentState;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/** Between the checkout's words and a plugin's, with a check of everything that a plugin says. */
final class Translation {
  private static final int MAX_ID_LENGTH = 255;
  private static final int MAX_URL_LENGTH = 2048; // what every browser takes
  private static final Pattern REASON = Pattern.compile("[a-z0-9_]{1,64}");

  private Translation() {}

  static PaymentRequest request(Attempt attempt) {
    return new PaymentRequest(
        attempt.key("open"),
        attempt.reference(),
        Handover.Mode.HOSTED,
        money(attempt.amount()),
        attempt.splits().stream().map(Translation::share).toList(),
        attempt.email(),
        Optional.empty(),
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
          new Evidence.AwaitsBuyer(id(id), page(handover), false);
      case PaymentState.ActionRequired(var id, var handover) ->
          new Evidence.AwaitsBuyer(id(id), page(handover), true);
      case PaymentState.Pending(var id) -> new Evidence.Undecided(id(id));
      case PaymentState.Authorised(var id, var amount) ->
          new Evidence.Authorised(id(id), money(amount));
      case PaymentState.Captured(var id, var amount) ->
          new Evidence.Captured(id(id), money(amount));
      case PaymentState.Declined(var id, var reason) ->
          new Evidence.Declined(id(id), REASON.matcher(reason).matches() ? reason : "declined");
      case PaymentState.Cancelled(var id) -> new Evidence.Cancelled(id(id));
      case PaymentState.Missing() -> new Evidence.NoSuchPayment();
    };
  }

  static Notice notice(String gateway, Notifications.Notice notice) {
    return new Notice(
        gateway,
        id(notice.eventId()),
        switch (notice.subject()) {
          case Notifications.Subject.Reference(var ours) -> Ulid.parse(ours).map(PaymentId::new);
          case Notifications.Subject.GatewayId _, Notifications.Subject.Nothing _ ->
              Optional.empty();
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

  private static String id(String id) {
    if (id.isBlank() || id.length() > MAX_ID_LENGTH) {
      throw new NonsenseException("an id that is empty or too long");
    }
    if (!id.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new NonsenseException("an id with characters that ids do not have");
    }
    return id;
  }

  private static URI page(Handover handover) {
    return switch (handover) {
      case Handover.Hosted(var url) -> url(url);
      case Handover.Embedded _ -> throw new NonsenseException("a way to pay that nobody asked for");
    };
  }

  private static URI url(URI url) {
    var http = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
    if (!http || url.getHost() == null || url.toString().length() > MAX_URL_LENGTH) {
      throw new NonsenseException("a page that no browser can open");
    }
    return url;
  }
}
