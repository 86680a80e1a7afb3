package dev.diddo.application.payment;

import static dev.diddo.application.Shop.usd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.PortContract;
import dev.diddo.application.Together;
import dev.diddo.application.payment.Movements.Owned;
import dev.diddo.domain.id.MovementId;
import dev.diddo.domain.payment.Movement;
import dev.diddo.domain.payment.Movement.Kind;
import dev.diddo.domain.payment.Payment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What whoever keeps movements of money promises. */
public abstract class MovementsContract extends PortContract {
  private static final Duration LEASE = Duration.ofMinutes(1);

  private Payment payment;

  @BeforeEach
  void have_a_payment() {
    payment = pay();
  }

  private Payment pay() {
    var variant =
        shop.variant(shop.store("kit-" + ids.next() + ".example"), "Scarf " + ids.next(), 1_000);
    return shop.open(shop.readyToPay(shop.template(variant)));
  }

  @Test
  void a_movement_is_found_as_it_was_added() {
    for (var kind : Kind.values()) {
      var movement = pending(kind);
      add(movement);
      assertThat(ports.movements().find(tenant, movement.id())).contains(movement);
    }
    assertThat(ports.movements().find(tenant, new MovementId(ids.next()))).isEmpty();
  }

  @Test
  void it_is_found_in_every_state_that_it_comes_to() {
    var movement = pending(Kind.REFUND);
    add(movement);
    for (var evidence :
        List.of(
            new Movement.Evidence.None(),
            new Movement.Evidence.Pending("re_1"),
            new Movement.Evidence.Succeeded("re_1"))) {
      movement = movement.witness(evidence);
      assertThat(save(movement)).isTrue();
      assertThat(ports.movements().find(tenant, movement.id())).contains(movement);
    }
    var failed = pending(Kind.TRANSFER);
    add(failed);
    assertThat(save(failed.witness(new Movement.Evidence.Failed("closed")))).isTrue();
    assertThat(ports.movements().find(tenant, failed.id()).map(Movement::state))
        .contains(new Movement.State.Failed(Optional.empty(), "closed"));
  }

  @Test
  void one_that_is_over_when_it_is_added_is_never_due() {
    var over = pending(Kind.REFUND).witness(new Movement.Evidence.Succeeded("re_1"));
    add(over);
    clock.advance(Duration.ofDays(1));
    assertThat(due(10)).isEmpty();
    assertThat(ports.movements().find(tenant, over.id())).contains(over);
  }

  @Test
  void what_is_over_stays_as_it_ended() {
    var movement = pending(Kind.TRANSFER);
    add(movement);
    var done = movement.witness(new Movement.Evidence.Succeeded("tr_1"));
    assertThat(save(done)).isTrue();
    assertThat(save(movement.witness(new Movement.Evidence.Failed("late")))).isFalse();
    assertThat(ports.movements().find(tenant, movement.id())).contains(done);
  }

  @Test
  void what_was_made_may_come_back_once() {
    var pending = pending(Kind.REFUND);
    add(pending);
    var made = pending.witness(new Movement.Evidence.Succeeded("re_1"));
    var bounced = made.bounced("account_closed");
    assertThat(bounce(bounced)).isFalse();
    assertThat(save(made)).isTrue();
    assertThat(Together.run(8, _ -> bounce(bounced))).filteredOn(it -> it).hasSize(1);
    assertThat(ports.movements().find(tenant, made.id())).contains(bounced);
    assertThat(bounced.gatewayId()).contains("re_1");
    assertThat(save(made)).isFalse();
  }

  @Test
  void of_many_who_end_it_at_once_one_is_first() {
    var movement = pending(Kind.REFUND);
    add(movement);
    var done = movement.witness(new Movement.Evidence.Succeeded("re_1"));
    assertThat(Together.run(10, _ -> save(done))).filteredOn(it -> it).hasSize(1);
  }

  @Test
  void a_payments_movements_come_oldest_first() {
    var first = pending(Kind.TRANSFER);
    add(first);
    clock.advance(Duration.ofSeconds(1));
    var second = pending(Kind.REFUND);
    add(second);
    var others = pay();
    add(pending(others, Kind.TRANSFER));
    assertThat(ports.movements().ofPayment(tenant, payment.id())).containsExactly(first, second);
  }

  @Test
  void one_return_of_a_payment_is_under_way_at_a_time() {
    var first = pending(Kind.RETURN);
    var stored = Together.run(8, i -> addReturn(i == 0 ? first : pending(Kind.RETURN)));
    assertThat(stored).filteredOn(it -> it).hasSize(1);
    var pending = ports.movements().ofPayment(tenant, payment.id()).getFirst();
    assertThat(save(pending.witness(new Movement.Evidence.Succeeded("re_1")))).isTrue();
    // Money may come late a second time.
    assertThat(addReturn(pending(Kind.RETURN))).isTrue();
    assertThat(addReturn(pending(pay(), Kind.RETURN))).isTrue();
  }

