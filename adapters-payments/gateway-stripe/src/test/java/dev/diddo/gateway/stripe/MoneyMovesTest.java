package dev.diddo.gateway.stripe;

import static dev.diddo.gateway.stripe.Shop.money;
import static dev.diddo.gateway.stripe.Shop.reference;
import static dev.diddo.gateway.stripe.Shop.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.diddo.gateway.spi.Disputes.Dispute;
import dev.diddo.gateway.spi.PaymentReference;
import dev.diddo.gateway.spi.PaymentState;
import dev.diddo.gateway.spi.Refunds.Refund;
import dev.diddo.gateway.spi.Refunds.RefundState;
import dev.diddo.gateway.spi.Transfers;
import dev.diddo.gateway.spi.Transfers.Reversal;
import dev.diddo.gateway.spi.Transfers.Transfer;
import dev.diddo.gateway.spi.Transfers.TransferState;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What happens to money after its buyer has authorised it. */
class MoneyMovesTest {
  private final Shop shop = new Shop();

  @AfterEach
  void close() {
    shop.close();
  }

  private RefundState refund(PaymentReference payment, long cents, String key) {
    return shop.gateway.refunds().orElseThrow().refund(payment, usd(cents), key);
  }

  private TransferState transfer(PaymentReference payment, String account, long cents) {
    var transfer = new Transfer(payment, "m-1", account, usd(cents), "transfer-1");
    return shop.gateway.transfers().orElseThrow().transfer(transfer);
  }

  private String intent() {
    return FakeBooks.text(shop.stripe.books.all("payment_intent").getFirst(), "id");
  }

  @Test
  void a_capture_of_another_currency_or_of_nothing_leaves_it_authorised() {
    var payment = shop.authorised(usd(1299));
    var captures = shop.gateway.captures().orElseThrow();
    for (var amount : List.of(money(1299, "EUR"), usd(0), usd(1300))) {
      assertThat(captures.capture(payment, amount, "capture-1"))
          .isInstanceOf(PaymentState.Authorised.class);
    }
    assertThat(shop.count("POST /v1/payment_intents/*/capture")).isZero();
    assertThat(captures.capture(new PaymentReference("nobody", Optional.empty()), usd(1), "c"))
        .isEqualTo(new PaymentState.Missing());
  }

  @Test
  void an_authorisation_that_stripe_ended_is_not_captured() {
    var payment = shop.authorised(usd(1299));
    shop.stripe.books.change(intent()).put("status", "canceled");
    assertThat(shop.gateway.captures().orElseThrow().capture(payment, usd(1299), "capture-1"))
        .isEqualTo(new PaymentState.Cancelled(intent()));
  }

  @Test
  void a_refund_is_told_as_it_is_by_then() {
    var payment = shop.captured(usd(1299));
    assertThat(refund(payment, 300, "refund-1")).isInstanceOf(RefundState.Succeeded.class);
    var made = shop.stripe.books.all("refund").getFirst();
    made.put("status", "pending");
    assertThat(refund(payment, 300, "refund-1")).isInstanceOf(RefundState.Pending.class);
    made.put("status", "failed").put("failure_reason", "expired_or_canceled_card");
    assertThat(refund(payment, 300, "refund-1"))
        .isEqualTo(new RefundState.Failed("expired_or_canceled_card"));
    made.put("status", "canceled");
    assertThat(refund(payment, 300, "refund-1")).isEqualTo(new RefundState.Failed("canceled"));
    made.put("status", "requires_action");
    assertThat(refund(payment, 300, "refund-1")).isInstanceOf(RefundState.Pending.class);
  }

  @Test
  void refunds_made_in_the_dashboard_are_listed_too() {
    var payment = shop.captured(usd(1299));
    refund(payment, 300, "refund-1");
    var byHand = shop.stripe.books.refundByHand(intent(), 200);
    var id = FakeBooks.text(byHand, "id");
    assertThat(shop.gateway.refunds().orElseThrow().list(payment))
        .hasSize(2)
        .contains(new Refund(id, Optional.empty(), usd(200), new RefundState.Succeeded(id)));
    assertThat(refund(payment, 800, "refund-2")).isInstanceOf(RefundState.Failed.class);
    assertThat(shop.gateway.refunds().orElseThrow().list(reference("pi_unknown"))).hasSize(2);
  }

  @Test
  void refunds_of_several_pages_are_all_listed() {
    var payment = shop.captured(usd(1299));
    IntStream.range(0, 150).forEach(_ -> shop.stripe.books.refundByHand(intent(), 1));
    assertThat(shop.gateway.refunds().orElseThrow().list(payment)).hasSize(150);
  }

