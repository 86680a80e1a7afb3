package dev.diddo.gateway.sandbox;

import static dev.diddo.gateway.sandbox.Sandbox.REFERENCE;
import static dev.diddo.gateway.sandbox.Sandbox.usd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.gateway.spi.Notifications.Subject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class MisbehavingDeliveryTest {
  @TempDir Path directory;
  private ListeningCheckout checkout;
  private Sandbox sandbox;

  @BeforeEach
  void connect() throws IOException {
    checkout = new ListeningCheckout();
    sandbox = Sandbox.controlled(directory, checkout.url());
  }

  @AfterEach
  void close() {
    sandbox.close();
    checkout.close();
  }

  private void order(String fault, String... more) throws IOException {
    var pairs = new String[more.length + 2];
    System.arraycopy(more, 0, pairs, 2, more.length);
    pairs[0] = "operation=notification";
    pairs[1] = "fault=" + fault;
    sandbox.order("faults", pairs);
  }

  @Test
  void a_message_is_told_many_times_at_once_with_one_id() throws Exception {
    order("duplicate", "copies=20");
    sandbox.authorise();
    var ids = new HashSet<String>();
    for (int i = 0; i < 20; i++) {
      ids.add(ListeningCheckout.field(checkout.next(), "id"));
    }
    assertThat(ids).hasSize(1);
    sandbox.captures().capture(REFERENCE, usd(4598), "capture");
    assertThat(checkout.types(1)).containsExactly("payment.captured");
  }

  @Test
  void a_message_is_dropped_and_the_next_one_is_told() throws Exception {
    order("drop");
    sandbox.capture(4598);
    assertThat(checkout.types(1)).containsExactly("payment.captured");
  }

  @Test
  void a_message_is_overtaken_by_the_next_one() throws Exception {
    order("out_of_order", "ms=60000");
    sandbox.capture(4598);
    assertThat(checkout.types(2)).containsExactly("payment.captured", "payment.authorised");
  }

  @Test
  void a_message_that_nothing_overtakes_is_told_after_its_time() throws Exception {
    order("out_of_order", "ms=50");
    sandbox.authorise();
    assertThat(checkout.types(1)).containsExactly("payment.authorised");
  }

  @Test
  void a_message_is_told_late() throws Exception {
    order("delay", "ms=100");
    var began = System.nanoTime();
    sandbox.authorise();
    assertThat(checkout.types(1)).containsExactly("payment.authorised");
    assertThat(System.nanoTime() - began)
        .isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(100));
  }

  @Test
  void a_message_arrives_before_the_answer_to_the_call_that_opened_the_payment() throws Exception {
    sandbox.order("faults", "operation=open", "fault=early");
    sandbox.open();
    assertThat(checkout.hasMore()).isTrue();
    assertThat(checkout.types(1)).containsExactly("payment.opened");
  }

  @Test
  void a_message_arrives_before_the_answer_to_the_capture() throws Exception {
    sandbox.authorise();
    assertThat(checkout.types(1)).containsExactly("payment.authorised");
    sandbox.order("faults", "operation=capture", "fault=early");
    sandbox.captures().capture(REFERENCE, usd(4598), "capture");
    assertThat(checkout.hasMore()).isTrue();
  }

  @Test
  void while_it_is_down_nothing_is_told_and_afterwards_all_of_it() throws Exception {
    sandbox.authorise();
    assertThat(checkout.types(1)).containsExactly("payment.authorised");
    sandbox.order("faults", "fault=down");
    sandbox.order("authorisations/expire", "reference=ref-1");
    assertThat(directory.resolve("undelivered")).isNotEmptyDirectory();
    assertThat(checkout.hasMore()).isFalse();
    sandbox.order("faults/clear");
    assertThat(checkout.types(1)).containsExactly("payment.cancelled");
  }

  @Test
  void a_test_sends_what_it_likes_signed_as_by_the_provider() throws Exception {
    var sent =
        sandbox.order(
            "notifications",
            "reference=nobody-knows-it",
            "type=payment.refunded",
            "event_id=evt_replayed",
            "copies=3");
    assertThat(sent.path("acknowledged").asInt()).isEqualTo(3);
    for (int i = 0; i < 3; i++) {
      var notice = sandbox.gateway.notifications().orElseThrow().verify(checkout.next());
      assertThat(notice.eventId()).isEqualTo("evt_replayed");
      assertThat(notice.subject()).isEqualTo(new Subject.Reference("nobody-knows-it"));
    }
  }

  @Test
  void how_many_were_acknowledged_is_said() throws Exception {
    checkout.refuse(2);
    var sent = sandbox.order("notifications", "reference=ref-1", "copies=5");
    assertThat(sent.path("sent").asInt()).isEqualTo(5);
    assertThat(sent.path("acknowledged").asInt()).isEqualTo(3);
  }
}
