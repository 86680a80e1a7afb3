package dev.diddo.domain.payment;

import static dev.diddo.domain.money.Amounts.jpy;
import static dev.diddo.domain.money.Amounts.usd;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every state meets every evidence. */
class PaymentTest {
  private static final Attempt ATTEMPT = Attempts.of(usd(1_500), usd(1_000), usd(500));
  private static final URI PAGE = URI.create("https://pay.example/1");
  private static final String ID = "gw_1";

  private static final Payment SUBMITTING = new Payment.Submitting(ATTEMPT);
  private static final Payment OPEN = new Payment.Open(ATTEMPT, ID, PAGE, false);
  private static final Payment CHALLENGED = new Payment.Open(ATTEMPT, ID, PAGE, true);
  private static final Payment UNKNOWN = new Payment.Unknown(ATTEMPT, Optional.empty());
  private static final Payment IN_DOUBT = new Payment.Unknown(ATTEMPT, Optional.of(ID));
  private static final Payment AUTHORISED = new Payment.Authorised(ATTEMPT, ID);
  private static final Payment CAPTURED = new Payment.Captured(ATTEMPT, ID);
  private static final Payment DECLINED = new Payment.Declined(ATTEMPT, Optional.of(ID), "funds");
  private static final Payment CANCELLED = new Payment.Cancelled(ATTEMPT, Optional.of(ID));
  private static final List<Payment> OVER = List.of(CAPTURED, DECLINED, CANCELLED);

  private static final Evidence AWAITS = new Evidence.AwaitsBuyer(ID, PAGE, false);
  private static final Evidence CHALLENGES = new Evidence.AwaitsBuyer(ID, PAGE, true);
  private static final Evidence UNDECIDED = new Evidence.Undecided(ID);
  private static final Evidence AUTHORISES = new Evidence.Authorised(ID, usd(1_500));
  private static final Evidence CAPTURES = new Evidence.Captured(ID, usd(1_500));
  private static final Evidence DECLINES = new Evidence.Declined(ID, "funds");
  private static final Evidence CANCELS = new Evidence.Cancelled(ID);
  private static final Evidence NO_SUCH = new Evidence.NoSuchPayment();
  private static final Evidence NOT_REACHED = new Evidence.NotReached();
  private static final Evidence NONE = new Evidence.None();
  private static final List<Evidence> EVIDENCE =
      List.of(
          AWAITS,
          CHALLENGES,
          UNDECIDED,
          AUTHORISES,
          CAPTURES,
          DECLINES,
          CANCELS,
          NO_SUCH,
          NOT_REACHED,
          NONE);

  static Stream<Arguments> moves() {
    return Stream.of(
        row(SUBMITTING, OPEN, CHALLENGED, IN_DOUBT, UNKNOWN, UNKNOWN, UNKNOWN),
        row(OPEN, OPEN, CHALLENGED, IN_DOUBT, OPEN, OPEN, OPEN),
        row(CHALLENGED, OPEN, CHALLENGED, IN_DOUBT, CHALLENGED, CHALLENGED, CHALLENGED),
        row(UNKNOWN, OPEN, CHALLENGED, IN_DOUBT, UNKNOWN, UNKNOWN, UNKNOWN),
        row(IN_DOUBT, OPEN, CHALLENGED, IN_DOUBT, IN_DOUBT, IN_DOUBT, IN_DOUBT),
        row(AUTHORISED, AUTHORISED, AUTHORISED, AUTHORISED, AUTHORISED, AUTHORISED, AUTHORISED));
  }

  /** What becomes of it when the page, a challenge, doubt, absence, no contact, nothing is told. */
  private static Arguments row(
      Payment before,
      Payment awaiting,
      Payment challenged,
      Payment undecided,
      Payment noSuch,
      Payment notReached,
      Payment none) {
    return Arguments.of(
        before,
        List.of(
            awaiting,
            challenged,
            undecided,
            AUTHORISED,
            CAPTURED,
            DECLINED,
            CANCELLED,
            noSuch,
            notReached,
            none));
  }

  @ParameterizedTest
  @MethodSource("moves")
  void evidence_moves_a_payment(Payment before, List<Payment> afterwards) {
    assertThat(EVIDENCE).map(before::witness).isEqualTo(afterwards);
  }

  @Test
  void what_is_over_stays_as_it_ended() {
    for (var over : OVER) {
      assertThat(EVIDENCE).map(over::witness).containsOnly(over);
    }
  }

  @Test
  void silence_is_never_failure() {
    for (var before : List.of(SUBMITTING, OPEN, UNKNOWN, IN_DOUBT, AUTHORISED)) {
      for (var silence : List.of(NONE, NO_SUCH, NOT_REACHED, UNDECIDED)) {
        assertThat(before.witness(silence).isOver()).isFalse();
      }
    }
  }

  @Test
  void another_amount_is_not_this_payment() {
    for (var before : List.of(SUBMITTING, OPEN, UNKNOWN, AUTHORISED)) {
      for (var other : List.of(usd(1_499), usd(1_501), usd(0), jpy(1_500))) {
        assertThat(before.witness(new Evidence.Authorised(ID, other))).isEqualTo(IN_DOUBT);
        assertThat(before.witness(new Evidence.Captured(ID, other))).isEqualTo(IN_DOUBT);
      }
    }
  }

  @Test
  void the_gateways_id_is_remembered_once_it_is_known() {
    assertThat(SUBMITTING.knownGatewayId()).isEmpty();
    assertThat(UNKNOWN.knownGatewayId()).isEmpty();
    for (var known : List.of(OPEN, IN_DOUBT, AUTHORISED, CAPTURED, DECLINED, CANCELLED)) {
      assertThat(known.knownGatewayId()).contains(ID);
      assertThat(known.id()).isEqualTo(ATTEMPT.id());
    }
  }

  @Test
  void money_or_its_refusal_ends_a_payment() {
    for (var over : OVER) {
      assertThat(over.isOver()).isTrue();
    }
    for (var going : List.of(SUBMITTING, OPEN, UNKNOWN, AUTHORISED)) {
      assertThat(going.isOver()).isFalse();
    }
  }
}
