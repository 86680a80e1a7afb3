package dev.diddo.persistence;

import static dev.diddo.application.Shop.usd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.CountingIds;
import dev.diddo.application.Ports;
import dev.diddo.application.Shop;
import dev.diddo.application.SteppingClock;
import dev.diddo.application.payment.PaymentVitals.Vitals;
import dev.diddo.domain.id.MovementId;
import dev.diddo.domain.payment.Movement;
import dev.diddo.domain.payment.Payment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PgPaymentVitalsTest {
  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private final SteppingClock clock = new SteppingClock();
  private final CountingIds ids = new CountingIds();
  private Ports ports;
  private Shop shop;
  private Payment payment;

  @BeforeEach
  void have_a_payment() {
    database.empty();
    ports = PgPorts.on(database, clock, ids);
    shop = Shop.in(ports, clock, ids);
    var variant = shop.variant(shop.store("kits.example"), "Shirt", 2_500);
    payment = shop.open(shop.readyToPay(shop.template(variant)));
  }

  private Vitals take() {
    return new PgPaymentVitals(database.postgres()).take(clock.instant());
  }

  private Movement refund() {
    var refund =
        Movement.pending(
            new MovementId(ids.next()),
            payment.id(),
            Movement.Kind.REFUND,
            Optional.empty(),
            usd(100),
            clock.instant());
    ports.movements().add(shop.tenant(), List.of(refund));
    return refund;
  }

  @Test
  void a_movement_that_failed_counts_for_an_hour_from_when_it_failed() {
    var slow = refund();
    clock.advance(Duration.ofDays(3));
    assertThat(take().failedMovements()).isZero();
    assertThat(take().movements()).singleElement().returns(1L, it -> it.count());
    var failed = slow.witness(new Movement.Evidence.Failed("account_closed"));
    assertThat(ports.movements().save(shop.tenant(), failed, clock.instant())).isTrue();
    assertThat(take().failedMovements()).isOne();
    assertThat(take().movements()).isEmpty();
    clock.advance(Duration.ofMinutes(61));
    assertThat(take().failedMovements()).isZero();
  }

  @Test
  void a_movement_that_came_back_counts_from_when_it_did() {
    var made = refund().witness(new Movement.Evidence.Succeeded("re_1"));
    assertThat(ports.movements().save(shop.tenant(), made, clock.instant())).isTrue();
    clock.advance(Duration.ofDays(3));
    assertThat(take().failedMovements()).isZero();
    var bounced = made.bounced("account_closed");
    assertThat(ports.movements().bounce(shop.tenant(), bounced, clock.instant())).isTrue();
    assertThat(take().failedMovements()).isOne();
  }
}
