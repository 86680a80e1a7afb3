package dev.diddo.gateway.stripe;

import com.stripe.param.CustomerSessionCreateParams;
import com.stripe.param.CustomerSessionCreateParams.Components;
import com.stripe.param.CustomerSessionCreateParams.Components.PaymentElement;
import com.stripe.param.PaymentIntentCreateParams;
import dev.diddo.gateway.spi.PaymentRequest;
import java.util.Map;

/** What payments are marked with, and what one within our page is opened with. */
final class Parameters {
  private Parameters() {}

  static Map<String, String> metadata(PaymentRequest request) {
    return Map.of(
        Stored.REFERENCE,
        request.reference(),
        Stored.HANDOVER,
        request.mode().name(),
        Stored.EXPIRES_AT,
        Long.toString(request.expiresAt().getEpochSecond()));
  }

  static PaymentIntentCreateParams intent(PaymentRequest request, long total) {
    var params =
        PaymentIntentCreateParams.builder()
            .setAmount(total)
            .setCurrency(Amounts.toStripe(request.amount().currency()))
            .setCaptureMethod(PaymentIntentCreateParams.CaptureMethod.MANUAL)
            .setAutomaticPaymentMethods(
                PaymentIntentCreateParams.AutomaticPaymentMethods.builder()
                    .setEnabled(true)
                    .build())
            .setTransferGroup(request.reference())
            .putAllMetadata(metadata(request));
    request.email().ifPresent(params::setReceiptEmail);
    request
        .customer()
        .ifPresent(
            customer ->
                params
                    .setCustomer(customer)
                    .setSetupFutureUsage(PaymentIntentCreateParams.SetupFutureUsage.ON_SESSION));
    return params.build();
  }

  /** Lets the buyer's browser show the customer's cards; the payment itself says what is saved. */
  static CustomerSessionCreateParams savedCards(String customer) {
    return CustomerSessionCreateParams.builder()
        .setCustomer(customer)
        .setComponents(
            Components.builder()
                .setPaymentElement(
                    PaymentElement.builder()
                        .setEnabled(true)
                        .setFeatures(
                            PaymentElement.Features.builder()
                                .setPaymentMethodRedisplay(
                                    PaymentElement.Features.PaymentMethodRedisplay.ENABLED)
                                .build())
                        .build())
                .build())
        .build();
  }
}
