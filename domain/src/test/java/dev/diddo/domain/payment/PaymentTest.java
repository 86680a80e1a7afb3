package dev.diddo.domain.payment;

import static dev.diddo.domain.money.Amounts.jpy;
import static dev.diddo.domain.money.Amounts.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diddo.domain.money.Money;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every state meets every evidence. */
class PaymentTest {
  private static final Attempt ATTEMPT = Attempts.of(usd(1_500), usd(1_000), usd(500));
  private static final URI URL = URI.create("https://pay.example/1");
  private static final Handover PAGE = new Handover.Hosted(URL);
  private static final String ID = "gw_1";
  private static final Money WHOLE = usd(1_500);
  private static final Money PART = usd(1_000);

  private static final Payment SUBMITTING = new Payment.Submitting(ATTEMPT);
  private static final Payment OPEN = new Payment.Open(ATTEMPT, ID, PAGE, false);
  private static final Payment CHALLENGED = new Payment.Open(ATTEMPT, ID, PAGE, true);
  private static final Payment UNKNOWN = new Payment.Unknown(ATTEMPT, Optional.empty());
  private static final Payment IN_DOUBT = new Payment.Unknown(ATTEMPT, Optional.of(ID));
  private static final Payment.Authorised AUTHORISED = new Payment.Authorised(ATTEMPT, ID);
  private static final Payment CAPTURING = AUTHORISED.capture(PART);
  private static final Payment RELEASING = AUTHORISED.release();
  private static final Payment CAPTURED = new Payment.Captured(ATTEMPT, ID, WHOLE);
  private static final Payment IN_PART = new Payment.Captured(ATTEMPT, ID, PART);
  private static final Payment DECLINED = new Payment.Declined(ATTEMPT, Optional.of(ID), "funds");
  private static final Payment MISMATCH =
      new Payment.Declined(ATTEMPT, Optional.of(ID), Payment.AMOUNT_MISMATCH);
  private static final Payment CANCELLED = new Payment.Cancelled(ATTEMPT, Optional.of(ID));
  private static final List<Payment> UNAUTHORISED =
      List.of(SUBMITTING, OPEN, CHALLENGED, UNKNOWN, IN_DOUBT);
  private static final List<Payment> RESERVED = List.of(AUTHORISED, CAPTURING, RELEASING);
  private static final List<Payment> OVER = List.of(CAPTURED, IN_PART, DECLINED, CANCELLED);

  private static final Evidence UNDECIDED = new Evidence.Undecided(ID);
  private static final Evidence NO_SUCH = new Evidence.NoSuchPayment();
  private static final Evidence NOT_REACHED = new Evidence.NotReached();
  private static final Evidence NONE = new Evidence.None();
  private static final List<Evidence> EVIDENCE =
      List.of(
          new Evidence.AwaitsBuyer(ID, PAGE, false),
          new Evidence.AwaitsBuyer(ID, PAGE, true),
          UNDECIDED,
          new Evidence.Authorised(ID, WHOLE),
          new Evidence.Captured(ID, WHOLE),
          new Evidence.Captured(ID, PART),
          new Evidence.Declined(ID, "funds"),
          new Evidence.Cancelled(ID),
          NO_SUCH,
          NOT_REACHED,
          NONE);

  static Stream<Arguments> moves() {
    return Stream.of(
        unauthorised(SUBMITTING, UNKNOWN),
        unauthorised(OPEN, OPEN),
        unauthorised(CHALLENGED, CHALLENGED),
        unauthorised(UNKNOWN, UNKNOWN),
        unauthorised(IN_DOUBT, IN_DOUBT),
        reserved(AUTHORISED, CAPTURED, MISMATCH),
        reserved(CAPTURING, MISMATCH, IN_PART),
        reserved(RELEASING, MISMATCH, MISMATCH));
  }

  private static Arguments unauthorised(Payment before, Payment silent) {
    return row(
        before,
        List.of(OPEN, CHALLENGED, IN_DOUBT),
        List.of(AUTHORISED, CAPTURED, MISMATCH),
        silent);
  }

