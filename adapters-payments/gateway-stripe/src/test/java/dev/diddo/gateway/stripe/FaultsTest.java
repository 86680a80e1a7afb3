package dev.diddo.gateway.stripe;

import static dev.diddo.gateway.stripe.Shop.reference;
import static dev.diddo.gateway.stripe.Shop.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.diddo.gateway.spi.GatewayUnreachableException;
import dev.diddo.gateway.spi.PaymentReference;
import dev.diddo.gateway.spi.PaymentState;
import dev.diddo.gateway.spi.Refunds.RefundState;
import dev.diddo.gateway.spi.Transfers.Transfer;
import dev.diddo.gateway.spi.Transfers.TransferState;
import dev.diddo.gateway.stripe.FakeStripe.Fault;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Whatever goes wrong at a call: unknown is never said to be failed, and nothing is done twice. */
class FaultsTest {
  private static final String OPEN = "POST /v1/checkout/sessions";
  private static final String CAPTURE = "POST /v1/payment_intents/*/capture";
  private static final String CANCEL = "POST /v1/payment_intents/*/cancel";

  /** What a hang costs here. */
  private static final Duration PATIENCE = Duration.ofMillis(1500);

  private final Shop shop = new Shop(Shop.limits(PATIENCE, 1_000));

  /** The first call of all loads the library, which may take longer than that. */
  @BeforeAll
  static void load() {
    try (var first = new Shop()) {
      first.open(first.hosted(usd(1299)));
    }
  }

