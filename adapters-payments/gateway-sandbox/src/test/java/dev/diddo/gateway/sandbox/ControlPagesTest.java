package dev.diddo.gateway.sandbox;

import static dev.diddo.gateway.sandbox.Sandbox.REFERENCE;
import static dev.diddo.gateway.sandbox.Sandbox.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.diddo.gateway.spi.Disputes.Dispute.Status;
import dev.diddo.gateway.spi.PaymentState;
import dev.diddo.gateway.spi.Refunds.Refund;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ControlPagesTest {
  private static final String THIS = "reference=ref-1";

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

  @Test
  void without_control_there_is_nothing_to_control(@TempDir Path another) {
    try (var plain = new Sandbox(another)) {
      assertThat(plain.control("faults", "operation=open", "fault=fail_before").status())
          .isEqualTo(404);
      plain.authorise();
      assertThat(plain.state()).isInstanceOf(PaymentState.Authorised.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a control token of these test", "A control token of these tests"})
  void only_the_token_lets_a_test_in(String token) throws IOException {
    var page = sandbox.post("control/faults", Map.of("token", token, "fault", "down"));
    assertThat(page.status()).isEqualTo(403);
    assertThat(sandbox.post("control/faults", Map.of("fault", "down")).status()).isEqualTo(403);
    assertThat(sandbox.get("control/faults").status()).isEqualTo(403);
    assertThat(sandbox.order("faults/list").path("faults")).isEmpty();
  }

  @Test
  void the_pages_of_buyers_are_what_they_were() {
    assertThat(sandbox.get(sandbox.open()).body()).contains("Pay by card");
    assertThat(sandbox.get("style.css").status()).isEqualTo(200);
    assertThat(sandbox.get("control").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "operation=open|fault|is missing",
        "fault=explode|fault|is one of slow",
        "operation=opening fault=slow|operation|is one of open",
        "operation=notification fault=slow|operation|is for this fault one of open",
        "operation=open fault=drop|operation|is for this fault one of notification",
        "operation=open fault=slow ms=600001|ms|is a whole number from 0 to 600000",
        "operation=open fault=slow ms=soon|ms|is a whole number from 0 to 600000",
        "operation=open fault=slow times=0|times|is a whole number from 1 to 1000",
        "operation=open fault=slow typo=1|typo|is not known here",
        "operation=refund fault=refuse reason=A!|reason|is at most 64 of a-z",
      })
  void an_order_that_makes_no_sense_is_refused_with_the_field(
      String order, String field, String mend) throws IOException {
    var page = sandbox.control("faults", order.split(" "));
    assertThat(page.status()).isEqualTo(422);
    assertThat(page.body()).contains("\"field\":\"" + field + "\"", field + " " + mend);
    assertThat(sandbox.order("faults/list").path("faults")).isEmpty();
  }

  @Test
  void there_is_an_end_to_orders_and_spent_ones_make_room() throws IOException {
    sandbox.open();
    for (int i = 0; i < Faults.MAX_ORDERS; i++) {
      sandbox.order("faults", "operation=lookup", "fault=pending");
    }
    assertThat(sandbox.control("faults", "operation=lookup", "fault=pending").status())
        .isEqualTo(409);
    sandbox.state();
    sandbox.order("faults", "operation=lookup", "fault=pending");
  }

  @Test
  void one_order_is_cleared_and_the_others_stay() throws IOException {
    var id = sandbox.order("faults", "operation=open", "fault=slow").path("id").asText();
    sandbox.order("faults", "operation=lookup", "fault=slow");
    sandbox.order("faults/clear", "id=" + id);
    assertThat(sandbox.order("faults/list").path("faults"))
        .singleElement()
        .satisfies(it -> assertThat(it.path("operation").asText()).isEqualTo("lookup"));
    assertThat(sandbox.control("faults/clear", "id=" + id).status()).isEqualTo(404);
  }

  @Test
  void a_refund_is_made_in_the_dashboard_by_no_key_of_ours() throws IOException {
    sandbox.capture(4598);
    sandbox.order("refunds", THIS, "amount=598");
    sandbox.order("refunds", THIS);
    assertThat(sandbox.refunds().list(REFERENCE))
        .extracting(Refund::idempotencyKey, Refund::amount)
        .containsExactly(tuple(Optional.empty(), usd(598)), tuple(Optional.empty(), usd(4000)));
    assertThat(sandbox.control("refunds", THIS, "amount=1").status()).isEqualTo(409);
    assertThat(sandbox.refunds().list(REFERENCE)).hasSize(2);
  }

  @Test
  void a_dispute_is_opened_reviewed_and_lost() throws IOException {
    sandbox.capture(4598);
    var opened = sandbox.order("disputes", THIS, "amount=1000", "reason=product_not_received");
    var id = opened.path("disputes").path(0).path("id").asText();
    sandbox.order("disputes/settle", THIS, "id=" + id, "status=under_review");
    sandbox.order("disputes/settle", THIS, "id=" + id, "status=lost");
    assertThat(sandbox.gateway.disputes().orElseThrow().list(REFERENCE))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.status()).isEqualTo(Status.LOST);
              assertThat(it.amount()).isEqualTo(usd(1000));
              assertThat(it.respondBy()).isEmpty();
            });
    assertThat(sandbox.control("disputes/settle", THIS, "id=" + id, "status=won").status())
        .isEqualTo(409);
  }

  @Test
  void an_authorisation_expires_at_once() throws IOException {
    sandbox.authorise();
    assertThat(sandbox.order("authorisations/expire", THIS).path("status").asText())
        .isEqualTo("cancelled");
    assertThat(sandbox.captures().capture(REFERENCE, usd(4598), "capture"))
        .isInstanceOf(PaymentState.Cancelled.class);
    assertThat(sandbox.control("authorisations/expire", THIS).status()).isEqualTo(409);
  }

  @Test
  void a_payment_is_shown_as_it_is_in_the_books() throws IOException {
    sandbox.capture(4598);
    sandbox.refunds().refund(REFERENCE, usd(98), "r");
    var shown = sandbox.order("payments", THIS);
    assertThat(shown.path("status").asText()).isEqualTo("captured");
    assertThat(shown.path("currency").asText()).isEqualTo("USD");
    assertThat(shown.path("captured").asLong()).isEqualTo(4598);
    assertThat(shown.path("refunded").asLong()).isEqualTo(98);
    assertThat(shown.path("refunds").path(0).path("key").asText()).isEqualTo("r");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"payments", "refunds", "disputes", "authorisations/expire", "nothing/of/the/kind"})
  void what_is_not_there_is_not_found(String path) {
    assertThat(sandbox.control(path, "reference=unknown").status()).isEqualTo(404);
  }
}
