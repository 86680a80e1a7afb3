package dev.diddo.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.diddo.application.Ports;
import dev.diddo.application.Together;
import dev.diddo.application.cart.BeginningContract;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.session.CheckoutSession;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PgBeginningTest extends BeginningContract {
  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  @Override
  protected Ports ports() {
    return PgPorts.on(database, clock, ids);
  }

  @Test
  void a_cart_that_cannot_be_stored_harms_no_other_of_its_group() {
    var template = shop.template(shop.variant(shop.store("mugs.example"), "Mug", 700));
    var sessions = Stream.generate(shop::guest).limit(40).toList();
    var carts = sessions.stream().map(session -> shop.copy(template, session)).toList();
    Together.run(
        40,
        i -> {
          // This one's session is nowhere.
          var session = i == 17 ? Optional.<CheckoutSession>empty() : Optional.of(sessions.get(i));
          return catchThrowable(() -> begin(session, carts.get(i)));
        });
    assertThat(carts)
        .filteredOn(cart -> ports.liveCarts().find(tenant, cart.id()).isEmpty())
        .containsExactly(carts.get(17));
  }

  private LiveCart begin(Optional<CheckoutSession> session, LiveCart.Open cart) {
    return ports.liveCarts().begin(tenant, session, cart, shop.initialized(cart));
  }
}
