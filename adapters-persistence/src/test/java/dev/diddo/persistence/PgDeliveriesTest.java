package dev.diddo.persistence;

import static dev.diddo.domain.order.CheckoutEvent.Type.CHECKOUT_INITIALIZED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.Ports;
import dev.diddo.application.Together;
import dev.diddo.application.webhook.DeliveriesContract;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PgDeliveriesTest extends DeliveriesContract {
  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  @Override
  protected Ports ports() {
    database.empty();
    return PgPorts.on(database, clock, ids);
  }

  @Test
  void who_claims_locks_no_more_than_it_takes() {
    for (int i = 0; i < 3; i++) {
      subscribe(CHECKOUT_INITIALIZED);
    }
    shop.begin(template);
    var taken =
        ports
            .transactions()
            .inOne(
                () -> {
                  var mine = claim(1, 4);
                  var others = Together.run(1, _ -> claim(3, 4)).getFirst();
                  return Stream.concat(mine.stream(), others.stream()).toList();
                });
    assertThat(taken).extracting(it -> it.delivery().id()).hasSize(3).doesNotHaveDuplicates();
  }

  @Test
  void what_an_older_version_saw_taken_counts_as_taken() {
    subscribe(CHECKOUT_INITIALIZED);
    shop.begin(template);
    var _ = claim(1, 1);
    database.sql("update delivery set status = 'delivered', due_at = null, lease_until = null");
    assertThat(database.ask("select now() - taken_at < interval '1 minute' from delivery"))
        .isEqualTo("t");
  }
}
