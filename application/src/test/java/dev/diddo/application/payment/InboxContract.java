package dev.diddo.application.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.PortContract;
import dev.diddo.application.Together;
import dev.diddo.application.payment.Gateways.Notice;
import dev.diddo.application.payment.Gateways.Subject;
import dev.diddo.domain.id.PaymentId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What whoever keeps gateways' messages promises. */
public abstract class InboxContract extends PortContract {
  private static final Duration LEASE = Duration.ofMinutes(1);

  /** No matter how patient an inbox is, it gives up some day. */
  private static final int VERY_OFTEN = 1_000;

  @Test
  void a_message_waits_as_it_was_received() {
    var ours = notice("event-1");
    var foreign = new Notice("stripe", "event-2", new Subject.Nothing());
    assertThat(receive(ours)).isTrue();
    assertThat(receive(foreign)).isTrue();
    clock.advance(LEASE);
    assertThat(ports.inbox().gatewaysDue(clock.instant()))
        .containsExactlyInAnyOrder(ScriptedGateways.NAME, "stripe");
    assertThat(claim(10)).containsExactly(ours);
    assertThat(ports.inbox().gatewaysDue(clock.instant())).containsExactly("stripe");
    assertThat(ports.inbox().claimDue(clock.instant(), "stripe", 10, LEASE))
        .containsExactly(foreign);
    assertThat(ports.inbox().gatewaysDue(clock.instant())).isEmpty();
  }

  @Test
  void a_message_is_stored_once() {
    var notice = notice("event-1");
    assertThat(receive(notice)).isTrue();
    assertThat(receive(notice)).isFalse();
    clock.advance(LEASE);
    assertThat(claim(10)).containsExactly(notice);
  }

  @Test
  void of_many_copies_at_once_one_is_stored() {
    var notice = notice("event-1");
    var received = Together.run(20, _ -> receive(notice));
    assertThat(received).filteredOn(Boolean::booleanValue).hasSize(1);
  }

  @Test
  void another_gateways_event_of_the_same_id_is_another_message() {
    assertThat(receive(notice("event-1"))).isTrue();
    assertThat(receive(new Notice("stripe", "event-1", new Subject.OfGatewayId("pi_1")))).isTrue();
  }

  @Test
  void a_message_that_is_done_never_comes_again_and_is_still_known() {
    var notice = notice("event-1");
    receive(notice);
    ports.inbox().done(notice);
    clock.advance(Duration.ofHours(1));
    assertThat(claim(10)).isEmpty();
    assertThat(receive(notice)).isFalse();
    assertThat(claim(10)).isEmpty();
  }

  @Test
  void a_claimed_message_is_nobody_elses_until_the_lease_ends() {
    var notice = notice("event-1");
    receive(notice);
    clock.advance(LEASE);
    assertThat(claim(10)).containsExactly(notice);
    assertThat(claim(10)).isEmpty();
    clock.advance(LEASE);
    assertThat(claim(10)).containsExactly(notice);
  }

  @Test
  void a_message_that_could_not_be_applied_comes_again_then() {
    var notice = notice("event-1");
    receive(notice);
    clock.advance(LEASE);
    claim(10);
    ports.inbox().tryAgain(notice, clock.instant().plusSeconds(10));
    clock.advance(Duration.ofSeconds(9));
    assertThat(claim(10)).isEmpty();
    clock.advance(Duration.ofSeconds(1));
    assertThat(claim(10)).containsExactly(notice);
  }

  @Test
  void no_more_are_claimed_than_asked_for() {
    for (int i = 0; i < 5; i++) {
      receive(notice("event-" + i));
    }
    clock.advance(LEASE);
    assertThat(claim(3)).hasSize(3);
    assertThat(claim(3)).hasSize(2);
  }

  @Test
  void several_who_claim_at_once_share_the_work() {
    for (int i = 0; i < 12; i++) {
      receive(notice("event-" + i));
    }
    clock.advance(LEASE);
    var claimed = Together.run(6, _ -> claim(4)).stream().flatMap(List::stream).toList();
    assertThat(claimed).doesNotHaveDuplicates();
    assertThat(claimed.size() + claim(12).size()).isEqualTo(12);
  }

  @Test
  void a_message_that_is_done_is_forgotten_some_time_and_one_that_waits_is_not() {
    var done = notice("done");
    receive(done);
    ports.inbox().done(done);
    receive(notice("waits"));
    assertThat(ports.inbox().forget(clock.instant(), 10)).isZero();
    clock.advance(Duration.ofDays(1));
    assertThat(ports.inbox().forget(clock.instant(), 10)).isEqualTo(1);
    assertThat(ports.inbox().forget(clock.instant(), 10)).isZero();
    assertThat(receive(done)).isTrue();
    assertThat(receive(notice("waits"))).isFalse();
  }

  @Test
  void a_message_that_never_can_be_applied_is_left_aside_and_stands_in_nobodys_way() {
    var poison = notice("poison");
    receive(poison);
    int tries = 0;
    for (int i = 0; i < VERY_OFTEN; i++) {
      clock.advance(LEASE);
      var claimed = claim(1);
      if (claimed.isEmpty()) {
        break;
      }
      ports.inbox().tryAgain(poison, clock.instant());
      tries++;
    }
    assertThat(tries).isBetween(2, VERY_OFTEN - 1);
    var later = notice("later");
    receive(later);
    clock.advance(LEASE);
    assertThat(claim(1)).containsExactly(later);
    assertThat(receive(poison)).isFalse();
  }

  private Notice notice(String eventId) {
    return new Notice(
        ScriptedGateways.NAME, eventId, new Subject.OfPayment(new PaymentId(ids.next())));
  }

  private boolean receive(Notice notice) {
    return ports.inbox().receive(notice, clock.instant());
  }

  private List<Notice> claim(int atMost) {
    return ports.inbox().claimDue(clock.instant(), ScriptedGateways.NAME, atMost, LEASE);
  }
}
