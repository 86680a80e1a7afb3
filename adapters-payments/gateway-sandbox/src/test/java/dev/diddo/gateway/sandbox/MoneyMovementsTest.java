package dev.diddo.gateway.sandbox;

import static dev.diddo.gateway.sandbox.Sandbox.REFERENCE;
import static dev.diddo.gateway.sandbox.Sandbox.usd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.gateway.spi.Disputes;
import dev.diddo.gateway.spi.Refunds.Refund;
import dev.diddo.gateway.spi.Refunds.RefundState;
import dev.diddo.gateway.spi.Transfers.Reversal;
import dev.diddo.gateway.spi.Transfers.Transfer;
import dev.diddo.gateway.spi.Transfers.TransferState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MoneyMovementsTest {
  @TempDir Path directory;
  private Sandbox sandbox;

  @BeforeEach
  void connect() {
    sandbox = new Sandbox(directory);
  }

  @AfterEach
  void close() {
    sandbox.close();
  }

  private Payment change(UnaryOperator<Payment> move) {
    return sandbox.honest().desk().change(REFERENCE.reference(), move).orElseThrow();
  }

  private RefundState refund(long cents, String key, RefundCourse course) {
    return sandbox.honest().movements().refund(REFERENCE, usd(cents), key, course);
  }

  private TransferState transfer(long cents, String key) {
    return sandbox.transfers().transfer(new Transfer(REFERENCE, "m-1", "acct_1", usd(cents), key));
  }

  @Test
  void a_refund_is_pending_until_its_time_and_then_succeeds() {
    sandbox.capture(1000);
    var course = new RefundCourse(Duration.ofDays(2).toMillis(), "");
    var pending = refund(1000, "r", course);
    assertThat(pending).isInstanceOf(RefundState.Pending.class);
    assertThat(sandbox.refunds().refund(REFERENCE, usd(1000), "r")).isEqualTo(pending);
    sandbox.clock.pass(Duration.ofDays(2));
    assertThat(sandbox.refunds().refund(REFERENCE, usd(1000), "r"))
        .isEqualTo(new RefundState.Succeeded(((RefundState.Pending) pending).gatewayId()));
  }

  @Test
  void what_a_pending_refund_holds_is_free_again_once_it_failed() {
    sandbox.capture(1000);
    refund(1000, "r", new RefundCourse(1_000, "expired_card"));
    assertThat(sandbox.refunds().refund(REFERENCE, usd(1), "other"))
        .isEqualTo(new RefundState.Failed("amount_exceeds_captured"));
    sandbox.clock.pass(Duration.ofSeconds(1));
    assertThat(sandbox.refunds().list(REFERENCE).getFirst().state())
        .isEqualTo(new RefundState.Failed("expired_card"));
    assertThat(sandbox.refunds().refund(REFERENCE, usd(1000), "again"))
        .isInstanceOf(RefundState.Succeeded.class);
  }

  @Test
  void a_pending_refund_waits_for_ever_until_it_is_settled_once() {
    sandbox.capture(1000);
    refund(400, "r", new RefundCourse(RefundCourse.UNTIL_SETTLED, ""));
    sandbox.clock.pass(Duration.ofDays(10_000));
    var listed = sandbox.refunds().list(REFERENCE).getFirst();
    assertThat(listed.state()).isInstanceOf(RefundState.Pending.class);
    var now = sandbox.clock.instant();
    change(payment -> payment.settleRefund(listed.gatewayId(), "", now));
    var settled = change(payment -> payment.settleRefund(listed.gatewayId(), "too_late", now));
    assertThat(settled.movements().refunded()).isEqualTo(400);
    assertThat(settled.movements().refunds())
        .extracting(Movements.Refund::state)
        .containsExactly(Movements.Refund.State.SUCCEEDED);
  }

  @Test
  void a_refund_from_the_dashboard_is_listed_without_a_key_and_counts() {
    sandbox.capture(1000);
    var now = sandbox.clock.instant();
    change(payment -> payment.refund(usd(300), "", RefundCourse.AT_ONCE, now));
    change(payment -> payment.refund(usd(300), "", RefundCourse.AT_ONCE, now));
    assertThat(sandbox.refunds().list(REFERENCE))
        .extracting(Refund::idempotencyKey)
        .containsExactly(Optional.empty(), Optional.empty());
    assertThat(sandbox.refunds().refund(REFERENCE, usd(401), "ours"))
        .isInstanceOf(RefundState.Failed.class);
    assertThat(sandbox.refunds().refund(REFERENCE, usd(400), "ours, less"))
        .isInstanceOf(RefundState.Succeeded.class);
  }

  @Test
  void disputed_money_is_not_refunded_until_the_dispute_is_won() {
    sandbox.capture(1000);
    var now = sandbox.clock.instant();
    var disputed = change(payment -> payment.dispute(700, "fraudulent", now));
    var listed = sandbox.gateway.disputes().orElseThrow().list(REFERENCE).getFirst();
    assertThat(listed.status()).isEqualTo(Disputes.Dispute.Status.NEEDS_RESPONSE);
    assertThat(listed.amount()).isEqualTo(usd(700));
    assertThat(listed.respondBy()).isPresent();
    assertThat(sandbox.refunds().refund(REFERENCE, usd(301), "r"))
        .isInstanceOf(RefundState.Failed.class);
    var id = disputed.disputes().getFirst().id();
    change(payment -> payment.settleDispute(id, Disputes.Dispute.Status.WON, now));
    change(payment -> payment.settleDispute(id, Disputes.Dispute.Status.LOST, now));
    assertThat(sandbox.gateway.disputes().orElseThrow().list(REFERENCE).getFirst().status())
        .isEqualTo(Disputes.Dispute.Status.WON);
    assertThat(sandbox.refunds().refund(REFERENCE, usd(1000), "r2"))
        .isInstanceOf(RefundState.Succeeded.class);
  }

  @Test
  void more_than_was_captured_cannot_be_disputed() {
    sandbox.capture(1000);
    var payment = change(it -> it.dispute(1001, "fraudulent", sandbox.clock.instant()));
    assertThat(payment.disputes()).isEmpty();
  }

  @Test
  void what_was_reversed_can_be_transferred_again() {
    sandbox.capture(1000);
    var id = ((TransferState.Succeeded) transfer(1000, "t1")).gatewayId();
    assertThat(transfer(1, "t2")).isEqualTo(new TransferState.Failed("amount_exceeds_captured"));
    sandbox.transfers().reverse(new Reversal(REFERENCE, id, usd(400), "v1"));
    assertThat(transfer(400, "t3")).isInstanceOf(TransferState.Succeeded.class);
    assertThat(transfer(1, "t4")).isInstanceOf(TransferState.Failed.class);
  }

  @Test
  void fifty_refunds_at_once_never_give_back_more_than_was_captured() throws Exception {
    sandbox.capture(1000);
    var together = new CyclicBarrier(50);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var refunds =
          IntStream.range(0, 50)
              .<Callable<RefundState>>mapToObj(
                  i ->
                      () -> {
                        together.await();
                        return sandbox.refunds().refund(REFERENCE, usd(90), "r" + i);
                      })
              .toList();
      assertThat(threads.invokeAll(refunds).stream().map(done -> done.resultNow()))
          .filteredOn(RefundState.Succeeded.class::isInstance)
          .hasSize(11);
    }
    assertThat(SandboxLedger.in(directory).find(REFERENCE.reference()).orElseThrow().refunded())
        .isEqualTo(990);
  }
}
