package dev.diddo.gateway.stripe;

import static dev.diddo.gateway.stripe.Calls.said;

import com.stripe.model.PaymentIntent;
import com.stripe.model.TransferReversal;
import com.stripe.param.TransferCreateParams;
import com.stripe.param.TransferListParams;
import com.stripe.param.TransferReversalCreateParams;
import com.stripe.param.TransferReversalListParams;
import dev.diddo.gateway.spi.Money;
import dev.diddo.gateway.spi.Transfers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Passes money on to connected accounts, out of the payment's own charge. As with refunds, our key
 * is in the metadata and is looked for first.
 */
final class StripeTransfers implements Transfers {
  private final Calls calls;
  private final Payments payments;

  StripeTransfers(Calls calls, Payments payments) {
    this.calls = calls;
    this.payments = payments;
  }

  @Override
  public TransferState transfer(Transfer transfer) {
    var intent = payments.find(transfer.payment()).flatMap(Stored::intent);
    if (intent.isEmpty()) {
      return new TransferState.Failed("payment_unknown");
    }
    if (!"succeeded".equals(intent.get().getStatus())) {
      return new TransferState.Failed("not_captured");
    }
    return made(transfer.payment().reference()).stream()
        .filter(made -> isBy(transfer.idempotencyKey(), made.getMetadata()))
        .findFirst()
        .map(made -> succeeded(made.getId()))
        .orElseGet(() -> make(intent.get(), transfer));
  }

  @Override
  public TransferState reverse(Reversal reversal) {
    try {
      return reversals(reversal.transferId()).stream()
          .filter(made -> isBy(reversal.idempotencyKey(), made.getMetadata()))
          .findFirst()
          .map(made -> succeeded(made.getId()))
          .orElseGet(() -> make(reversal));
    } catch (RefusedException e) {
      // Of a payment that this account knows it knows the transfers too; else this throws.
      var _ = payments.find(reversal.payment());
      return new TransferState.Failed(e.reason());
    }
  }

  private List<com.stripe.model.Transfer> made(String reference) {
    return calls.movements(
        "list transfers",
        (last, stripe) -> {
          var params =
              TransferListParams.builder().setTransferGroup(reference).setLimit(Calls.PAGE);
          last.ifPresent(params::setStartingAfter);
          return stripe.transfers().list(params.build());
        });
  }

  private List<TransferReversal> reversals(String transfer) {
    return calls.movements(
        "list reversals",
        (last, stripe) -> {
          var params = TransferReversalListParams.builder().setLimit(Calls.PAGE);
          last.ifPresent(params::setStartingAfter);
          return stripe.transfers().reversals().list(transfer, params.build());
        });
  }

  private TransferState make(PaymentIntent intent, Transfer transfer) {
    var units = units(transfer.amount());
    if (units.isEmpty()) {
      return new TransferState.Failed("amount_not_supported");
    }
    var reference = transfer.payment().reference();
    var params =
        TransferCreateParams.builder()
            .setAmount(units.get())
            .setCurrency(Amounts.toStripe(transfer.amount().currency()))
            .setDestination(transfer.account())
            .setSourceTransaction(said(intent.getLatestCharge(), "charge"))
            .setTransferGroup(reference)
            .putAllMetadata(
                Map.of(
                    Stored.KEY,
                    transfer.idempotencyKey(),
                    Stored.REFERENCE,
                    reference,
                    "merchant",
                    transfer.merchantReference()))
            .build();
    try {
      return succeeded(
          calls
              .post(
                  "transfer",
                  transfer.idempotencyKey(),
                  (stripe, options) -> stripe.transfers().create(params, options))
              .getId());
    } catch (RefusedException e) {
      return new TransferState.Failed(e.reason());
    }
  }

  private TransferState make(Reversal reversal) {
    var units = units(reversal.amount());
    if (units.isEmpty()) {
      return new TransferState.Failed("amount_not_supported");
    }
    var key = reversal.idempotencyKey();
    var params =
        TransferReversalCreateParams.builder()
            .setAmount(units.get())
            .setMetadata(Map.of(Stored.KEY, key, Stored.REFERENCE, reversal.payment().reference()))
            .build();
    return succeeded(
        calls
            .post(
                "reverse",
                key,
                (stripe, options) ->
                    stripe.transfers().reversals().create(reversal.transferId(), params, options))
            .getId());
  }

  private static Optional<Long> units(Money amount) {
    return Amounts.toStripe(amount).filter(units -> units > 0);
  }

  private static boolean isBy(String key, @Nullable Map<String, String> metadata) {
    return metadata != null && key.equals(metadata.get(Stored.KEY));
  }

  private static TransferState succeeded(String id) {
    return new TransferState.Succeeded(said(id, "transfer"));
  }
}
