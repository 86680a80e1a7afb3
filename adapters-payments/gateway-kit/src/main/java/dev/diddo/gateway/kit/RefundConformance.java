package dev.diddo.gateway.kit;

import static dev.diddo.gateway.kit.Attempt.amountOf;
import static dev.diddo.gateway.kit.Attempt.refundId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.diddo.gateway.spi.Money;
import dev.diddo.gateway.spi.Refunds;
import dev.diddo.gateway.spi.Refunds.Refund;
import dev.diddo.gateway.spi.Refunds.RefundState;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How captured money goes back to the buyer. */
abstract class RefundConformance extends CaptureConformance {

  /** What is given back, and what is not. */
  @Nested
  class Refunding {
    @BeforeEach
    void only_if_declared() {
      assumeOffered(Facet.REFUNDS);
    }

    private Refunds refunds() {
      return gateway().refunds().orElseThrow();
    }

    private RefundState refund(Attempt paid, Money amount, String step) {
      return refunds().refund(paid.reference(), amount, paid.key(step));
    }

    private List<Refund> made(Attempt paid) {
      return refunds().list(paid.reference()).stream()
          .filter(refund -> !(refund.state() instanceof RefundState.Failed))
          .toList();
    }

    @Test
    void parts_are_refunded_up_to_what_was_captured() throws Exception {
      var paid = captured(money(1299));
      assertThat(refundId(refund(paid, money(300), "first")))
          .isNotEqualTo(refundId(refund(paid, money(999), "second")));
      assertThat(refund(paid, money(1), "third")).isInstanceOf(RefundState.Failed.class);
    }

    @Test
    void a_refund_leaves_the_payment_captured() throws Exception {
      var paid = captured(money(1299));
      var before = paid.lookUp();
      refundId(refund(paid, money(1299), "all"));
      assertThat(paid.lookUp()).isEqualTo(before);
      assertThat(amountOf(before)).isEqualTo(money(1299));
    }

    @Test
    void more_than_was_captured_is_not_refunded() throws Exception {
      var paid = captured(money(1299));
      assertThat(refund(paid, money(1300), "more")).isInstanceOf(RefundState.Failed.class);
      assertThat(made(paid)).isEmpty();
      refundId(refund(paid, money(1299), "what there is"));
    }

    @Test
    void of_a_payment_captured_in_part_no_more_than_that_part_is_refunded() throws Exception {
      assumeOffered(Facet.CAPTURES);
      var paid = approved(money(1299));
      gateway().captures().orElseThrow().capture(paid.reference(), money(999), paid.key("capture"));
      assertThat(refund(paid, money(1000), "more")).isInstanceOf(RefundState.Failed.class);
      refundId(refund(paid, money(999), "what there is"));
    }

    @Test
    void a_key_refunds_once() throws Exception {
      var paid = captured(money(1299));
      var id = refundId(refund(paid, money(300), "one"));
      assertThat(refundId(refund(paid, money(300), "one"))).isEqualTo(id);
      assertThat(made(paid)).extracting(Refund::gatewayId).containsExactly(id);
    }

    @Test
    void fifty_threads_with_one_key_refund_once() throws Exception {
      var paid = captured(money(1299));
      var answers = Threads.atOnce(() -> refundId(refund(paid, money(20), "one")));
      assertThat(answers).hasSize(50).containsOnly(refundId(refund(paid, money(20), "one")));
      assertThat(made(paid)).hasSize(1);
    }

    @Test
    void threads_with_keys_of_their_own_refund_no_more_than_was_captured() throws Exception {
      var paid = captured(money(1299));
      var answers = Threads.atOnce(10, i -> refund(paid, money(400), "of thread " + i));
      assertThat(answers).filteredOn(it -> !(it instanceof RefundState.Failed)).hasSize(3);
      assertThat(made(paid)).hasSize(3);
      assertThat(refund(paid, money(100), "after")).isInstanceOf(RefundState.Failed.class);
      refundId(refund(paid, money(99), "the rest"));
    }

    @Test
    void what_was_not_captured_is_not_refunded() {
      var open = opened(money(1299));
      assertThat(refund(open, money(1299), "refund")).isInstanceOf(RefundState.Failed.class);
    }

    @Test
    void all_refunds_are_listed_with_their_keys() throws Exception {
      var paid = captured(money(1299));
      assertThat(refunds().list(paid.reference())).isEmpty();
      refund(paid, money(300), "first");
      refund(paid, money(500), "second");
      assertThat(made(paid))
          .extracting(Refund::idempotencyKey, Refund::amount)
          .containsExactlyInAnyOrder(
              tuple(Optional.of(paid.key("first")), money(300)),
              tuple(Optional.of(paid.key("second")), money(500)));
      assertThat(made(paid)).extracting(Refund::gatewayId).doesNotHaveDuplicates();
    }

    @Test
    void a_payment_that_was_never_opened_has_no_refunds() {
      assertThat(refunds().list(attempt(money(1299)).reference())).isEmpty();
    }

    @Test
    void every_currency_is_refunded_in_its_minor_units() throws Exception {
      for (var currency : currencies()) {
        var paid = captured(atLeast(1299, currency));
        var part = atLeast(700, currency);
        refund(paid, part, "part");
        assertThat(made(paid)).extracting(Refund::amount).containsExactly(part);
      }
    }

    @Test
    void what_a_clerk_refunded_is_listed_and_counts() throws Exception {
      var paid = captured(money(1299));
      refundByHand(paid.reference(), money(1000));
      assertThat(made(paid))
          .extracting(Refund::idempotencyKey, Refund::amount)
          .containsExactly(tuple(Optional.empty(), money(1000)));
      assertThat(refund(paid, money(300), "more")).isInstanceOf(RefundState.Failed.class);
    }
  }
}
