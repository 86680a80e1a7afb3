package dev.diddo.gateway.host;

import static dev.diddo.gateway.host.Attempts.usd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.payment.Gateways;
import dev.diddo.application.payment.Gateways.Deletion;
import dev.diddo.application.payment.Gateways.Notice;
import dev.diddo.application.payment.Gateways.Unverified;
import dev.diddo.domain.Outcome;
import dev.diddo.domain.payment.Evidence;
import dev.diddo.domain.payment.Payment;
import dev.diddo.gateway.host.Plugins.Surroundings;
import dev.diddo.gateway.spi.Customers;
import dev.diddo.gateway.spi.GatewayUnreachableException;
import dev.diddo.gateway.spi.Handover;
import dev.diddo.gateway.spi.InvalidNotificationException;
import dev.diddo.gateway.spi.Money;
import dev.diddo.gateway.spi.Notifications;
import dev.diddo.gateway.spi.Notifications.Subject;
import dev.diddo.gateway.spi.Pages;
import dev.diddo.gateway.spi.PaymentReference;
import dev.diddo.gateway.spi.PaymentState;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PluginGatewaysTest {
  private static final Currency USD = Currency.getInstance("USD");
  private static final URI PAGE = URI.create("https://pay.example/p/1");
  private static final dev.diddo.domain.payment.Handover OUR_PAGE =
      new dev.diddo.domain.payment.Handover.Hosted(PAGE);
  private static final GuardLimits TIGHT =
      new GuardLimits(2, Duration.ofMillis(50), Duration.ofMillis(300), Attempts.PATIENT);
  private static final GuardLimits EASY =
      new GuardLimits(10, Duration.ofSeconds(10), Duration.ofSeconds(20), Attempts.PATIENT);

  @TempDir Path directory;
  private final ScriptedPlugin plugin = new ScriptedPlugin("scripted");
  private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
  private PluginGateways gateways;

  @BeforeEach
  void connect() {
    gateways = connect(EASY);
  }

  private PluginGateways connect(GuardLimits limits) {
    return Plugins.of(List.of(plugin))
        .connect(
            List.of("scripted"),
            Map.of(),
            new Surroundings(
                URI.create("https://checkout.example"),
                directory,
                InstantSource.fixed(Attempts.NOON),
                limits,
                (gateway, operation, result, _) ->
                    calls.add(gateway + " " + operation + " " + result)));
  }

  private Evidence openedAs(PaymentState state) {
    plugin.says = () -> state;
    return gateways.open(Attempts.at("scripted"));
  }

  @Test
  void the_plugin_gets_the_attempt_in_its_own_words() {
    var attempt = Attempts.at("scripted");
    plugin.says = () -> new PaymentState.Open("pay_1", new Handover.Hosted(PAGE));
    assertThat(gateways.open(attempt))
        .isEqualTo(new Evidence.AwaitsBuyer("pay_1", OUR_PAGE, false));
    var request = plugin.requests.getFirst();
    assertThat(request.idempotencyKey()).isEqualTo(attempt.id().text() + "-open");
    assertThat(request.reference()).isEqualTo(attempt.id().text());
    assertThat(request.amount()).isEqualTo(new Money(4598, USD));
    assertThat(request.email()).contains("ada@example.com");
    assertThat(request.expiresAt()).isEqualTo(attempt.expiresAt());
    assertThat(request.shares().getFirst())
        .satisfies(
            first -> {
              assertThat(first.merchantName()).isEqualTo("First");
              assertThat(first.account()).contains("acct_First");
              assertThat(first.gross()).isEqualTo(new Money(4000, USD));
              assertThat(first.net()).isEqualTo(new Money(3600, USD));
            });
    assertThat(calls).containsExactly("scripted open ANSWERED");
  }

  @Test
  void a_customer_is_deleted_by_a_plugin_that_can_and_that_says_so() {
    plugin.customers = Optional.of(customersWho(id -> id.equals("cus_1")));
    gateways = connect(EASY);
    assertThat(gateways.deleteCustomer("scripted", "cus_1")).isEqualTo(Deletion.DONE);
    assertThat(gateways.deleteCustomer("gone", "cus_1")).isEqualTo(Deletion.UNKNOWN);
    plugin.customers = Optional.of((_, _) -> "cus_1");
    assertThat(gateways.deleteCustomer("scripted", "cus_1"))
        .as("one of an older plugin")
        .isEqualTo(Deletion.NOT_OFFERED);
    plugin.customers = Optional.of(customersWho(_ -> fail()));
    assertThat(gateways.deleteCustomer("scripted", "cus_1")).isEqualTo(Deletion.UNKNOWN);
    plugin.customers = Optional.empty();
    assertThat(connect(EASY).deleteCustomer("scripted", "cus_1")).isEqualTo(Deletion.NOT_OFFERED);
  }

  private static boolean fail() {
    throw new IllegalStateException("the provider is away");
  }

  private static Customers customersWho(Predicate<String> delete) {
    return new Customers() {
      @Override
      public String create(Customer customer, String idempotencyKey) {
        return "cus_1";
      }

      @Override
      public boolean delete(String id) {
        return delete.test(id);
      }
    };
  }

  @Test
  void each_state_is_evidence() {
    assertThat(openedAs(new PaymentState.ActionRequired("p", new Handover.Hosted(PAGE))))
        .isEqualTo(new Evidence.AwaitsBuyer("p", OUR_PAGE, true));
    assertThat(openedAs(new PaymentState.Pending("p"))).isEqualTo(new Evidence.Undecided("p"));
    assertThat(openedAs(new PaymentState.Authorised("p", new Money(4598, USD))))
        .isEqualTo(new Evidence.Authorised("p", usd(4598)));
    assertThat(openedAs(new PaymentState.Captured("p", new Money(4598, USD))))
        .isEqualTo(new Evidence.Captured("p", usd(4598)));
    assertThat(openedAs(new PaymentState.Declined("p", "insufficient_funds")))
        .isEqualTo(new Evidence.Declined("p", "insufficient_funds"));
    assertThat(openedAs(new PaymentState.Declined("p", "Card 4111 was <bad>")))
        .isEqualTo(new Evidence.Declined("p", "declined"));
    assertThat(openedAs(new PaymentState.Cancelled("p"))).isEqualTo(new Evidence.Cancelled("p"));
    assertThat(openedAs(new PaymentState.Missing())).isEqualTo(new Evidence.NoSuchPayment());
  }

  static Stream<PaymentState> nonsense() {
    return Stream.of(
        new PaymentState.Pending(""),
        new PaymentState.Pending(" "),
        new PaymentState.Pending("x".repeat(256)),
        new PaymentState.Pending("a\u0000b"),
        new PaymentState.Pending("\ud800"),
        new PaymentState.Open("p", new Handover.Hosted(URI.create("javascript:alert(1)"))),
        new PaymentState.Open("p", new Handover.Hosted(URI.create("ftp://pay.example/"))),
        new PaymentState.Open("p", new Handover.Hosted(URI.create("/relative"))),
        new PaymentState.Open("p", new Handover.Hosted(URI.create("https:opaque"))),
        new PaymentState.Open(
            "p", new Handover.Hosted(URI.create("https://pay.example/" + "x".repeat(2048)))),
        new PaymentState.Captured("p", new Money(Long.MAX_VALUE, USD)));
  }

  @ParameterizedTest
  @MethodSource
  void nonsense(PaymentState answer) {
    assertThat(openedAs(answer)).isEqualTo(new Evidence.None());
    assertThat(calls).containsExactly("scripted open NONSENSE");
  }

  static Stream<Supplier<PaymentState>> failures() {
    return Stream.of(
        () -> null,
        () -> new PaymentState.Pending(null),
        () -> {
          throw new IllegalStateException("secret");
        },
        () -> {
          throw new NoClassDefFoundError("missing");
        },
        () -> {
          throw new StackOverflowError();
        });
  }

  @ParameterizedTest
  @MethodSource("failures")
  void a_plugin_that_throws_or_says_nothing_leaves_the_payment_unknown(
      Supplier<PaymentState> failing) {
    plugin.says = failing;
    assertThat(gateways.open(Attempts.at("scripted"))).isEqualTo(new Evidence.None());
    assertThat(calls).containsExactly("scripted open FAILED");
  }

  @Test
  void only_unreachable_means_that_nothing_happened() {
    plugin.says =
        () -> {
          throw new GatewayUnreachableException("down");
        };
    assertThat(gateways.open(Attempts.at("scripted"))).isEqualTo(new Evidence.NotReached());
    assertThat(calls).containsExactly("scripted open UNREACHABLE");
  }

  @Test
  @Timeout(30)
  void a_hanging_gateway_is_given_up_and_soon_not_called_any_more() throws Exception {
    gateways = connect(TIGHT);
    var interrupted = new CountDownLatch(2);
    var end = new CountDownLatch(1);
    plugin.says =
        () -> {
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupted.countDown();
          }
          awaitUninterrupted(end);
          return new PaymentState.Missing();
        };
    var attempt = Attempts.at("scripted");
    assertThat(gateways.open(attempt)).isEqualTo(new Evidence.None());
    assertThat(gateways.open(attempt)).isEqualTo(new Evidence.None());
    assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(gateways.open(attempt)).isEqualTo(new Evidence.NotReached());
    assertThat(calls)
        .containsExactly(
            "scripted open TIMED_OUT", "scripted open TIMED_OUT", "scripted open BUSY");

    plugin.says = PaymentState.Missing::new;
    end.countDown();
    while (gateways.open(attempt) instanceof Evidence.NotReached) {
      Thread.onSpinWait(); // until the calls that were given up have ended
    }
    assertThat(gateways.open(attempt)).isEqualTo(new Evidence.NoSuchPayment());
  }

  @Test
  void while_its_provider_hangs_a_gateway_still_verifies_notifications() {
    gateways = connect(TIGHT);
    var end = new CountDownLatch(1);
    plugin.notifications =
        Optional.of(_ -> new Notifications.Notice("evt_1", new Subject.Nothing()));
    plugin.says =
        () -> {
          awaitUninterrupted(end);
          return new PaymentState.Missing();
        };
    gateways.open(Attempts.at("scripted"));
    gateways.open(Attempts.at("scripted"));
    assertThat(gateways.verify("scripted", Map.of(), new byte[0]))
        .isInstanceOf(Outcome.Accepted.class);
    end.countDown();
  }

  @Test
  void looking_up_and_cancelling_name_the_payment_in_both_languages() {
    var attempt = Attempts.at("scripted");
    plugin.says = () -> new PaymentState.Cancelled("p");
    gateways.lookUp(new Payment.Submitting(attempt));
    gateways.cancel(new Payment.Open(attempt, "pay_1", OUR_PAGE, false));
    assertThat(plugin.references)
        .containsExactly(
            new PaymentReference(attempt.reference(), Optional.empty()),
            new PaymentReference(attempt.reference(), Optional.of("pay_1")));
  }

  @Test
  void a_gateway_that_authorises_but_cannot_capture_makes_no_sense() {
    var authorised = new Payment.Authorised(Attempts.at("scripted"), "pay_1").capture(usd(4598));
    assertThat(gateways.capture(authorised)).isEqualTo(new Evidence.None());
    assertThat(calls).containsExactly("scripted capture NONSENSE");
  }

  @Test
  void a_gateway_that_is_not_configured_any_more_leaves_its_payments_unknown() {
    var attempt = Attempts.at("gone");
    assertThat(gateways.open(attempt)).isEqualTo(new Evidence.None());
    assertThat(gateways.lookUp(new Payment.Submitting(attempt))).isEqualTo(new Evidence.None());
    assertThat(gateways.cancel(new Payment.Submitting(attempt))).isEqualTo(new Evidence.None());
    assertThat(gateways.capture(new Payment.Authorised(attempt, "p").capture(usd(598))))
        .isEqualTo(new Evidence.None());
  }

  @Test
  void a_verified_message_names_our_payment_or_none_of_ours() {
    var attempt = Attempts.at("scripted");
    plugin.notifications =
        Optional.of(
            raw ->
                new Notifications.Notice(
                    "evt_1",
                    raw.header("about")
                        .<Subject>map(Subject.Reference::new)
                        .orElseGet(Subject.Nothing::new)));
    var about = Map.of("About", List.of(attempt.reference()));
    assertThat(gateways.verify("scripted", about, new byte[0]))
        .isEqualTo(
            Outcome.accepted(
                new Notice("scripted", "evt_1", new Gateways.Subject.OfPayment(attempt.id()))));
    assertThat(gateways.verify("scripted", Map.of("about", List.of("pi_123")), new byte[0]))
        .isEqualTo(
            Outcome.accepted(new Notice("scripted", "evt_1", new Gateways.Subject.Nothing())));
  }

  @Test
  void what_cannot_be_verified_is_refused() {
    var unknown = Outcome.<Notice, Unverified>refused(new Unverified(true));
    var refused = Outcome.<Notice, Unverified>refused(new Unverified(false));
    assertThat(gateways.verify("nobody", Map.of(), new byte[0])).isEqualTo(unknown);
    assertThat(gateways.verify("scripted", Map.of(), new byte[0])).isEqualTo(unknown);
    plugin.notifications =
        Optional.of(
            _ -> {
              throw new InvalidNotificationException("forged");
            });
    assertThat(gateways.verify("scripted", Map.of(), new byte[0])).isEqualTo(refused);
    plugin.notifications =
        Optional.of(
            _ -> {
              throw new ArrayIndexOutOfBoundsException();
            });
    assertThat(gateways.verify("scripted", Map.of(), new byte[0])).isEqualTo(refused);
    plugin.notifications = Optional.of(_ -> new Notifications.Notice("", new Subject.Nothing()));
    assertThat(gateways.verify("scripted", Map.of(), new byte[0])).isEqualTo(refused);
    assertThat(gateways.verify("scripted", Map.of(), new byte[(1 << 20) + 1])).isEqualTo(refused);
  }

  @Test
  void pages_are_passed_on_and_a_failing_one_says_so() {
    assertThat(gateways.answer("nobody", "GET", "x", Map.of())).isEmpty();
    assertThat(gateways.answer("scripted", "GET", "x", Map.of())).isEmpty();
    plugin.pages =
        Optional.of(
            request -> new Pages.Page(200, Map.of("X", "y"), request.method() + request.path()));
    assertThat(gateways.answer("scripted", "GET", "x", Map.of()).orElseThrow())
        .satisfies(
            page -> {
              assertThat(page.status()).isEqualTo(200);
              assertThat(page.headers()).containsEntry("X", "y");
              assertThat(page.html()).isEqualTo("GETx");
            });
    plugin.pages =
        Optional.of(
            _ -> {
              throw new IllegalStateException();
            });
    assertThat(gateways.answer("scripted", "GET", "x", Map.of()).orElseThrow().status())
        .isEqualTo(503);
  }

  @Test
  void closing_ends_each_gateway_once() {
    gateways.close();
    assertThat(plugin.closed).isEqualTo(1);
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    var interrupted = false;
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
