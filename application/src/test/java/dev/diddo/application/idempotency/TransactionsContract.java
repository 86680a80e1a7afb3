package dev.diddo.application.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diddo.application.PortContract;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What whoever makes several writes one promises. */
public abstract class TransactionsContract extends PortContract {

  @Test
  void all_that_the_ports_write_is_there_when_the_work_returns() {
    var store = shop.unsavedStore("kit.example");
    var guest = shop.guest();
    var result =
        ports
            .transactions()
            .inOne(
                () -> {
                  ports.sessions().add(guest);
                  return ports.stores().add(tenant, store);
                });
    assertThat(result).isTrue();
    assertThat(ports.stores().find(tenant, store.id())).contains(store);
    assertThat(ports.sessions().find(tenant, guest.id())).contains(guest);
  }

  @Test
  void nothing_of_it_is_there_when_the_work_throws() {
    var kept = shop.store("boots.example");
    var scarf = shop.variant(kept, "Scarf", 1_000);
    var store = shop.unsavedStore("kit.example");
    var guest = shop.guest();
    var failure = new IllegalStateException("as planned");
    assertThatThrownBy(
            () ->
                ports
                    .transactions()
                    .inOne(
                        () -> {
                          ports.sessions().add(guest);
                          ports.stores().add(tenant, store);
                          shop.restock(scarf, 3);
                          ports.stores().close(tenant, kept.id());
                          throw failure;
                        }))
        .isSameAs(failure);
    assertThat(ports.stores().find(tenant, store.id())).isEmpty();
    assertThat(ports.sessions().find(tenant, guest.id())).isEmpty();
    assertThat(ports.stores().find(tenant, kept.id())).contains(kept);
    assertThat(shop.inventory(scarf).tracked()).isFalse();
  }

  @Test
  void the_work_reads_what_it_wrote() {
    var store = shop.unsavedStore("kit.example");
    var found =
        ports
            .transactions()
            .inOne(
                () -> {
                  ports.stores().add(tenant, store);
                  return ports.stores().find(tenant, store.id());
                });
    assertThat(found).contains(store);
  }

  @Test
  void one_within_another_is_a_part_of_it() {
    var store = shop.unsavedStore("kit.example");
    var failure = new IllegalStateException("as planned");
    assertThatThrownBy(
            () ->
                ports
                    .transactions()
                    .inOne(
                        () -> {
                          ports.transactions().inOne(() -> ports.stores().add(tenant, store));
                          throw failure;
                        }))
        .isSameAs(failure);
    assertThat(ports.stores().find(tenant, store.id())).isEqualTo(Optional.empty());
  }
}
