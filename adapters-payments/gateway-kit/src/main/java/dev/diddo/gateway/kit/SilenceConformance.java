package dev.diddo.gateway.kit;

import static dev.diddo.gateway.kit.Attempt.amountOf;
import static dev.diddo.gateway.kit.Attempt.refundId;
import static dev.diddo.gateway.kit.Attempt.transferId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.gateway.spi.GatewayUnreachableException;
import dev.diddo.gateway.spi.Money;
import dev.diddo.gateway.spi.PaymentState;
import dev.diddo.gateway.spi.Refunds.Refund;
import dev.diddo.gateway.spi.Refunds.RefundState;
import dev.diddo.gateway.spi.Transfers.Transfer;
import dev.diddo.gateway.spi.Transfers.TransferState;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What is known of a call whose answer never came: nothing, until somebody asks again. */
abstract class SilenceConformance extends BuyerConformance {

  /** What the gateway said; empty if it threw. That nothing was done it may not say here. */
  private static <T> Optional<T> unsure(Callable<T> call) {
    try {
      return Optional.of(call.call());
    } catch (GatewayUnreachableException untrue) {
      throw new AssertionError("It says that surely nothing happened, and it did", untrue);
    } catch (Exception unknown) {
      return Optional.empty();
    }
  }

  /** The provider did what it was asked, and nobody heard. */
  @Nested
  class LosingAnswers {
    @Test
    void a_payment_whose_answer_was_lost_is_found_and_opened_once() {
      var attempt = attempt(money(1299));
      loseNextAnswer();
      unsure(attempt::open)
          .ifPresent(
              said ->
                  assertThat(said)
                      .isInstanceOfAny(PaymentState.Open.class, PaymentState.Pending.class));
      var found = gateway().lookUp(attempt.oursAlone());
      assertThat(found).isInstanceOf(PaymentState.Open.class);
      assertThat(attempt.open()).isEqualTo(found);
    }

    @Test
    void a_capture_whose_answer_was_lost_is_made_once() throws Exception {
      assumeOffered(Facet.CAPTURES);
      var paid = approved(money(1299));
      Callable<PaymentState> capture =
          () ->
              gateway()
                  .captures()
                  .orElseThrow()
                  .capture(paid.reference(), money(500), paid.key("capture"));
      loseNextAnswer();
      unsure(capture)
          .ifPresent(
              said ->
                  assertThat(said)
                      .isInstanceOfAny(PaymentState.Captured.class, PaymentState.Pending.class));
      assertThat(capture.call()).isInstanceOf(PaymentState.Captured.class);
      assertThat(amountOf(paid.lookUp())).isEqualTo(money(500));
    }

    @Test
    void a_refund_whose_answer_was_lost_is_made_once() throws Exception {
      assumeOffered(Facet.REFUNDS);
      var paid = captured(money(1299));
      var refunds = gateway().refunds().orElseThrow();
      Callable<RefundState> refund =
          () -> refunds.refund(paid.reference(), money(500), paid.key("refund"));
      loseNextAnswer();
      unsure(refund).ifPresent(said -> assertThat(said).isNotInstanceOf(RefundState.Failed.class));
      refundId(refund.call());
      assertThat(refunds.list(paid.reference()))
          .extracting(Refund::amount)
          .containsExactly(money(500));
    }

    @Test
    void a_transfer_whose_answer_was_lost_is_made_once() throws Exception {
      assumeOffered(Facet.TRANSFERS);
      var paid = captured(money(1299));
      loseNextAnswer();
      unsure(() -> transfer(paid, money(700), "one"))
          .ifPresent(said -> assertThat(said).isInstanceOf(TransferState.Succeeded.class));
      transferId(transfer(paid, money(700), "one"));
      transferId(transfer(paid, money(599), "the rest"));
    }

    private TransferState transfer(Attempt paid, Money amount, String step) {
      return gateway()
          .transfers()
          .orElseThrow()
          .transfer(
              new Transfer(
                  paid.reference(),
                  paid.request().shares().getFirst().merchantReference(),
                  account(),
                  amount,
                  paid.key(step)));
    }
  }

  /** The provider is not there. */
  @Nested
  class Outage {
    @AfterEach
    void mend() {
      reconnect();
    }

    @Test
    void a_payment_that_could_not_be_opened_can_be_opened_later() {
      var attempt = attempt(money(1299));
      disconnect();
      assertNothingIsSaid(attempt::open);
      reconnect();
      assertThat(gateway().lookUp(attempt.oursAlone())).isEqualTo(new PaymentState.Missing());
      assertThat(attempt.opened().gatewayId()).isNotBlank();
    }

    @Test
    void a_payment_that_cannot_be_looked_up_is_neither_missing_nor_over() throws Exception {
      var paid = approved(money(1299));
      var before = paid.lookUp();
      disconnect();
      assertNothingIsSaid(paid::lookUp);
      assertNothingIsSaid(() -> gateway().lookUp(paid.oursAlone()));
      assertNothingIsSaid(paid::cancel);
      reconnect();
      assertThat(paid.lookUp()).isEqualTo(before);
    }

    @Test
    void a_refund_that_could_not_be_asked_for_did_not_fail() throws Exception {
      assumeOffered(Facet.REFUNDS);
      var paid = captured(money(1299));
      var refunds = gateway().refunds().orElseThrow();
      disconnect();
      said(() -> refunds.refund(paid.reference(), money(500), paid.key("refund")))
          .ifPresent(it -> assertThat(it).isNotInstanceOf(RefundState.Failed.class));
      assertThat(said(() -> refunds.list(paid.reference()))).isEmpty();
      reconnect();
      refundId(refunds.refund(paid.reference(), money(500), paid.key("refund")));
    }

    private static void assertNothingIsSaid(Callable<PaymentState> call) {
      said(call).ifPresent(state -> assertThat(state).isInstanceOf(PaymentState.Pending.class));
    }

    /** What it answers; empty if it throws, for whatever reason. */
    private static <T> Optional<T> said(Callable<T> call) {
      try {
        return Optional.of(call.call());
      } catch (Exception unknown) {
        return Optional.empty();
      }
    }
  }
}
