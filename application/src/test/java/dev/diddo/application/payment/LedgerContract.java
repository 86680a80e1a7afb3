package dev.diddo.application.payment;

import static dev.diddo.application.Shop.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.diddo.application.Buyers;
import dev.diddo.application.PortContract;
import dev.diddo.domain.id.PaymentId;
import dev.diddo.domain.order.LedgerEntry;
import dev.diddo.domain.order.Order;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What whoever keeps the ledger promises. */
public abstract class LedgerContract extends PortContract {
  private Order order;
  private List<LedgerEntry> captured;

  @BeforeEach
  void have_a_paid_order() {
    var scarf = shop.variant(shop.store("kit.example"), "Scarf", 1_000);
    order = shop.paid(shop.template(scarf), Buyers.ADA);
    captured = LedgerEntry.ofCapture(order.cost().total(), order.capturedSplits());
  }

  @Test
  void a_settlement_is_the_first_booking() {
    assertThat(of(order.payment())).isEqualTo(captured);
  }

  @Test
  void bookings_are_told_in_the_order_in_which_they_were_booked() {
    var store = order.capturedSplits().getFirst().store();
    var transfer = LedgerEntry.ofTransfer(store, usd(1_400));
    var reversal = LedgerEntry.ofReversal(store, usd(300));
    book(transfer);
    book(reversal);
    assertThat(of(order.payment()))
        .isEqualTo(Stream.of(captured, transfer, reversal).flatMap(List::stream).toList());
  }

  @Test
  void a_booking_that_does_not_sum_to_zero_throws_and_is_not_stored() {
    var store = order.capturedSplits().getFirst().store();
    var half = LedgerEntry.ofTransfer(store, usd(100)).subList(0, 1);
    assertThat(catchThrowable(() -> book(half))).isNotNull();
    assertThat(of(order.payment())).isEqualTo(captured);
  }

  @Test
  void nobody_else_sees_it() {
    for (var other : List.of(stranger.tenant(), production())) {
      assertThat(ports.ledger().of(other, order.payment())).isEmpty();
    }
    assertThat(of(new PaymentId(ids.next()))).isEmpty();
  }

  private List<LedgerEntry> of(PaymentId payment) {
    return ports.ledger().of(tenant, payment);
  }

  private void book(List<LedgerEntry> entries) {
    ports.ledger().book(tenant, order.payment(), entries, clock.instant());
  }
}
