package dev.diddo.gateway.sandbox;

import static dev.diddo.gateway.sandbox.Sandbox.REFERENCE;
import static dev.diddo.gateway.sandbox.Sandbox.usd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.gateway.sandbox.SandboxLedger.Status;
import dev.diddo.gateway.spi.Refunds.RefundState;
import dev.diddo.gateway.spi.Transfers.Reversal;
import dev.diddo.gateway.spi.Transfers.Transfer;
import dev.diddo.gateway.spi.Transfers.TransferState;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class SandboxLedgerTest {
  @TempDir Path directory;

  private List<SandboxLedger.Entry> all() {
    var entries = new ArrayList<SandboxLedger.Entry>();
    SandboxLedger.in(directory).forEach(entries::add);
    return entries;
  }

  @Test
  void books_that_are_not_there_are_empty() {
    var ledger = SandboxLedger.in(directory.resolve("nowhere"));
    ledger.forEach(
        entry -> {
          throw new AssertionError(entry);
        });
    assertThat(ledger.find("ref-1")).isEmpty();
  }

  @Test
  void every_amount_of_a_payment_is_read_without_the_sandbox() {
    try (var sandbox = new Sandbox(directory)) {
      sandbox.capture(4000);
      sandbox.refunds().refund(REFERENCE, usd(300), "r");
      sandbox.refunds().refund(REFERENCE, usd(9999), "too much");
      var made = sandbox.transfers().transfer(new Transfer(REFERENCE, "m", "acct", usd(2000), "t"));
      var id = ((TransferState.Succeeded) made).gatewayId();
      sandbox.transfers().reverse(new Reversal(REFERENCE, id, usd(150), "v"));
    }
    var entry = SandboxLedger.in(directory).find(REFERENCE.reference()).orElseThrow();
    assertThat(all()).containsExactly(entry);
    assertThat(entry.status()).isEqualTo(Status.CAPTURED);
    assertThat(entry.currency()).isEqualTo(usd(1).currency());
    assertThat(entry.gatewayId()).startsWith("pay_");
    assertThat(entry.asked()).isEqualTo(4598);
    assertThat(entry.authorised()).isEqualTo(4598);
    assertThat(entry.captured()).isEqualTo(4000);
    assertThat(entry.released()).isEqualTo(598);
    assertThat(entry.refunded()).isEqualTo(300);
    assertThat(entry.transferred()).isEqualTo(2000);
    assertThat(entry.reversed()).isEqualTo(150);
    assertThat(entry.disputed()).isZero();
  }

  @Test
  void what_nobody_authorised_has_no_money_in_it() {
    try (var sandbox = new Sandbox(directory)) {
      sandbox.open();
      assertThat(all()).extracting(SandboxLedger.Entry::status).containsExactly(Status.OPEN);
      sandbox.gateway.cancel(REFERENCE);
    }
    assertThat(all())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.status()).isEqualTo(Status.CANCELLED);
              assertThat(it.authorised()).isZero();
              assertThat(it.released()).isZero();
            });
  }

  /** Refunds a cent at a time, and says so after each answer, until it is killed. */
  static final class Refunding {
    private Refunding() {}

    public static void main(String[] args) throws Exception {
      try (var sandbox = new Sandbox(Path.of(args[0]))) {
        sandbox.capture(4598);
        for (int i = 0; i < 4598; i++) {
          sandbox.refunds().refund(REFERENCE, usd(1), "r" + i);
          System.out.println(i);
        }
      }
    }
  }

  @Test
  @Timeout(60)
  void a_provider_that_is_killed_has_in_its_books_all_that_it_answered() throws Exception {
    var classes =
        Optional.ofNullable(System.getProperty("surefire.test.class.path"))
            .orElseGet(() -> System.getProperty("java.class.path"));
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classes,
                Refunding.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    var answered = answeredUntilKilled(process, 40);
    var entry = SandboxLedger.in(directory).find(REFERENCE.reference()).orElseThrow();
    // one more may have been written before its answer was said
    assertThat(entry.refunded()).isBetween((long) answered, answered + 1L);
    try (var sandbox = new Sandbox(directory)) {
      for (int i = 0; i < answered; i++) {
        assertThat(sandbox.refunds().refund(REFERENCE, usd(1), "r" + i))
            .isInstanceOf(RefundState.Succeeded.class);
      }
    }
    assertThat(all()).containsExactly(entry);
  }

  private static int answeredUntilKilled(Process process, int enough)
      throws IOException, InterruptedException {
    var answered = 0;
    try (var lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      while (lines.readLine() != null) {
        answered++;
        if (answered == enough) {
          assertThat(process.toHandle().destroyForcibly()).isTrue();
        }
      }
    }
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(answered).isGreaterThanOrEqualTo(enough);
    return answered;
  }
}
