package dev.diddo.gateway.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.diddo.gateway.spi.Captures;
import dev.diddo.gateway.spi.PaymentReference;
import dev.diddo.gateway.spi.PaymentState;
import dev.diddo.gateway.spi.Refunds;
import dev.diddo.gateway.spi.Refunds.Refund;
import dev.diddo.gateway.spi.Refunds.RefundState;
import dev.diddo.gateway.spi.Transfers;
import dev.diddo.gateway.spi.Transfers.Reversal;
import dev.diddo.gateway.spi.Transfers.Transfer;
import dev.diddo.gateway.spi.Transfers.TransferState;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What happens to money that a buyer has authorised. */
abstract class MoneyConformance extends GatewayUnderTest {

  /** How money is taken. */
  @Nested
  class Capturing {
    private Captures captures() {
      return gateway().captures().orElseThrow();
    }

    @Test
    void an_approval_takes_the_money_at_once_unless_captures_are_declared() throws Exception {
      assertThat(approved(request(usd(1299))))
          .isInstanceOf(
              facets().contains(Facet.CAPTURES)
                  ? PaymentState.Authorised.class
                  : PaymentState.Captured.class);
    }

    @Test
    void what_was_authorised_is_captured_by_a_call_of_its_own() throws Exception {
      assumeThat(facets()).contains(Facet.CAPTURES);
      var request = request(usd(1299));
      assertThat(approved(request)).isInstanceOf(PaymentState.Authorised.class);
      var captured = captures().capture(reference(request), usd(1299), "capture");
      assertThat(captured).isInstanceOf(PaymentState.Captured.class);
      assertThat(amountOf(captured)).isEqualTo(usd(1299));
      assertThat(gateway().lookUp(reference(request))).isEqualTo(captured);
    }

    @Test
    void a_part_is_captured_once_and_the_rest_released() throws Exception {
      assumeThat(facets()).contains(Facet.CAPTURES);
      var request = request(usd(1299));
      approved(request);
      var part = captures().capture(reference(request), usd(999), "capture");
      assertThat(amountOf(part)).isEqualTo(usd(999));
      assertThat(captures().capture(reference(request), usd(999), "capture")).isEqualTo(part);
      assertThat(captures().capture(reference(request), usd(300), "rest")).isEqualTo(part);
      assertThat(captures().release(reference(request), "release")).isEqualTo(part);
      assertThat(gateway().lookUp(reference(request))).isEqualTo(part);
    }

    @Test
    void twenty_threads_with_one_key_capture_once() throws Exception {
      assumeThat(facets()).contains(Facet.CAPTURES);
      var request = request(usd(1299));
      approved(request);
      var answers = atOnce(20, () -> captures().capture(reference(request), usd(500), "capture"));
      assertThat(answers)
          .hasSize(20)
          .allSatisfy(it -> assertThat(it).isEqualTo(answers.getFirst()));
      assertThat(amountOf(gateway().lookUp(reference(request)))).isEqualTo(usd(500));
    }

    @Test
    void more_than_was_authorised_is_not_captured() throws Exception {
      assumeThat(facets()).contains(Facet.CAPTURES);
      var request = request(usd(1299));
      var approved = approved(request);
      assertThat(captures().capture(reference(request), usd(1300), "capture")).isEqualTo(approved);
      assertThat(gateway().lookUp(reference(request))).isEqualTo(approved);
    }

    @Test
    void what_nobody_authorised_is_not_captured() {
      assumeThat(facets()).contains(Facet.CAPTURES);
      var request = request(usd(1299));
      var open = open(request);
      assertThat(captures().capture(reference(request), usd(1299), "capture")).isEqualTo(open);
    }

    @Test
    void a_released_payment_is_over() throws Exception {
      assumeThat(facets()).contains(Facet.CAPTURES);
      var request = request(usd(1299));
      approved(request);
      var released = captures().release(reference(request), "release");
      assertThat(released).isInstanceOf(PaymentState.Cancelled.class);
      assertThat(captures().release(reference(request), "release")).isEqualTo(released);
      assertThat(captures().capture(reference(request), usd(1299), "capture")).isEqualTo(released);
    }
  }

  /** How money goes back. */
  @Nested
  class Refunding {
    @BeforeEach
    void only_if_declared() {
      assumeThat(facets()).contains(Facet.REFUNDS);
    }

