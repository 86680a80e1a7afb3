package dev.diddo.gateway.kit;

import static dev.diddo.gateway.kit.Attempt.amountOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.gateway.spi.Money;
import dev.diddo.gateway.spi.PaymentState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How money is taken that a buyer has authorised. */
abstract class CaptureConformance extends PaymentConformance {

  @Test
  void an_approval_takes_the_money_at_once_unless_captures_are_declared() throws Exception {
    assertThat(approved(money(1299)).lookUp())
        .isInstanceOf(
            declares(Facet.CAPTURES) ? PaymentState.Authorised.class : PaymentState.Captured.class);
  }

  /** How it is taken by a call of its own. */
  @Nested
  class Capturing {
    @BeforeEach
    void only_if_declared() {
      assumeOffered(Facet.CAPTURES);
    }

    private PaymentState capture(Attempt attempt, Money amount, String step) {
      return gateway()
          .captures()
          .orElseThrow()
          .capture(attempt.reference(), amount, attempt.key(step));
    }

    private PaymentState release(Attempt attempt) {
      return gateway()
          .captures()
          .orElseThrow()
          .release(attempt.reference(), attempt.key("release"));
    }

    @Test
    void all_that_was_authorised_is_captured() throws Exception {
      var paid = approved(money(1299));
      var captured = capture(paid, money(1299), "capture");
      assertThat(captured).isInstanceOf(PaymentState.Captured.class);
      assertThat(amountOf(captured)).isEqualTo(money(1299));
      assertThat(paid.lookUp()).isEqualTo(captured);
    }

    @Test
    void a_part_is_captured_and_the_rest_released() throws Exception {
      var paid = approved(money(1299));
      var part = capture(paid, money(999), "capture");
      assertThat(part).isInstanceOf(PaymentState.Captured.class);
      assertThat(amountOf(part)).isEqualTo(money(999));
      assertThat(paid.lookUp()).isEqualTo(part);
    }

    @Test
    void a_key_captures_once() throws Exception {
      var paid = approved(money(1299));
      var part = capture(paid, money(500), "capture");
      assertThat(capture(paid, money(500), "capture")).isEqualTo(part);
      assertThat(amountOf(paid.lookUp())).isEqualTo(money(500));
    }

    @Test
    void what_was_captured_stays_so_whoever_captures_again() throws Exception {
      var paid = approved(money(1299));
      var part = capture(paid, money(999), "capture");
      assertThat(capture(paid, money(300), "rest")).isEqualTo(part);
      assertThat(paid.lookUp()).isEqualTo(part);
    }

    @Test
    void what_was_captured_is_not_released() throws Exception {
      var paid = approved(money(1299));
      var part = capture(paid, money(999), "capture");
      assertThat(release(paid)).isEqualTo(part);
      assertThat(paid.lookUp()).isEqualTo(part);
    }

    @Test
    void fifty_threads_with_one_key_capture_once() throws Exception {
      var paid = approved(money(1299));
      var answers = Threads.atOnce(() -> capture(paid, money(20), "capture"));
      var captured = paid.lookUp();
      assertThat(amountOf(captured)).isEqualTo(money(20));
      assertThat(answers).hasSize(50).allSatisfy(it -> assertThat(it).isEqualTo(captured));
    }

    @Test
    void more_than_was_authorised_is_not_captured() throws Exception {
      var paid = approved(money(1299));
      var before = paid.lookUp();
      assertThat(capture(paid, money(1300), "capture")).isEqualTo(before);
      assertThat(paid.lookUp()).isEqualTo(before);
    }

    @Test
    void what_nobody_authorised_is_not_captured() {
      var attempt = attempt(money(1299));
      var opened = attempt.opened();
      assertThat(capture(attempt, money(1299), "capture")).isEqualTo(opened);
      assertThat(attempt.lookUp()).isEqualTo(opened);
    }

    @Test
    void a_released_payment_is_over() throws Exception {
      var paid = approved(money(1299));
      var released = release(paid);
      assertThat(released).isInstanceOf(PaymentState.Cancelled.class);
      assertThat(release(paid)).isEqualTo(released);
      assertThat(capture(paid, money(1299), "capture")).isEqualTo(released);
      assertThat(paid.lookUp()).isEqualTo(released);
    }

    @Test
    void every_currency_is_captured_in_its_minor_units() throws Exception {
      for (var currency : currencies()) {
        var paid = approved(atLeast(1299, currency));
        var part = atLeast(700, currency);
        capture(paid, part, "capture");
        assertThat(amountOf(paid.lookUp())).as(currency.toString()).isEqualTo(part);
      }
    }
  }
}