  /** What is reserved does not go back to a buyer or to doubt. */
  private static Arguments reserved(Payment before, Payment whole, Payment part) {
    return row(before, List.of(before, before, before), List.of(before, whole, part), before);
  }

  /**
   * What becomes of it when the page, a challenge or doubt is told; when the total is reserved, all
   * or a part of it taken; and when it is unknown, out of reach or silent.
   */
  private static Arguments row(
      Payment before, List<Payment> waiting, List<Payment> money, Payment silent) {
    var afterwards =
        Stream.of(waiting, money, List.of(DECLINED, CANCELLED), List.of(silent, silent, silent))
            .flatMap(List::stream)
            .toList();
    return Arguments.of(before, afterwards);
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
    for (var before : Stream.concat(UNAUTHORISED.stream(), RESERVED.stream()).toList()) {
      for (var silence : List.of(NONE, NO_SUCH, NOT_REACHED, UNDECIDED)) {
        assertThat(before.witness(silence).isOver()).isFalse();
      }
    }
  }

  @Test
  void money_that_is_not_what_we_asked_for_ends_a_payment() {
    for (var other : List.of(usd(1_499), usd(1_501), usd(0), jpy(1_500))) {
      for (var before : UNAUTHORISED) {
        assertThat(before.witness(new Evidence.Authorised(ID, other))).isEqualTo(MISMATCH);
        assertThat(before.witness(new Evidence.Captured(ID, other))).isEqualTo(MISMATCH);
      }
      for (var before : RESERVED) {
        assertThat(before.witness(new Evidence.Authorised(ID, other))).isEqualTo(MISMATCH);
        assertThat(before.witness(new Evidence.Captured(ID, other))).isEqualTo(MISMATCH);
      }
    }
  }

  @Test
  void what_was_decided_keeps_its_amount_while_the_provider_names_it_anew() {
    var told = new Evidence.Authorised("gw_2", WHOLE);
    assertThat(CAPTURING.witness(told)).isEqualTo(new Payment.Capturing(ATTEMPT, "gw_2", PART));
    assertThat(RELEASING.witness(told)).isEqualTo(new Payment.Releasing(ATTEMPT, "gw_2"));
    assertThat(AUTHORISED.witness(told)).isEqualTo(new Payment.Authorised(ATTEMPT, "gw_2"));
  }

  @Test
  void something_is_captured_and_never_more_than_was_authorised() {
    assertThat(AUTHORISED.capture(WHOLE).amount()).isEqualTo(WHOLE);
    for (var amount : List.of(usd(0), usd(-1), usd(1_501), jpy(1_000))) {
      assertThatThrownBy(() -> AUTHORISED.capture(amount))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void the_gateways_id_is_remembered_once_it_is_known() {
    assertThat(SUBMITTING.knownGatewayId()).isEmpty();
    assertThat(UNKNOWN.knownGatewayId()).isEmpty();
    var named = Stream.of(List.of(OPEN, IN_DOUBT), RESERVED, OVER).flatMap(List::stream);
    assertThat(named)
        .allSatisfy(
            known -> {
              assertThat(known.knownGatewayId()).contains(ID);
              assertThat(known.id()).isEqualTo(ATTEMPT.id());
            });
  }

  @Test
  void money_or_its_refusal_ends_a_payment() {
    assertThat(OVER).allMatch(Payment::isOver).noneMatch(Payment::isAuthorised);
    assertThat(UNAUTHORISED).noneMatch(Payment::isOver).noneMatch(Payment::isAuthorised);
    assertThat(RESERVED).noneMatch(Payment::isOver).allMatch(Payment::isAuthorised);
  }

  @Test
  void a_page_has_an_address_and_what_is_paid_within_ours_has_none() {
    var client = new Handover.Embedded(Map.of("client_secret", "s3cret"));
    assertThat(new Payment.Open(ATTEMPT, ID, PAGE, false).url()).contains(URL);
    assertThat(new Payment.Open(ATTEMPT, ID, client, false).url()).isEmpty();
    assertThat(client.toString()).contains("client_secret").doesNotContain("s3cret");
  }
}
