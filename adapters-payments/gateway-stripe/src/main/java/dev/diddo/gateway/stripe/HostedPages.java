package dev.diddo.gateway.stripe;

import static com.stripe.param.checkout.SessionCreateParams.SavedPaymentMethodOptions.AllowRedisplayFilter.ALWAYS;
import static com.stripe.param.checkout.SessionCreateParams.SavedPaymentMethodOptions.AllowRedisplayFilter.LIMITED;
import static com.stripe.param.checkout.SessionCreateParams.SavedPaymentMethodOptions.AllowRedisplayFilter.UNSPECIFIED;

import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionCreateParams.LineItem;
import com.stripe.param.checkout.SessionCreateParams.PaymentIntentData;
import com.stripe.param.checkout.SessionCreateParams.SavedPaymentMethodOptions;
import dev.diddo.gateway.spi.Money;
import dev.diddo.gateway.spi.PaymentRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a payment on Stripe's page is opened with. It follows from the request alone, not from the
 * time of the call: with the same key Stripe takes the same parameters only.
 */
final class HostedPages {
  /**
   * A session has to live for 30 minutes at least from when Stripe makes it, which is any time
   * before the payment expires. Whatever is left of it then is ended by us.
   */
  private static final Duration LEAST_LIFE = Duration.ofMinutes(30);

  /** Beyond, a session of ours would outlive the day that Stripe allows, or nearly so. */
  static final Duration LONGEST_LIFE = Duration.ofHours(23);

  private static final int MOST_LINES = 100;
  private static final int LONGEST_NAME = 250;

  private HostedPages() {}

  /**
   * @param longLived whether the payment may stay open for longer than a session can live
   */
  static SessionCreateParams session(PaymentRequest request, long total, boolean longLived) {
    var metadata = Parameters.metadata(request);
    var params =
        SessionCreateParams.builder()
            .setMode(SessionCreateParams.Mode.PAYMENT)
            .setUiMode(SessionCreateParams.UiMode.HOSTED_PAGE)
            .setClientReferenceId(request.reference())
            .putAllMetadata(metadata)
            .addAllLineItem(lines(request, total))
            .setPaymentIntentData(intent(request, metadata))
            // Else Stripe may charge in the buyer's own currency, which is not what we asked for.
            .setAdaptivePricing(
                SessionCreateParams.AdaptivePricing.builder().setEnabled(false).build())
            .setSuccessUrl(request.successUrl().toString())
            .setCancelUrl(request.cancelUrl().toString())
            .addExpand("payment_intent");
    if (!longLived) {
      params.setExpiresAt(request.expiresAt().plus(LEAST_LIFE).getEpochSecond());
    }
    buyer(request, params);
    return params.build();
  }

  private static PaymentIntentData intent(PaymentRequest request, Map<String, String> metadata) {
    var intent =
        PaymentIntentData.builder()
            .setCaptureMethod(PaymentIntentData.CaptureMethod.MANUAL)
            .setTransferGroup(request.reference())
            .putAllMetadata(metadata);
    request.email().ifPresent(intent::setReceiptEmail);
    return intent.build();
  }

  /** A customer brings an address of its own; Stripe takes one of the two. */
  private static void buyer(PaymentRequest request, SessionCreateParams.Builder params) {
    request
        .customer()
        .ifPresentOrElse(
            customer ->
                params
                    .setCustomer(customer)
                    .setSavedPaymentMethodOptions(
                        SavedPaymentMethodOptions.builder()
                            .setPaymentMethodSave(
                                SavedPaymentMethodOptions.PaymentMethodSave.ENABLED)
                            .addAllAllowRedisplayFilter(List.of(ALWAYS, LIMITED, UNSPECIFIED))
                            .build()),
            () -> request.email().ifPresent(params::setCustomerEmail));
  }

  /** A line a merchant; one for all where Stripe cannot show them so. */
  private static List<LineItem> lines(PaymentRequest request, long total) {
    var shares = request.shares().stream().filter(share -> share.gross().minorUnits() > 0).toList();
    var showable =
        !shares.isEmpty()
            && shares.size() <= MOST_LINES
            && shares.stream().allMatch(share -> Amounts.toStripe(share.gross()).isPresent())
            // What Stripe asks of the buyer is the sum of the lines.
            && shares.stream().mapToLong(share -> units(share.gross())).sum() == total;
    if (!showable) {
      return List.of(line(request.amount(), total, "Order"));
    }
    return shares.stream()
        .map(share -> line(share.gross(), units(share.gross()), share.merchantName()))
        .toList();
  }

  private static long units(Money amount) {
    return Amounts.toStripe(amount).orElseThrow();
  }

  private static LineItem line(Money amount, long units, String name) {
    var shown = name.isBlank() ? "Order" : name.strip();
    if (shown.length() > LONGEST_NAME) { // and not through the middle of a character
      shown = shown.substring(0, shown.offsetByCodePoints(0, LONGEST_NAME / 2));
    }
    return LineItem.builder()
        .setQuantity(1L)
        .setPriceData(
            LineItem.PriceData.builder()
                .setCurrency(Amounts.toStripe(amount.currency()))
                .setUnitAmount(units)
                .setProductData(LineItem.PriceData.ProductData.builder().setName(shown).build())
                .build())
        .build();
  }
}
