package dev.diddo.gateway.kit;

import static dev.diddo.gateway.kit.Attempt.transferId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.gateway.spi.Transfers;
import dev.diddo.gateway.spi.Transfers.Reversal;
import dev.diddo.gateway.spi.Transfers.Transfer;
import dev.diddo.gateway.spi.Transfers.TransferState;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How merchants get theirs, and give it back. */
abstract class TransferConformance extends RefundConformance {

  /** What is passed on, and what is not. */
  @Nested
  class Transferring {
    @BeforeEach
    void only_if_declared() {
      assumeOffered(Facet.TRANSFERS);
    }

    private Transfers transfers() {
      return gateway().transfers().orElseThrow();
    }

    private TransferState transfer(Attempt paid, long minorUnits, String step) {
      return transfers()
          .transfer(
              new Transfer(
                  paid.reference(),
                  paid.request().shares().getFirst().merchantReference(),
                  account(),
                  money(minorUnits),
                  paid.key(step)));
    }

    private TransferState reverse(Attempt paid, String transfer, long minorUnits, String step) {
      return transfers()
          .reverse(new Reversal(paid.reference(), transfer, money(minorUnits), paid.key(step)));
    }

    @Test
    void a_key_transfers_once() throws Exception {
      var paid = captured(money(1299));
      var first = transferId(transfer(paid, 700, "one"));
      assertThat(transferId(transfer(paid, 700, "one"))).isEqualTo(first);
      assertThat(transferId(transfer(paid, 599, "two"))).isNotEqualTo(first);
    }

    @Test
    void a_key_of_last_week_transfers_nothing_again() throws Exception {
      var paid = captured(money(1299));
      var first = transferId(transfer(paid, 500, "old"));
      pass(Duration.ofDays(8));
      assertThat(transferId(transfer(paid, 500, "old"))).isEqualTo(first);
    }

    @Test
    void fifty_threads_with_one_key_transfer_once() throws Exception {
      var paid = captured(money(1299));
      var answers = Threads.atOnce(() -> transferId(transfer(paid, 20, "one")));
      assertThat(answers).hasSize(50).containsOnly(transferId(transfer(paid, 20, "one")));
      transferId(transfer(paid, 1279, "the rest"));
    }

    @Test
    void no_more_is_transferred_than_was_captured() throws Exception {
      var paid = captured(money(1299));
      transferId(transfer(paid, 1000, "one"));
      assertThat(transfer(paid, 300, "two")).isInstanceOf(TransferState.Failed.class);
      transferId(transfer(paid, 299, "three"));
    }

    @Test
    void threads_with_keys_of_their_own_transfer_no_more_than_was_captured() throws Exception {
      var paid = captured(money(1299));
      var answers = Threads.atOnce(10, i -> transfer(paid, 400, "of thread " + i));
      assertThat(answers).filteredOn(TransferState.Succeeded.class::isInstance).hasSize(3);
    }

    @Test
    void what_was_not_captured_is_not_transferred() {
      assertThat(transfer(opened(money(1299)), 700, "one"))
          .isInstanceOf(TransferState.Failed.class);
    }

    @Test
    void a_transfer_is_reversed_in_parts_and_no_further() throws Exception {
      var paid = captured(money(1299));
      transferId(transfer(paid, 599, "other"));
      var id = transferId(transfer(paid, 700, "one"));
      transferId(reverse(paid, id, 300, "back"));
      assertThat(reverse(paid, id, 401, "more")).isInstanceOf(TransferState.Failed.class);
      transferId(reverse(paid, id, 400, "rest"));
      assertThat(reverse(paid, id, 1, "over")).isInstanceOf(TransferState.Failed.class);
    }

    @Test
    void a_key_reverses_once() throws Exception {
      var paid = captured(money(1299));
      var id = transferId(transfer(paid, 700, "one"));
      var back = transferId(reverse(paid, id, 300, "back"));
      assertThat(transferId(reverse(paid, id, 300, "back"))).isEqualTo(back);
      transferId(reverse(paid, id, 400, "rest"));
    }

    @Test
    void what_was_never_transferred_is_not_reversed() throws Exception {
      var paid = captured(money(1299));
      transferId(transfer(paid, 700, "one"));
      assertThat(reverse(paid, "tr_unknown", 300, "back")).isInstanceOf(TransferState.Failed.class);
    }
  }
}
