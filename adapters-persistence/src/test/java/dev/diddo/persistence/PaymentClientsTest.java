package dev.diddo.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diddo.application.CountingIds;
import dev.diddo.application.Ports;
import dev.diddo.application.Shop;
import dev.diddo.application.SteppingClock;
import dev.diddo.domain.payment.Handover;
import dev.diddo.domain.payment.Payment;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What lets a buyer pay, as it lies in the database. */
class PaymentClientsTest {
  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final String SECRET = "pi_1_secret_whoever_has_it_can_pay";

  private final SteppingClock clock = new SteppingClock();
  private final CountingIds ids = new CountingIds();
  private Ports ports;
  private Shop shop;

  @BeforeEach
  void open() {
    database.empty();
    ports = PgPorts.on(database, clock, ids);
    shop = Shop.in(ports, clock, ids);
  }

  @Test
  void it_is_not_there_in_clear() {
    var open = embedded("kits.example", SECRET);
    assertThat(ports.payments().find(shop.tenant(), open.id())).contains(open);
    assertThat(database.ask("select encode(client, 'escape') from payment"))
        .isNotEmpty()
        .doesNotContain(SECRET)
        .doesNotContain("client_secret");
    assertThat(database.ask("select payment::text from payment")).doesNotContain(SECRET);
  }

  @Test
  void it_cannot_be_read_out_of_the_row_of_another() {
    var mine = embedded("kits.example", SECRET);
    embedded("scarves.example", "another");
    database.sql(
        "update payment set client = (select client from payment where id <> '%s')"
            .formatted(mine.id().value()));
    assertThatThrownBy(() -> ports.payments().find(shop.tenant(), mine.id()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageNotContaining(SECRET);
  }

  @Test
  void it_is_gone_once_the_payment_is_not_open_any_more() {
    var open = embedded("kits.example", SECRET);
    var cancelled = new Payment.Cancelled(open.attempt(), Optional.of(open.gatewayId()));
    ports.payments().move(shop.tenant(), open, cancelled, Optional.empty());
    assertThat(database.ask("select count(client) from payment")).isEqualTo("0");
  }

  private Payment.Open embedded(String store, String secret) {
    var template = shop.template(shop.variant(shop.store(store), "Shirt", 2_500));
    var payment = shop.open(shop.readyToPay(template));
    var open =
        new Payment.Open(
            payment.attempt(),
            "gw_1",
            new Handover.Embedded(Map.of("client_secret", secret)),
            false);
    assertThat(ports.payments().move(shop.tenant(), payment, open, Optional.empty())).isTrue();
    return open;
  }
}
