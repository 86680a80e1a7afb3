package dev.diddo.gateway.sandbox;

import static dev.diddo.gateway.sandbox.Sandbox.REFERENCE;
import static dev.diddo.gateway.sandbox.Sandbox.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diddo.gateway.spi.Customers.Customer;
import dev.diddo.gateway.spi.GatewayUnreachableException;
import dev.diddo.gateway.spi.Money;
import dev.diddo.gateway.spi.PaymentState;
import dev.diddo.gateway.spi.Refunds.RefundState;
import dev.diddo.gateway.spi.Transfers.Transfer;
import dev.diddo.gateway.spi.Transfers.TransferState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Currency;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class MisbehavingGatewayTest {
  @TempDir Path directory;
  private Sandbox sandbox;

  @BeforeEach
  void connect() {
    sandbox = Sandbox.controlled(directory);
  }

  @AfterEach
  void close() {
    sandbox.close();
  }

  private PaymentState capture() {
    return sandbox.captures().capture(REFERENCE, usd(4598), "capture");
  }

  private RefundState refund(String key) {
    return sandbox.refunds().refund(REFERENCE, usd(100), key);
  }

  private TransferState transfer(String key) {
    return sandbox.transfers().transfer(new Transfer(REFERENCE, "m", "acct", usd(100), key));
  }

  private SandboxLedger.Entry books() {
    return SandboxLedger.in(directory).find(REFERENCE.reference()).orElseThrow();
  }

  private static void fails(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("was told");
  }

  /** On another thread. */
  private static void fails(Future<?> call) {
    assertThatThrownBy(() -> call.get(20, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(IllegalStateException.class);
  }

  @Test
  void without_an_order_it_behaves_well() throws IOException {
    sandbox.capture(4598);
    assertThat(refund("r")).isInstanceOf(RefundState.Succeeded.class);
    assertThat(transfer("t")).isInstanceOf(TransferState.Succeeded.class);
    assertThat(sandbox.gateway.cancel(REFERENCE)).isInstanceOf(PaymentState.Captured.class);
    assertThat(sandbox.gateway.disputes().orElseThrow().list(REFERENCE)).isEmpty();
    assertThat(sandbox.order("faults/list").path("faults")).isEmpty();
  }

  @Test
  void it_fails_before_the_effect() throws IOException {
    sandbox.authorise();
    sandbox.order("faults", "operation=capture", "fault=fail_before");
    fails(this::capture);
    assertThat(books().captured()).isZero();
    assertThat(capture()).isInstanceOf(PaymentState.Captured.class);
  }

  @Test
  void it_fails_after_the_effect() throws IOException {
    sandbox.authorise();
    sandbox.order("faults", "operation=capture", "fault=fail_after");
    fails(this::capture);
    assertThat(books().captured()).isEqualTo(4598);
    assertThat(capture()).isInstanceOf(PaymentState.Captured.class);
  }

  @Test
  void it_charges_and_stays_silent_until_its_caller_has_left() throws Exception {
    sandbox.authorise();
    sandbox.order("faults", "operation=capture", "fault=hang_after");
    var call = new FutureTask<>(this::capture);
    var caller = Thread.ofVirtual().start(call);
    while (books().captured() == 0) {
      Thread.onSpinWait();
    }
    assertThat(call.isDone()).isFalse();
    caller.interrupt();
    fails(call);
  }

  @Test
  void what_hangs_ends_when_the_faults_are_cleared_and_was_not_done() throws Exception {
    sandbox.authorise();
    sandbox.order("faults", "operation=capture", "fault=hang_before");
    var call = new FutureTask<>(this::capture);
    Thread.ofVirtual().start(call);
    while (sandbox.order("faults/list").path("faults").path(0).path("done").asInt() == 0) {
      Thread.onSpinWait();
    }
    sandbox.order("faults/clear");
    fails(call);
    assertThat(books().captured()).isZero();
  }

  @Test
  void it_is_slow_and_answers_then() throws IOException {
    sandbox.authorise();
    sandbox.order("faults", "operation=capture", "fault=slow", "ms=80");
    var began = System.nanoTime();
    assertThat(capture()).isInstanceOf(PaymentState.Captured.class);
    assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(80));
  }

  @Test
  void what_is_slow_is_done_also_when_its_caller_has_left() throws Exception {
    sandbox.authorise();
    sandbox.order("faults", "operation=capture", "fault=slow", "ms=200");
    var call = new FutureTask<>(this::capture);
    Thread.ofVirtual().start(call).interrupt();
    fails(call);
    while (books().captured() == 0) {
      Thread.onSpinWait();
    }
    assertThat(books().captured()).isEqualTo(4598);
  }

  @Test
  void it_is_unreachable_and_says_when_to_come_again() throws IOException {
    sandbox.authorise();
    sandbox.order("faults", "operation=capture", "fault=unreachable", "ms=3000");
    assertThatThrownBy(this::capture)
        .isInstanceOfSatisfying(
            GatewayUnreachableException.class,
            it -> assertThat(it.retryAfter()).contains(Duration.ofSeconds(3)));
    assertThat(books().captured()).isZero();
  }

  @Test
  void it_is_down_for_every_call_and_page_until_it_is_cleared() throws IOException {
    var token = sandbox.open();
    sandbox.order("faults", "fault=down");
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(sandbox::state).isInstanceOf(GatewayUnreachableException.class);
      assertThatThrownBy(sandbox::open).isInstanceOf(GatewayUnreachableException.class);
      assertThat(sandbox.get(token).status()).isEqualTo(503);
    }
    sandbox.order("faults/clear");
    assertThat(sandbox.get(token).status()).isEqualTo(200);
    assertThat(sandbox.state()).isInstanceOf(PaymentState.Open.class);
  }

  @Test
  void it_answers_another_amount_than_is_in_its_books() throws IOException {
    sandbox.authorise();
    sandbox.order("faults", "operation=capture", "fault=wrong_amount");
    sandbox.order("faults", "operation=lookup", "fault=wrong_amount", "amount=7");
    assertThat(((PaymentState.Captured) capture()).amount()).isEqualTo(usd(4599));
    assertThat(((PaymentState.Captured) sandbox.state()).amount()).isEqualTo(usd(7));
    assertThat(((PaymentState.Captured) sandbox.state()).amount()).isEqualTo(usd(4598));
  }

  @Test
  void it_answers_another_currency_than_is_in_its_books() throws IOException {
    sandbox.authorise();
    sandbox.order("faults", "operation=lookup", "fault=wrong_currency");
    assertThat(((PaymentState.Authorised) sandbox.state()).amount())
        .isEqualTo(new Money(4598, Currency.getInstance("EUR")));
    assertThat(((PaymentState.Authorised) sandbox.state()).amount()).isEqualTo(usd(4598));
  }

  @Test
  void it_is_unsure_of_a_payment_for_a_while() throws IOException {
    sandbox.authorise();
    sandbox.order("faults", "operation=lookup", "fault=pending", "times=2");
    assertThat(sandbox.state()).isInstanceOf(PaymentState.Pending.class);
    assertThat(sandbox.state()).isInstanceOf(PaymentState.Pending.class);
    assertThat(sandbox.state()).isInstanceOf(PaymentState.Authorised.class);
  }

  @Test
  void a_failure_is_replayed_for_its_key_though_the_effect_happened() throws IOException {
    sandbox.capture(4598);
    sandbox.order("faults", "operation=refund", "fault=replay_failure");
    fails(() -> refund("r"));
    fails(() -> refund("r"));
    assertThat(sandbox.refunds().list(REFERENCE)).hasSize(1);
    assertThat(refund("another")).isInstanceOf(RefundState.Succeeded.class);
    sandbox.order("faults/clear");
    assertThat(refund("r")).isInstanceOf(RefundState.Succeeded.class);
    assertThat(books().refunded()).isEqualTo(200);
  }

  @Test
  void a_refund_is_pending_for_a_while_and_then_fails() throws IOException {
    sandbox.capture(4598);
    sandbox.order("faults", "operation=refund", "fault=pending", "ms=60000", "reason=expired_card");
    assertThat(refund("r")).isInstanceOf(RefundState.Pending.class);
    assertThat(books().refundPending()).isEqualTo(100);
    sandbox.clock.pass(Duration.ofMinutes(1));
    assertThat(refund("r")).isEqualTo(new RefundState.Failed("expired_card"));
  }

  @Test
  void a_refund_is_pending_until_it_is_settled() throws IOException {
    sandbox.capture(4598);
    sandbox.order("faults", "operation=refund", "fault=pending");
    var id = ((RefundState.Pending) refund("r")).gatewayId();
    sandbox.order("refunds/settle", "reference=ref-1", "id=" + id, "outcome=succeeded");
    assertThat(refund("r")).isEqualTo(new RefundState.Succeeded(id));
  }

  @Test
  void a_refund_a_transfer_and_a_reversal_are_refused_for_good() throws IOException {
    sandbox.capture(4598);
    sandbox.order("faults", "operation=refund", "fault=refuse", "reason=expired_card");
    sandbox.order("faults", "operation=transfer", "fault=refuse", "reason=account_closed");
    for (int again = 0; again < 2; again++) {
      assertThat(refund("r")).isEqualTo(new RefundState.Failed("expired_card"));
      assertThat(transfer("t")).isEqualTo(new TransferState.Failed("account_closed"));
    }
    assertThat(refund("r2")).isInstanceOf(RefundState.Succeeded.class);
    assertThat(transfer("t2")).isInstanceOf(TransferState.Succeeded.class);
  }

  @Test
  void a_fault_is_for_the_payment_that_it_names() throws IOException {
    sandbox.authorise();
    sandbox.order("faults", "operation=capture", "fault=fail_before", "reference=another");
    assertThat(capture()).isInstanceOf(PaymentState.Captured.class);
  }

  @Test
  void a_fault_begins_with_the_nth_call_and_lasts_for_so_many() throws IOException {
    sandbox.authorise();
    sandbox.order("faults", "operation=lookup", "fault=fail_before", "nth=2", "times=2");
    sandbox.state();
    fails(sandbox::state);
    fails(sandbox::state);
    sandbox.state();
    var fault = sandbox.order("faults/list").path("faults").path(0);
    assertThat(fault.path("seen").asInt()).isEqualTo(4);
    assertThat(fault.path("done").asInt()).isEqualTo(2);
  }

  @Test
  void a_customer_is_remembered_though_the_answer_was_lost() throws IOException {
    sandbox.order("faults", "operation=customer", "fault=fail_after");
    var customers = sandbox.gateway.customers().orElseThrow();
    var ada = new Customer("c-1", Optional.empty(), Optional.empty());
    fails(() -> customers.create(ada, "key"));
    assertThat(directory.resolve("customers")).isNotEmptyDirectory();
    assertThat(customers.create(ada, "key")).startsWith("cus_");
  }
}