  @Test
  void a_new_one_is_due_at_once_and_leased_to_one() {
    var movement = pending(Kind.TRANSFER);
    add(movement);
    assertThat(due(10)).containsExactly(new Owned(tenant, movement));
    assertThat(due(10)).isEmpty();
    clock.advance(LEASE);
    assertThat(due(10)).containsExactly(new Owned(tenant, movement));
  }

  @Test
  void it_is_due_again_when_it_was_said_to_be_and_never_once_it_is_over() {
    var movement = pending(Kind.TRANSFER);
    add(movement);
    due(10);
    var tried = movement.witness(new Movement.Evidence.None());
    ports.movements().save(tenant, tried, clock.instant().plusSeconds(10));
    clock.advance(Duration.ofSeconds(9));
    assertThat(due(10)).isEmpty();
    clock.advance(Duration.ofSeconds(1));
    assertThat(due(10)).containsExactly(new Owned(tenant, tried));
    save(tried.witness(new Movement.Evidence.Succeeded("tr_1")));
    clock.advance(Duration.ofDays(1));
    assertThat(due(10)).isEmpty();
  }

  @Test
  void several_who_claim_at_once_share_the_work() {
    var all = new ArrayList<Movement>();
    for (int i = 0; i < 12; i++) {
      all.add(pending(Kind.REFUND));
    }
    ports.movements().add(tenant, all);
    var claimed = Together.run(6, _ -> due(4)).stream().flatMap(List::stream).toList();
    assertThat(claimed).extracting(owned -> owned.movement().id()).doesNotHaveDuplicates();
    assertThat(claimed.size() + due(12).size()).isEqualTo(12);
  }

  @Test
  void each_gateways_movements_are_taken_apart_from_the_others() {
    var ours = pending(Kind.TRANSFER);
    var variant = shop.variant(shop.store("other.example"), "Boots", 1_000);
    var other = shop.open(shop.readyToPay(shop.template(variant)), "other");
    var theirs = pending(other, Kind.REFUND);
    ports.movements().add(tenant, List.of(ours, theirs));
    assertThat(ports.movements().gatewaysDue(clock.instant()))
        .containsExactlyInAnyOrder(ScriptedGateways.NAME, "other");
    assertThat(due(10)).containsExactly(new Owned(tenant, ours));
    assertThat(ports.movements().gatewaysDue(clock.instant())).containsExactly("other");
    assertThat(ports.movements().claimDue(clock.instant(), "other", 10, LEASE))
        .containsExactly(new Owned(tenant, theirs));
    assertThat(ports.movements().gatewaysDue(clock.instant())).isEmpty();
  }

  @Test
  void nobody_else_finds_or_changes_it() {
    var movement = pending(Kind.REFUND);
    add(movement);
    for (var other : List.of(stranger.tenant(), production())) {
      assertThat(ports.movements().find(other, movement.id())).isEmpty();
      assertThat(ports.movements().ofPayment(other, payment.id())).isEmpty();
      var done = movement.witness(new Movement.Evidence.Succeeded("re_1"));
      assertThat(ports.movements().save(other, done, clock.instant())).isFalse();
      assertThat(ports.movements().bounce(other, done.bounced("closed"), clock.instant()))
          .isFalse();
    }
    assertThat(ports.movements().find(tenant, movement.id())).contains(movement);
  }

  private Movement pending(Kind kind) {
    return pending(payment, kind);
  }

  private Movement pending(Payment its, Kind kind) {
    var order = its.attempt().splits().getFirst().merchantOrder();
    return Movement.pending(
        new MovementId(ids.next()),
        its.id(),
        kind,
        kind == Kind.RETURN ? Optional.empty() : Optional.of(order),
        usd(250),
        clock.instant());
  }

  private void add(Movement movement) {
    ports.movements().add(tenant, List.of(movement));
  }

  private boolean addReturn(Movement movement) {
    return ports.movements().addReturn(tenant, movement);
  }

  private boolean save(Movement movement) {
    return ports.movements().save(tenant, movement, clock.instant());
  }

  private boolean bounce(Movement movement) {
    return ports.movements().bounce(tenant, movement, clock.instant());
  }

  private List<Owned> due(int atMost) {
    return ports.movements().claimDue(clock.instant(), payment.attempt().gateway(), atMost, LEASE);
  }
}
