package dev.diddo.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diddo.application.CountingIds;
import dev.diddo.application.OutageException;
import dev.diddo.application.Ports;
import dev.diddo.application.Shop;
import dev.diddo.application.SteppingClock;
import dev.diddo.application.idempotency.Claim;
import dev.diddo.application.idempotency.IdempotencyKey;
import dev.diddo.application.idempotency.StoredAnswer;
import dev.diddo.application.payment.Movements;
import dev.diddo.application.payment.Payments;
import dev.diddo.application.payment.ScriptedGateways;
import dev.diddo.domain.id.MovementId;
import dev.diddo.domain.id.PaymentId;
import dev.diddo.domain.payment.Handover;
import dev.diddo.domain.payment.Movement;
import dev.diddo.domain.payment.Payment;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What lies there and cannot be read any more keeps nothing else from being done. */
class UnreadableRowsTest {
  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final Duration LEASE = Duration.ofMinutes(1);

  private final SteppingClock clock = new SteppingClock();
  private final CountingIds ids = new CountingIds();
  private final List<String> told = new ArrayList<>();
  private Ports before;
  private Shop shop;

  @BeforeEach
  void open() {
    database.empty();
    before = PgPorts.on(database, clock, ids);
    shop = Shop.in(before, clock, ids);
  }

  /** The same database, after the key was removed that everything was encrypted by. */
  private Ports after() {
    var keys = new LinkedHashMap<String, byte[]>();
    keys.put("another", new byte[32]);
    return PgPorts.on(database, clock, ids, new DataKeys(keys), new Unreadable(told::add));
  }

  private Payment paying(String store) {
    var template = shop.template(shop.variant(shop.store(store), "Shirt", 2_500));
    return shop.open(shop.readyToPay(template));
  }

  private Payment.Open payingHere(String store) {
    var payment = paying(store);
    var client = new Handover.Embedded(Map.of("client_secret", "whoever has it can pay"));
    var open = new Payment.Open(payment.attempt(), "gw_1", client, false);
    assertThat(before.payments().move(shop.tenant(), payment, open, Optional.empty())).isTrue();
    return open;
  }

  private static List<PaymentId> claim(Ports ports, Instant now) {
    return ports.payments().claimDue(now, ScriptedGateways.NAME, 10, LEASE).stream()
        .map(Payments.Owned::payment)
        .map(Payment::id)
        .toList();
  }

  @Test
  void a_payment_whose_key_is_gone_is_set_aside_and_the_others_are_looked_at() {
    var hidden = payingHere("kits.example");
    clock.advance(Duration.ofSeconds(1));
    var clear = paying("boots.example");
    clock.advance(Duration.ofMinutes(5));
    var ports = after();
    assertThat(claim(ports, clock.instant())).containsExactly(clear.id());
    assertThat(told).containsExactly("payment");
    clock.advance(LEASE);
    assertThat(claim(ports, clock.instant())).containsExactly(clear.id());
    assertThat(told).containsExactly("payment");
    // The key was put back, and within the hour it is looked at.
    clock.advance(Unreadable.SET_ASIDE);
    assertThat(claim(before, clock.instant())).containsExactlyInAnyOrder(hidden.id(), clear.id());
  }

  @Test
  void an_audit_looks_at_the_others() {
    payingHere("kits.example");
    clock.advance(Duration.ofSeconds(1));
    var clear = paying("boots.example");
    assertThat(after().payments().made(Instant.EPOCH, Optional.empty(), 10))
        .extracting(owned -> owned.payment().id())
        .containsExactly(clear.id());
    assertThat(told).containsExactly("payment");
  }

  @Test
  void a_movement_that_a_later_version_wrote_is_set_aside_and_the_others_are_made() {
    var payment = paying("kits.example");
    var odd = refund(payment);
    var plain = refund(payment);
    before.movements().add(shop.tenant(), List.of(odd, plain));
    database.sql(
        "update movement set currency = 'no such' where id = '%s'".formatted(odd.id().value()));
    var ports = after();
    assertThat(claimMovements(ports)).containsExactly(plain.id());
    assertThat(told).containsExactly("movement");
    clock.advance(LEASE);
    assertThat(claimMovements(ports)).containsExactly(plain.id());
    database.sql("update movement set currency = 'USD'");
    clock.advance(Unreadable.SET_ASIDE);
    assertThat(claimMovements(ports)).containsExactlyInAnyOrder(odd.id(), plain.id());
  }

  private List<MovementId> claimMovements(Ports ports) {
    return ports.movements().claimDue(clock.instant(), ScriptedGateways.NAME, 10, LEASE).stream()
        .map(Movements.Owned::movement)
        .map(Movement::id)
        .toList();
  }

  private Movement refund(Payment payment) {
    return Movement.pending(
        new MovementId(ids.next()),
        payment.id(),
        Movement.Kind.REFUND,
        Optional.empty(),
        Shop.usd(100),
        clock.instant());
  }

  @Test
  void an_answer_whose_key_is_gone_is_neither_told_nor_made_anew() {
    var key = new IdempotencyKey(shop.tenant(), "caller", "POST /refunds", "once");
    var request = new byte[32];
    var claim = (Claim.Held) before.idempotencyKeys().claim(key, request, clock.instant());
    var answer =
        new StoredAnswer(201, Map.of(), "{}".getBytes(StandardCharsets.UTF_8), Optional.empty());
    before.idempotencyKeys().complete(claim, answer, clock.instant());
    var ports = after();
    assertThatThrownBy(() -> ports.idempotencyKeys().claim(key, request, clock.instant()))
        .isInstanceOf(OutageException.class);
    assertThat(told).containsExactly("idempotency_key");
    assertThat(before.idempotencyKeys().claim(key, request, clock.instant()))
        .isInstanceOf(Claim.Replay.class);
  }
}
