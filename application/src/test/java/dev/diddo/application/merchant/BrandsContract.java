package dev.diddo.application.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.PortContract;
import dev.diddo.domain.merchant.Store;
import dev.diddo.domain.webhook.WebhookSecret;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What whoever knows how stores are reached promises. */
public abstract class BrandsContract extends PortContract {
  private final Random random = new Random(20_261_129);

  @Test
  void a_store_that_decides_is_found_with_the_secret_that_it_was_given_last() {
    var store = shop.deciding("kit.example");
    ports.brands().sign(tenant, store.id(), WebhookSecret.random(random));
    var last = WebhookSecret.random(random);
    ports.brands().sign(tenant, store.id(), last);
    assertThat(ports.brands().find(tenant, store.id()))
        .contains(new Brands.Brand(store.orderEndpoint().orElseThrow(), last));
  }

  @Test
  void a_store_that_decides_on_nothing_is_not_found() {
    var store = shop.deciding("kit.example");
    ports.brands().sign(tenant, store.id(), WebhookSecret.random(random));
    ports.stores().save(tenant, store.takingOrdersAt(Optional.empty()));
    assertThat(ports.brands().find(tenant, store.id())).isEmpty();
    assertThat(ports.brands().find(tenant, shop.store("boots.example").id())).isEmpty();
  }

  @Test
  void a_closed_store_is_still_told_what_becomes_of_its_orders() {
    var store = signed();
    ports.stores().close(tenant, store.id());
    assertThat(ports.brands().find(tenant, store.id())).isPresent();
  }

  @Test
  void nobody_else_finds_it() {
    var store = signed();
    assertThat(ports.brands().find(stranger.tenant(), store.id())).isEmpty();
    assertThat(ports.brands().find(production(), store.id())).isEmpty();
  }

  private Store signed() {
    var store = shop.deciding("kit.example");
    ports.brands().sign(tenant, store.id(), WebhookSecret.random(random));
    return store;
  }
}