  @AfterEach
  void close() {
    shop.close();
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {
        "BUSY",
        "LOCKED",
        "UNAUTHORISED",
        "NOT_OFFERED",
        "STORED_ERROR_AFTER",
        "STORED_ERROR_BEFORE"
      })
  void an_opening_that_nobody_knows_of_is_found_or_repeated(Fault fault) {
    var request = shop.hosted(usd(1299));
    shop.stripe.failNext(OPEN, fault);
    if (fault != Fault.CONFLICT) { // which is waited for
      assertTellsNothing(catchThrowable(() -> shop.gateway.open(request)));
      assertThat(shop.gateway.lookUp(reference()))
          .isInstanceOf(fault.acts ? PaymentState.Open.class : PaymentState.Missing.class);
    }
    assertThat(shop.gateway.open(request)).isInstanceOf(PaymentState.Open.class);
    assertThat(shop.stripe.books.all("checkout.session")).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"BUSY", "LOCKED", "UNAUTHORISED"})
  void where_surely_nothing_happened_it_says_so(Fault fault) {
    var request = shop.hosted(usd(1299));
    shop.stripe.failNext(OPEN, fault);
    assertThatThrownBy(() -> shop.gateway.open(request))
        .isInstanceOfSatisfying(
            GatewayUnreachableException.class,
            e -> {
              if (fault == Fault.BUSY) {
                assertThat(e.retryAfter()).contains(Duration.ofSeconds(7));
              }
            });
    assertThat(shop.stripe.books.all("checkout.session")).isEmpty();
  }

  @Test
  void a_failure_that_stripe_repeats_is_no_proof() {
    var request = shop.hosted(usd(1299));
    shop.stripe.failNext(OPEN, Fault.STORED_ERROR_AFTER);
    assertTellsNothing(catchThrowable(() -> shop.gateway.open(request)));
    assertTellsNothing(catchThrowable(() -> shop.gateway.open(request)));
    assertThat(shop.gateway.lookUp(reference())).isInstanceOf(PaymentState.Open.class);
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  @DisplayName(
      "F9, F10: half an answer, none, or a failure that is repeated: a capture happens once")
  void a_capture_happens_once(Fault fault) {
    var payment = shop.authorised(usd(1299));
    shop.stripe.failNext(CAPTURE, fault);
    perhaps(() -> capture(payment));
    assertThat(capture(payment))
        .isInstanceOfSatisfying(
            PaymentState.Captured.class, it -> assertThat(it.amount()).isEqualTo(usd(1000)));
    assertThat(shop.stripe.books.all("payment_intent"))
        .singleElement()
        .satisfies(it -> assertThat(it.get("amount_received").longValue()).isEqualTo(1000));
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"HANG_BEFORE", "HANG_AFTER"})
  void a_release_happens_however_often_stripe_repeats_a_failure(Fault fault) {
    var payment = shop.authorised(usd(1299));
    shop.stripe.failNext(CANCEL, fault);
    perhaps(() -> shop.gateway.captures().orElseThrow().release(payment, "release-1"));
    assertThat(shop.gateway.captures().orElseThrow().release(payment, "release-1"))
        .isInstanceOf(PaymentState.Cancelled.class);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "STORED_ERROR_BEFORE")
  void a_refund_happens_once(Fault fault) {
    var payment = shop.captured(usd(1299));
    shop.stripe.failNext("POST /v1/refunds", fault);
    perhaps(() -> refund(payment));
    assertThat(refund(payment)).isInstanceOf(RefundState.Succeeded.class);
    shop.stripe.forgetKeys(); // a day later
    assertThat(refund(payment)).isInstanceOf(RefundState.Succeeded.class);
    assertThat(shop.stripe.books.all("refund")).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"STORED_ERROR_BEFORE", "HANG_BEFORE", "HANG_AFTER"})
  void a_transfer_happens_once(Fault fault) {
    var payment = shop.captured(usd(1299));
    shop.stripe.failNext("POST /v1/transfers", fault);
    perhaps(() -> transfer(payment));
    assertThat(transfer(payment)).isInstanceOf(TransferState.Succeeded.class);
    shop.stripe.forgetKeys();
    assertThat(transfer(payment)).isInstanceOf(TransferState.Succeeded.class);
    assertThat(shop.stripe.books.all("transfer")).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"HANG_BEFORE", "HANG_AFTER"})
  void a_page_is_ended_whatever_went_wrong_the_first_time(Fault fault) {
    var id = shop.open(shop.hosted(usd(1299))).gatewayId();
    shop.stripe.failNext("POST /v1/checkout/sessions/*/expire", fault);
    perhaps(() -> shop.gateway.cancel(reference(id)));
    assertThat(shop.gateway.cancel(reference(id))).isEqualTo(new PaymentState.Cancelled(id));
  }

  @Test
  void what_changed_but_is_not_read_again_is_not_said_to_be_unreached() {
    var id = shop.open(shop.hosted(usd(1299))).gatewayId();
    shop.stripe.failNext("POST /v1/checkout/sessions/*/expire", Fault.EMPTY_OBJECT_AFTER);
    shop.gateway.cancel(reference(id));
    var request = shop.hosted(usd(1299));
    shop.stripe.failNext("GET /v1/checkout/sessions/*", Fault.BUSY);
    assertTellsNothing(catchThrowable(() -> shop.gateway.open(request))); // a repeated answer
  }

  /** Reading is repeated by the client itself where a connection ends. */
  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"CONFLICT", "RESET_AFTER", "HALF_JSON_AFTER", "HANG_BEFORE", "NOT_OFFERED"})
  void a_look_up_that_fails_is_not_a_missing_payment(Fault fault) {
    shop.open(shop.hosted(usd(1299)));
    for (var endPoint :
        new String[] {"GET /v1/payment_intents/search", "GET /v1/checkout/sessions"}) {
      shop.stripe.failNext(endPoint, fault);
      assertThatThrownBy(() -> shop.gateway.lookUp(reference()))
          .isInstanceOfAny(UnclearException.class, GatewayUnreachableException.class);
    }
  }

  @Test
  void a_key_that_was_used_for_something_else_is_no_answer() {
    shop.open(shop.hosted(usd(1299)));
    assertTellsNothing(catchThrowable(() -> shop.gateway.open(shop.hosted(usd(1300)))));
    assertThat(shop.stripe.violations).hasSize(1);
    shop.stripe.violations.clear();
  }

  @Test
  void a_port_where_nobody_listens_is_surely_not_reached() throws IOException {
    int port;
    try (var socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    for (var url : new String[] {"http://127.0.0.1:" + port, "http://nobody.invalid"}) {
      try (var lost = StripeGateway.connect(Shop.account(url), shop.clock, StripeLimits.STANDARD)) {
        assertThatThrownBy(() -> lost.open(shop.hosted(usd(1299))))
            .isInstanceOf(GatewayUnreachableException.class)
            .hasNoCause();
      }
    }
  }

  @Test
  void an_interrupted_call_is_unknown_and_stays_interrupted() throws InterruptedException {
    shop.stripe.failNext(OPEN, Fault.HANG_AFTER);
    var thrown = new Throwable[1];
    var interrupted = new boolean[1];
    var caller =
        Thread.startVirtualThread(
            () -> {
              thrown[0] = catchThrowable(() -> shop.gateway.open(shop.hosted(usd(1299))));
              interrupted[0] = Thread.currentThread().isInterrupted();
            });
    caller.interrupt();
    caller.join();
    assertThat(thrown[0]).isInstanceOf(UnclearException.class);
    assertThat(interrupted[0]).isTrue();
  }

  @Test
  void the_librarys_log_says_nothing_of_it() {
    var log = new StringBuilder();
    var handler =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            log.append(record.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    var root = Logger.getLogger("");
    root.addHandler(handler);
    try {
      shop.open(shop.embedded(usd(1299)));
      shop.stripe.failNext("GET /v1/payment_intents/*", Fault.HALF_JSON_AFTER);
      perhaps(() -> shop.gateway.lookUp(reference("pi_000001AbC")));
    } finally {
      root.removeHandler(handler);
    }
    assertThat(log.toString()).doesNotContain("secret", "Canary", "canary");
  }

  /** Makes a call of which the effect counts: what it throws does not say that it failed. */
  private static void perhaps(ThrowingCallable call) {
    var thrown = catchThrowable(call);
    if (thrown != null) {
      assertThat(thrown).isInstanceOfAny(UnclearException.class, GatewayUnreachableException.class);
    }
  }

  private PaymentState capture(PaymentReference payment) {
    return shop.gateway.captures().orElseThrow().capture(payment, usd(1000), "capture-1");
  }

  private RefundState refund(PaymentReference payment) {
    return shop.gateway.refunds().orElseThrow().refund(payment, usd(700), "refund-1");
  }

  private TransferState transfer(PaymentReference payment) {
    return shop.gateway
        .transfers()
        .orElseThrow()
        .transfer(new Transfer(payment, "m-1", "acct_1", usd(700), "transfer-1"));
  }

  /** Unknown, and without a word of what was sent or answered. */
  private static void assertTellsNothing(Throwable thrown) {
    assertThat(thrown).isInstanceOf(UnclearException.class);
    var trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    assertThat(trace.toString()).doesNotContainIgnoringCase("secret", "canary", "sk_test");
  }
}