    private Refunds refunds() {
      return gateway().refunds().orElseThrow();
    }

    @Test
    void parts_are_refunded_up_to_what_was_captured() throws Exception {
      var paid = captured(usd(1299));
      refundId(refunds().refund(paid, usd(300), "first"));
      refundId(refunds().refund(paid, usd(999), "second"));
      assertThat(refunds().refund(paid, usd(1), "third")).isInstanceOf(RefundState.Failed.class);
      assertThat(amountOf(gateway().lookUp(paid))).isEqualTo(usd(1299));
    }

    @Test
    void more_than_was_captured_is_not_refunded() throws Exception {
      var paid = captured(usd(1299));
      assertThat(refunds().refund(paid, usd(1300), "all")).isInstanceOf(RefundState.Failed.class);
      refundId(refunds().refund(paid, usd(1299), "what there is"));
    }

    @Test
    void twenty_threads_with_one_key_refund_once() throws Exception {
      var paid = captured(usd(1299));
      assertThat(atOnce(20, () -> refundId(refunds().refund(paid, usd(700), "one"))))
          .hasSize(20)
          .containsOnly(refundId(refunds().refund(paid, usd(700), "one")));
      assertThat(refunds().list(paid)).hasSize(1);
      refundId(refunds().refund(paid, usd(599), "rest"));
    }

    @Test
    void all_refunds_are_listed_with_the_keys_they_were_asked_for_with() throws Exception {
      var paid = captured(usd(1299));
      assertThat(refunds().list(paid)).isEmpty();
      refunds().refund(paid, usd(300), "first");
      refunds().refund(paid, usd(500), "second");
      assertThat(refunds().list(paid))
          .extracting(Refund::idempotencyKey, Refund::amount)
          .containsExactlyInAnyOrder(
              tuple(Optional.of("first"), usd(300)), tuple(Optional.of("second"), usd(500)));
    }

    @Test
    void what_was_not_captured_is_not_refunded() {
      var request = request(usd(1299));
      open(request);
      assertThat(refunds().refund(reference(request), usd(1299), "refund"))
          .isInstanceOf(RefundState.Failed.class);
    }
  }

  /** How merchants get theirs. */
  @Nested
  class Transferring {
    @BeforeEach
    void only_if_declared() {
      assumeThat(facets()).contains(Facet.TRANSFERS);
    }

    private Transfers transfers() {
      return gateway().transfers().orElseThrow();
    }

    @Test
    void a_key_transfers_once() throws Exception {
      var paid = captured(usd(1299));
      var first = transfers().transfer(transfer(paid, 700, "one"));
      assertThat(first).isInstanceOf(TransferState.Succeeded.class);
      assertThat(transfers().transfer(transfer(paid, 700, "one"))).isEqualTo(first);
      assertThat(transfers().transfer(transfer(paid, 599, "two")))
          .isInstanceOf(TransferState.Succeeded.class)
          .isNotEqualTo(first);
    }

    @Test
    void no_more_is_transferred_than_was_captured() throws Exception {
      var paid = captured(usd(1299));
      transfers().transfer(transfer(paid, 1000, "one"));
      assertThat(transfers().transfer(transfer(paid, 300, "two")))
          .isInstanceOf(TransferState.Failed.class);
    }

    @Test
    void a_transfer_is_reversed_in_parts_and_no_further() throws Exception {
      var paid = captured(usd(1299));
      var made = transfers().transfer(transfer(paid, 700, "one"));
      var id = ((TransferState.Succeeded) made).gatewayId();
      var first = transfers().reverse(new Reversal(paid, id, usd(300), "back"));
      assertThat(first).isInstanceOf(TransferState.Succeeded.class);
      assertThat(transfers().reverse(new Reversal(paid, id, usd(300), "back"))).isEqualTo(first);
      assertThat(transfers().reverse(new Reversal(paid, id, usd(401), "more")))
          .isInstanceOf(TransferState.Failed.class);
      assertThat(transfers().reverse(new Reversal(paid, id, usd(400), "rest")))
          .isInstanceOf(TransferState.Succeeded.class);
    }

    private Transfer transfer(PaymentReference paid, long cents, String key) {
      return new Transfer(paid, paid.reference() + "-1", account(), usd(cents), key);
    }
  }
}
