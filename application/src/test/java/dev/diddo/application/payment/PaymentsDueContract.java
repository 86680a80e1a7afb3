package dev.diddo.application.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.PortContract;
import dev.diddo.application.Together;
import dev.diddo.application.payment.Payments.Owned;
import dev.diddo.domain.cart.Cart;
import dev.diddo.domain.payment.Payment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What whoever keeps payments promises to the reconciler. */
public abstract class PaymentsDueContract extends PortContract {
  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final Duration LATE = Duration.ofMinutes(10);

  private Cart template;

  @BeforeEach
  void make_a_template() {
    template = shop.template(shop.variant(shop.store("kit.example"), "Scarf", 1_000));
  }

  @Test
  void a_payment_that_nobody_moves_is_due_within_a_minute() {
    var payment = open();
    clock.advance(Duration.ofMinutes(1));
    assertThat(due(10)).containsExactly(new Owned(tenant, payment));
  }

  @Test
  void a_payment_whose_caller_is_still_at_it_is_not_due() {
    open();
    clock.advance(Duration.ofSeconds(5));
    assertThat(due(10)).isEmpty();
  }

  @Test
  void a_leased_payment_is_nobody_elses_until_the_lease_ends() {
    var payment = open();
    clock.advance(LATE);
    assertThat(due(10)).containsExactly(new Owned(tenant, payment));
    assertThat(due(10)).isEmpty();
    clock.advance(LEASE.minusSeconds(1));
    assertThat(due(10)).isEmpty();
    clock.advance(Duration.ofSeconds(1));
    assertThat(due(10)).containsExactly(new Owned(tenant, payment));
  }

  @Test
  void those_longest_due_come_first_and_no_more_than_asked_for() {
    var young = open();
    var old = open();
    var oldest = open();
    var now = clock.instant();
    ports.payments().checkAgain(tenant, young.id(), now.plusSeconds(300));
    ports.payments().checkAgain(tenant, old.id(), now.plusSeconds(200));
    ports.payments().checkAgain(tenant, oldest.id(), now.plusSeconds(100));
    clock.advance(LATE);
    assertThat(due(2))
        .extracting(owned -> owned.payment().id())
        .containsExactly(oldest.id(), old.id());
    assertThat(due(2)).extracting(owned -> owned.payment().id()).containsExactly(young.id());
  }

  @Test
  void several_who_claim_at_once_share_the_work() {
    for (int i = 0; i < 12; i++) {
      open();
    }
    clock.advance(LATE);
    var claimed = Together.run(6, _ -> due(4)).stream().flatMap(List::stream).toList();
    assertThat(claimed).extracting(owned -> owned.payment().id()).doesNotHaveDuplicates();
    var rest = due(12);
    assertThat(claimed.size() + rest.size()).isEqualTo(12);
  }

  @Test
  void a_payment_is_due_again_when_it_was_said_to_be() {
    var payment = open();
    clock.advance(LATE);
    due(10);
    ports.payments().checkAgain(tenant, payment.id(), clock.instant().plusSeconds(10));
    clock.advance(Duration.ofSeconds(9));
    assertThat(due(10)).isEmpty();
    clock.advance(Duration.ofSeconds(1));
    assertThat(due(10)).hasSize(1);
  }

  @Test
  void a_payment_that_moved_without_an_end_stays_due() {
    var payment = open();
    var unknown = new Payment.Unknown(payment.attempt(), Optional.empty());
    ports.payments().move(tenant, payment, unknown, Optional.empty());
    clock.advance(LATE);
    assertThat(due(10)).containsExactly(new Owned(tenant, unknown));
  }

  @Test
  void a_payment_that_is_over_is_never_due() {
    var declined = open();
    ports
        .payments()
        .move(
            tenant,
            declined,
            new Payment.Declined(declined.attempt(), Optional.empty(), "card_declined"),
            Optional.empty());
    var paid = open();
    shop.settle(paid, shop.order(paid));
    // Whoever looked at them last may still say when to look again.
    ports.payments().checkAgain(tenant, declined.id(), clock.instant());
    ports.payments().checkAgain(tenant, paid.id(), clock.instant());
    clock.advance(Duration.ofDays(2));
    assertThat(due(10)).isEmpty();
  }

  @Test
  void each_gateways_payments_are_taken_apart_from_the_others() {
    var ours = open();
    var others = shop.open(shop.readyToPay(template), "other");
    assertThat(ports.payments().gatewaysDue(clock.instant())).isEmpty();
    clock.advance(LATE);
    assertThat(ports.payments().gatewaysDue(clock.instant()))
        .containsExactlyInAnyOrder(ScriptedGateways.NAME, "other");
    assertThat(due(10)).containsExactly(new Owned(tenant, ours));
    assertThat(ports.payments().gatewaysDue(clock.instant())).containsExactly("other");
    assertThat(ports.payments().claimDue(clock.instant(), "other", 10, LEASE))
        .containsExactly(new Owned(tenant, others));
    assertThat(ports.payments().gatewaysDue(clock.instant())).isEmpty();
  }

  @Test
  void payments_of_every_tenant_are_due() {
    var theirs = stranger.template(stranger.variant(stranger.store("kit.example"), "Scarf", 1_000));
    var other = stranger.open(stranger.readyToPay(theirs));
    var ours = open();
    clock.advance(LATE);
    assertThat(due(10))
        .containsExactlyInAnyOrder(new Owned(tenant, ours), new Owned(stranger.tenant(), other));
  }

  private Payment.Submitting open() {
    return shop.open(shop.readyToPay(template));
  }

  private List<Owned> due(int atMost) {
    return ports.payments().claimDue(clock.instant(), ScriptedGateways.NAME, atMost, LEASE);
  }
}