  @Test
  void what_is_not_captured_or_not_known_is_not_refunded_or_transferred() {
    var payment = shop.authorised(usd(1299));
    assertThat(refund(payment, 300, "refund-1")).isEqualTo(new RefundState.Failed("not_captured"));
    assertThat(transfer(payment, "acct_1", 300))
        .isEqualTo(new TransferState.Failed("not_captured"));
    var nobody = new PaymentReference("nobody", Optional.empty());
    assertThat(refund(nobody, 300, "refund-1"))
        .isEqualTo(new RefundState.Failed("payment_unknown"));
    assertThat(transfer(nobody, "acct_1", 300))
        .isEqualTo(new TransferState.Failed("payment_unknown"));
    assertThat(shop.gateway.refunds().orElseThrow().list(nobody)).isEmpty();
  }

  @Test
  void what_another_account_has_is_neither_refused_nor_called_missing() {
    shop.captured(usd(1299));
    var elsewhere = new PaymentReference("ours", Optional.of("pi_of_another_account"));
    var refunds = shop.gateway.refunds().orElseThrow();
    var transfers = shop.gateway.transfers().orElseThrow();
    var reversal = new Transfers.Reversal(elsewhere, "tr_of_another_account", usd(300), "back-1");
    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> refund(elsewhere, 300, "refund-1"),
            () -> refunds.list(elsewhere),
            () -> transfer(elsewhere, "acct_1", 300),
            () -> transfers.reverse(reversal),
            () -> shop.gateway.lookUp(elsewhere),
            () ->
                shop.gateway.captures().orElseThrow().capture(elsewhere, usd(300), "capture-1"))) {
      assertThatThrownBy(call).isInstanceOf(UnclearException.class);
    }
  }

  @Test
  void a_transfer_comes_out_of_the_payments_own_charge() {
    var payment = shop.captured(usd(1299));
    assertThat(transfer(payment, "acct_1", 700)).isInstanceOf(TransferState.Succeeded.class);
    var charge = FakeBooks.text(shop.stripe.books.all("charge").getFirst(), "id");
    assertThat(shop.last("POST /v1/transfers").parameters())
        .contains(
            entry("source_transaction", charge),
            entry("destination", "acct_1"),
            entry("transfer_group", Shop.REFERENCE),
            entry("metadata[merchant]", "m-1"),
            entry("metadata[key]", "transfer-1"));
  }

  @Test
  void a_transfer_that_stripe_refuses_says_why() {
    var payment = shop.captured(usd(1299));
    assertThat(transfer(payment, "acct_closed", 700))
        .isEqualTo(new TransferState.Failed("account_closed"));
    assertThat(
            shop.gateway
                .transfers()
                .orElseThrow()
                .reverse(new Reversal(payment, "tr_unknown", usd(1), "back-1")))
        .isEqualTo(new TransferState.Failed("resource_missing"));
  }

  @Test
  void a_reversal_is_made_once_also_after_its_key_is_forgotten() {
    var payment = shop.captured(usd(1299));
    var id = ((TransferState.Succeeded) transfer(payment, "acct_1", 700)).gatewayId();
    var transfers = shop.gateway.transfers().orElseThrow();
    var back = transfers.reverse(new Reversal(payment, id, usd(300), "back-1"));
    shop.stripe.forgetKeys();
    assertThat(transfers.reverse(new Reversal(payment, id, usd(300), "back-1"))).isEqualTo(back);
    assertThat(shop.stripe.books.all("transfer_reversal")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "warning_needs_response, NEEDS_RESPONSE",
    "needs_response, NEEDS_RESPONSE",
    "warning_under_review, UNDER_REVIEW",
    "under_review, UNDER_REVIEW",
    "warning_closed, WON",
    "won, WON",
    "prevented, WON",
    "lost, LOST"
  })
  void a_dispute_is_shown_with_what_is_left_to_do(String status, Dispute.Status shown) {
    var payment = shop.captured(usd(1299));
    shop.stripe.books.dispute(intent(), 500, status);
    assertThat(shop.gateway.disputes().orElseThrow().list(payment))
        .singleElement()
        .satisfies(
            dispute -> {
              assertThat(dispute.amount()).isEqualTo(usd(500));
              assertThat(dispute.reason()).isEqualTo("fraudulent");
              assertThat(dispute.status()).isEqualTo(shown);
              assertThat(dispute.respondBy().isPresent())
                  .isEqualTo(shown == Dispute.Status.NEEDS_RESPONSE);
            });
  }
}
