package dev.diddo.gateway.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.diddo.gateway.spi.GatewayContext;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** What the kit is worth: each wrong gateway fails just the tests that its fault is about. */
class WrongGatewaysTest {
  private static final ScopedValue<Function<GatewayContext, MemoryGateway>> TRIED =
      ScopedValue.newInstance();

  /** The kit, run on the gateway of the moment. */
  static final class Tried extends MemoryGatewayTest {
    @Override
    MemoryGateway gateway(GatewayContext context) {
      return TRIED.orElse(MemoryGateway::new).apply(context);
    }
  }

  /**
   * A gateway with one fault.
   *
   * @param fails the tests that have to find it
   */
  record Wrong(String name, Function<GatewayContext, MemoryGateway> gateway, List<String> fails) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Wrong wrong(
      String name, Function<GatewayContext, MemoryGateway> gateway, String... fails) {
    return new Wrong(name, gateway, List.of(fails));
  }

  static Stream<Wrong> gateways() {
    return Stream.of(
        wrong(
            "charges twice for one key",
            WrongPayments::chargesTwiceForOneKey,
            "a_cancelled_payment_stays_cancelled",
            "a_payment_whose_answer_was_lost_is_found_and_opened_once",
            "fifty_threads_with_one_key_open_one_payment",
            "opening_again_what_was_declined_answers_so",
            "opening_again_what_was_paid_answers_so",
            "opening_again_with_the_same_key_answers_the_same_payment",
            "it is found by both names",
            "it is found by our reference alone",
            "its key opens no other payment"),
        wrong(
            "forgets the key under threads",
            WrongPayments::forgetsTheKeyUnderThreads,
            "fifty_threads_with_one_key_open_one_payment"),
        wrong(
            "opens anew what was declined",
            WrongPayments::opensAnewWhatWasDeclined,
            "opening_again_what_was_declined_answers_so"),
        wrong(
            "thinks that every currency has cents",
            WrongPayments::thinksThatEveryCurrencyHasCents,
            "every_currency_keeps_its_minor_units"),
        wrong(
            "refuses amounts that it says it takes",
            WrongPayments::refusesAmountsThatItSaysItTakes,
            "the_least_amount_of_each_currency_is_taken",
            "a smallest payment opens",
            "it is cancelled, and stays so",
            "it is found by both names",
            "it is found by our reference alone",
            "its key opens no other payment"),
        wrong(
            "has rules that no amount fits",
            WrongPayments::hasRulesThatNoAmountFits,
            "some amount fits each rule for amounts"),
        wrong(
            "looks up from a cache",
            WrongPayments::looksUpFromACache,
            "a_payment_is_as_the_provider_has_it_now",
            "it is cancelled, and stays so"),
        wrong(
            "finds nothing by reference alone",
            WrongPayments::findsNothingByReferenceAlone,
            "a_paid_payment_is_found_by_our_reference_alone",
            "a_payment_is_found_by_our_reference_alone",
            "a_payment_whose_answer_was_lost_is_found_and_opened_once",
            "it is found by our reference alone"),
        wrong(
            "says declined of what is missing",
            WrongPayments::saysDeclinedOfWhatIsMissing,
            "a_payment_that_could_not_be_opened_can_be_opened_later",
            "a payment that was never opened is missing"),
        wrong(
            "throws for a decline",
            WrongPayments::throwsForADecline,
            "a_decline_is_an_answer_with_a_reason",
            "opening_again_what_was_declined_answers_so"),
        wrong(
            "explains a decline in a sentence",
            WrongPayments::explainsADeclineInASentence,
            "a_decline_is_an_answer_with_a_reason"),
        wrong(
            "cancels what is authorised",
            WrongPayments::cancelsWhatIsAuthorised,
            "cancelling_leaves_what_was_paid_as_it_is"),
        wrong(
            "never expires", WrongPayments::neverExpires, "a_payment_that_nobody_finishes_expires"),
        wrong(
            "expires what is authorised",
            WrongPayments::expiresWhatIsAuthorised,
            "what_was_paid_does_not_expire_with_its_page"),
        wrong(
            "always sends to its page",
            WrongPayments::alwaysSendsToItsPage,
            "a_payment_is_handed_over_in_the_way_that_was_asked_for"),
        wrong(
            "hides a way to pay",
            WrongPayments::hidesAWayToPay,
            "it_has_the_ways_to_pay_that_it_declares_and_no_others"),
        wrong(
            "tells the browser its secret",
            WrongPayments::tellsTheBrowserItsSecret,
            "no_secret_of_the_account_reaches_the_browser"),
        wrong(
            "invents a decline for silence",
            WrongPayments::inventsADeclineForSilence,
            "a_payment_that_could_not_be_opened_can_be_opened_later",
            "a_payment_whose_answer_was_lost_is_found_and_opened_once"),
        wrong(
            "calls a lost answer unreachable",
            WrongPayments::callsALostAnswerUnreachable,
            "a_payment_whose_answer_was_lost_is_found_and_opened_once"),
        wrong(
            "says missing during an outage",
            WrongPayments::saysMissingDuringAnOutage,
            "a_payment_that_cannot_be_looked_up_is_neither_missing_nor_over"),
        wrong(
            "declares what it cannot",
            WrongMoney::declaresWhatItCannot,
            "it_offers_the_facets_it_declares_and_no_others"),
        wrong(
            "does what it does not declare",
            WrongMoney::doesWhatItDoesNotDeclare,
            "it_offers_the_facets_it_declares_and_no_others"),
        wrong(
            "takes at once what it should reserve",
            WrongMoney::takesAtOnceWhatItShouldReserve,
            "a_capture_whose_answer_was_lost_is_made_once",
            "a_key_captures_once",
            "a_part_is_captured_and_the_rest_released",
            "a_released_payment_is_over",
            "an_approval_takes_the_money_at_once_unless_captures_are_declared",
            "every_currency_is_captured_in_its_minor_units",
            "fifty_threads_with_one_key_capture_once",
            "of_a_payment_captured_in_part_no_more_than_that_part_is_refunded"),
        wrong(
            "captures more than authorised",
            WrongMoney::capturesMoreThanAuthorised,
            "more_than_was_authorised_is_not_captured"),
        wrong(
            "captures all instead of a part",
            WrongMoney::capturesAllInsteadOfAPart,
            "a_capture_whose_answer_was_lost_is_made_once",
            "a_key_captures_once",
            "a_part_is_captured_and_the_rest_released",
            "every_currency_is_captured_in_its_minor_units",
            "fifty_threads_with_one_key_capture_once",
            "more_than_was_authorised_is_not_captured",
            "of_a_payment_captured_in_part_no_more_than_that_part_is_refunded"),
        wrong(
            "adds up each capture",
            WrongMoney::addsUpEachCapture,
            "a_capture_whose_answer_was_lost_is_made_once",
            "a_key_captures_once",
            "fifty_threads_with_one_key_capture_once",
            "what_was_captured_stays_so_whoever_captures_again"),
        wrong(
            "releases what was captured",
            WrongMoney::releasesWhatWasCaptured,
            "what_was_captured_is_not_released"),
        wrong(
            "captures what was released",
            WrongMoney::capturesWhatWasReleased,
            "a_released_payment_is_over"),
        wrong(
            "refunds beyond what was captured",
            WrongMoney::refundsBeyondWhatWasCaptured,
            "parts_are_refunded_up_to_what_was_captured",
            "threads_with_keys_of_their_own_refund_no_more_than_was_captured",
            "what_a_clerk_refunded_is_listed_and_counts"),
        wrong(
            "refunds twice for one key",
            WrongMoney::refundsTwiceForOneKey,
            "a_key_refunds_once",
            "a_refund_whose_answer_was_lost_is_made_once",
            "fifty_threads_with_one_key_refund_once"),
        wrong(
            "checks and refunds in two steps",
            WrongMoney::checksAndRefundsInTwoSteps,
            "threads_with_keys_of_their_own_refund_no_more_than_was_captured"),
        wrong(
            "forgets who asked for a refund",
            WrongMoney::forgetsWhoAskedForARefund,
            "all_refunds_are_listed_with_their_keys"),
        wrong(
            "says that a refund failed when it cannot know",
            WrongMoney::saysThatARefundFailedWhenItCannotKnow,
            "a_refund_that_could_not_be_asked_for_did_not_fail",
            "a_refund_whose_answer_was_lost_is_made_once"),
        wrong(
            "throws for a refund too much",
            WrongMoney::throwsForARefundTooMuch,
            "more_than_was_captured_is_not_refunded",
            "of_a_payment_captured_in_part_no_more_than_that_part_is_refunded",
            "parts_are_refunded_up_to_what_was_captured",
            "threads_with_keys_of_their_own_refund_no_more_than_was_captured",
            "what_a_clerk_refunded_is_listed_and_counts",
            "what_was_not_captured_is_not_refunded"),
        wrong(
            "transfers beyond what was captured",
            WrongMoney::transfersBeyondWhatWasCaptured,
            "no_more_is_transferred_than_was_captured",
            "threads_with_keys_of_their_own_transfer_no_more_than_was_captured",
            "what_was_not_captured_is_not_transferred"),
        wrong(
            "transfers twice for one key",
            WrongMoney::transfersTwiceForOneKey,
            "a_key_of_last_week_transfers_nothing_again",
            "a_key_transfers_once",
            "a_transfer_whose_answer_was_lost_is_made_once",
            "fifty_threads_with_one_key_transfer_once"),
        wrong(
            "reverses beyond the transfer",
            WrongMoney::reversesBeyondTheTransfer,
            "a_transfer_is_reversed_in_parts_and_no_further",
            "what_was_never_transferred_is_not_reversed"),
        wrong(
            "makes a customer for each call",
            WrongMoney::makesACustomerForEachCall,
            "a_key_creates_one_customer",
            "after_a_deletion_the_key_creates_another_customer_who_can_pay",
            "fifty_threads_with_one_key_create_one_customer"),
        wrong(
            "says that it deletes customers",
            WrongMoney::saysThatItDeletesCustomers,
            "after_a_deletion_the_key_creates_another_customer_who_can_pay"),
        wrong(
            "shows disputes of other payments",
            WrongMoney::showsDisputesOfOtherPayments,
            "a_dispute_names_its_amount_and_its_reason"),
        wrong(
            "accepts forged messages",
            WrongMessages::acceptsForgedMessages,
            "a_changed_body_is_refused",
            "malformed_headers_are_refused",
            "messages of strangers are refused"),
        wrong(
            "accepts unsigned messages",
            WrongMessages::acceptsUnsignedMessages,
            "malformed_headers_are_refused",
            "messages of strangers are refused"),
        wrong(
            "accepts old messages", WrongMessages::acceptsOldMessages, "old_messages_are_refused"),
        wrong(
            "accepts messages from the future",
            WrongMessages::acceptsMessagesFromTheFuture,
            "messages_from_the_future_are_refused"),
        wrong(
            "falls over malformed headers",
            WrongMessages::fallsOverMalformedHeaders,
            "malformed_headers_are_refused",
            "messages of strangers are refused"),
        wrong(
            "makes up an id for each message",
            WrongMessages::makesUpAnIdForEachMessage,
            "a_duplicate_is_known_by_its_id"),
        wrong(
            "names no payment",
            WrongMessages::namesNoPayment,
            "a_genuine_message_names_our_payment"),
        wrong(
            "believes what a message says",
            WrongMessages::believesWhatAMessageSays,
            "messages_in_any_order_and_number_leave_the_payment_as_the_provider_has_it"));
  }

  @ParameterizedTest
  @MethodSource("gateways")
  void a_wrong_gateway_fails_the_tests_of_its_fault_and_no_others(Wrong wrong) {
    assertThat(names(run(wrong.gateway()).failed()))
        .containsExactlyInAnyOrderElementsOf(wrong.fails());
  }

  @Test
  void the_right_gateway_passes_every_test_and_skips_none() {
    var tests = run(MemoryGateway::new);
    assertThat(names(tests.failed())).isEmpty();
    assertThat(names(tests.skipped())).isEmpty();
    assertThat(names(tests.aborted())).isEmpty();
    assertThat(tests.succeeded().count()).isGreaterThan(75);
  }

  private static Events run(Function<GatewayContext, MemoryGateway> gateway) {
    return ScopedValue.where(TRIED, gateway)
        .call(
            () ->
                EngineTestKit.engine("junit-jupiter")
                    .selectors(selectClass(Tried.class))
                    .execute()
                    .testEvents());
  }

  private static List<String> names(Events events) {
    return events.stream()
        .map(event -> event.getTestDescriptor().getDisplayName().replace("()", ""))
        .toList();
  }
}
